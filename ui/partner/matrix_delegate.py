"""How the people matrix is drawn: names with their address beneath, pills for dates, leavers greyed."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from channeladmin.desk.people import PersonView
from channeladmin.desk.values import Region
from ui.kit.chips import Pill, paint_pill, pill_size
from ui.kit.dropped_files import leave_files
from ui.kit.fields import ChoiceField
from ui.kit.tones import Tones, tones_of
from ui.partner.matrix_cells import Cell
from ui.partner.people_matrix import CELL_ROLE, FIXED, LEFT_ROLE, PERSON_ROLE, WRONG_ROLE

Index = QModelIndex | QPersistentModelIndex
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class MatrixDelegate(QStyledItemDelegate):
    """Paints the cells and opens a line for a date, a list for a region."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground, the text or pill, and the frame of the current cell."""
        tones = tones_of(self._view.palette())
        rect: QRect = option.rect
        is_row = self._view.selectionModel().currentIndex().row() == index.row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(tones.accent_soft if is_row and self._view.hasFocus() else tones.surface))
        painter.setPen(QColor(tones.line))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        person = index.data(PERSON_ROLE)
        if not isinstance(person, PersonView):
            painter.setPen(QColor(tones.muted))
            painter.drawText(rect.adjusted(12, 0, -4, 0), _LEFT, str(index.data() or ""))
        elif index.column() == 0:
            self._paint_person(painter, rect, person, tones, is_gone=bool(index.data(LEFT_ROLE)))
        else:
            self._paint_cell(painter, option, index, tones)
        if index == self._view.currentIndex() and self._view.hasFocus():
            painter.setPen(QPen(QColor(tones.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(2, 2, -3, -4), 4, 4)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines high, as wide as its text."""
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, Cell) or index.column() == 0:
            return QSize(150, 52)
        return QSize(
            pill_size(Pill(cell.text, cell.tone, has_mark=False), option.font).width() + 24 if cell.tone else 64, 52
        )

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line for dates, a list for the region."""
        del option
        if index.column() == 1:
            editor = ChoiceField(tuple((region, region.value) for region in Region), has_blank=True, blank="unknown")
            editor.widget.setParent(parent)
            editor.chosen.connect(lambda: self._finish(editor.widget))
            editor.widget.setAccessibleName("Region")
            return editor.widget
        line = QLineEdit(parent)
        leave_files(line)
        line.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        line.setPlaceholderText("e.g. 2022-10-31")
        line.setToolTip("A date; with an end: 2022-02-03 → 2023-02-03")
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what stands in the cell, in the form that it is typed in."""
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            field = editor.findChild(ChoiceField)
            assert isinstance(field, ChoiceField)
            field.start(value)
        elif isinstance(editor, QLineEdit):
            editor.setText(str(value or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed."""
        if isinstance(editor, QComboBox):
            field = editor.findChild(ChoiceField)
            assert isinstance(field, ChoiceField)
            model.setData(index, field.entry())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Over the cell, and wide enough to type two dates."""
        del index
        rect: QRect = option.rect
        width = max(rect.width() - 4, 104)
        left = min(rect.left() + 2, self._view.viewport().width() - width - 2)
        editor.setGeometry(QRect(max(left, 0), rect.center().y() - 15, width, 30))

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _paint_person(self, painter: QPainter, rect: QRect, person: PersonView, tones: Tones, *, is_gone: bool) -> None:
        place = rect.adjusted(12, 8, -4, -9)
        strong, small = QFont(painter.font()), QFont(painter.font())
        strong.setWeight(QFont.Weight.DemiBold)
        small.setPixelSize(12)
        painter.setFont(strong)
        painter.setPen(QColor(tones.faint if is_gone else tones.text))
        name = painter.fontMetrics().elidedText(person.person.fields.name, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), name)
        if person.emails:
            painter.setFont(small)
            painter.setPen(QColor(tones.faint if is_gone else tones.muted))
            address = painter.fontMetrics().elidedText(
                person.emails[0].fields.address, Qt.TextElideMode.ElideRight, place.width()
            )
            painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), address)

    def _paint_cell(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, tones: Tones) -> None:
        rect: QRect = option.rect
        cell = index.data(CELL_ROLE)
        assert isinstance(cell, Cell)
        is_gone = bool(index.data(LEFT_ROLE))
        is_credential = index.column() >= len(FIXED)
        side = _CENTRE if is_credential else _LEFT
        place = rect if is_credential else rect.adjusted(8, 0, -4, 0)
        if index.data(WRONG_ROLE):
            painter.setPen(QPen(QColor(tones.unmet), 1.5))
            painter.drawRoundedRect(rect.adjusted(3, 10, -4, -12), 4, 4)
            painter.drawText(rect.adjusted(8, 0, -6, 0), side, cell.text)
        elif cell.tone and not is_gone:
            pill = Pill(cell.text, cell.tone, has_mark=False)
            width = min(pill_size(pill, option.font).width(), place.width())
            left = rect.center().x() - width // 2 if is_credential else place.left()
            paint_pill(painter, QRect(left, rect.top(), width, rect.height()), pill, tones, option.font)
        elif cell.is_open and not is_gone:
            painter.setPen(QPen(QColor(tones.faint), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(QRect(rect.center().x() - 18, rect.center().y() - 11, 38, 22), 6, 6)
            painter.setPen(QColor(tones.text))
            painter.drawText(rect, _CENTRE, "+")
        else:
            font = QFont(painter.font())
            font.setItalic(cell.is_derived)
            painter.setFont(font)
            is_quiet = is_gone or cell.is_derived or not cell.text
            painter.setPen(QColor((tones.faint if is_gone else tones.muted) if is_quiet else tones.text))
            painter.drawText(place, side, cell.text or ("·" if is_credential else ""))
