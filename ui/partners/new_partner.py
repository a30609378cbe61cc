"""Adding a partner, in place above the list: the company, and its first agreement where there is one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from channeladmin.desk.partners import add_partner
from channeladmin.desk.values import AgreementFields, FieldRefused, PartnerFields, Region
from ui.kit.buttons import make_button
from ui.kit.field_spec import FieldGroup, FieldSpec
from ui.kit.form import RecordForm
from ui.kit.text import make_label
from ui.session import DeskSession

_GROUPS = (
    FieldGroup(
        "",
        (
            FieldSpec("name", "Name"),
            FieldSpec("external_ref", "Reference", hint="P-1043"),
            FieldSpec("region", "Region of the agreement"),
            FieldSpec("signed_on", "Agreement signed on"),
        ),
    ),
)


class _NewPartner(PartnerFields, AgreementFields):
    """A company and its first agreement on one form; without a region it has none yet."""

    region: Region | None = None  # type: ignore[assignment]  # only here it may wait


class NewPartnerPanel(QFrame):
    """Enter or the button adds; Esc closes, and what was typed is still there next time."""

    added = Signal(object)
    """The id of the new partner."""

    def __init__(self, session: DeskSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("role", "card")
        self.form = RecordForm(_NewPartner, _GROUPS, save=self._save, saves_on_leave=False)
        self.form.bind_new()
        self.form.given_back.connect(self.hide)
        self.form.saved.connect(self._on_saved)
        self.add_button = make_button("Add partner", self.form.submit, role="primary")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(make_button("Close", self.hide))
        buttons.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(make_label("New partner", "strong"))
        layout.addWidget(self.form)
        layout.addLayout(buttons)
        self.hide()

    def open_panel(self) -> None:
        """Show the form with the keyboard in its first field."""
        self.show()
        self.form.focus_first()

    def _save(self, _key: object, fields: _NewPartner) -> object | None:
        values = fields.model_dump()
        partner = PartnerFields.model_validate({name: values[name] for name in PartnerFields.model_fields})
        agreement = None
        if fields.region is not None:
            agreement = AgreementFields.model_validate({name: values[name] for name in AgreementFields.model_fields})
        elif fields.signed_on is not None:
            raise FieldRefused("region", "Choose the region that the agreement was signed for.")
        return self._session.act(lambda: add_partner(self._session.desk, partner, agreement))

    def _on_saved(self, result: object) -> None:
        self.hide()
        self.added.emit(getattr(result, "id", None))
