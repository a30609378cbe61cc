"""Try changes on an agreement: what each verdict would be, with nothing stored; and keep them as one act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from channeladmin.desk.desk import Desk
from channeladmin.desk.evaluating import AgreementEvaluation, build_evaluation
from channeladmin.desk.keeping_tried import SIGNED_ALREADY, keep_tried
from channeladmin.desk.refusal import FieldRefused
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
from channeladmin.evaluation.trying import try_changes
from channeladmin.evaluation.verdict import RequirementVerdict
from channeladmin.program.edition import Edition
from channeladmin.program.named import name_metrics
from channeladmin.program.vocabulary import TrackKey

__all__ = [
    "ApprovePlan",
    "AttestPractice",
    "CloseBooking",
    "EarnAward",
    "HoldActivity",
    "JoinCompany",
    "LeaveCompany",
    "ReportMetric",
    "RowChange",
    "SignAgreement",
    "Trial",
    "Tried",
    "WaiveRequirement",
    "WorkHere",
    "keep_tried",
    "list_row_changes",
    "try_on_agreement",
]


@dataclass(frozen=True, slots=True)
class Trial:
    """An agreement as it is and as it would be, on the same day."""

    before: AgreementEvaluation
    after: AgreementEvaluation


@dataclass(frozen=True, slots=True)
class RowChange:
    """A requirement, part or not, that would come out otherwise: its status, count or people differ."""

    before: RequirementVerdict
    after: RequirementVerdict


def try_on_agreement(desk: Desk, agreement_id: int, tried: Sequence[Tried], on: date | None = None) -> Trial:
    """All tracks of an agreement before and after changes that nobody recorded; UserError if it or a person is gone.

    FieldRefused for a credential or a requirement that the edition in use does not have.
    """
    from channeladmin.storage.editions import load_active_edition
    from channeladmin.storage.facts import load_facts

    with desk.database.read() as connection:
        edition = load_active_edition(connection)
        facts = next(iter(load_facts(connection, [agreement_id])), None)
    if facts is None:
        raise UserError("This agreement is no longer in the data file; somebody removed it meanwhile.")
    if facts.signed_on is not None and any(isinstance(change, SignAgreement) for change in tried):
        raise FieldRefused("on", SIGNED_ALREADY)
    try:
        changed = try_changes(facts, [_settle(change, edition) for change in tried], edition)
    except KeyError as error:
        raise UserError("Somebody of whom you tried a change is no longer at this partner.") from error
    day = on or desk.today()
    return Trial(build_evaluation(facts, edition, day), build_evaluation(changed, edition, day))


def _settle(change: Tried, edition: Edition) -> Tried:
    if isinstance(change, EarnAward):
        credential = edition.find_credential(change.credential)
        if credential is None:
            raise FieldRefused("credential", f"“{change.credential}” is not a credential of this programme.")
        return replace(change, credential=credential.key)
    if isinstance(change, ReportMetric) and change.metric not in name_metrics(edition):
        raise FieldRefused("metric", f"“{change.metric}” is not a metric of the programme {edition.id}.")
    if isinstance(change, WaiveRequirement) and edition.find_requirement(change.requirement) is None:
        raise FieldRefused("requirement", f"“{change.requirement}” is not a requirement of the programme {edition.id}.")
    return change


def list_row_changes(trial: Trial, track: TrackKey) -> tuple[RowChange, ...]:
    """The rows of a track that would come out otherwise, in the order of the programme, parts after their row."""
    pairs = _pair(trial.before.get(track).requirements, trial.after.get(track).requirements)
    return tuple(RowChange(before, after) for before, after in pairs if _shown(before) != _shown(after))


def _pair(
    before: Sequence[RequirementVerdict], after: Sequence[RequirementVerdict]
) -> list[tuple[RequirementVerdict, RequirementVerdict]]:
    pairs = []
    for old, new in zip(before, after, strict=True):
        pairs.append((old, new))
        pairs += _pair(old.parts, new.parts)
    return pairs


def _shown(row: RequirementVerdict) -> tuple[object, ...]:
    return (row.status, row.have, [each.person_id for each in row.counted])
