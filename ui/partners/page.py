"""The list of partners: one row for each agreement, filtered by text and chips, live after every act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from channeladmin.desk.listing import AgreementRow, find_rows, get_rows
from channeladmin.desk.tracks import list_tracks
from channeladmin.desk.values import AgreementStatus, Region, Status
from ui.kit.buttons import make_button, withhold_all
from ui.kit.empty import EmptyState
from ui.kit.record_table import RecordModel, RecordTable
from ui.kit.text import make_label
from ui.kit.words import word_of
from ui.partners.columns import COLUMNS
from ui.partners.doors import Doors
from ui.partners.filter_chip import FilterChip
from ui.partners.new_partner import NewPartnerPanel
from ui.session import DeskSession

if TYPE_CHECKING:
    from channeladmin.desk.tracks import list_tracks
from channeladmin.desk.values import Changes


class PartnersPage(QWidget):
    """The list with its filters, its empty states, and the form for a new partner."""

    opened = Signal(object, object)
    """A partner id and an agreement id (or None)."""
    agreement_selected = Signal(object)
    """The agreement of the current row, or None."""
    described = Signal(str)
    """What is selected, in words."""
    import_asked = Signal()
    sample_asked = Signal()
    typed = Signal(str)
    """Letters typed on the list."""
    filters_cleared = Signal()

    def __init__(self, session: DeskSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._text = ""
        self._is_stale = False
        self.region = FilterChip("Region", [(word, word.value) for word in Region], any_word="Any region")
        self.track = FilterChip("Track", list_tracks(session.desk), any_word="Any track")
        self.standing = FilterChip("Standing", [(word, word.value) for word in Status], any_word="Any standing")
        self.status = FilterChip("Status", [(word, word_of(word)) for word in AgreementStatus], any_word="Any status")
        self._chips: tuple[FilterChip[Any], ...] = (self.region, self.track, self.standing, self.status)
        self.clear_button = make_button("Clear filters", self.clear_filters, role="link")
        self.model: RecordModel[AgreementRow] = RecordModel(
            COLUMNS, find=self._find, get=self._get, sort="partner", parent=self
        )
        self.table = RecordTable(self.model, "Partners")
        self.count = make_label("", "muted")
        self.new_partner = NewPartnerPanel(session)
        self.doors = Doors()
        self.import_button = make_button("Import…", self.import_asked.emit, name="Import rosters")
        self.new_button = make_button("New partner", self.start_new_partner, role="primary")
        writing = (self.import_button, self.new_button, self.doors.roster, self.doors.partner)
        withhold_all(writing, session.withheld)
        self._none_found = EmptyState(
            "No agreement fits",
            "Nothing in this desk fits the text and the filters.",
            ("Clear filters", self.clear_filters),
        )
        self._filters = QWidget()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was done on other pages."""
        super().showEvent(event)
        if self._is_stale:
            self.reload()

    def reload(self) -> None:
        """Find the rows anew; the selection stays."""
        self._is_stale = False
        self.model.reload()
        self._show_state()

    def set_text(self, text: str) -> None:
        """Hold the list to rows that have these words."""
        if text != self._text:
            self._text = text
            self.reload()

    def clear_filters(self) -> None:
        """Show every row; the search field is told to empty itself."""
        for chip in self._chips:
            chip.choose(None)
        self.filters_cleared.emit()

    def focus_list(self) -> None:
        """Put the keyboard on the list."""
        self.table.setFocus()
        # Qt makes the first row current by itself when the keyboard comes, but does not select it.
        if self.model.rowCount() and not self.table.selectionModel().hasSelection():
            self.table.selectRow(max(self.table.currentIndex().row(), 0))

    @property
    def current_partner_id(self) -> int | None:
        """The partner of the one row that is chosen; None where none is, or several are."""
        row = self._current()
        return row.partner_id if row is not None and self.table.count_selected() <= 1 else None

    def open_current(self) -> None:
        """Open the partner of the current row."""
        row = self._current()
        if row is not None:
            self.opened.emit(row.partner_id, row.agreement_id)

    def start_new_partner(self) -> None:
        """Open the form for a new partner."""
        self.new_partner.open_panel()

    def _find(self, sort: str, descending: bool) -> Sequence[int]:  # the shape of FindKeys
        return find_rows(
            self._session.desk,
            text=self._text,
            region=self.region.value,
            track=self.track.value,
            standing=self.standing.value,
            status=self.status.value,
            sort=sort,
            descending=descending,
        )

    def _get(self, keys: Sequence[int]) -> Mapping[int, AgreementRow]:
        return {row.key: row for row in get_rows(self._session.desk, keys)}

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(make_label("Partners", "title"))
        names.addWidget(self.count)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(names, 1)
        head.addWidget(self.import_button)
        head.addWidget(self.new_button)
        chips = QHBoxLayout(self._filters)
        chips.setContentsMargins(0, 0, 0, 0)
        chips.setSpacing(8)
        for chip in self._chips:
            chips.addWidget(chip)
        chips.addWidget(self.clear_button)
        chips.addStretch(1)
        for widget in (self.table, self._none_found, self.doors):
            self._stack.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self.new_partner)
        layout.addWidget(self._filters)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._session.changed.connect(self._on_changed)
        for chip in self._chips:
            chip.chosen.connect(self.reload)
        self.table.opened.connect(lambda _key: self.open_current())
        self.table.selected.connect(self._on_selected)
        self.table.typed.connect(self.typed)
        self.doors.partner_asked.connect(self.start_new_partner)
        self.doors.import_asked.connect(self.import_asked)
        self.doors.sample_asked.connect(self.sample_asked)
        self.new_partner.added.connect(lambda partner_id: self.opened.emit(partner_id, None))

    def _show_state(self) -> None:
        shown = self.model.rowCount()
        is_filtered = bool(self._text) or any(chip.value is not None for chip in self._chips)
        self.clear_button.setVisible(is_filtered)
        self.count.setText(f"{shown:,} agreement{'' if shown == 1 else 's'}" + (" shown" if is_filtered else ""))
        page: QWidget = self.table if shown else self._none_found if is_filtered else self.doors
        self._stack.setCurrentWidget(page)
        self._filters.setVisible(page is not self.doors)
        self._on_selected()

    def _current(self) -> AgreementRow | None:
        index = self.table.currentIndex()
        return self.model.find_row(index.row()) if 0 <= index.row() < self.model.rowCount() else None

    def _on_selected(self) -> None:
        row = self._current()
        self.agreement_selected.emit(row.agreement_id if row is not None else None)
        shown = self.model.rowCount()
        self.described.emit(f"{self.table.count_selected():,} of {shown:,} selected" if shown else "")

    def _on_changed(self, changes: Changes) -> None:
        if changes.rows.keys() & {"setting", "agreement_step"}:
            self.track.set_choices(list_tracks(self._session.desk))
        # At 100,000 rows a reload takes a noticeable moment: not while another page is being typed on.
        self._is_stale = not self.isVisible()
        if not self._is_stale:
            self.reload()
