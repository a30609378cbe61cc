"""Desks that hold whatever the fields of the records take, and what an export and an import make of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as st

from channeladmin.desk.desk import Desk, FixedClock, create_desk
from channeladmin.desk.exporting import export_kind
from channeladmin.desk.importing import ImportOptions, apply_import, plan_import
from channeladmin.desk.programs import add_edition, use_edition
from channeladmin.program.vocabulary import (
    ActivityKind,
    ActivityStatus,
    AgreementStatus,
    BookingKind,
    PartnerKind,
    PlanStatus,
    PracticeKind,
    Region,
    TrackKey,
)
from channeladmin.records import (
    Activity,
    Agreement,
    AgreementStep,
    Award,
    Booking,
    BusinessPlan,
    EmailAddress,
    Employment,
    MetricEntry,
    Partner,
    Period,
    Person,
    fold,
)
from channeladmin.storage.act import Act
from tests.program.metals import write_metals

TODAY = date(2022, 10, 10)
KINDS = ("partners", "roster", "plans", "bookings", "activities", "metrics")
CREDENTIALS = ("sales_core", "pse", "certified_trainer:ci_cd")
MAX_CENTS = 10**17

Draw = Callable[[st.SearchStrategy[Any]], Any]

_PIECES = (
    "=1+1", "+", "-", "@", "'", "''", "'=", "\"", '""', ",", ";", "|", "\t", "\n", "\r", "\r\n", " ", "\x00", "\x01",
    "\x1b$B", "\x1f", "\x7f", "\x85", "\u2028", "\ufeff", "\ufffd", "\u202e", "שלום", "مرحبا", "e\u0301", "é", "ﬁ",
    "👩‍👩‍👧", "\\", '\\"', "<b>", "&amp;", "]]>", "_x000D_", "Total", "Grand Totals (5 records)", "Copyright 2022 X",
    "Notes: x", "n/a", "none", "-", "TBD", "44865", "1e5", "00", "1,5", "2022-01-01", "3/4/2022", "a@x.example",
    "sep=;", "x" * 3000,
)  # fmt: skip
_anything = st.text(st.characters(codec="utf-8"), max_size=8)
_pieces = st.lists(st.sampled_from(_PIECES) | _anything, min_size=1, max_size=4).map("".join)
texts = _pieces.map(str.strip).filter(bool)
maybe = st.none() | texts
days = st.dates(date(1000, 1, 1)) | st.dates(date(2021, 1, 1), date(2023, 12, 31))
maybe_days = st.none() | days
_address = st.text(st.characters(codec="utf-8"), min_size=1, max_size=6) | st.sampled_from(["<a>", "mailto:a", '"a"|b'])
addresses = st.builds("{}@{}".format, _address, _address).filter(
    lambda text: text.count("@") == 1 and not any(char.isspace() or char in ",;" for char in text)
)
cents = st.integers(-10, 10) | st.integers(-MAX_CENTS, MAX_CENTS)
earned_cents = cents.map(abs)


@contextmanager
def new_desk(name: str = "desk") -> Iterator[Desk]:
    """An empty desk on 10 October 2022."""
    with TemporaryDirectory() as folder:
        desk = create_desk(Path(folder) / f"{name}.channeladmin", actor="J. Lind", clock=FixedClock(TODAY))
        try:
            yield desk
        finally:
            desk.close()


def know_metrics(desk: Desk) -> None:
    """Let a desk go by an edition that names metrics."""
    with TemporaryDirectory() as folder:
        add_edition(desk, write_metals(Path(folder)))
    use_edition(desk, "metals")


def fill_desk(desk: Desk, draw: Draw) -> None:
    """Give an empty desk companies and people with everything that hangs on them."""
    with desk.database.act("Fill") as act:
        names = draw(st.lists(texts, min_size=1, max_size=3, unique_by=fold))
        refs = draw(st.lists(texts, min_size=3, max_size=3, unique_by=fold))
        companies = [
            _add_company(act, draw, name, draw(st.sampled_from((None, ref))))
            for name, ref in zip(names, refs, strict=False)
        ]
        _add_people(act, draw, companies)


def _add_company(act: Act, draw: Draw, name: str, ref: str | None) -> int:
    kinds = tuple(draw(st.lists(st.sampled_from(PartnerKind), unique=True, max_size=3)))
    whole = {"name": name, "external_ref": ref, "kinds": [kind for kind in PartnerKind if kind in kinds]}
    rest = {each: draw(maybe) for each in ("legal_name", "website", "country", "address")}
    partner_id = act.insert(Partner, whole | rest)
    for region in draw(st.lists(st.sampled_from(Region), unique=True, max_size=2)):
        _add_agreement(act, draw, partner_id, region)
    return partner_id


def _add_agreement(act: Act, draw: Draw, partner_id: int, region: Region) -> None:
    begins, ends = sorted(draw(st.tuples(days, days)))
    agreement_id = act.insert(
        Agreement,
        {
            "region": region,
            "signed_on": draw(st.sampled_from((None, begins))),
            "starts_on": draw(st.sampled_from((None, begins))),
            "ends_on": draw(st.sampled_from((None, ends))),
            "channel_manager": draw(maybe),
            "practice": draw(st.none() | st.sampled_from(PracticeKind)),
            "practice_attested_on": draw(maybe_days),
            "practice_attested_by": draw(maybe),
            "practice_evidence": draw(maybe),
        },
        partner_id=partner_id,
    )
    for _ in range(draw(st.integers(0, 3))):
        word = draw(st.sampled_from((*AgreementStatus, TrackKey("open"), TrackKey("select"))))
        step = {"status": word} if isinstance(word, AgreementStatus) else {"track": word}
        act.insert(AgreementStep, step | {"since": draw(maybe_days)}, agreement_id=agreement_id)
    _add_contract_records(act, draw, agreement_id)


def _add_contract_records(act: Act, draw: Draw, agreement_id: int) -> None:
    some = st.integers(0, 2)
    for year in draw(st.lists(st.sampled_from((2000, 2023, 2099, 2100, 2199)), unique=True, max_size=2)):
        plan = {"fiscal_year": year, "status": draw(st.sampled_from(PlanStatus)), "approved_on": draw(maybe_days)}
        plan |= {each: draw(maybe_days) for each in ("partner_sponsor_signed_on", "vendor_sponsor_signed_on")}
        plan |= {
            each: draw(maybe)
            for each in ("title", "partner_sponsor", "partner_sponsor_title", "vendor_sponsor", "approved_by")
        }
        plan |= {
            f"{each}_cents": draw(st.none() | earned_cents) for each in ("committed_net_arr", "q1", "q2", "q3", "q4")
        }
        act.insert(BusinessPlan, plan, agreement_id=agreement_id)
    alike = draw(st.tuples(days, cents, maybe, texts))
    named = draw(st.lists(texts, min_size=2, max_size=2, unique_by=fold))
    for own in named[: draw(some)]:
        day, amount, _title, _text = draw(st.just(alike) | st.tuples(days, cents, maybe, texts))
        booking = {"closed_on": day, "net_arr_cents": amount, "opportunity": draw(st.sampled_from((None, own)))}
        act.insert(Booking, booking | {"kind": draw(st.sampled_from(BookingKind))}, agreement_id=agreement_id)
    for _ in range(draw(some)):
        day, _amount, title, _text = draw(st.just(alike) | st.tuples(days, cents, maybe, texts))
        activity = {"held_on": day, "title": title, "kind": draw(st.sampled_from(list(ActivityKind)[:2]))}
        act.insert(Activity, activity | {"status": draw(st.sampled_from(ActivityStatus))}, agreement_id=agreement_id)
    for _ in range(draw(some)):
        day, amount, note, _text = draw(st.just(alike) | st.tuples(days, cents, maybe, texts))
        entry = {"metric": "points", "reported_on": day, "amount_hundredths": amount, "note": note}
        act.insert(MetricEntry, entry, agreement_id=agreement_id)


def _add_people(act: Act, draw: Draw, companies: Sequence[int]) -> None:
    emails = draw(st.lists(addresses, unique_by=fold, max_size=5))
    ids = draw(st.lists(texts, min_size=3, max_size=3, unique_by=fold))
    for learner_id in ids[: draw(st.integers(0, 3))]:
        own = [emails.pop() for _ in range(draw(st.integers(0, min(3, len(emails)))))]
        known = None if own and draw(st.booleans()) else learner_id
        person_id = act.insert(Person, {"name": draw(texts), "learner_id": known})
        for position, address in enumerate(own):
            act.insert(EmailAddress, {"address": address, "position": position}, person_id=person_id)
        for partner_id in draw(st.lists(st.sampled_from(companies), unique=True, min_size=1)):
            _add_spells(act, draw, person_id, partner_id)
        _add_awards(act, draw, person_id)


def _add_spells(act: Act, draw: Draw, person_id: int, partner_id: int) -> None:
    bounds = sorted(draw(st.lists(days, min_size=4, max_size=4, unique=True)))
    early = Period(draw(st.sampled_from((None, bounds[0]))), bounds[1])
    late = Period(bounds[2], draw(st.sampled_from((None, bounds[3]))))
    always = Period(None, draw(st.sampled_from((None, bounds[3]))))
    for spell in draw(st.sampled_from(((early, late), (early,), (late,), (always,)))):
        job = {"starts_on": spell.starts_on, "ends_on": spell.ends_on, "title": draw(maybe)}
        job |= {"region": draw(st.none() | st.sampled_from(Region)), "confirmed_on": draw(maybe_days)}
        act.insert(Employment, job, person_id=person_id, partner_id=partner_id)


def _add_awards(act: Act, draw: Draw, person_id: int) -> None:
    for earned in draw(st.lists(days, unique=True, max_size=3)):
        award = {"credential": draw(st.sampled_from(CREDENTIALS)), "earned_on": earned}
        award |= {"edition": draw(st.sampled_from((None, "2020", "=2"))), "certificate_no": draw(maybe)}
        ends = st.none() | st.dates(earned)
        act.insert(Award, award | {"expires_on": draw(ends), "revoked_on": draw(ends)}, person_id=person_id)


def export(desk: Desk, kind: str, out: Path, *, lossless: bool) -> bytes:
    """Export a kind of records; the bytes of the file."""
    export_kind(desk, kind, out, lossless=lossless)
    return out.read_bytes()


def bring(desk: Desk, kind: str, path: Path) -> None:
    """Import a file of which nothing may be refused."""
    plan = plan_import(desk, kind, [path], ImportOptions())
    assert not plan.errors
    assert plan.counts.rows == plan.counts.new + plan.counts.changed + plan.counts.same
    apply_import(desk, plan)


def repeats(desk: Desk, kind: str, path: Path) -> bool:
    """Whether an import would change nothing, as every row stands in the desk."""
    plan = plan_import(desk, kind, [path], ImportOptions())
    return (plan.counts.same, plan.errors, list(plan.plan.writes)) == (plan.counts.rows, (), [])
