"""Evaluates one agreement or the whole desk, on any day, under the edition in use or another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from channeladmin.desk.desk import Desk
from channeladmin.errors import UserError
from channeladmin.evaluation.evaluate import evaluate, evaluate_tracks, headline_track
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
    """Both verdicts of one agreement on a day, which of them speaks for it, and the facts behind them."""

    open: Verdict
    select: Verdict
    headline: TrackKey
    facts: Facts

    @property
    def verdicts(self) -> tuple[Verdict, Verdict]:
        """Both, in the order of the programme."""
        return self.open, self.select


def evaluate_agreement(desk: Desk, agreement_id: int, on: date | None = None) -> AgreementEvaluation:
    """Both tracks of one agreement, today unless another day is given; UserError if it is gone."""
    from channeladmin.storage.editions import load_active_edition
    from channeladmin.storage.facts import load_facts

    with desk.database.read() as connection:
        edition = load_active_edition(connection)
        facts = next(iter(load_facts(connection, [agreement_id])), None)
    if facts is None:
        raise UserError("This agreement is no longer in the data file; somebody removed it meanwhile.")
    day = on or desk.today()
    by_track = {verdict.track: verdict for verdict in evaluate_tracks(facts, edition, day)}
    open_verdict, select_verdict = by_track[TrackKey.OPEN], by_track[TrackKey.SELECT]
    return AgreementEvaluation(open_verdict, select_verdict, headline_track(open_verdict, select_verdict), facts)


def evaluate_desk(
    desk: Desk,
    *,
    partners: Sequence[str] = (),
    track: TrackKey | None = None,
    region: Region | None = None,
    on: date | None = None,
    edition_id: str | None = None,
    progress: Progress = ignore_progress,
) -> Iterator[Verdict]:
    """The verdicts of every agreement, or of what is named, by partner name, region and track; as they are worked out.

    `partners` are names or external references; UserError names the nearest where there is none such, and says which
    editions there are where `edition_id` is none of them.
    """
    from channeladmin.storage.editions import load_active_edition, load_edition
    from channeladmin.storage.facts import load_facts

    day = on or desk.today()
    with desk.database.read() as connection:
        edition = load_active_edition(connection) if edition_id is None else load_edition(connection, edition_id)
        ids = _find_agreements(connection, partners, region)
        total = 0 if ids is None else len(ids)
        for done, facts in enumerate(load_facts(connection, ids)):
            progress(done, total)
            yield from _evaluate(facts, edition, track, day)
    progress(total, total)


def _evaluate(facts: Facts, edition: Edition, track: TrackKey | None, day: date) -> tuple[Verdict, ...]:
    return evaluate_tracks(facts, edition, day) if track is None else (evaluate(facts, edition, track, day),)


def _find_agreements(connection: Connection, partners: Sequence[str], region: Region | None) -> list[int] | None:
    """The agreements that are asked for; None for all of them."""
    from channeladmin.records import Agreement, AgreementFields
    from channeladmin.storage.reading import find_records

    regions = tuple(Region) if region is None else (region,)
    if partners:
        owners = [_find_partner(connection, text) for text in dict.fromkeys(partners)]
        found = find_records(connection, Agreement, AgreementFields, region=regions, partner_id=owners)
    elif region is not None:
        found = find_records(connection, Agreement, AgreementFields, region=regions)
    else:
        return None
    return [agreement.id for agreement in found]


def _find_partner(connection: Connection, text: str) -> int:
    from channeladmin.records import Partner, PartnerFields, fold
    from channeladmin.storage.reading import find_records

    key = fold(text.strip())
    found = find_records(connection, Partner, PartnerFields, name_key=key)
    found = found or find_records(connection, Partner, PartnerFields, external_ref_key=key)
    if found:
        return found[0].id
    names = [partner.fields.name for partner in find_records(connection, Partner, PartnerFields)]
    raise UserError(f"There is no partner “{text}” in this file. {_suggest(text, names)}")


def _suggest(text: str, names: Sequence[str]) -> str:
    from rapidfuzz import fuzz, process, utils

    near = process.extract(text, names, scorer=fuzz.WRatio, processor=utils.default_process, limit=3, score_cutoff=60)
    if not near:
        return "Give a name as the list of partners has it, or an external reference."
    return f"Did you mean {' or '.join(f'“{name}”' for name, _, _ in near)}?"
