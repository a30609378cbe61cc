"""From facts to a verdict: every requirement of a track on a day, and until when it stays so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain

from channeladmin.evaluation.case import Case, Depth
from channeladmin.evaluation.change import NOTHING_ENDS_IT, Change, build_outlook
from channeladmin.evaluation.combining import combine, walk_parts
from channeladmin.evaluation.facts import Facts
from channeladmin.evaluation.row import Row, judge_row
from channeladmin.evaluation.rulebook import get_rulebook
from channeladmin.evaluation.sharing import judge_unshared
from channeladmin.evaluation.team_remedies import find_awards_needed
from channeladmin.evaluation.upcoming import next_change_on
from channeladmin.evaluation.verdict import Outlook, Status, Verdict
from channeladmin.program.edition import Edition, Track
from channeladmin.program.vocabulary import TrackKey

__all__ = ["Depth", "evaluate", "evaluate_tracks", "headline", "next_change_on"]


def evaluate(facts: Facts, edition: Edition, track_key: TrackKey, on: date, depth: Depth = Depth.FULL) -> Verdict:
    """The verdict of one track on a day, whatever the agreement's status and granted track."""
    return _evaluate_track(Case(facts, get_rulebook(edition), on, depth), edition.get_track(track_key))


def evaluate_tracks(facts: Facts, edition: Edition, on: date, depth: Depth = Depth.FULL) -> tuple[Verdict, ...]:
    """The verdicts of all tracks, in the order of the programme; what they share is worked out once."""
    case = Case(facts, get_rulebook(edition), on, depth)
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
    facts, edition, on, key = case.facts, case.edition, case.on, track.key
    unshared = judge_unshared(case, case.rulebook.unshared[key], key) if case.rulebook.unshared[key] else {}
    rows = [judge_row(case, requirement, key, unshared) for requirement in track.requirements]
    status = combine([row.verdict.status for row in rows])
    return Verdict(
        facts.agreement_id,
        facts.partner,
        facts.external_ref,
        facts.region,
        key,
        on,
        edition.id,
        case.agreement_status,
        case.granted_track,
        status,
        tuple([row.verdict for row in rows]),
        _look_ahead(rows, status, edition) if case.looks_ahead else NOTHING_ENDS_IT,
        find_awards_needed(case, track) if case.explains else (),
    )


def _look_ahead(rows: Sequence[Row], status: Status, edition: Edition) -> Outlook:
    changes: list[Iterable[Change]] = [row.changes for row in rows]
    unmet = [place for place, row in enumerate(rows) if row.verdict.status is Status.UNMET]
    # Those that are known to have none first: to see whether people change takes far longer.
    for place in sorted(unmet, key=lambda place: bool(changes[place])):
        later = iter(changes[place])
        first = next(later, None)
        if first is None:
            return NOTHING_ENDS_IT  # A row that stays unmet keeps the verdict unmet.
        changes[place] = chain((first,), later)
    first = next(walk_parts([row.verdict.status for row in rows], changes), None)
    return build_outlook(first, now=status, edition=edition)
