"""From facts to a verdict: every requirement of a track on a day, and until when it stays so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from channeladmin.evaluation.case import Case
from channeladmin.evaluation.change import NOTHING_ENDS_IT, Change, build_outlook
from channeladmin.evaluation.combining import combine, walk_parts
from channeladmin.evaluation.facts import Facts
from channeladmin.evaluation.outcome import Outcome
from channeladmin.evaluation.row import Row, judge_row
from channeladmin.evaluation.rulebook import get_rulebook
from channeladmin.evaluation.sharing import judge_unshared
from channeladmin.evaluation.upcoming import next_change_on
from channeladmin.evaluation.verdict import Outlook, Status, Verdict
from channeladmin.program.edition import Edition, Track
from channeladmin.program.requirement import AllOfRequirement, PeopleRequirement, Requirement
from channeladmin.program.vocabulary import TrackKey

__all__ = ["evaluate", "evaluate_tracks", "headline", "next_change_on"]


def evaluate(facts: Facts, edition: Edition, track_key: TrackKey, on: date) -> Verdict:
    """The verdict of one track on a day, whatever the agreement's status and granted track."""
    case = Case(facts, get_rulebook(edition), on)
    return _evaluate_track(case, edition.get_track(track_key))


def evaluate_tracks(
    facts: Facts, edition: Edition, on: date, *, looks_ahead: bool = True, suggests: bool = True
) -> tuple[Verdict, ...]:
    """The verdicts of all tracks, in the order of the programme; what they share is worked out once.

    Without a look ahead the outlooks are left empty, without suggestions the remedies, which takes less time.
    """
    case = Case(facts, get_rulebook(edition), on, looks_ahead=looks_ahead, suggests=suggests)
    return tuple([_evaluate_track(case, track) for track in edition.tracks])


def headline(verdicts: Sequence[Verdict]) -> Verdict:
    """The verdict that speaks for an agreement, of those of all tracks in the order of the programme.

    It is that of the granted track beyond the entry track; else of the second track where the entry track is met; else
    of the entry track.
    """
    entry, *others = verdicts
    granted = next((verdict for verdict in others if verdict.track == entry.granted_track), None)
    if granted is not None:
        return granted
    return others[0] if others and entry.status is Status.MET else entry


def _evaluate_track(case: Case, track: Track) -> Verdict:
    facts, edition, on = case.facts, case.edition, case.on
    unshared = _judge_unshared(case, track)
    rows = [judge_row(case, requirement, track.key, unshared) for requirement in track.requirements]
    status = combine([row.verdict.status for row in rows])
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
        requirements=tuple([row.verdict for row in rows]),
        outlook=_look_ahead(rows, status, edition) if case.looks_ahead else NOTHING_ENDS_IT,
    )


def _judge_unshared(case: Case, track: Track) -> dict[str, Outcome]:
    rows = list(_list_unshared(track.requirements, track.key, case.edition))
    if not rows:
        return {}
    outcomes = judge_unshared(case, rows, [row.need[track.key] for row in rows])
    return {row.key: outcome for row, outcome in zip(rows, outcomes, strict=True)}


def _list_unshared(asked: Iterable[Requirement], key: str, edition: Edition) -> Iterator[PeopleRequirement]:
    """The people rows that a track cannot do without and whose people may fill one row only.

    Alternatives and designations are judged for themselves: nobody is kept from a row for the sake of one that
    another may stand for.
    """
    for requirement in asked:
        if key not in requirement.need:
            continue
        if isinstance(requirement, AllOfRequirement):
            yield from _list_unshared(requirement.of, key, edition)
        elif isinstance(requirement, PeopleRequirement) and (
            (requirement.sharing or edition.rules.sharing) == "forbidden"
        ):
            yield requirement


def _look_ahead(rows: Sequence[Row], status: Status, edition: Edition) -> Outlook:
    for row in rows:
        if row.verdict.status is Status.UNMET and not row.changes:
            return NOTHING_ENDS_IT  # A row that stays unmet keeps the verdict unmet.
    changes: Sequence[Iterable[Change]] = [row.changes for row in rows if row.changes]
    if not changes:
        return NOTHING_ENDS_IT
    first = next(walk_parts([row.verdict.status for row in rows], [row.changes for row in rows]), None)
    return build_outlook(first, now=status, edition=edition)
