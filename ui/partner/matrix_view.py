"""The people matrix on screen: the names stay in sight while the credentials scroll, and the keyboard does it all."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.partner.frozen_names import FrozenNames
from ui.partner.matrix_delegate import MatrixDelegate
from ui.partner.people_matrix import FIXED, PeopleMatrix

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 52
_ADD_HEIGHT = 34
_MOST_ROWS = 10
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TYPED_AWAY = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class MatrixView(QTableView):
    """Type a date in a cell, Enter edits, Del takes an award away, Enter on a name goes to the person."""

    person_chosen = Signal(object)
    """The PersonView of the row that the keyboard is in; None for the row that adds one."""
    person_opened = Signal()
    person_asked = Signal(str)
    """A new person is wanted, and how their name begins."""

    def __init__(self, matrix: PeopleMatrix) -> None:
        super().__init__()
        self._matrix = matrix
        self._names: FrozenNames | None = None
        self.setModel(matrix)
        self.setItemDelegate(MatrixDelegate(self))
        self.setAccessibleName("People and certifications")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setStyleSheet(
            "QLineEdit, QComboBox { border-radius: 4px; padding: 0 6px; min-height: 0; }"
            "QLineEdit:focus, QComboBox:focus { padding: 0 5px; }"
        )
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(48)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.clicked.connect(self._on_clicked)
        names = FrozenNames(self, MatrixDelegate(self))
        names.clicked.connect(self._on_clicked)
        self._names = names
        matrix.modelReset.connect(self.fit)
        matrix.dataChanged.connect(lambda *_args: self.fit())

    def fit(self) -> None:
        """Rows of two lines, columns as wide as their dates, as high as the people up to a limit."""
        people = self._matrix.rowCount() - self._matrix.invites
        # The row that adds a person moves down with each one; a row that was it is a person's now.
        self.clearSpans()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        for row in range(people):
            self.setRowHeight(row, ROW_HEIGHT)
        if self._matrix.invites:
            self.setRowHeight(people, _ADD_HEIGHT)
            self.setSpan(people, 0, 1, self._matrix.columnCount())
        self._fit_columns()
        shown = min(people, _MOST_ROWS)
        bar = self.horizontalScrollBar().sizeHint().height() if self._needs_bar() else 0
        add = _ADD_HEIGHT if self._matrix.invites else 0
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + shown * ROW_HEIGHT + add + 4 + bar)
        self._place_names()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names lie over the first column."""
        super().resizeEvent(event)
        self._place_names()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a cell out from under the names, too."""
        super().scrollTo(index, hint)
        hidden = self.columnWidth(0) - self.visualRect(index).left()
        if index.column() > 0 and hidden > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    def select_person(self, person_id: int) -> None:
        """Put the keyboard's place on a person's row."""
        row = self._matrix.row_of(person_id)
        if row is not None:
            column = max(self.currentIndex().column(), 0)
            self.selectionModel().setCurrentIndex(
                self._matrix.index(row, column), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits or opens, Del and Backspace take away, Esc gives back; typing below the people adds one."""
        if not self.currentIndex().isValid() and (event.text().strip() or event.key() in _ENTERS):
            self.setCurrentIndex(self._matrix.index(0, 0))
        index, begun = self.currentIndex(), self._read_beginning(event)
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif begun and self._matrix.person_at(index.row()) is None:
            self.person_asked.emit(begun)
        elif event.key() == Qt.Key.Key_Escape and self._matrix.give_back(index):
            event.accept()
        elif event.key() in _ENTERS and index.isValid():
            self._open(index)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and index.isValid():
            self._matrix.clear(index)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell whose row it is."""
        super().currentChanged(current, previous)
        self.viewport().update()
        if self._names is not None:
            self._names.viewport().update()
        if current.isValid():
            self.person_chosen.emit(self._matrix.person_at(current.row()))

    def _read_beginning(self, event: QKeyEvent) -> str:
        """The letter that was typed, if one was."""
        is_typed = not event.modifiers() & _TYPED_AWAY and event.text().isprintable()
        return event.text().strip() if is_typed else ""

    def _place_names(self) -> None:
        if self._names is not None:
            self._names.place()

    def _open(self, index: QModelIndex) -> None:
        if self._matrix.person_at(index.row()) is None:
            self.person_asked.emit("")
        elif index.column() == 0:
            self.person_opened.emit()
        elif index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def _on_clicked(self, index: QModelIndex) -> None:
        if self._matrix.person_at(index.row()) is None:
            self.person_asked.emit("")

    def _fit_columns(self) -> None:
        metrics = self.horizontalHeader().fontMetrics()
        for section in range(self._matrix.columnCount()):
            if section == 0:
                width = 176
            else:
                head = str(self._matrix.headerData(section, Qt.Orientation.Horizontal))
                longest = max(metrics.horizontalAdvance(line) for line in head.split("\n"))
                width = max(longest + 24, 64 if section < len(FIXED) else 72, self._content_width(section))
            if self.columnWidth(section) != width:
                self.setColumnWidth(section, width)

    def _content_width(self, section: int) -> int:
        option = self.viewOptions() if hasattr(self, "viewOptions") else None
        del option
        return max(
            (
                self.sizeHintForIndex(self._matrix.index(row, section)).width()
                for row in range(len(self._matrix.shown.people))
            ),
            default=0,
        )

    def _needs_bar(self) -> bool:
        return self.horizontalHeader().length() > self.viewport().width()
