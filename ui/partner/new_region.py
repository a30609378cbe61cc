"""One more agreement for a partner: the region, and the day it was signed."""

from __future__ import annotations

from PySide6.QtCore import Signal

from channeladmin.desk.agreements import add_agreement
from channeladmin.desk.partners import PartnerView
from channeladmin.desk.values import AgreementFields, Region
from ui.kit.buttons import make_button
from ui.kit.field_spec import FieldGroup, FieldSpec
from ui.kit.form import RecordForm
from ui.partner.inline_panel import InlinePanel
from ui.session import DeskSession

_FIELDS = (
    FieldGroup(
        "",
        (
            FieldSpec("region", "Region"),
            FieldSpec("signed_on", "Signed on"),
            FieldSpec("channel_manager", "Channel manager"),
        ),
        columns=3,
    ),
)


class NewRegionPanel(InlinePanel):
    """Opens under the header of the partner page."""

    added = Signal(object)
    """The id of the new agreement."""

    def __init__(self, session: DeskSession) -> None:
        super().__init__("An agreement for one more region")
        desk = session.desk
        self.form = RecordForm(
            AgreementFields,
            _FIELDS,
            save=lambda partner_id, fields: session.act(lambda: add_agreement(desk, partner_id, fields)),
            saves_on_leave=False,
        )
        self.body.addWidget(self.form)
        self.add_button(make_button("Add agreement", self.form.submit, role="primary"))
        self.form.saved.connect(self._on_saved)
        self.form.given_back.connect(self.close_panel)

    def open_panel(self, partner: PartnerView) -> None:
        """Ask for the agreement; the first region that the partner has none for stands there."""
        taken = {view.agreement.fields.region for view in partner.agreements}
        free = next((region for region in Region if region not in taken), None)
        self.form.bind_new({"region": free}, key=partner.partner.id)
        self.show()
        self.form.focus_first()

    def _on_saved(self, added: object) -> None:
        self.close_panel()
        self.added.emit(added.id)  # type: ignore[attr-defined]  # what add_agreement answers
