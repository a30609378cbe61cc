"""The head of the partner page: who this is, a chip for each region, and what can be done now."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from channeladmin.desk.agreements import AgreementView
from channeladmin.desk.partners import PartnerView
from channeladmin.desk.values import SELECT, AgreementStatus
from ui.kit.buttons import make_button
from ui.kit.flow import FlowLayout
from ui.kit.text import make_label
from ui.kit.words import word_of


class PartnerHeader(QWidget):
    """Shows a partner; emits what was asked for."""

    closed = Signal()
    agreement_chosen = Signal(object)
    region_asked = Signal()
    confirm_asked = Signal()
    invite_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.crumb = make_button("Partners ›", self.closed.emit, role="link", name="Back to the partners")
        self.name = make_label("", "title", most_lines=2)
        self.facts = make_label("", "muted", most_lines=3)
        self.confirm = make_button("Confirm all", self.confirm_asked.emit)
        self.confirm.setToolTip("Everyone listed here still works here, as of today")
        self.invite = make_button("Invite to Select…", self.invite_asked.emit, role="primary")
        self._chips = QWidget()
        self._chip_row = FlowLayout(self._chips, spacing=8)
        self._group = QButtonGroup(self)
        self.region = make_button("+ Region", self.region_asked.emit, role="chip", name="Add an agreement for a region")
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.name)
        names.addWidget(self.facts)
        actions = QHBoxLayout()
        actions.setSpacing(8)
        actions.addWidget(self.confirm)
        actions.addWidget(self.invite)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addLayout(names, 1)
        top.addLayout(actions)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        crumb_row = QHBoxLayout()
        crumb_row.addWidget(self.crumb)
        crumb_row.addStretch(1)
        layout.addLayout(crumb_row)
        layout.addLayout(top)
        layout.addSpacing(4)
        layout.addWidget(self._chips)

    def show_partner(self, partner: PartnerView, chosen: AgreementView | None) -> None:
        """Show a partner, with one of its agreements chosen."""
        fields = partner.partner.fields
        self.name.setText(fields.name)
        manager = chosen.agreement.fields.channel_manager if chosen else None
        kinds = ", ".join(word_of(kind) for kind in fields.kinds)
        self.facts.setText(" · ".join(filter(None, (fields.external_ref, fields.website, kinds, manager))))
        self.facts.setVisible(bool(self.facts.text()))
        self.invite.setEnabled(chosen is not None)
        # Who is in Select has been invited; the menu and the tab of invitations still tell about it.
        self.invite.setVisible(chosen is None or chosen.track != SELECT)
        self._show_chips(partner, chosen)

    def chips(self) -> list[QPushButton]:
        """The agreements' chips in their order."""
        return [button for button in self._group.buttons() if isinstance(button, QPushButton)]

    def _show_chips(self, partner: PartnerView, chosen: AgreementView | None) -> None:
        wanted = [_name_agreement(view) for view in partner.agreements]
        chips = self.chips()
        if [(chip.property("agreement_id"), chip.accessibleName()) for chip in chips] != [
            (str(view.agreement.id), text) for view, text in zip(partner.agreements, wanted, strict=True)
        ]:
            for chip in chips:
                self._group.removeButton(chip)
                self._chip_row.removeWidget(chip)
                chip.hide()
                chip.deleteLater()
            self._chip_row.removeWidget(self.region)
            for view, text in zip(partner.agreements, wanted, strict=True):
                self._add_chip(view.agreement.id, text)
            self._chip_row.addWidget(self.region)
        for chip in self.chips():
            chip.setChecked(chosen is not None and chip.property("agreement_id") == str(chosen.agreement.id))

    def _add_chip(self, agreement_id: int, text: str) -> None:
        chip = make_button(text, lambda: self.agreement_chosen.emit(agreement_id), role="chip")
        chip.setCheckable(True)
        chip.setProperty("agreement_id", str(agreement_id))
        self._group.addButton(chip)
        self._chip_row.addWidget(chip)


def _name_agreement(view: AgreementView) -> str:
    """“EMEA · Open”, or the status where it says more: “APAC · suspended”."""
    status = None if view.status is AgreementStatus.AUTHORIZED and view.track_word else word_of(view.status)
    return " · ".join(filter(None, (view.agreement.fields.region.value, view.track_word, status)))
