"""Evaluates one agreement or the whole desk, on any day, under the edition in use or another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from channeladmin.desk.desk import Desk
from channeladmin.desk.tracks import get_track_key
from channeladmin.errors import UserError
from channeladmin.evaluation.evaluate import evaluate, evaluate_tracks, headline
from channeladmin.evaluation.facts import Facts
from channeladmin.evaluation.verdict import Verdict
from channeladmin.program.vocabulary import Region, TrackKey
from channeladmin.progress import Progress, ignore_progress

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from channeladmin.program.edition import Edition

__all__ = ["AgreementEvaluation", "evaluate_agreement", "evaluate_desk"]


@dataclass(frozen=True, slots=True)
class AgreementEvaluation:
    """The verdicts of one agreement on a day, in the order of the programme, and the facts behind them.

    `headline` is the track that speaks for the agreement; `labels` are the tracks' names.
    """

    verdicts: tuple[Verdict, ...]
    headline: TrackKey
    facts: Facts
    labels: tuple[str, ...]

    @property
    def entry(self) -> Verdict:
        """The verdict of the entry track, the first one."""
        return self.verdicts[0]

    def get(self, track: TrackKey) -> Verdict:
        """The verdict of a track; KeyError where the edition in use has none such."""
        for verdict in self.verdicts:
            if verdict.track == track:
                return verdict
        raise KeyError(track)


def evaluate_agreement(desk: Desk, agreement_id: int, on: date | None = None) -> AgreementEvaluation:
    """All tracks of one agreement, today unless another day is given; UserError if it is gone."""
    from channeladmin.storage.editions import load_active_edition
    from channeladmin.storage.facts import load_facts

    with desk.database.read() as connection:
        edition = load_active_edition(connection)
        facts = next(iter(load_facts(connection, [agreement_id])), None)
    if facts is None:
        raise UserError("This agreement is no longer in the data file; somebody removed it meanwhile.")
    day = on or desk.today()
    verdicts = evaluate_tracks(facts, edition, day)
    labels = tuple(track.label for track in edition.tracks)
    return AgreementEvaluation(verdicts, headline(verdicts).track, facts, labels)


def evaluate_desk(
    desk: Desk,
    *,
    partners: Sequence[str] = (),
    track: str | None = None,
    region: Region | None = None,
    on: date | None = None,
    edition_id: str | None = None,
    progress: Progress = ignore_progress,
) -> Iterator[Verdict]:
    """The verdicts of every agreement, or of what is named, by partner name, region and track; as they are worked out.

    `partners` are names or external references; UserError names the nearest where there is none such, and says which
    editions and tracks there are where `edition_id` or `track` is none of them.
    """
    from channeladmin.storage.editions import load_active_edition, load_edition
    from channeladmin.storage.facts import load_facts

    day = on or desk.today()
    with desk.database.read() as connection:
        edition = load_active_edition(connection) if edition_id is None else load_edition(connection, edition_id)
        track_key = None if track is None else get_track_key(edition, track)
        ids = _find_agreements(connection, partners, region)
        total = 0 if ids is None else len(ids)
        for done, facts in enumerate(load_facts(connection, ids)):
            progress(done, total)
            yield from _evaluate(facts, edition, track_key, day)
    progress(total, total)


def _evaluate(facts: Facts, edition: Edition, track: TrackKey | None, day: date) -> tuple[Verdict, ...]:
    return evaluate_tracks(facts, edition, day) if track is None else (evaluate(facts, edition, track, day),)


def _find_agreements(connection: Connection, partners: Sequence[str], region: Region | None) -> list[int] | None:
    """The agreements that are asked for; None for all of them."""
    from channeladmin.desk.naming import get_partner_id
    from channeladmin.records import Agreement, AgreementFields
    from channeladmin.storage.reading import find_records

    regions = tuple(Region) if region is None else (region,)
    if partners:
        owners = [get_partner_id(connection, text) for text in dict.fromkeys(partners)]
        found = find_records(connection, Agreement, AgreementFields, region=regions, partner_id=owners)
    elif region is not None:
        found = find_records(connection, Agreement, AgreementFields, region=regions)
    else:
        return None
    return [agreement.id for agreement in found]
