"""What goes out comes in again: whatever a desk holds, in every format, to the byte."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from channeladmin.desk.desk import Desk, FixedClock, open_desk
from channeladmin.desk.importing import ImportOptions, plan_import, read_source
from channeladmin.desk.sample.making import make_sample
from channeladmin.errors import UserError
from channeladmin.program.vocabulary import AgreementStatus, BookingKind, Region
from channeladmin.records import (
    Agreement,
    AgreementStep,
    Award,
    Booking,
    EmailAddress,
    Employment,
    Partner,
    Person,
    fold,
)
from channeladmin.rosters.kinds import get_kind
from channeladmin.storage.act import Act
from tests.desk.hostile_desks import KINDS, TODAY, bring, export, fill_desk, know_metrics, new_desk, repeats

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
FORMATS = pytest.mark.parametrize("lossless", [False, True])
SUFFIXES = pytest.mark.parametrize("suffix", ["csv", "xlsx"])


def check_round_trip(desk: Desk, suffix: str, *, lossless: bool) -> None:
    """Export all, import it into the same desk and into an empty one, and export that."""
    with TemporaryDirectory() as folder, new_desk("other") as other:
        for kind in KINDS:
            out, again = Path(folder, f"{kind}.{suffix}"), Path(folder, f"{kind}-again.{suffix}")
            written = export(desk, kind, out, lossless=lossless)
            assert repeats(desk, kind, out)
            if kind == "metrics":
                know_metrics(other)
            bring(other, kind, out)
            assert export(other, kind, again, lossless=lossless) == written


@SUFFIXES
@FORMATS
# Each example makes two desks: a second; to shrink one would take minutes.
@settings(
    max_examples=10, phases=[Phase.explicit, Phase.reuse, Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(data=st.data())
def test_whatever_a_desk_holds_makes_the_same_desk(suffix: str, lossless: bool, data: st.DataObject) -> None:
    with new_desk() as desk:
        fill_desk(desk, data.draw)
        try:
            check_round_trip(desk, suffix, lossless=lossless)
        except UserError as error:
            # A spreadsheet cannot hold every text: then it says which.
            assert suffix == "xlsx"
            assert re.match(r"Row \d+, \w+: (a spreadsheet cannot hold|the text is too long)", str(error))


@SUFFIXES
@FORMATS
def test_the_sample_desk(tmp_path: Path, suffix: str, lossless: bool) -> None:
    make_sample(tmp_path / "sample.channeladmin", on=TODAY)
    desk = open_desk(tmp_path / "sample.channeladmin", clock=FixedClock(TODAY))
    try:
        check_round_trip(desk, suffix, lossless=lossless)
    finally:
        desk.close()


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora of hostile files are not here")
@SUFFIXES
@FORMATS
def test_naughty_strings(suffix: str, lossless: bool) -> None:
    strings = {text.strip() for text in json.loads((CORPORA / "csv" / "blns" / "blns.json").read_text("utf-8"))}
    # Of these a workbook refuses the one that its format has no place for.
    names = {fold(text): text for text in sorted(strings - {"\ufffe"} if suffix == "xlsx" else strings) if text}
    assert len(names) > 450
    with new_desk() as desk:
        with desk.database.act("Fill") as act:
            for name in names.values():
                act.insert(Partner, {"name": name, "address": name})
        check_round_trip(desk, suffix, lossless=lossless)


def fill(desk: Desk, **fields: Any) -> tuple[int, int]:  # noqa: ANN401 - fields of a company
    """A company with an agreement; the keys of both."""
    with desk.database.act("Fill") as act:
        partner_id = act.insert(Partner, {"name": "Acme"} | fields)
        return partner_id, act.insert(Agreement, {"region": Region.EMEA}, partner_id=partner_id)


def add_person(act: Act, partner_id: int, learner_id: str | None) -> int:
    person_id = act.insert(Person, {"name": "Ann", "learner_id": learner_id})
    act.insert(Employment, {}, person_id=person_id, partner_id=partner_id)
    return person_id


@FORMATS
def test_a_quote_that_is_stored_is_no_guard(desk: Desk, tmp_path: Path, lossless: bool) -> None:
    """Texts that look guarded themselves get one more `'`, or, where nothing is guarded, keep their own."""
    texts = {"legal_name": "'=1", "address": "''\x00", "website": "'x'", "country": "'"}
    fill(desk, **texts)
    out = tmp_path / "p.csv"
    export(desk, "partners", out, lossless=lossless)
    with out.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    guard = "" if lossless else "'"
    wanted = {"legal_name": f"{guard}'=1", "address": f"{guard}''\x00", "website": "'x'", "country": "'"}
    assert {name: row[name] for name in texts} == wanted
    check_round_trip(desk, "csv", lossless=lossless)


def test_a_last_company_is_no_total(desk: Desk, tmp_path: Path) -> None:
    with desk.database.act("Fill") as act:
        for name in ("Acme", "Copyright 2022 Acme", "Notes: call them", "Total"):
            act.insert(Partner, {"name": name})
    check_round_trip(desk, "csv", lossless=False)
    check_round_trip(desk, "xlsx", lossless=False)
    # In a file of other hands they are.
    out = tmp_path / "p.csv"
    out.write_bytes(export(desk, "partners", out, lossless=False).replace(b"\r\n", b"\n"))
    assert len(read_source(out).rows) == 1


def test_an_authorized_agreement_without_a_track_gets_none(desk: Desk) -> None:
    _, agreement_id = fill(desk)
    with desk.database.act("Fill") as act:
        act.insert(AgreementStep, {"status": AgreementStatus.AUTHORIZED}, agreement_id=agreement_id)
    check_round_trip(desk, "csv", lossless=False)


_GROUPS = ("Acme", "", "", "Birch", "", "")


def write_all_columns(folder: Path, kind: str, rows: Sequence[dict[str, str]]) -> Path:
    """As somebody else's program may write a file: all columns in their order."""
    path = folder / f"{kind}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, [column.name for column in get_kind(kind).columns])
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_what_is_one_record_to_an_import_is_one_in_a_file_of_this_form_too(desk: Desk, tmp_path: Path) -> None:
    fill(desk)
    row = {"partner": "Acme", "closed": "2022-03-01", "opportunity": "O-1"}
    path = write_all_columns(tmp_path, "bookings", [row | {"net_arr": amount} for amount in ("5", "5", "7")])
    plan = plan_import(desk, "bookings", [path], ImportOptions())
    assert plan.tables[0].is_own
    assert [each.bucket.value for each in plan.rows] == ["new", "same", "changed"]


