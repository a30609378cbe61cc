"""Changes that were tried become records, all of them as one act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from channeladmin.desk.agreements import follow_signing
from channeladmin.desk.metrics import check_metric
from channeladmin.desk.people import check_known_credential, insert_person
from channeladmin.desk.refusal import FieldRefused
from channeladmin.desk.waiving import check_requirement
from channeladmin.errors import UserError
from channeladmin.evaluation.tried import (
    ApprovePlan,
    AttestPractice,
    CloseBooking,
    EarnAward,
    HoldActivity,
    JoinCompany,
    LeaveCompany,
    ReportMetric,
    SignAgreement,
    Tried,
    WaiveRequirement,
    WorkHere,
)
from channeladmin.program.vocabulary import ActivityStatus, PlanStatus
from channeladmin.records import (
    Activity,
    ActivityFields,
    Agreement,
    AgreementFields,
    Award,
    AwardFields,
    Booking,
    BookingFields,
    BusinessPlan,
    BusinessPlanFields,
    Employment,
    EmploymentFields,
    MetricEntry,
    MetricEntryFields,
    PersonFields,
    Waiver,
    WaiverFields,
    explain_errors,
)
from channeladmin.storage.reading import find_records, get_agreement_name, get_keys, get_record

FieldsT = TypeVar("FieldsT", bound=BaseModel)
SIGNED_ALREADY = "The agreement is signed already; correct its day on the Profile tab."

if TYPE_CHECKING:
    from datetime import date

    from channeladmin.desk.desk import Desk
    from channeladmin.storage.changes import Changes
    from channeladmin.storage.database import Act


def keep_tried(desk: Desk, agreement_id: int, tried: Iterable[Tried]) -> Changes | None:
    """Record all that was tried; UserError where one of the changes cannot be recorded, and then none is.

    Somebody new needs an address, a plan the name of the partner's sponsor; who was there must be there still.
    """
    changes = tuple(tried)
    with desk.database.read() as connection:
        name = get_agreement_name(connection, agreement_id)
    with desk.database.act(f"Keep {len(changes)} tried changes of {name}") as act:
        keeper = _Keeper(desk, act, agreement_id)
        for change in changes:
            try:
                keeper.keep(change)
            except ValidationError as error:
                first = explain_errors(error)[0]
                raise FieldRefused(first.field, first.message) from error
    return act.changes


class _Keeper:
    """Writes one change after the other; who is new is known by their negative key until they have a real one."""

    def __init__(self, desk: Desk, act: Act, agreement_id: int) -> None:
        self._desk, self._act, self._agreement_id = desk, act, agreement_id
        self._partner_id = get_keys(act.connection, Agreement, agreement_id)["partner_id"]
        self._agreement = get_record(act.connection, Agreement, AgreementFields, agreement_id).fields
        self._newcomers: dict[int, int] = {}

    def keep(self, change: Tried) -> None:
        """Write one change."""
        act, own = self._act, self._agreement_id
        match change:
            case JoinCompany():
                self._join(change)
            case EarnAward():
                award = AwardFields(credential=change.credential, earned_on=change.earned_on, edition=change.edition)
                known = check_known_credential(self._desk, award)
                act.insert(Award, known, person_id=self._get_person(change.person_id))
            case LeaveCompany():
                self._change_spell(change.person_id, change.last_day, {"ends_on": change.last_day})
            case WorkHere():
                self._change_spell(change.person_id, change.on, {"region": self._agreement.region})
            case SignAgreement():
                self._sign(change)
            case ApprovePlan():
                self._approve(change)
            case AttestPractice():
                # By whom and by what evidence belonged to the attestation before.
                self._change_agreement(
                    practice=change.kind,
                    practice_attested_on=change.on,
                    practice_attested_by=None,
                    practice_evidence=None,
                )
            case HoldActivity():
                held = ActivityFields(
                    held_on=change.on, kind=change.kind, title=change.title, status=ActivityStatus.COMPLETED
                )
                act.insert(Activity, held, agreement_id=own)
            case CloseBooking():
                closed = BookingFields(closed_on=change.on, net_arr_cents=change.cents, kind=change.kind)
                act.insert(Booking, closed, agreement_id=own)
            case ReportMetric():
                entry = MetricEntryFields(
                    metric=change.metric, reported_on=change.on, amount_hundredths=change.amount_hundredths
                )
                check_metric(self._desk, entry)
                act.insert(MetricEntry, entry, agreement_id=own)
            case WaiveRequirement():
                waiver = WaiverFields(
                    requirement=change.requirement,
                    since=change.since,
                    until=change.until,
                    reason=change.reason,
                    granted_by=self._desk.actor,
                )
                check_requirement(self._desk, waiver)
                act.insert(Waiver, waiver, agreement_id=own)

    def _join(self, change: JoinCompany) -> None:
        if not change.email:
            raise FieldRefused("emails", f"Give an e-mail address of {change.name}: rosters know a person by it.")
        spell = EmploymentFields(starts_on=change.starts_on, region=self._agreement.region)
        person = PersonFields(name=change.name)
        self._newcomers[change.key] = insert_person(self._act, self._partner_id, person, [change.email], spell)

    def _sign(self, change: SignAgreement) -> None:
        if self._agreement.signed_on is not None:
            raise FieldRefused("on", SIGNED_ALREADY)
        self._change_agreement(signed_on=change.on)
        follow_signing(self._act, self._desk.actor, self._agreement_id, signed_before=None, signed_on=change.on)

    def _change_agreement(self, **values: object) -> None:
        self._agreement = _merge(self._agreement, values)
        self._act.update(Agreement, self._agreement_id, self._agreement)

    def _get_person(self, key: int) -> int:
        """The key of a person at the partner, somebody new included; UserError for who is not there any more."""
        person_id = self._newcomers.get(key, key)
        if not find_records(
            self._act.connection, Employment, EmploymentFields, person_id=person_id, partner_id=self._partner_id
        ):
            raise UserError("Somebody of whom you tried a change is no longer at this partner.")
        return person_id

    def _change_spell(self, key: int, day: date, values: dict[str, object]) -> None:
        person_id = self._get_person(key)
        spells = find_records(
            self._act.connection, Employment, EmploymentFields, person_id=person_id, partner_id=self._partner_id
        )
        for spell in spells:
            if spell.fields.lasts_on(day):
                self._act.update(Employment, spell.id, _merge(spell.fields, values))
                return
        raise UserError("Somebody of whom you tried a change does not work at this partner on that day.")

    def _approve(self, change: ApprovePlan) -> None:
        act, own = self._act, self._agreement_id
        year = self._desk.edition.fiscal.year_of(change.on)
        stored = find_records(act.connection, BusinessPlan, BusinessPlanFields, agreement_id=own, fiscal_year=year)
        plan = stored[0].fields if stored else BusinessPlanFields(fiscal_year=year)
        sponsor = change.sponsor or plan.partner_sponsor
        if sponsor is None:
            raise FieldRefused("partner_sponsor", "Name the partner's executive sponsor: a plan needs one to count.")
        values: dict[str, object] = {
            "status": PlanStatus.APPROVED,
            "approved_on": change.on,
            "partner_sponsor": sponsor,
            "partner_sponsor_signed_on": plan.partner_sponsor_signed_on or change.on,
        }
        if change.committed_cents is not None:
            values["committed_net_arr_cents"] = change.committed_cents
        approved = _merge(plan, values)
        if stored:
            act.update(BusinessPlan, stored[0].id, approved)
        else:
            act.insert(BusinessPlan, approved, agreement_id=own)


def _merge(fields: FieldsT, values: Mapping[str, object]) -> FieldsT:
    """The fields with other values, validated as a whole."""
    return type(fields).model_validate({**fields.model_dump(), **values})
