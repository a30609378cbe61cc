"""Making the sample desk: the sixty companies, and as many more as are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random

from channeladmin.desk.desk import Desk, FixedClock, create_desk
from channeladmin.desk.sample.cast import Company, invent_companies, load_companies, load_managers, name_country
from channeladmin.desk.sample.invitations import make_invitations
from channeladmin.desk.sample.rows import RowList
from channeladmin.desk.sample.scene import Scene
from channeladmin.desk.sample.sketch import InvitationSketch, PartnerSketch
from channeladmin.desk.sample.stories import STORIES, tell
from channeladmin.program.fiscal import FiscalCalendar
from channeladmin.program.vocabulary import PartnerKind
from channeladmin.storage.filling import fill
from channeladmin.storage.refreshing import refresh_standings

_PAST = timedelta(days=200)
"""The desk is made so long before `on`: before the first step of an invitation."""

CHUNK = 250
"""Companies that are laid out and written at once."""


def make_sample(
    path: Path,
    *,
    on: date,
    seed: int = 1,
    partners: int = 60,
    fast: bool = False,
    actor: str | None = None,
    password: str | None = None,
) -> Mapping[str, int]:
    """Make a data file with fictional partners, its dates laid around `on`; returns the rows of each table.

    `fast` keeps no history of the records. The same arguments make the same records with the same keys. UserError if
    the file exists.
    """
    rng = Random(seed)  # repeatable, not secret
    begins = FixedClock(on - _PAST)
    desk = create_desk(path, actor=actor or load_managers()[0], password=password, clock=begins, seed=seed)
    try:
        counts, invitations = _write_partners(desk, on, rng, partners, fast=fast)
        counts["invitation"] = make_invitations(desk, invitations, on=on)
        refresh_standings(desk.database)
    except BaseException:
        desk.discard()
        raise
    desk.close()
    return counts


def _write_partners(
    desk: Desk, on: date, rng: Random, partners: int, *, fast: bool
) -> tuple[dict[str, int], list[tuple[int, InvitationSketch]]]:
    calendar = desk.edition.fiscal
    companies = enumerate(_cast(rng, partners), start=1001)
    sketches = (_sketch(company, on, calendar, rng, number) for number, company in companies)
    counts: dict[str, int] = {}
    invitations = []
    database = desk.database
    with fill(database, on_day=on) if fast else database.act("Sample desk", on_day=on) as act:
        while chunk := tuple(islice(sketches, CHUNK)):
            rows = RowList(act.new_ids)
            rows.add_partners(chunk)
            act.write_many(rows.take())
            for table, count in rows.count().items():
                counts[table] = counts.get(table, 0) + count
            invitations += [(key, each.invitation) for key, each in rows.agreement_ids if each.invitation]
    return counts, invitations


def _cast(rng: Random, partners: int) -> Iterator[Company]:
    """The companies of the sample, then invented ones; the sample's invitations stay among the first sixty."""
    known = load_companies()
    yield from known[:partners]
    stories = tuple(story for story in STORIES if not story.startswith(("invitation", "select_lost")))
    yield from islice(invent_companies(rng, stories), max(0, partners - len(known)))


def _sketch(company: Company, on: date, calendar: FiscalCalendar, rng: Random, number: int) -> PartnerSketch:
    kinds = tuple(rng.sample(tuple(PartnerKind), rng.randint(1, 2)))
    partner = PartnerSketch(
        {
            "name": company.name,
            "legal_name": company.legal_name,
            "external_ref": f"P-{number}",
            "website": f"https://www.{company.domain}",
            "country": name_country(company.country),
            "kinds": kinds,
            "address": company.place,
        }
    )
    used_addresses: set[str] = set()
    for region, story in company.stories.items():
        scene = Scene(company, region, on, calendar, rng, used_addresses)
        tell(story, scene)
        partner.agreements.append(scene.agreement)
        partner.people += scene.people
    return partner
