"""A short list of records that is edited in place, by keyboard: type in a cell, Enter or leave it, Del removes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.kit.field_spec import FieldSpec, list_words
from ui.kit.inline_delegate import CellDelegate
from ui.kit.inline_model import Index, InlineModel, RowActs
from ui.kit.page_sight import PageSight
from ui.kit.text import make_label

if TYPE_CHECKING:
    from pydantic import BaseModel

    from channeladmin.desk.values import Stored

_ROW_HEIGHT = 36
_MOST_ROWS = 12
_LEAST_WIDTH = 80
_BOX_SIDES = 42
_MOST_CHOICE_WIDTH = 170


class InlineTable(QWidget):
    """The records, a last row to add one, and under it what is wrong, in words."""

    def __init__(
        self,
        fields_type: type[BaseModel],
        columns: Sequence[FieldSpec],
        acts: RowActs,
        *,
        invitation: str,
        name: str,
        withheld: str = "",
    ) -> None:
        """`withheld` is why nothing can be stored, or nothing: then the rows can only be read."""
        super().__init__()
        self.model = InlineModel(fields_type, columns, acts, invitation=invitation, withheld=withheld)
        self.view = _CellView(self.model)
        self.view.setAccessibleName(name)
        self.view.setAccessibleDescription(withheld)
        self.errors = make_label("", "error", wraps=True)
        self.errors.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.view)
        layout.addWidget(self.errors)
        self.model.errors_changed.connect(self._on_errors_changed)

    def show_records(self, records: Sequence[Stored[Any]], parent_key: object) -> None:
        """Show the records of a parent; typing is kept while the parent stays the same."""
        view, here = self.view, self.view.currentIndex()
        place, column, record = here.row(), here.column(), self.model.record_at(here.row())
        known = self.model.record_ids()
        had_keyboard, was_editing = view.has_keyboard(), view.is_editing()
        self.model.show(records, parent_key)
        view.fit()
        if record is not None:
            row = self.model.row_of(record.id)
        else:
            added = self.model.record_ids() - known if self.model.is_storing else ()
            row = next((self.model.row_of(each) for each in added), None)
        if row is None and had_keyboard and here.isValid():
            # Undo and redo move the new row: who was in it stays in it.
            row = min(place, self.model.rowCount() - 1) if record is not None else self.model.rowCount() - 1
        if row is not None:
            view.selectionModel().setCurrentIndex(
                self.model.index(row, column), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
        if had_keyboard and not view.has_keyboard():
            # The editor went with its row, and Qt gave the keyboard to whatever stands next on the page.
            view.setFocus()
            if was_editing and not view.is_committing:
                view.edit(view.currentIndex())

    def _on_errors_changed(self) -> None:
        text = "\n".join(self.model.errors())
        self.errors.setText(text)
        self.errors.setVisible(bool(text))
        self.view.setAccessibleDescription(text or self.model.withheld)


class _CellView(QTableView):
    def __init__(self, model: InlineModel) -> None:
        super().__init__()
        self._model = model
        self.is_committing = False
        self._was_current = False
        self._widths: list[int] = []
        self._sight = PageSight(self)
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setStyleSheet(
            "QLineEdit, QComboBox { border-radius: 4px; padding: 0 6px; min-height: 0; }"
            "QLineEdit:focus, QComboBox:focus { padding: 0 5px; }"
        )
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(28)
        last = len(model.columns)
        for column, spec in enumerate(model.columns):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self._widths.append(self._find_width(spec))
            self.setColumnWidth(column, self._widths[column])
        header.setSectionResizeMode(last, QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(last, 36)
        self.clicked.connect(self._on_clicked)
        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]  # it is running
        self.fit()

    def fit(self) -> None:
        """As high as its rows, to a limit; the page scrolls, not the list."""
        rows = min(self._model.rowCount(), _MOST_ROWS)
        header = self.horizontalHeader()
        bar = self.horizontalScrollBar().sizeHint().height() if header.length() > self.viewport().width() else 0
        self.setFixedHeight(header.sizeHint().height() + rows * _ROW_HEIGHT + 4 + bar)

    def has_keyboard(self) -> bool:
        """Whether the keyboard is in the list or in an editor of it."""
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def is_editing(self) -> bool:
        """Whether a cell is open."""
        return self.state() == QAbstractItemView.State.EditingState

    def commitData(self, editor: QWidget) -> None:
        """Hand over what was typed; that may store the row and move it."""
        self.is_committing = True
        try:
            super().commitData(editor)
        finally:
            self.is_committing = False

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tab goes on from where the row is now: Qt goes on from the editor, which is gone if its row moved."""
        step = {
            QAbstractItemDelegate.EndEditHint.EditNextItem: 1,
            QAbstractItemDelegate.EndEditHint.EditPreviousItem: -1,
        }.get(hint, 0)
        if not step:
            super().closeEditor(editor, hint)
            return
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        here = self.currentIndex()
        place = self._find_next(here, step) if here.isValid() else None
        if place is None:
            self.focusNextPrevChild(step > 0)
        elif place.isValid():
            self.setCurrentIndex(place)
            self.edit(place)
            self._sight.follow()

    def _find_next(self, here: QModelIndex, step: int) -> QModelIndex | None:
        """The cell that Tab opens next; None where it leaves the list, none (invalid) where a row cannot be saved."""
        model, width = self._model, len(self._model.columns)
        row, column = divmod(here.row() * width + min(here.column(), width - 1) + step, width)
        if step > 0 and model.is_untouched(here.row()):
            return None
        if step > 0 and row == model.rowCount():
            # The end of the new row: it is saved, and the next new row begins.
            if model.store(here.row()):
                return model.index(model.rowCount() - 1, 0)
            wrong = model.find_wrong(here.row())
            return model.index(here.row(), wrong) if wrong is not None else QModelIndex()
        return model.index(row, column) if row >= 0 else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width: columns with a stretch take what is left, and give what is missing."""
        super().resizeEvent(event)
        columns = self._model.columns
        room = self.viewport().width() - 36 - sum(self._widths)
        shares = sum(spec.stretch for spec in columns)
        for column, spec in enumerate(columns):
            if spec.stretch:
                width = self._widths[column] + room * spec.stretch // shares
                self.setColumnWidth(column, max(width, min(self._widths[column], _LEAST_WIDTH)))
        self.fit()

    def _find_width(self, spec: FieldSpec) -> int:
        """As asked for, or what the longest of its choices needs in an open box."""
        words = list_words(self._model.fields_type, spec)
        widest = max(map(self.fontMetrics().horizontalAdvance, words), default=0)
        return max(spec.width, min(widest + _BOX_SIDES, _MOST_CHOICE_WIDTH))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember whether the cell was current already: then the click opens it."""
        self._was_current = self.has_keyboard() and self.indexAt(event.position().toPoint()) == self.currentIndex()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits, Ctrl+Enter stores the row, Del removes it, Esc gives back what was typed."""
        index = self.currentIndex()
        key, is_ctrl = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if not index.isValid() or self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_ctrl:
            self._model.store(index.row())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(index)
        elif key == Qt.Key.Key_Delete:
            self._model.delete(index.row())
        elif key == Qt.Key.Key_Escape:
            self._model.give_back(index.row())
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Store a row when it is left."""
        super().currentChanged(current, previous)
        if previous.isValid() and current.row() != previous.row():
            self._model.store(previous.row())
        self.viewport().update()

    def _on_clicked(self, index: QModelIndex) -> None:
        if self._model.is_untouched(index.row()):
            # All of an untouched new row is one button; typing begins at its beginning.
            self.setCurrentIndex(self._model.index(index.row(), 0))
            if not self.is_editing():
                self.edit(self.currentIndex())
        elif index.column() == len(self._model.columns) and not self._model.withheld:
            self._model.delete(index.row())
        elif not self.is_editing() and (self._was_current or self._model.record_at(index.row()) is None):
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is None or not (old is self or self.isAncestorOf(old)):
            return
        if QApplication.activePopupWidget() is not None:
            # A list of choices or a calendar is part of its cell.
            return
        self.viewport().update()
        index = self.currentIndex()
        if index.isValid() and not (new is not None and (new is self or self.isAncestorOf(new))):
            self._model.store(index.row())