def test_a_group_in_a_file_of_this_form_is_filled_down(desk: Desk, tmp_path: Path) -> None:
    fill(desk)
    row = {"region": "EMEA", "held": "2022-03-01", "kind": "webinar", "status": "planned"}
    path = write_all_columns(
        tmp_path,
        "activities",
        [{"partner": company, "title": f"Event {at}"} | row for at, company in enumerate(_GROUPS)],
    )
    table = plan_import(desk, "activities", [path], ImportOptions()).tables[0]
    assert not table.is_own
    assert [row.cells[0] for row in table.rows] == ["Acme"] * 3 + ["Birch"] * 3


def test_awards_of_one_day_stay_what_they_are_in_their_desk(desk: Desk, tmp_path: Path) -> None:
    partner_id, _ = fill(desk)
    with desk.database.act("Fill") as act:
        person_id = add_person(act, partner_id, "L")
        for edition in (None, "2020", "2021"):
            act.insert(Award, {"credential": "pse", "edition": edition, "earned_on": TODAY}, person_id=person_id)
    path = tmp_path / "roster.csv"
    export(desk, "roster", path, lossless=False)
    assert repeats(desk, "roster", path)


def test_addresses_with_signs_that_part_them_elsewhere(desk: Desk) -> None:
    partner_id, _ = fill(desk)
    with desk.database.act("Fill") as act:
        person_id = add_person(act, partner_id, None)
        for position, address in enumerate(("a|b@x.example", "mailto:c@x.example", "<d>@x.example")):
            act.insert(EmailAddress, {"address": address, "position": position}, person_id=person_id)
    check_round_trip(desk, "csv", lossless=False)


def test_what_a_spreadsheet_cannot_hold_is_refused_by_its_place(desk: Desk, tmp_path: Path) -> None:
    for text in ("\ufffe", "_x005F_", "_x0041\x01", "x" * 32_768, "👩" * 16_384):
        with new_desk() as desk_with:
            fill(desk_with, address=text)
            with pytest.raises(UserError, match=r"^Row 1, address: "):
                export(desk_with, "partners", tmp_path / "p.xlsx", lossless=True)
            check_round_trip(desk_with, "csv", lossless=True)


def test_days_and_amounts_beyond_those_of_a_spreadsheet(desk: Desk) -> None:
    _, agreement_id = fill(desk)
    with desk.database.act("Fill") as act:
        for amount in (10**17, 10**17 - 1, 10**15, 10**15 - 1, -(10**17) + 1):
            for day in (date(1000, 1, 1), date(1899, 12, 31), date(1900, 1, 1), date(9999, 12, 31)):
                booking = {"closed_on": day, "net_arr_cents": amount, "kind": BookingKind.NEW}
                act.insert(Booking, booking, agreement_id=agreement_id)
    check_round_trip(desk, "xlsx", lossless=False)
    check_round_trip(desk, "csv", lossless=False)


def test_awards_of_a_programme_that_is_no_longer_in_use(desk: Desk, tmp_path: Path) -> None:
    partner_id, _ = fill(desk)
    with desk.database.act("Fill") as act:
        person_id = add_person(act, partner_id, "L")
        act.insert(Award, {"credential": "of_old", "earned_on": TODAY}, person_id=person_id)
    out = tmp_path / "r.csv"
    export(desk, "roster", out, lossless=False)
    assert repeats(desk, "roster", out)
