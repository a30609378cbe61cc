"""The preview with a chip for each bucket above it; a chip shows its rows alone."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from channeladmin.desk.importing import Bucket, ImportPlan
from ui.kit.buttons import make_button
from ui.kit.chips import PillDelegate
from ui.rosters.preview import PILLS, PreviewModel


class PreviewTable(QWidget):
    """What an import would do, row by row."""

    def __init__(self) -> None:
        super().__init__()
        self.model = PreviewModel()
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(PillDelegate(self.view))
        self.view.setAccessibleName("Preview of the import")
        self.view.setShowGrid(False)
        self.view.setWordWrap(False)
        self.view.setTabKeyNavigation(False)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(34)
        header = self.view.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setStretchLastSection(True)
        for column, width in enumerate((140, 60, 190, 140)):
            self.view.setColumnWidth(column, width)
        self._plan: ImportPlan | None = None
        self.chips: dict[Bucket | None, QPushButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(8)
        for bucket in (None, *Bucket):
            chip = self._make_chip(bucket)
            row.addWidget(chip)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.view, 1)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show a plan; first what needs a look, if anything does."""
        self._plan = plan
        counts = plan.counts
        numbers = {
            None: counts.rows,
            Bucket.NEW: counts.new,
            Bucket.CHANGED: counts.changed,
            Bucket.SAME: counts.same,
            Bucket.DUPLICATE: counts.duplicates,
            Bucket.REJECTED: counts.rejected,
        }
        for bucket, chip in self.chips.items():
            word = "all" if bucket is None else PILLS[bucket].text
            chip.setText(f"{word} {numbers[bucket]:,}")
            chip.setAccessibleName(f"Rows: {word}, {numbers[bucket]:,}")
            chip.setVisible(bucket is None or numbers[bucket] > 0)
        self.view.setColumnHidden(0, len(plan.sources) < 2)
        kept = self.model.bucket if self.model.bucket is None or numbers[self.model.bucket] else None
        self._show(kept)

    def _make_chip(self, bucket: Bucket | None) -> QPushButton:
        chip = make_button("", lambda: self._show(bucket), role="chip")
        chip.setCheckable(True)
        self._group.addButton(chip)
        self.chips[bucket] = chip
        return chip

    def _show(self, bucket: Bucket | None) -> None:
        self.chips[bucket].setChecked(True)
        plan = self._plan
        self.model.show(plan.rows if plan else (), bucket, _list_heads(plan) if plan else {})


def _list_heads(plan: ImportPlan) -> dict[str, tuple[str, ...]]:
    """By file the field that each column fills; blank for those that fill none."""
    heads = {}
    for table, mapping in zip(plan.tables, plan.mappings, strict=True):
        filled = {
            at: mapped.column.name
            for mapped in mapping.fields
            if mapped.position is not None
            for at in (mapped.position, *mapped.also)
        }
        heads[table.source] = tuple(filled.get(at, "") for at in range(len(table.columns)))
    return heads
