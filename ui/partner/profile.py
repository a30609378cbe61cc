"""The Profile tab: the company, the chosen agreement, and the dated steps of its status and track."""

from __future__ import annotations

from channeladmin.desk.agreements import AgreementView, add_step, delete_step, edit_agreement, edit_step
from channeladmin.desk.partners import PartnerView, edit_partner
from channeladmin.desk.tracks import word_track, word_tracks
from channeladmin.desk.values import AgreementFields, AgreementStepFields, PartnerFields, WaiverFields
from channeladmin.desk.waiving import (
    delete_waiver,
    edit_waiver,
    grant_waiver,
    list_waivers,
    name_requirements,
)
from ui.kit.delete_prompt import DeletePrompt
from ui.kit.field_spec import FieldGroup, FieldSpec
from ui.kit.form import RecordForm
from ui.kit.inline_model import RowActs
from ui.kit.inline_table import InlineTable
from ui.kit.text import make_label
from ui.kit.words import word_count
from ui.partner.deleting import remove_agreement
from ui.partner.tab import PartnerTab
from ui.session import DeskSession

_COMPANY = (
    FieldGroup(
        "Company",
        (
            FieldSpec("name", "Name"),
            FieldSpec("legal_name", "Legal name"),
            FieldSpec("external_ref", "Reference", hint="P-1043"),
            FieldSpec("website", "Website", hint="company.example"),
            FieldSpec("country", "Country"),
            FieldSpec("address", "Postal address", is_long=True),
            FieldSpec("kinds", "Kinds of business", span=2),
        ),
    ),
)
_AGREEMENT = (
    FieldGroup(
        "",
        (
            FieldSpec("region", "Region"),
            FieldSpec("channel_manager", "Channel manager"),
            FieldSpec("signed_on", "Signed on"),
            FieldSpec("starts_on", "Starts on"),
            FieldSpec("ends_on", "Ends on (last day)"),
        ),
    ),
    FieldGroup(
        "Dedicated practice, as attested",
        (
            FieldSpec("practice", "Kind of practice"),
            FieldSpec("practice_attested_on", "Attested on"),
            FieldSpec("practice_attested_by", "Attested by"),
            FieldSpec("practice_evidence", "Evidence"),
        ),
    ),
)


class ProfileTab(PartnerTab):
    """Forms that save as they are left."""

    def __init__(self, session: DeskSession) -> None:
        super().__init__(session)
        desk = session.desk
        self._partner: PartnerView | None = None
        self._agreement: AgreementView | None = None
        self._tracks = tuple(word_tracks(desk.edition).items())
        self.company = RecordForm(
            PartnerFields,
            _COMPANY,
            save=lambda partner_id, fields: session.act(lambda: edit_partner(desk, partner_id, fields)),
            withheld=session.withheld,
        )
        self.agreement = RecordForm(
            AgreementFields,
            _AGREEMENT,
            save=lambda agreement_id, fields: session.act(lambda: edit_agreement(desk, agreement_id, fields)),
            withheld=session.withheld,
        )
        self.steps = InlineTable(
            AgreementStepFields,
            (
                FieldSpec("since", "Since", width=110),
                FieldSpec("status", "Status", width=110),
                FieldSpec("track", "Track", width=80, choices=lambda: self._tracks),
                FieldSpec("decided_by", "Who", width=100, stretch=1),
                FieldSpec("reason", "Why", width=120, stretch=2),
            ),
            RowActs(
                add=lambda agreement_id, fields: session.act(lambda: add_step(desk, agreement_id, fields)),
                edit=lambda step_id, fields: session.act(lambda: edit_step(desk, step_id, fields)),
                delete=lambda step_id: session.act(lambda: delete_step(desk, step_id)),
            ),
            invitation="Add a step",
            name="Steps of status and track",
            withheld=session.withheld,
        )
        self._requirements: tuple[tuple[str, str], ...] = ()
        self.waivers = InlineTable(
            WaiverFields,
            (
                FieldSpec("requirement", "Requirement", width=150, stretch=1, choices=lambda: self._requirements),
                FieldSpec("since", "From", width=96),
                FieldSpec("until", "Until", width=96),
                FieldSpec("granted_by", "Granted by", width=110, stretch=1),
                FieldSpec("reason", "Reason", width=120, stretch=2),
            ),
            RowActs(
                add=lambda agreement_id, fields: session.act(lambda: grant_waiver(desk, agreement_id, fields)),
                edit=lambda waiver_id, fields: session.act(lambda: edit_waiver(desk, waiver_id, fields)),
                delete=lambda waiver_id: session.act(lambda: delete_waiver(desk, waiver_id)),
            ),
            invitation="Waive a requirement",
            name="Waivers",
            withheld=session.withheld,
        )
        self.remove = DeletePrompt("Delete this agreement", "Delete this agreement and everything under it?")
        self.remove.confirmed.connect(self._on_delete)
        self.remove.ask.withhold(session.withheld)
        way_on = session.withheld or "Choose “+ Region” above to record the contract for a region."
        self.none = make_label(f"No agreement yet. {way_on}", "muted", wraps=True)
        self.body.addWidget(self.company)
        # Not at the end: the step after a list must not be one that deletes.
        self._agreement_section = self.add_section("Agreement", self.agreement, self.remove)
        self._steps_section = self.add_section(
            "Status and track, step by step",
            self.steps,
            note="Each step holds from its day on; a step changes either the status or the track.",
        )
        self._waivers_section = self.add_section(
            "Waivers", self.waivers, note="A requirement passes from the first day to the last, whatever is recorded."
        )
        self.body.addWidget(self.none)
        self.body.addStretch(1)

    def show_partner(self, partner: PartnerView, agreement: AgreementView | None) -> None:
        """Show the company and the chosen agreement."""
        self._partner, self._agreement = partner, agreement
        self.company.bind(partner.partner)
        for section in (self._agreement_section, self._steps_section, self._waivers_section):
            section.setVisible(agreement is not None)
        self.none.setVisible(agreement is None)
        if agreement is not None:
            region = agreement.agreement.fields.region
            self.remove.set_name(f"Delete the {region} agreement of {partner.partner.fields.name}")
            self.agreement.bind(agreement.agreement)
            edition = self.session.desk.edition
            granted = [step.fields.track for step in agreement.steps if step.fields.track is not None]
            # The edition in use may not have all of them.
            tracks = dict.fromkeys((*word_tracks(edition), *granted))
            self._tracks = tuple((track, word_track(edition, track)) for track in tracks)
            self.steps.show_records(agreement.steps, agreement.agreement.id)
            waivers = list_waivers(self.session.desk, agreement.agreement.id)
            # A waiver may be of a requirement that only an earlier edition has.
            labels = {view.waiver.fields.requirement: view.label for view in waivers} | dict(name_requirements(edition))
            self._requirements = tuple(labels.items())
            self.waivers.model.set_initial({"since": self.session.desk.today(), "granted_by": self.session.desk.actor})
            self.waivers.show_records([view.waiver for view in waivers], agreement.agreement.id)

    def describe(self) -> str:
        """How many agreements the company has."""
        return word_count(len(self._partner.agreements), "agreement") if self._partner else ""

    def _on_delete(self) -> None:
        if self._partner is not None and self._agreement is not None:
            remove_agreement(self.session, self._partner, self._agreement)
