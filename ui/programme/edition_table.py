"""The list of editions: those that come with the app and those of this file, the one in use marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from channeladmin.desk.programs import EditionView
from channeladmin.desk.wording import format_date
from ui.kit.chips import Pill, Tone
from ui.kit.record_table import ROW_HEIGHT as _ROW_HEIGHT
from ui.kit.record_table import Column, RecordModel, RecordTable

MOST_ROWS, FEWEST_ROWS = 5, 3


def _word_use(view: EditionView) -> str:
    return "in use" if view.is_active else ""


def _word_origin(view: EditionView) -> str:
    return "comes with the app" if view.is_shipped else "of this file"


_COLUMNS: tuple[Column[EditionView], ...] = (
    Column("title", "Edition", lambda view: view.title, 360, least=200),
    Column("id", "Id", lambda view: view.id, 130, has_figures=True),
    Column("effective_on", "Effective on", lambda view: format_date(view.effective_on), 120, has_figures=True),
    Column("origin", "From", _word_origin, 160),
    Column("use", "", _word_use, 96, pill=lambda view: Pill("in use", Tone.MET) if view.is_active else None),
)
_ORDERS: dict[str, Callable[[EditionView], Any]] = {
    "title": lambda view: view.title.casefold(),
    "id": lambda view: view.id,
    "effective_on": lambda view: view.effective_on,
    "origin": _word_origin,
    "use": _word_use,
}


class EditionTable(QWidget):
    """As high as its rows, up to a few."""

    chosen = Signal()
    """Another edition is looked at."""
    entered = Signal()
    """Enter or a double click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views: tuple[EditionView, ...] = ()
        self._most_rows = MOST_ROWS
        self.model: RecordModel[EditionView] = RecordModel(
            _COLUMNS, find=self._find, get=self._get, sort="effective_on", parent=self
        )
        self.table = RecordTable(self.model, "Editions")
        self.table.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
        self.table.selected.connect(self.chosen)
        self.table.opened.connect(lambda _key: self.entered.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        self.setFocusProxy(self.table)

    @property
    def current(self) -> EditionView | None:
        """The edition that is looked at."""
        key = self.table.current_key
        return self._views[key] if key is not None and key < len(self._views) else None

    def show_editions(self, views: Sequence[EditionView], edition_id: str) -> None:
        """List them and look at one; at the one in use where it is gone."""
        self._views = tuple(views)
        self.table.blockSignals(True)
        self.model.reload()
        self.table.blockSignals(False)
        self._fit()
        self.choose(edition_id)

    def choose(self, edition_id: str) -> None:
        """Look at an edition."""
        ids = [view.id for view in self._views]
        active = next(number for number, view in enumerate(self._views) if view.is_active)
        self.table.show_key(ids.index(edition_id) if edition_id in ids else active)

    def set_most_rows(self, count: int) -> None:
        """Take no more room than so many rows."""
        self._most_rows = count
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now the header knows its height."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        rows = min(max(len(self._views), 1), self._most_rows)
        frame = 2 * self.table.frameWidth()
        self.table.setFixedHeight(self.table.horizontalHeader().sizeHint().height() + rows * _ROW_HEIGHT + frame)

    def _find(self, sort: str, descending: bool) -> Sequence[int]:
        order = _ORDERS[sort]
        return sorted(range(len(self._views)), key=lambda number: order(self._views[number]), reverse=descending)

    def _get(self, keys: Sequence[int]) -> Mapping[int, EditionView]:
        return {key: self._views[key] for key in keys}
