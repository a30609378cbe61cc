"""The list of verdicts that would come out otherwise; Enter opens the partner."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from channeladmin.desk.impact import ImpactRow
from channeladmin.desk.values import Status
from ui.kit.chips import Pill, Tone
from ui.kit.record_table import Column, RecordModel, RecordTable

_TONES = {Status.MET: Tone.MET, Status.UNMET: Tone.UNMET, Status.REVIEW: Tone.REVIEW}
_LEVELS = {Status.UNMET: 0, Status.REVIEW: 1, Status.MET: 2}


def _word_causes(row: ImpactRow) -> str:
    return ", ".join(row.causes)


_COLUMNS: tuple[Column[ImpactRow], ...] = (
    Column("partner", "Partner", lambda row: row.partner, 240, least=150),
    Column("region", "Region", lambda row: row.region.value, 84),
    Column("track", "Track", lambda row: row.track, 110),
    Column("before", "Now", lambda row: row.before.value, 96, pill=lambda row: _build_pill(row.before)),
    Column("after", "Then", lambda row: row.after.value, 96, pill=lambda row: _build_pill(row.after)),
    Column("causes", "Because of", _word_causes, 280, least=160),
)
_ORDERS: dict[str, Callable[[ImpactRow], Any]] = {
    "partner": lambda row: row.partner.casefold(),
    "region": lambda row: row.region.value,
    "track": lambda row: row.track,
    "before": lambda row: _LEVELS[row.before],
    "after": lambda row: _LEVELS[row.after],
    "causes": _word_causes,
}


class ImpactTable(QWidget):
    """Rows by their place in the result."""

    opened = Signal(object, object)
    """The ids of a partner and of its agreement."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ImpactRow, ...] = ()
        self.model: RecordModel[ImpactRow] = RecordModel(
            _COLUMNS, find=self._find, get=self._get, sort="partner", parent=self
        )
        self.table = RecordTable(self.model, "Verdicts that would change")
        self.table.opened.connect(self._on_opened)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        self.setFocusProxy(self.table)

    def show_rows(self, rows: Sequence[ImpactRow]) -> None:
        """Show another result, from its first row on."""
        self._rows = tuple(rows)
        self.table.clearSelection()
        self.model.reload()
        if self._rows:
            self.table.selectRow(0)

    def _find(self, sort: str, descending: bool) -> Sequence[int]:
        order = _ORDERS[sort]
        return sorted(range(len(self._rows)), key=lambda place: order(self._rows[place]), reverse=descending)

    def _get(self, keys: Sequence[int]) -> Mapping[int, ImpactRow]:
        return {key: self._rows[key] for key in keys}

    def _on_opened(self, key: int) -> None:
        row = self._rows[key]
        self.opened.emit(row.partner_id, row.agreement_id)


def _build_pill(status: Status) -> Pill:
    return Pill(status.value, _TONES[status])
