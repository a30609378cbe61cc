"""The page of one partner: header, a chip per region, and a tab for each side of the work with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from channeladmin.desk.agreements import AgreementView
from channeladmin.desk.partners import PartnerView, load_partner
from channeladmin.desk.people import confirm_employments, list_people
from channeladmin.errors import UserError
from ui.kit.buttons import withhold_all
from ui.kit.text import keep_ampersands
from ui.partner.activity import ActivityTab
from ui.partner.benefits import BenefitsTab
from ui.partner.erasing import start_erasing
from ui.partner.header import PartnerHeader
from ui.partner.invitations import InvitationsTab
from ui.partner.invite import InvitePanel
from ui.partner.new_region import NewRegionPanel
from ui.partner.people import PeopleTab, current_employments
from ui.partner.plan import PlanTab
from ui.partner.profile import ProfileTab
from ui.partner.tab import PartnerTab
from ui.session import DeskSession

if TYPE_CHECKING:
    from channeladmin.desk.values import Changes
    from ui.kit.jobs import JobRunner

_SHORT = {"People & certifications": "People", "Business plan": "Plan", "Activity & revenue": "Activity"}


class PartnerPage(QWidget):
    """Shows and edits one partner; every edit is an act of the session."""

    agreement_selected = Signal(object)
    """The id of the agreement chosen (None: the company has none): the evaluation panel is about it."""
    closed = Signal()
    invite_requested = Signal(object)
    """The id of an agreement, when its invitation is asked for."""
    packet_opened = Signal(object)
    """The number of an invitation to show."""
    described = Signal(str)
    """What the open tab holds, in words."""

    def __init__(self, session: DeskSession, jobs: JobRunner) -> None:
        super().__init__()
        self._session = session
        self._partner: PartnerView | None = None
        self._agreement_id: int | None = None
        self.header = PartnerHeader()
        head = self.header
        withhold_all((head.confirm, head.invite, head.region), session.withheld)
        self.invite = InvitePanel(session)
        self.region = NewRegionPanel(session)
        self.bar = QTabBar()
        self.bar.setAccessibleName("Sides of the partner")
        self.bar.setExpanding(False)
        self.bar.setStyleSheet("QTabBar::tab { padding: 8px 8px; margin-right: 4px; }")
        self.stack = QStackedWidget()
        self.profile = ProfileTab(session)
        self.people = PeopleTab(session)
        self.plan = PlanTab(session)
        self.activity = ActivityTab(session)
        self.benefits = BenefitsTab(session)
        self.invitations = InvitationsTab(session)
        self.tabs: dict[str, PartnerTab] = {
            "Profile": self.profile,
            "People & certifications": self.people,
            "Business plan": self.plan,
            "Activity & revenue": self.activity,
            "Benefits": self.benefits,
            "Invitations": self.invitations,
        }
        self._stale: set[PartnerTab] = set()
        for title, tab in self.tabs.items():
            self.bar.setTabToolTip(self.bar.addTab(keep_ampersands(title)), title)
            self.stack.addWidget(tab)
        self._room_for_titles = self.bar.sizeHint().width()
        self._jobs = jobs
        self._lay_out()
        self._connect()

    def load(self, partner_id: int, agreement_id: int | None = None) -> None:
        """Show a partner, at one of its agreements (None: its first)."""
        if self._partner is None or self._partner.partner.id != partner_id:
            self.invite.close_panel()
            self.region.close_panel()
        self._agreement_id = agreement_id
        self._show(load_partner(self._session.desk, partner_id))
        self.agreement_selected.emit(self._agreement_id)

    def show_tab(self, title: str) -> None:
        """Open a tab by its title."""
        self.bar.setCurrentIndex(list(self.tabs).index(title))

    @property
    def partner_id(self) -> int | None:
        """The partner shown."""
        return self._partner.partner.id if self._partner else None

    @property
    def agreement_id(self) -> int | None:
        """The agreement chosen."""
        return self._agreement_id

    def focus_list(self) -> None:
        """Put the keyboard on the tabs; Tab goes on into the one that is open."""
        self.bar.setFocus()

    def start_invitation(self) -> None:
        """Show how the chosen agreement stands for Select, and draft its invitation from there."""
        if self._agreement_id is not None:
            self.region.close_panel()
            self.invite.open_panel(self._agreement_id)
            self.invite_requested.emit(self._agreement_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name the tabs shorter where their names have no room beside one another."""
        super().resizeEvent(event)
        margins = self.layout().contentsMargins()  # type: ignore[union-attr]  # it has one
        is_narrow = event.size().width() - margins.left() - margins.right() - 12 < self._room_for_titles
        for number, title in enumerate(self.tabs):
            self.bar.setTabText(number, keep_ampersands(_SHORT.get(title, title) if is_narrow else title))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 4, 0)
        layout.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(0, 0, 12, 0)
        top.setSpacing(8)
        for widget in (self.header, self.region, self.invite, self.bar):
            top.addWidget(widget)
        layout.addLayout(top)
        layout.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.people.details.erase_asked.connect(lambda person_id: start_erasing(self._session, self._jobs, person_id))
        self._session.changed.connect(self._on_changed)
        self.bar.currentChanged.connect(self._on_tab_changed)
        self.header.closed.connect(self.closed)
        self.header.agreement_chosen.connect(self._on_agreement_chosen)
        self.header.region_asked.connect(self._on_region_asked)
        self.header.confirm_asked.connect(self._on_confirm_asked)
        self.header.invite_asked.connect(self.start_invitation)
        self.region.added.connect(self._on_agreement_chosen)
        self.invite.drafted.connect(self.packet_opened)
        self.invitations.opened.connect(self.packet_opened)

    def _show(self, partner: PartnerView) -> None:
        self._partner = partner
        agreement = self._chosen()
        self._agreement_id = agreement.agreement.id if agreement else None
        self.header.show_partner(partner, agreement)
        self._stale = set(self.tabs.values())
        self._show_current_tab()

    def _chosen(self) -> AgreementView | None:
        assert self._partner is not None
        views = self._partner.agreements
        return next((view for view in views if view.agreement.id == self._agreement_id), views[0] if views else None)

    def _show_current_tab(self) -> None:
        tab = self.stack.currentWidget()
        if self._partner is not None and isinstance(tab, PartnerTab) and tab in self._stale:
            self._stale.discard(tab)
            tab.show_partner(self._partner, self._chosen())
        if self._partner is not None and isinstance(tab, PartnerTab):
            self.described.emit(tab.describe())

    def _on_tab_changed(self, index: int) -> None:
        self.stack.setCurrentIndex(index)
        self._show_current_tab()

    def _on_agreement_chosen(self, agreement_id: int) -> None:
        assert self._partner is not None
        self.invite.close_panel()
        self.load(self._partner.partner.id, agreement_id)

    def _on_region_asked(self) -> None:
        assert self._partner is not None
        self.invite.close_panel()
        self.region.open_panel(self._partner)

    def _on_confirm_asked(self) -> None:
        assert self._partner is not None
        desk = self._session.desk
        ids = [
            spell.id
            for person in list_people(desk, self._partner.partner.id)
            for spell in current_employments(person, desk.today())
        ]
        if ids:
            self._session.act(lambda: confirm_employments(desk, ids))

    def _on_changed(self, changes: Changes) -> None:
        if self._partner is None:
            return
        own = {view.agreement.id for view in self._partner.agreements}
        if self._partner.partner.id not in changes.partner_ids and not own & changes.agreement_ids:
            return
        try:
            partner = load_partner(self._session.desk, self._partner.partner.id)
        except UserError:
            self._partner = None
            self.closed.emit()
            return
        before = self._agreement_id
        self._show(partner)
        if self._agreement_id != before:
            self.agreement_selected.emit(self._agreement_id)
