"""What taking back an older act would leave, told in the page before it happens, with the choice to do the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from channeladmin.desk.changed_fields import name_record
from channeladmin.desk.history import LeftRow, UndoReport
from ui.kit.buttons import make_button
from ui.kit.record_table import Column, RecordModel, RecordTable
from ui.kit.text import make_label, shorten
from ui.kit.words import word_count

_COLUMNS: tuple[Column[LeftRow], ...] = (
    Column("record", "Stays as it is", lambda row: name_record(row.table, row.image), 320),
    Column("reason", "Because", lambda row: row.reason, 460),
)


class ReportView(QWidget):
    """The counts, the records that stay, and two answers."""

    accepted = Signal(object)
    """The UndoReport, to be done as it says."""
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: UndoReport | None = None
        self._rows: tuple[LeftRow, ...] = ()
        self.sentence = make_label("", "warning", wraps=True)
        self.model: RecordModel[LeftRow] = RecordModel(
            _COLUMNS, find=self._find, get=self._get, sort="record", parent=self
        )
        self.table = RecordTable(self.model, "What stays as it is")
        self.yes = make_button("Undo the rest", self._on_accepted, role="primary")
        self.no = make_button("Leave it all", self.dismissed.emit)
        row = QHBoxLayout()
        row.addWidget(self.sentence, 1)
        row.addWidget(self.no)
        row.addWidget(self.yes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.table, 1)

    def show_report(self, report: UndoReport) -> None:
        """Show a report and put the keyboard on the answer that changes nothing."""
        self._report = report
        self._rows = (*report.kept, *report.failed)
        counts = [f"{word_count(report.reversed_count, 'record')} can go back"]
        for rows, words in ((report.kept, "would be kept"), (report.failed, "cannot go back")):
            if rows:
                counts.append(f"{len(rows):,} {words}")
        self.sentence.setText(
            f"Later acts changed what “{shorten(report.operation.label)}” wrote: {', '.join(counts)}."
        )
        self.yes.setEnabled(report.reversed_count > 0)
        self.model.reload()
        self.no.setFocus()

    def _find(self, sort: str, descending: bool) -> Sequence[int]:
        def text(number: int) -> str:
            row = self._rows[number]
            return row.reason if sort == "reason" else name_record(row.table, row.image)

        numbers = sorted(range(len(self._rows)), key=text)
        return numbers[::-1] if descending else numbers

    def _get(self, keys: Sequence[int]) -> Mapping[int, LeftRow]:
        return {key: self._rows[key] for key in keys}

    def _on_accepted(self) -> None:
        if self._report is not None:
            self.accepted.emit(self._report)
