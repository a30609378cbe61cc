"""From facts to a verdict: every requirement of a track on a day, and until when it stays so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

from channeladmin.evaluation.agreement_row import judge_agreement
from channeladmin.evaluation.amount_row import judge_amount
from channeladmin.evaluation.attestation_row import judge_attestation
from channeladmin.evaluation.case import Case
from channeladmin.evaluation.change import Change, build_outlook, combine, find_first_change
from channeladmin.evaluation.facts import Facts
from channeladmin.evaluation.outcome import Outcome
from channeladmin.evaluation.people_row import judge_people
from channeladmin.evaluation.plan_row import judge_plan
from channeladmin.evaluation.quarters_row import judge_quarters
from channeladmin.evaluation.sharing import judge_unshared
from channeladmin.evaluation.upcoming import next_change_on
from channeladmin.evaluation.verdict import RequirementVerdict, Status, Verdict
from channeladmin.program.edition import Edition, Track
from channeladmin.program.requirement import (
    AgreementRequirement,
    AmountRequirement,
    AttestationRequirement,
    PeopleRequirement,
    PlanRequirement,
    Requirement,
)
from channeladmin.program.vocabulary import TrackKey

__all__ = ["evaluate", "evaluate_tracks", "headline_track", "next_change_on"]


def evaluate(facts: Facts, edition: Edition, track_key: TrackKey, on: date) -> Verdict:
    """The verdict of one track on a day, whatever the agreement's status and granted track."""
    return _evaluate_track(Case(facts, edition, on), edition.get_track(track_key))


def evaluate_tracks(facts: Facts, edition: Edition, on: date) -> tuple[Verdict, ...]:
    """The verdicts of all tracks, in the order of the programme; what they share is worked out once."""
    case = Case(facts, edition, on)
    return tuple(_evaluate_track(case, track) for track in edition.tracks)


def headline_track(open_verdict: Verdict, select_verdict: Verdict) -> TrackKey:
    """The track that speaks for an agreement: Select if it is in Select or its Open verdict is met, else Open."""
    is_select = select_verdict.granted_track is TrackKey.SELECT or open_verdict.status is Status.MET
    return TrackKey.SELECT if is_select else TrackKey.OPEN


def _evaluate_track(case: Case, track: Track) -> Verdict:
    facts, edition, on = case.facts, case.edition, case.on
    rows: list[RequirementVerdict] = []
    firsts: list[Change | None] = []
    rests: list[Iterator[Change]] = []
    for requirement, outcome in zip(track.requirements, _judge_all(case, track), strict=True):
        rest = iter(outcome.changes)
        first = next(rest, None)
        rows.append(_build_row(requirement, outcome, first, edition))
        firsts.append(first)
        rests.append(rest)
    statuses = [row.status for row in rows]
    status = combine(statuses)
    return Verdict(
        agreement_id=facts.agreement_id,
        partner=facts.partner,
        external_ref=facts.external_ref,
        region=facts.region,
        track=track.key,
        on=on,
        edition=edition.id,
        agreement_status=facts.status_on(on),
        granted_track=facts.track_on(on),
        status=status,
        requirements=tuple(rows),
        outlook=build_outlook(_find_track_change(statuses, firsts, rests), now=status, edition=edition),
    )


def _judge_all(case: Case, track: Track) -> Iterator[Outcome]:
    if case.edition.rules.sharing == "allowed":
        yield from (_judge(case, requirement, track.key) for requirement in track.requirements)
        return
    people = [requirement for requirement in track.requirements if isinstance(requirement, PeopleRequirement)]
    unshared = iter(judge_unshared(case, people, track.key))
    for requirement in track.requirements:
        yield next(unshared) if isinstance(requirement, PeopleRequirement) else _judge(case, requirement, track.key)


def _judge(case: Case, requirement: Requirement, track: TrackKey) -> Outcome:
    match requirement:
        case PeopleRequirement():
            return judge_people(case, requirement, track)
        case AgreementRequirement():
            return judge_agreement(case)
        case PlanRequirement():
            return judge_plan(case)
        case AmountRequirement():
            return judge_amount(case, requirement, track)
        case AttestationRequirement():
            return judge_attestation(case)
    return judge_quarters(case, requirement, track)


def _build_row(
    requirement: Requirement, outcome: Outcome, first: Change | None, edition: Edition
) -> RequirementVerdict:
    return RequirementVerdict(
        key=requirement.key,
        label=requirement.label,
        wording=requirement.wording,
        line=requirement.line,
        status=outcome.status,
        measure=outcome.measure,
        need=outcome.need,
        have=outcome.have,
        missing=max(0, outcome.need - outcome.have),
        counted=outcome.counted,
        not_counted=outcome.not_counted,
        quarters=outcome.quarters,
        findings=outcome.findings,
        remedies=outcome.remedies,
        outlook=build_outlook(first, now=outcome.status, edition=edition),
    )


def _find_track_change(
    statuses: list[Status], firsts: list[Change | None], rests: list[Iterator[Change]]
) -> Change | None:
    for status, first in zip(statuses, firsts, strict=True):
        if status is Status.UNMET and first is None:
            return None  # A row that stays unmet keeps the verdict unmet.
    if Status.UNMET not in statuses and Status.REVIEW not in statuses:
        rests = [iter(()) for _ in rests]  # The first change of any row ends a verdict that is met.
    return find_first_change(
        statuses,
        [() if first is None else chain((first,), rest) for first, rest in zip(firsts, rests, strict=True)],
    )
