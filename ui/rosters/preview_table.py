"""What an import would do: a chip for each sort of row and of advice, and beneath them what the chosen one holds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from channeladmin.desk.importing import Bucket, ImportPlan
from ui.kit.buttons import make_button
from ui.kit.chips import PillDelegate
from ui.kit.flow import FlowLayout
from ui.rosters.preview import PILLS, PreviewModel
from ui.rosters.row_detail import RowDetail

Subject = Bucket | str | None
"""A sort of row, a sort of advice by its name, or (None) all rows."""


class PreviewTable(QWidget):
    """Rows with the selected one in full, or a page of advice."""

    def __init__(self, advice: Mapping[str, QWidget]) -> None:
        super().__init__()
        self._advice = advice
        self.model = PreviewModel()
        self.view = self._build_view()
        self.detail = RowDetail()
        self.chips: dict[Subject, QPushButton] = {}
        self.subject: Subject = None
        self._plan: ImportPlan | None = None
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._rows = QWidget()
        self._rows_layout = QVBoxLayout(self._rows)
        self._lay_out()
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._show_detail())

    def start(self) -> None:
        """Begin with other files: at all their rows, the first of them in sight."""
        self._plan = self.subject = None
        self.model.show(None, None)
        for bar in (self.view.verticalScrollBar(), self.view.horizontalScrollBar()):
            bar.setValue(0)

    def show_plan(self, plan: ImportPlan, advised: Mapping[str, int], waiting: Mapping[str, int]) -> None:
        """Show a plan, at what was looked at before if there is any of it still.

        `advised` counts the advice, `waiting` what is open of that which can be answered.
        """
        self._plan = plan
        counts = plan.counts
        numbers: dict[Subject, int] = {
            None: counts.rows,
            Bucket.NEW: counts.new,
            Bucket.CHANGED: counts.changed,
            Bucket.SAME: counts.same,
            Bucket.DUPLICATE: counts.duplicates,
            Bucket.REJECTED: counts.rejected,
        }
        numbers.update(advised)
        for subject, chip in self.chips.items():
            word = _name(subject)
            number = waiting.get(word, numbers[subject]) if subject in self._advice else numbers[subject]
            chip.setText(f"{word} {number:,}")
            chip.setAccessibleName(f"{word if subject in self._advice else f'Rows: {word}'}, {number:,}")
            chip.setVisible(subject is None or numbers[subject] > 0)
        self.view.setColumnHidden(0, len(plan.sources) < 2)
        self.choose(self.subject if numbers[self.subject] else None)

    def choose(self, subject: Subject) -> None:
        """Look at a sort of row, or of advice."""
        self.subject = subject
        self.chips[subject].setChecked(True)
        if isinstance(subject, str) and not isinstance(subject, Bucket):
            self._stack.setCurrentWidget(self._advice[subject])
            return
        self._stack.setCurrentWidget(self._rows)
        plan, place = self._plan, self.view.currentIndex().row()
        self.model.show(plan, subject)
        if self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(min(max(place, 0), self.model.rowCount() - 1), 1))
        self._show_detail()

    def _show_detail(self) -> None:
        at = self.view.currentIndex()
        self.detail.show_row(self._plan, self.model.find_row(at.row()))
        self._rows_layout.activate()
        self.view.scrollTo(at)

    def _build_view(self) -> QTableView:
        view = QTableView()
        view.setModel(self.model)
        view.setItemDelegate(PillDelegate(view))
        view.setAccessibleName("Preview of the import")
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(34)
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setStretchLastSection(True)
        for column, width in enumerate((140, 60, 190, 140)):
            view.setColumnWidth(column, width)
        return view

    def _lay_out(self) -> None:
        chips = QWidget()
        flow = FlowLayout(chips, spacing=8)
        for subject in (None, *Bucket, *self._advice):
            chip = make_button("", partial(self.choose, subject), role="chip")
            chip.setCheckable(True)
            self._group.addButton(chip)
            self.chips[subject] = chip
            flow.addWidget(chip)
        rows = self._rows_layout
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.view, 1)
        rows.addWidget(self.detail, 1)
        for page in (self._rows, *self._advice.values()):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(chips)
        layout.addWidget(self._stack, 1)


def _name(subject: Subject) -> str:
    if subject is None:
        return "all"
    return PILLS[subject].text if isinstance(subject, Bucket) else subject
