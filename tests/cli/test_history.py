"""Looking at one act, taking back an older one, giving up old history, and erasing a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from channeladmin.desk.desk import open_desk
from tests.cli.conftest import Run


@pytest.fixture
def imported(on_desk: Run, tmp_path: Path) -> str:
    """Two partners imported as one act, one of them changed by a later one; the first act's key."""
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text("partner,region,website\nAlpha,EMEA,a.example\nBeta,EMEA,b.example\n", encoding="utf-8")
    second.write_text("partner,region,website\nAlpha,EMEA,new.example\n", encoding="utf-8")
    operation = on_desk("import", "partners", first, "--json").json["operation"]
    assert on_desk("import", "partners", second).code == 0
    return str(operation)


def test_one_act_is_shown_field_by_field(on_desk: Run, imported: str) -> None:
    document = on_desk("history", imported, "--json").json
    assert (document["operation"], document["kind"]) == (imported, "act")
    assert {"record": "partner “Alpha” (added)", "field": "website", "before": "", "after": "a.example"} in document[
        "fields"
    ]
    assert "a.example" in on_desk("history", imported).out
    assert on_desk("history", "77").code == 1


def test_an_older_act_with_later_changes_is_reported_and_left(on_desk: Run, imported: str) -> None:
    before = on_desk("history", "--json").out
    ran = on_desk("undo", imported)
    assert ran.code == 1
    assert "1 would be kept, 0 cannot go back" in ran.err
    assert "partner “Alpha”: changed since by “Import second.csv (1 row)”" in ran.err
    assert on_desk("history", "--json").out == before
    refused = on_desk("undo", imported, "--json")
    assert refused.json["error"]["kind"] == "user"


def test_a_dry_run_tells_and_stores_nothing(on_desk: Run, imported: str) -> None:
    before = on_desk("history", "--json").out
    document = on_desk("undo", imported, "--dry-run", "--json").json
    assert document["operation"] is None
    assert document["reversed"] > 0
    assert [row["record"] for row in document["kept"]] == ["partner “Alpha”"]
    assert document["failed"] == []
    assert on_desk("history", "--json").out == before


def test_the_rest_of_an_older_act_is_taken_back_on_request(on_desk: Run, imported: str) -> None:
    ran = on_desk("undo", imported, "--partly", "--json")
    assert ran.code == 4
    assert [row["record"] for row in ran.json["kept"]] == ["partner “Alpha”"]
    assert on_desk("evaluate", "Beta").code == 1
    assert on_desk("redo").code == 0
    assert on_desk("evaluate", "Beta").code == 0
    assert on_desk("check").code == 0


def test_old_history_is_given_up(on_desk: Run, desk_file: Path, imported: str) -> None:
    assert on_desk("trim", "2020-01-01").code == 1
    assert on_desk("trim", "2023-01-01").code == 0
    labels = [operation["label"] for operation in on_desk("history", "--json").json["operations"]]
    assert len(labels) == 3
    assert labels[-1].startswith("Everything before 1 Jan 2023, trimmed on")
    assert on_desk("check").code == 0
    assert on_desk("trim", "yesterday").code == 2


def test_a_person_is_erased_only_when_that_is_meant(on_desk: Run, desk_file: Path) -> None:
    with open_desk(desk_file).database.read() as connection:
        address, name = connection.exec_driver_sql(
            "SELECT address, name FROM email_address JOIN person ON person.id = person_id LIMIT 1"
        ).one()
    assert on_desk("erase", "nobody@x.example", "--yes").code == 1
    refused = on_desk("erase", address)
    assert refused.code == 1
    assert "--yes" in refused.err
    assert name.encode() in desk_file.read_bytes()
    assert on_desk("erase", address, "--yes").code == 0
    assert address.encode() not in desk_file.read_bytes()
    assert on_desk("erase", address, "--yes").code == 1
    assert on_desk("check").code == 0


def test_a_name_is_taken_out_of_other_texts(on_desk: Run, desk_file: Path, tmp_path: Path) -> None:
    source = tmp_path / "p.csv"
    source.write_text("partner,region,address\nAlpha,EMEA,c/o Zora Zelle\n", encoding="utf-8")
    assert on_desk("import", "partners", source).code == 0
    assert on_desk("erase", "Zora Zelle", "--text").code == 1
    assert on_desk("erase", "Zora Zelle", "--text", "--yes").code == 0
    assert b"Zora" not in desk_file.read_bytes()
    assert on_desk("check").code == 0
