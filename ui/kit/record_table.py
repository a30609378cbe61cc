"""The list view that every page of records uses: keyboard all the way, columns to choose, copy as a table."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from PySide6.QtCore import QByteArray, QItemSelection, QItemSelectionModel, QMimeData, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from ui.kit.chips import PillDelegate
from ui.kit.column_fit import ColumnFit
from ui.kit.record_model import Column, RecordModel
from ui.kit.text import keep_ampersands

__all__ = ["Column", "RecordModel", "RecordTable"]

ROW_HEIGHT = 33
_KEPT_SELECTION = 5_000
_TYPED_AWAY = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class RecordTable(QTableView):
    """A table over a RecordModel; selection is kept by key when the model reloads."""

    opened = Signal(object)
    """The key of a row: Enter or double click."""
    typed = Signal(str)
    """Letters typed on the list, for the page's filter."""
    selected = Signal()
    """The selection or the current row changed."""

    def __init__(self, model: RecordModel[Any], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._kept: tuple[set[int], int | None, int] = (set(), None, 0)
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(PillDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._dress_header(self.horizontalHeader())
        leasts = {number: column.least for number, column in enumerate(model.columns) if column.least is not None}
        self._fit = ColumnFit(self, leasts)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.keys[index.row()]))
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        model.modelReset.connect(self._on_reset)
        self.selectionModel().selectionChanged.connect(lambda *_: self.selected.emit())
        self.selectionModel().currentRowChanged.connect(lambda *_: self.selected.emit())
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_asked)

    @property
    def current_key(self) -> int | None:
        """The key of the current row."""
        row = self.currentIndex().row()
        return self._model.keys[row] if 0 <= row < len(self._model.keys) else None

    def selected_keys(self) -> list[int]:
        """The keys of the selected rows, in the order shown."""
        keys = self._model.keys
        return [keys[row] for row in self._selected_rows()]

    def count_selected(self) -> int:
        """How many rows are selected, without listing them."""
        return sum(chunk.height() for chunk in self._row_chunks())

    def show_key(self, key: int) -> bool:
        """Select the row of a key and scroll to it; whether it is in the list."""
        try:
            row = self._model.keys.index(key)
        except ValueError:
            return False
        self.selectRow(row)
        self.scrollTo(self._model.index(row, 0))
        return True

    def save_columns(self) -> QByteArray:
        """Which columns are shown, in which order and how wide."""
        return self.horizontalHeader().saveState()

    def restore_columns(self, state: object) -> None:
        """Show the columns as they were saved; what is no saved state is passed over."""
        header = self.horizontalHeader()
        if isinstance(state, QByteArray):
            header.blockSignals(True)
            header.restoreState(state)
            header.setSortIndicator(self._model.sort_column, self._model.sort_order)
            header.blockSignals(False)
            self._fit.adopt()
            self._fit.fit()

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard, as text with tabs and as a table, in the columns shown."""
        header = self.horizontalHeader()
        shown = [header.logicalIndex(place) for place in range(header.count())]
        columns = [self._model.columns[number] for number in shown if not self.isColumnHidden(number)]
        lines = [[column.title for column in columns]]
        for row in self._selected_rows():
            record = self._model.find_row(row)
            if record is not None:
                lines.append([column.text(record) for column in columns])
        mime = QMimeData()
        mime.setText("\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines) + "\n")
        cells = ("".join(f"<td>{escape(cell)}</td>" for cell in line) for line in lines)
        mime.setHtml("<table>" + "".join(f"<tr>{line}</tr>" for line in cells) + "</table>")
        QGuiApplication.clipboard().setMimeData(mime)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the room among the columns that share it."""
        super().resizeEvent(event)
        self._fit.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies, letters filter; the rest is the view's own."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current_key is not None:
            self.opened.emit(self.current_key)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif event.text().strip() and event.text().isprintable() and not event.modifiers() & _TYPED_AWAY:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _dress_header(self, header: QHeaderView) -> None:
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(48)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setStretchLastSection(True)
        header.setSortIndicatorShown(True)
        header.setSectionsClickable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_columns_asked)
        for number, column in enumerate(self._model.columns):
            self.setColumnWidth(number, column.width)
            self.setColumnHidden(number, not column.is_shown)
        header.setSortIndicator(self._model.sort_column, self._model.sort_order)
        header.sortIndicatorChanged.connect(self._model.sort)

    def _row_chunks(self) -> Iterator[Any]:
        seen: set[tuple[int, int]] = set()
        selection = self.selectionModel().selection()
        for chunk in (selection.at(number) for number in range(selection.count())):
            if (chunk.top(), chunk.bottom()) not in seen:
                seen.add((chunk.top(), chunk.bottom()))
                yield chunk

    def _selected_rows(self) -> list[int]:
        rows: set[int] = set()
        for chunk in self._row_chunks():
            rows.update(range(chunk.top(), chunk.bottom() + 1))
        return sorted(rows)

    def _on_about_to_reset(self) -> None:
        is_small = self.count_selected() <= _KEPT_SELECTION
        self._kept = (
            set(self.selected_keys()) if is_small else set(),
            self.current_key,
            self.verticalScrollBar().value(),
        )

    def _on_reset(self) -> None:
        wanted, current, scroll = self._kept
        if not wanted and current is None:
            return
        selection = QItemSelection()
        place: QModelIndex | None = None
        for row, key in enumerate(self._model.keys):
            if key in wanted:
                index = self._model.index(row, 0)
                selection.select(index, index)
            if key == current:
                place = self._model.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        if place is not None:
            self.selectionModel().setCurrentIndex(place, flags.NoUpdate)
        self.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)
        self.verticalScrollBar().setValue(scroll)
        self.selected.emit()

    def _on_menu_asked(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = QAction("Copy as a table", menu)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setEnabled(self.count_selected() > 0)
        copy.triggered.connect(self.copy_rows)
        menu.addAction(copy)
        menu.popup(self.viewport().mapToGlobal(place))

    def _on_columns_asked(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, column in enumerate(self._model.columns[1:], start=1):
            choice = QAction(keep_ampersands(column.title), menu)
            choice.setCheckable(True)
            choice.setChecked(not self.isColumnHidden(number))
            choice.toggled.connect(lambda is_shown, number=number: self._on_column_chosen(number, is_shown=is_shown))
            menu.addAction(choice)
        menu.popup(self.horizontalHeader().mapToGlobal(place))

    def _on_column_chosen(self, number: int, *, is_shown: bool) -> None:
        self.setColumnHidden(number, not is_shown)
        self._fit.fit()
