"""The Invitations tab: the invitations of the chosen agreement."""

from __future__ import annotations

from PySide6.QtCore import Signal

from channeladmin.desk.agreements import AgreementView
from channeladmin.desk.inviting import list_invitations
from channeladmin.desk.partners import PartnerView
from ui.invitations.list_view import InvitationTable
from ui.kit.text import make_label
from ui.kit.words import word_count
from ui.partner.tab import PartnerTab
from ui.session import DeskSession


class InvitationsTab(PartnerTab):
    """A short list; Enter opens the packet."""

    opened = Signal(object)
    """The number of an invitation."""

    def __init__(self, session: DeskSession) -> None:
        super().__init__(session)
        self.table = InvitationTable()
        self.none = make_label("", "muted", wraps=True)
        self.body.addWidget(self.table)
        self.body.addWidget(self.none)
        self.body.addStretch(1)
        self.table.opened.connect(self.opened)

    def show_partner(self, partner: PartnerView, agreement: AgreementView | None) -> None:
        """Show the invitations of the chosen agreement."""
        del partner
        views = list_invitations(self.session.desk, agreement.agreement.id) if agreement else ()
        self.table.list.show(views)
        self.table.setVisible(bool(views))
        self.table.setFixedHeight(self.table.horizontalHeader().sizeHint().height() + 36 * len(views) + 4)
        self.none.setVisible(not views)
        self.none.setText(
            "No invitation yet. “Invite to Select…” above shows how this agreement stands and drafts one."
            if agreement
            else "Invitations belong to an agreement; add one with “+ Region” first."
        )

    def describe(self) -> str:
        """How many invitations the agreement has had."""
        return word_count(len(self.table.list.views), "invitation")
