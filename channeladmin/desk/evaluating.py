"""Evaluates one agreement or the whole desk, on any day, under the edition in use or another."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from channeladmin.desk.desk import Desk
from channeladmin.desk.tracks import get_track_key
from channeladmin.errors import UserError
from channeladmin.evaluation.endings import SOON_DAYS, Ending, ends_soon, list_endings
from channeladmin.evaluation.evaluate import Depth, evaluate, evaluate_tracks, headline
from channeladmin.evaluation.facts import Facts
from channeladmin.evaluation.lapse import Lapse, find_lapse
from channeladmin.evaluation.verdict import Verdict
from channeladmin.program.vocabulary import Region, TrackKey
from channeladmin.progress import Progress, ignore_progress

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from channeladmin.program.edition import Edition


__all__ = [
    "SOON_DAYS",
    "AgreementEvaluation",
    "Depth",
    "Ending",
    "Lapse",
    "Wanted",
    "ends_soon",
    "evaluate_agreement",
    "evaluate_desk",
    "list_endings",
]


@dataclass(frozen=True, slots=True)
class AgreementEvaluation:
    """The verdicts of one agreement on a day, in the order of the programme, and the facts behind them.

    `headline` is the track that speaks for the agreement; `labels` are the tracks' names; `lapse` tells since when the
    granted track is not met any more.
    """

    verdicts: tuple[Verdict, ...]
    headline: TrackKey
    facts: Facts
    labels: tuple[str, ...]
    lapse: Lapse | None

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
    return build_evaluation(facts, edition, on or desk.today())


def build_evaluation(facts: Facts, edition: Edition, day: date) -> AgreementEvaluation:
    """All tracks of an agreement by its facts, with all that there is to say."""
    verdicts = evaluate_tracks(facts, edition, day)
    labels = tuple(track.label for track in edition.tracks)
    return AgreementEvaluation(verdicts, headline(verdicts).track, facts, labels, _find_lapse(verdicts, facts, edition))


def _find_lapse(verdicts: Sequence[Verdict], facts: Facts, edition: Edition) -> Lapse | None:
    granted = next((verdict for verdict in verdicts if verdict.track == verdict.granted_track), None)
    return None if granted is None else find_lapse(facts, edition, granted.track, granted.on)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a desk is to be evaluated: `partners` are names or external references; nothing named is everything."""

    partners: Sequence[str] = ()
    track: str | None = None
    region: Region | None = None


_EVERYTHING = Wanted()


def evaluate_desk(
    desk: Desk,
    wanted: Wanted = _EVERYTHING,
    *,
    on: date | None = None,
    edition_id: str | None = None,
    depth: Depth = Depth.FULL,
    progress: Progress = ignore_progress,
) -> Generator[Verdict, None, None]:
    """The verdicts of what is wanted, by partner name, region and track; as they are worked out.

    The data file is being read until the last one is taken, or `close` is called.

    UserError names the nearest partners where there is none such, and says which editions and tracks there are where
    `edition_id` or the track is none of them. Progress counts agreements, and may cancel.
    """
    from channeladmin.storage.editions import load_active_edition, load_edition
    from channeladmin.storage.facts import count_agreements, load_facts

    day = on or desk.today()
    with desk.database.read() as connection:
        edition = load_active_edition(connection) if edition_id is None else load_edition(connection, edition_id)
        track_key = None if wanted.track is None else get_track_key(edition, wanted.track)
        ids = _find_agreements(connection, wanted.partners, wanted.region)
        total = count_agreements(connection) if ids is None else len(ids)
        for done, facts in enumerate(load_facts(connection, ids)):
            progress(done, total)
            if track_key is None:
                yield from evaluate_tracks(facts, edition, day, depth)
            else:
                yield evaluate(facts, edition, track_key, day, depth)
    progress(total, total)


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
