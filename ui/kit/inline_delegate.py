"""How the cells of an inline table look, and the field editors that open in them."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from ui.kit.field_spec import build_editor
from ui.kit.fields import FieldEditor
from ui.kit.icons import render_icon
from ui.kit.inline_model import ENTRY_ROLE, STATE_ROLE, CellState, InlineModel
from ui.kit.tones import Tones, tones_of

Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Paints typed, wrong and inviting cells apart, the current cell with a frame, and a cross to remove a row."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell, then its marks."""
        tones = tones_of(self._view.palette())
        model = index.model()
        assert isinstance(model, InlineModel)
        super().paint(painter, option, index)
        rect: QRect = option.rect
        is_open = self._view.state() == QTableView.State.EditingState and index.row() == self._view.currentIndex().row()
        if index.data(STATE_ROLE) == CellState.INVITING and index.column() == 0 and not is_open:
            painter.setPen(QColor(tones.muted))
            place = QRect(rect.left() + 9, rect.top(), self._view.viewport().width(), rect.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), str(index.data()))
        if index.column() == len(model.columns):
            self._paint_cross(painter, rect, index, tones)
            return
        if index.data(STATE_ROLE) == CellState.WRONG:
            self._paint_frame(painter, rect, tones.unmet)
        elif index == self._view.currentIndex() and self._view.hasFocus():
            self._paint_frame(painter, rect, tones.accent)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """The ink of the cell's state."""
        super().initStyleOption(option, index)
        tones = tones_of(self._view.palette())
        state = index.data(STATE_ROLE)
        if state == CellState.WRONG:
            option.palette.setColor(QPalette.ColorRole.Text, QColor(tones.unmet))
        elif state == CellState.INVITING:
            option.text = ""
        option.state &= ~QStyle.StateFlag.State_HasFocus

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The field editor of the column."""
        del option
        model = index.model()
        assert isinstance(model, InlineModel)
        editor = build_editor(model.fields_type, model.columns[index.column()])
        editor.widget.setParent(parent)
        if isinstance(editor.widget, QComboBox):
            editor.chosen.connect(lambda: self._on_chosen(editor.widget))
        return editor.widget

    def setEditorData(self, widget: QWidget, index: Index) -> None:
        """Show what stands in the cell."""
        editor = widget.findChild(FieldEditor)
        assert isinstance(editor, FieldEditor)
        editor.start(index.data(ENTRY_ROLE))

    def setModelData(self, widget: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed, if anything was."""
        editor = widget.findChild(FieldEditor)
        assert isinstance(editor, FieldEditor)
        if editor.is_dirty:
            model.setData(index, editor.entry(), ENTRY_ROLE)

    def updateEditorGeometry(self, widget: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Fill the cell."""
        del index
        rect: QRect = option.rect
        widget.setGeometry(rect.adjusted(1, 1, -1, -2))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter in a cell stores its row."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and isinstance(watched, QWidget)
        ):
            self._finish(watched)
            model = self._view.model()
            assert isinstance(model, InlineModel)
            model.store(self._view.currentIndex().row())
            return True
        return super().eventFilter(watched, event)

    def _on_chosen(self, widget: QWidget) -> None:
        # The cell stays open: were it closed, the next Tab would leave the list, not the cell.
        self.commitData.emit(widget)
        if self._view.state() != QTableView.State.EditingState:
            self._view.edit(self._view.currentIndex())

    def _finish(self, widget: QWidget) -> None:
        self.commitData.emit(widget)
        self.closeEditor.emit(widget, QStyledItemDelegate.EndEditHint.NoHint)

    def _paint_cross(self, painter: QPainter, rect: QRect, index: Index, tones: Tones) -> None:
        model = index.model()
        assert isinstance(model, InlineModel)
        hovered = self._view.indexAt(self._view.viewport().mapFromGlobal(self._view.cursor().pos()))
        is_near = index.row() in (hovered.row(), self._view.currentIndex().row())
        if model.withheld or model.record_at(index.row()) is None or not is_near:
            return
        size = 14
        icon = render_icon("x", QColor(tones.muted), size=size, scale=self._view.devicePixelRatioF())
        painter.drawPixmap(rect.center().x() - size // 2, rect.center().y() - size // 2, icon)

    def _paint_frame(self, painter: QPainter, rect: QRect, color: str) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(color), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(2, 2, -3, -4), 4, 4)
        painter.restore()
