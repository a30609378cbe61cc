"""The pages of an open desk, the evaluation panel beside them, and how one leads to the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from channeladmin.desk.backups import last_backup
from channeladmin.desk.values import Changes
from ui.backups.automatic import AutomaticBackups
from ui.backups.checking import start_check
from ui.backups.page import BackupsPage
from ui.follower import Follower
from ui.history.page import HistoryPage
from ui.history.undoing import Undoing
from ui.invitations.page import InvitationsPage
from ui.invitations.waiting import count_waiting
from ui.kit.jobs import JobRunner
from ui.panel.panel import EvaluationPanel
from ui.partner.deleting import start_removing_partner
from ui.partner.page import PartnerPage
from ui.partners.page import PartnersPage
from ui.programme.page import ProgrammePage
from ui.rosters.assistant import RosterAssistant
from ui.session import DeskSession
from ui.window.page_stack import PageStack
from ui.window.panel_split import PanelSplit
from ui.window.saved_state import word_saved

_CLOCK_MS = 60_000
_BESIDE_PANEL = ("partners", "partner")


class Workspace(QWidget):
    """Pages by key (`partner` is the page of one partner, under `partners` in the rail)."""

    page_shown = Signal(str)
    described = Signal(str)
    typed = Signal(str)
    search_cleared = Signal()
    panel_toggled = Signal(bool)
    sample_asked = Signal()
    import_asked = Signal()
    day_changed = Signal(object)
    """Today, after midnight."""
    saved_told = Signal(str)
    waiting_counted = Signal(object)
    """How many invitations wait for a step."""
    anniversary_found = Signal(object)
    """The next anniversary of the agreement that is looked at, or None."""

    def __init__(self, session: DeskSession, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._today = session.desk.today()
        self._agreements: dict[str, int | None] = {}
        self._described: dict[str, str] = {}
        self.undoing = Undoing(session, jobs, self)
        self.panel = EvaluationPanel(session)
        self.partners = PartnersPage(session)
        self.partner = PartnerPage(session, jobs)
        self.invitations = InvitationsPage(session, jobs)
        self.rosters = RosterAssistant(session, jobs)
        self.history = HistoryPage(session, self.undoing)
        self.backups = BackupsPage(session, jobs)
        self.programme = ProgrammePage(session, jobs)
        self.pages: dict[str, QWidget] = {
            "partners": self.partners,
            "partner": self.partner,
            "invitations": self.invitations,
            "rosters": self.rosters,
            "history": self.history,
            "backups": self.backups,
            "programme": self.programme,
        }
        self._jobs = jobs
        self._follower = Follower(session, self)
        self._automatic = AutomaticBackups(session, jobs, self)
        self._is_panel_wanted = True
        self._stack = PageStack()
        self._split = PanelSplit(self._stack, self.panel)
        self._lay_out()
        self._connect()

    @property
    def page_key(self) -> str:
        """Which page is shown."""
        shown = self._stack.currentWidget()
        return next(key for key, page in self.pages.items() if page is shown)

    def start(self) -> None:
        """Fill the first page."""
        self.partners.reload()
        self.undoing.refresh()
        self.tell_saved()
        self._count_waiting()
        self.show_page("partners")
        if self.session.desk.ended_uncleanly:
            self.check(before="The desk was not closed properly the last time, so it was checked. ")

    def show_page(self, key: str) -> None:
        """Show a page and put the keyboard on it."""
        page = self.pages[key]
        self._stack.setCurrentWidget(page)
        self._place_panel()
        self.page_shown.emit("partners" if key == "partner" else key)
        self.described.emit(self._described.get(key, ""))
        focus = getattr(page, "focus_list", page.setFocus)
        focus()

    def open_partner(self, partner_id: int, agreement_id: int | None) -> None:
        """Show the page of a partner, at an agreement."""
        self.show_page("partner")
        self.partner.load(partner_id, agreement_id)

    def invite(self) -> None:
        """Go to the partner of the agreement that is looked at and start its invitation there."""
        if self.page_key == "partners":
            self.partners.open_current()
        if self.page_key == "partner":
            self.partner.start_invitation()
        else:
            self.session.failed.emit("Choose a partner in the list first; the invitation is made from its page.")

    def try_changes(self) -> None:
        """Try changes in the panel, on the agreement that is looked at."""
        if self.page_key not in _BESIDE_PANEL or self.panel.evaluation is None:
            self.session.failed.emit("Choose a partner with an agreement first; what is tried stands beside it.")
        else:
            self.set_panel_wanted(is_wanted=True)
            self.panel.start_trying()

    def delete_partner(self) -> None:
        """Remove the partner that is looked at; undo brings all of it back, so nothing is asked first."""
        if self.page_key == "partner":
            partner_id = self.partner.partner_id
        else:
            partner_id = self.partners.current_partner_id if self.page_key == "partners" else None
        if partner_id is None:
            self.session.failed.emit("Choose one partner in the list first.")
        else:
            start_removing_partner(self.session, self._jobs, partner_id, lambda: self.show_page("partners"))

    def new_partner(self) -> None:
        """Open the form for a new partner."""
        self.show_page("partners")
        self.partners.start_new_partner()

    def import_files(self, paths: Sequence[Path]) -> None:
        """Hand files to the roster assistant; a desk for reading only takes none, and says so."""
        if self.session.withheld:
            self.session.failed.emit(self.session.withheld)
            return
        self.show_page("rosters")
        self.rosters.load_files(list(paths))

    def open_packet(self, number: str) -> None:
        """Show an invitation."""
        self.show_page("invitations")
        self.invitations.open_number(number)

    def open_programme(self, edition_id: str) -> None:
        """Show an edition of the programme."""
        self.show_page("programme")
        self.programme.choose(edition_id)

    def search(self, text: str) -> None:
        """Hold the partners list to a text, and show it."""
        self.partners.set_text(text)
        if text and self.page_key != "partners":
            focus = self.window().focusWidget()
            self.show_page("partners")
            if focus is not None:
                focus.setFocus()

    def show_day(self, day: date | None) -> None:
        """Evaluate as of another day (None: today), in the panel and where it is asked what would change."""
        self.panel.set_day(day)
        self.programme.set_day(day)
        if day is not None:
            self.set_panel_wanted(is_wanted=True)

    def set_panel_wanted(self, *, is_wanted: bool) -> None:
        """Show or hide the panel beside the pages that it belongs to."""
        self._is_panel_wanted = is_wanted
        self._place_panel()
        self.panel_toggled.emit(is_wanted)

    def tell_saved(self) -> None:
        """Say how old the newest backup is, or that nothing can be saved."""
        if self.session.desk.is_read_only:
            self.saved_told.emit("For reading only")
            return
        self.saved_told.emit(word_saved(last_backup(self.session.desk), self.session.desk.now()))

    def check(self, *, before: str = "") -> None:
        """Check the desk in the background; `before` says why, if nobody asked for it."""
        start_check(self.session, self._jobs, before=before)

    def refresh(self) -> None:
        """Look at everything again, after the rules changed."""
        self.partners.reload()
        self.panel.refresh()
        self.undoing.refresh()

    def close_desk(self) -> None:
        """Stop following and give the data file back; the pages must not be used afterwards."""
        for part in (self._clock, self._follower, self._automatic):
            part.stop()
        self.session.close()

    def follow_clock(self) -> None:
        """The backup grows older; after midnight everything is looked at again."""
        self.tell_saved()
        today = self.session.desk.today()
        if today != self._today:
            self._today = today
            self.refresh()
            self.day_changed.emit(today)

    def _lay_out(self) -> None:
        for page in self.pages.values():
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)

    def _connect(self) -> None:
        self.partners.opened.connect(self.open_partner)
        self.partners.agreement_selected.connect(lambda number: self._on_agreement("partners", number))
        self.partners.described.connect(lambda words: self._on_described("partners", words))
        self.partners.import_asked.connect(self.import_asked)
        self.partners.sample_asked.connect(self.sample_asked)
        self.partners.typed.connect(self.typed)
        self.partners.filters_cleared.connect(self.search_cleared)
        self.partner.agreement_selected.connect(lambda number: self._on_agreement("partner", number))
        self.partner.closed.connect(lambda: self.show_page("partners"))
        self.partner.packet_opened.connect(self.open_packet)
        self.partner.described.connect(lambda words: self._on_described("partner", words))
        self.invitations.described.connect(lambda words: self._on_described("invitations", words))
        self.rosters.finished.connect(lambda *_: self.show_page("partners"))
        self.session.changed.connect(self._on_changed)
        # An import, a trim or a deletion may have made a backup first.
        self._jobs.finished.connect(self.tell_saved)
        self.backups.described.connect(lambda words: self._on_described("backups", words))
        self.programme.described.connect(lambda words: self._on_described("programme", words))
        self.programme.opened.connect(self.open_partner)
        self.history.described.connect(lambda words: self._on_described("history", words))
        self._clock = QTimer(self)
        self._clock.setInterval(_CLOCK_MS)
        self._clock.timeout.connect(self.follow_clock)
        self._clock.start()

    def _on_changed(self, changes: Changes) -> None:
        self.tell_saved()
        if "invitation" in changes.rows:
            self._count_waiting()

    def _count_waiting(self) -> None:
        self.waiting_counted.emit(count_waiting(self.session.desk))

    def _place_panel(self) -> None:
        is_beside = self.page_key in _BESIDE_PANEL
        self.panel.setVisible(self._is_panel_wanted and is_beside)
        self._split.share_width()
        if is_beside:
            self._show_agreement(self._agreements.get(self.page_key))

    def _on_agreement(self, key: str, agreement_id: int | None) -> None:
        self._agreements[key] = agreement_id
        if self.page_key == key:
            self._show_agreement(agreement_id)

    def _show_agreement(self, agreement_id: int | None) -> None:
        self.panel.show_agreement(agreement_id)
        self.anniversary_found.emit(self.panel.find_anniversary())

    def _on_described(self, key: str, words: str) -> None:
        self._described[key] = words
        if self.page_key == key:
            self.described.emit(words)
