from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.conftest import Run

DAY = "2022-10-31"
EVALUATION_KEYS = [
    "partner", "external_ref", "region", "track", "granted_track", "status", "verdict", "holds_until", "ends_by",
    "requirements",
]  # fmt: skip
REQUIREMENT_KEYS = [
    "key", "label", "status", "need", "have", "missing", "counted", "not_counted", "holds_until", "ends_by",
]  # fmt: skip


def test_the_document_has_the_shape_of_the_contract(on_desk: Run) -> None:
    document = on_desk("evaluate", "--on", DAY, "--json").json
    assert list(document) == ["edition", "on", "evaluations"]
    assert (document["edition"], document["on"]) == ("2022-10-03", DAY)
    assert len(document["evaluations"]) == 64 * 2
    for evaluation in document["evaluations"]:
        assert list(evaluation) == EVALUATION_KEYS
        assert len(evaluation["requirements"]) == {"open": 3, "select": 9}[evaluation["track"]]
        for row in evaluation["requirements"]:
            assert list(row) == REQUIREMENT_KEYS
            assert all(list(who) == ["person", "email", "via", "until"] for who in row["counted"])
            assert all(list(who) == ["person", "email", "reason"] for who in row["not_counted"])


def test_money_is_in_major_units_and_counts_are_whole(on_desk: Run) -> None:
    found = on_desk("evaluate", "Wattle & Gum Consulting", "--track", "select", "--on", DAY, "--json").json
    rows = {row["key"]: row for row in found["evaluations"][0]["requirements"]}
    money = rows["program_revenue"]
    assert (money["need"], money["have"], money["missing"]) == (300000.0, 180000.0, 120000.0)
    assert money["counted"] == []
    assert rows["sales_verified"]["need"] == 4
    assert isinstance(rows["sales_verified"]["need"], int)


def test_a_partner_is_named_by_its_name_or_its_reference(on_desk: Run) -> None:
    by_name = on_desk("evaluate", "müller & söhne IT", "--on", DAY, "--json").json["evaluations"]
    by_reference = on_desk("evaluate", by_name[0]["external_ref"].lower(), "--on", DAY, "--json").json["evaluations"]
    assert by_name == by_reference
    assert [(each["region"], each["track"], each["granted_track"]) for each in by_name] == [
        ("APAC", "open", "open"), ("APAC", "select", "open"), ("EMEA", "open", "select"), ("EMEA", "select", "select"),
    ]  # fmt: skip


def test_track_and_region_narrow(on_desk: Run) -> None:
    found = on_desk("evaluate", "--track", "SELECT", "--region", "pubsec", "--on", DAY, "--json").json["evaluations"]
    assert {(each["track"], each["region"]) for each in found} == {("select", "PUBSEC")}
    assert len(found) == 6


def test_leavers_are_named_with_the_reason(on_desk: Run) -> None:
    found = on_desk("evaluate", "Penhallow & Finch", "--track", "select", "--on", DAY, "--json").json
    row = next(row for row in found["evaluations"][0]["requirements"] if row["key"] == "professional_services")
    assert row["counted"] == []
    assert [who["reason"] for who in row["not_counted"]] == ["left"]


def test_remedies_only_where_asked(on_desk: Run) -> None:
    words = ("evaluate", "Nordlicht Systems", "--track", "select", "--on", DAY, "--json")
    assert "remedies" not in on_desk(*words).json["evaluations"][0]
    remedies = on_desk(*words, "--remedies").json["evaluations"][0]["remedies"]
    assert remedies
    assert {remedy["requirement"] for remedy in remedies} == {"professional_services"}
    assert all(remedy["text"] for remedy in remedies)


def test_an_unknown_partner_names_the_nearest(on_desk: Run) -> None:
    ran = on_desk("evaluate", "Nordlich Systems", "--json")
    assert ran.code == 1
    assert "Nordlicht Systems" in ran.json["error"]["message"]


def test_an_unknown_edition_is_refused(on_desk: Run) -> None:
    ran = on_desk("evaluate", "--edition", "1999-01-01")
    assert (ran.code, ran.out) == (1, "")
    assert "1999-01-01" in ran.err


def test_the_table_has_a_line_for_each_track(on_desk: Run) -> None:
    lines = on_desk("evaluate", "--on", DAY).out.splitlines()
    assert lines[0] == "As of 31 Oct 2022"
    assert sum("Nordlicht Systems" in line for line in lines) == 2
    assert not any(line.endswith(" ") for line in lines)


def test_a_terminal_shows_the_same_table_folded_to_its_width(on_desk: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    in_lines = on_desk("evaluate", "--on", DAY).out.splitlines()
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    def list_shown(width: str) -> list[str]:
        monkeypatch.setenv("COLUMNS", width)
        plain = re.sub(r"\x1b\[\d+m", "", on_desk("evaluate", "--on", DAY).out)  # the head is bold
        return [line.rstrip() for line in plain.splitlines()]

    assert list_shown("300") == in_lines
    folded = list_shown("100")
    assert max(map(cell_len, folded)) <= 100
    assert len(folded) > len(in_lines)


def test_a_named_partner_is_explained_person_by_person(on_desk: Run) -> None:
    out = on_desk("evaluate", "Ravensgate Digital", "--track", "open", "--on", DAY).out
    assert "left" in out
    assert "Sales verified" in out


def test_a_name_cannot_drive_the_terminal(run: Run, tmp_path: Path) -> None:
    roster = tmp_path / "partners.csv"
    roster.write_text("partner,region,status\n[red]Evil\x1b[2J,EMEA,authorized\n", encoding="utf-8")
    desk = tmp_path / "new.channeladmin"
    run("--file", desk, "import", "partners", roster)
    out = run("--file", desk, "evaluate").out
    assert "\x1b" not in out
