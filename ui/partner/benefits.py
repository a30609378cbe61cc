"""The Benefits tab: what the programme gives, in its groups, and what the chosen agreement earns today."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from channeladmin.desk.agreements import AgreementView
from channeladmin.desk.evaluating import evaluate_agreement
from channeladmin.desk.partners import PartnerView
from channeladmin.desk.programs import BenefitState, BenefitView, list_benefits
from ui.kit.chips import Pill, Tone
from ui.kit.text import make_label
from ui.kit.tips import plain_tip
from ui.kit.words import word_count
from ui.partner.gap_row import GapRow
from ui.partner.tab import PartnerTab
from ui.session import DeskSession


class BenefitsTab(PartnerTab):
    """A card for each group of benefits."""

    def __init__(self, session: DeskSession) -> None:
        super().__init__(session)
        self.note = make_label("", "muted", wraps=True)
        self._cards = QWidget()
        self._card_rows = QVBoxLayout(self._cards)
        self._card_rows.setContentsMargins(0, 0, 0, 0)
        self._card_rows.setSpacing(16)
        self.shown: tuple[BenefitView, ...] = ()
        self.body.addWidget(self.note)
        self.body.addWidget(self._cards)
        self.body.addStretch(1)

    def show_partner(self, partner: PartnerView, agreement: AgreementView | None) -> None:
        """Show the benefits as the chosen agreement stands to them."""
        del partner
        desk = self.session.desk
        views = list_benefits(desk, evaluate_agreement(desk, agreement.agreement.id)) if agreement else ()
        earned = sum(view.state is BenefitState.EARNED for view in views)
        self.note.setText(
            f"{earned} of {len(views)} benefits are earned today."
            if agreement
            else "Benefits belong to an agreement; add one with “+ Region” first."
        )
        if views == self.shown:
            return
        self.shown = views
        while (item := self._card_rows.takeAt(0)) is not None:
            card = item.widget()
            if card is not None:
                card.hide()
                card.deleteLater()
        for group, members in groupby(views, key=lambda view: view.group):
            self._card_rows.addWidget(_build_card(group, tuple(members)))

    def describe(self) -> str:
        """How many benefits are earned."""
        earned = sum(view.state is BenefitState.EARNED for view in self.shown)
        return f"{earned} of {word_count(len(self.shown), 'benefit')} earned" if self.shown else ""


def _build_card(group: str, views: tuple[BenefitView, ...]) -> QWidget:
    card = QFrame()
    card.setProperty("role", "card")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(16, 14, 16, 14)
    layout.setSpacing(8)
    layout.addWidget(make_label(group, "strong"))
    for view in views:
        row = GapRow(view.label, _build_pill(view), view.qualifier)
        row.setToolTip(plain_tip(f"“{view.wording}”" + (f" (line {view.line} of the guide)" if view.line else "")))
        layout.addWidget(row)
    return card


def _build_pill(view: BenefitView) -> Pill:
    if view.state is BenefitState.EARNED:
        return Pill("earned", Tone.MET)
    return Pill(view.state.value.replace("_", " "), Tone.NEUTRAL)
