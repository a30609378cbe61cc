from __future__ import annotations

import os
import shlex
from contextlib import closing
from pathlib import Path

import pytest

from channeladmin.desk.desk import open_desk
from channeladmin.storage.sqlite.engine import connect
from tests.cli.conftest import Run


def test_history_is_a_document(on_desk: Run) -> None:
    operations = on_desk("history", "--json").json["operations"]
    first = operations[-1]
    assert list(first) == ["operation", "label", "by", "at", "undoes", "undone", "rows", "kind"]
    assert (first["label"], first["by"]) == ("Sample desk", "Rosalind Achterberg")
    assert all(isinstance(operation["operation"], str) for operation in operations)


def test_undo_and_redo(on_desk: Run, tmp_path: Path) -> None:
    source = tmp_path / "p.csv"
    source.write_text("partner,region\nBrand New,EMEA\n", encoding="utf-8")
    operation = on_desk("import", "partners", source, "--json").json["operation"]
    assert on_desk("evaluate", "Brand New").code == 0
    assert "Import p.csv" in on_desk("undo").out
    assert on_desk("evaluate", "Brand New").code == 1
    assert on_desk("redo").code == 0
    assert on_desk("undo", operation).code in (0, 1)
    newest = on_desk("history", "--json").json["operations"][0]
    assert newest["by"] == "Ada"


def test_undo_of_an_operation_that_is_not_there(on_desk: Run) -> None:
    assert on_desk("undo", "12345").code == 1


def test_redo_with_nothing_to_redo(on_desk: Run) -> None:
    assert on_desk("redo").code == 1


def test_a_backup_brings_everything_back(on_desk: Run, desk_file: Path, tmp_path: Path) -> None:
    before = on_desk("history", "--json").out
    backup = tmp_path / "backup.channeladmin"
    assert on_desk("backup", backup).out == f"{backup}\n"
    assert on_desk("undo").code == 0
    assert on_desk("history", "--json").out != before
    assert on_desk("restore", backup).code == 0
    assert on_desk("history", "--json").out == before
    assert on_desk("check").code == 0


def test_a_backup_that_is_no_desk_is_refused(on_desk: Run, tmp_path: Path) -> None:
    stranger = tmp_path / "stranger"
    stranger.write_bytes(b"something else" * 100)
    before = on_desk("history", "--json").out
    assert on_desk("restore", stranger).code == 1
    assert on_desk("history", "--json").out == before


def test_damage_is_found(on_desk: Run, desk_file: Path) -> None:
    content = bytearray(desk_file.read_bytes())
    place = content.rindex(b"Nordlicht Systems")
    content[place] ^= 1
    desk_file.write_bytes(content)
    ran = on_desk("check")
    assert ran.code == 3
    assert "no longer matches its seal" in ran.out and "is not as the history says" in ran.out
    assert "No good backup of it was found" in ran.out
    document = on_desk("check", "--json").json
    assert (document["sound"], document["damage"]["backup"]) == (False, None)
    assert {"kind", "message", "repaired"} == set(document["problems"][0])


def _destroy_page(path: Path, page: int) -> None:
    content = bytearray(path.read_bytes())
    content[page * 4096 : (page + 1) * 4096] = b"\x99" * 4096
    path.write_bytes(content)


@pytest.mark.parametrize("page", [0, 20])
def test_a_damaged_file_names_its_newest_good_backup_and_how_it_is_restored(
    on_desk: Run, desk_file: Path, page: int
) -> None:
    before = on_desk("history", "--json").out
    backup = on_desk("backup").out.strip()
    source = desk_file.parent / "p.csv"
    source.write_text("partner,region\nBrand New,EMEA\n", encoding="utf-8")
    assert on_desk("import", "partners", source).code == 0
    _destroy_page(desk_file, page)
    ran = on_desk("check")
    assert ran.code == 3
    command = shlex.split(ran.out[ran.out.index("To bring it back: ") :].splitlines()[0].partition(": ")[2])
    assert command == ["channeladmin", "--file", str(desk_file), "restore", backup]
    assert "rows can be read" in ran.out or "row can be read" in ran.out
    document = on_desk("check", "--json").json
    assert document["damage"]["backup"]["path"] == backup
    labels = [operation["label"] for operation in document["damage"]["operations_since"]]
    assert labels == ([] if page == 0 else ["Import p.csv (1 row)"])
    opened = on_desk("evaluate")
    assert opened.code == 0 or (opened.code == 3 and backup in opened.err)
    assert page != 0 or opened.code == 3
    restored = on_desk("restore", backup)
    assert restored.code == 0
    assert "could not be proved sound" in restored.err and ".damaged" in restored.err
    assert on_desk("check").code == 0
    assert on_desk("history", "--json").out == before


def test_what_can_be_worked_out_afresh_is_repaired_and_told(on_desk: Run, desk_file: Path) -> None:
    def tamper() -> None:
        with closing(connect(desk_file)) as connection:
            connection.execute("UPDATE standing SET met_count = 99 WHERE rowid IN (SELECT min(rowid) FROM standing)")

    tamper()
    ran = on_desk("check")
    assert (ran.code, ran.out.count("worked out afresh")) == (0, 1)
    assert "is sound" in ran.out
    tamper()
    document = on_desk("check", "--json").json
    assert (document["sound"], document["damage"]) == (True, None)
    assert [problem["repaired"] for problem in document["problems"]] == [True]
    assert on_desk("check", "--json").json["problems"] == []


def test_an_import_that_cannot_be_backed_up_is_refused(on_desk: Run, desk_file: Path, tmp_path: Path) -> None:
    source = tmp_path / "p.csv"
    source.write_text("partner,region\nBrand New,EMEA\n", encoding="utf-8")
    before = on_desk("history", "--json").out
    folder = desk_file.with_name("desk backups")
    folder.write_text("a file where the folder would be")
    ran = on_desk("import", "partners", source)
    assert (ran.code, "cannot be" in ran.err) == (3, True)
    assert on_desk("history", "--json").out == before
    folder.unlink()
    assert on_desk("import", "partners", source).code == 0
    assert [each.name.endswith("before import.channeladmin") for each in folder.iterdir()] == [True]


def test_another_file_is_refused_and_untouched(run: Run, tmp_path: Path) -> None:
    stranger = tmp_path / "stranger.channeladmin"
    stranger.write_bytes(b"a shopping list, not a desk" * 10)
    ran = run("--file", stranger, "evaluate", "--json")
    assert (ran.code, ran.json["error"]["kind"]) == (1, "user")
    assert stranger.read_bytes() == b"a shopping list, not a desk" * 10


def test_a_password_opens_the_file_and_a_wrong_one_does_not(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, secret = tmp_path / "secret.channeladmin", tmp_path / "password"
    secret.write_text("correct horse\n", encoding="utf-8")
    assert run("--password-file", secret, "demo", desk, "--partners", "3").code == 0
    assert run("--file", desk, "evaluate").code == 1
    assert run("--file", desk, "--password-file", secret, "evaluate").code == 0
    monkeypatch.setenv("CHANNELADMIN_PASSWORD", "wrong")
    assert run("--file", desk, "evaluate").code == 1
    monkeypatch.setenv("CHANNELADMIN_PASSWORD", "correct horse")
    assert run("--file", desk, "evaluate").code == 0


def test_a_file_that_another_program_writes_to_ends_with_3(run: Run, desk_file: Path, tmp_path: Path) -> None:
    source = tmp_path / "p.csv"
    source.write_text("partner,region\nBrand New,EMEA\n", encoding="utf-8")
    other = open_desk(desk_file, actor="Bob")
    with other.database.act("Something long"):
        assert run("--file", desk_file, "evaluate", "--track", "open").code == 0
        ran = run("--file", desk_file, "import", "partners", source, "--json")
    other.close()
    assert (ran.code, ran.json["error"]["kind"]) == (3, "environment")
    assert run("--file", desk_file, "import", "partners", source).code == 0


@pytest.mark.skipif(os.name != "posix", reason="the data folder is set by XDG_DATA_HOME")
def test_the_default_file_is_made_on_first_use(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    ran = run("evaluate", "--json")
    assert (ran.code, ran.json["evaluations"]) == (0, [])
    assert (tmp_path / "data" / "channeladmin" / "desk.channeladmin").exists()
    assert "new data file" not in run("history").err


def test_demo_is_not_made_over_a_file(run: Run, desk_file: Path) -> None:
    before = desk_file.read_bytes()
    assert run("demo", desk_file).code == 1
    assert desk_file.read_bytes() == before
    assert run("demo", desk_file.parent / "nowhere" / "x.channeladmin").code == 1


def test_editions_are_listed_checked_added_and_used(on_desk: Run, tmp_path: Path) -> None:
    shipped = Path("resources/programs/2022-10-03.toml").read_text(encoding="utf-8")
    mine = tmp_path / "mine.toml"
    mine.write_text(shipped.replace('id = "2022-10-03"', 'id = "mine"', 1), encoding="utf-8")
    assert "* " in on_desk("programs").out
    assert on_desk("programs").out == on_desk("programs", "list").out
    assert on_desk("programs", "check", mine).code == 0
    assert on_desk("programs", "use", "mine").code == 1
    assert on_desk("programs", "add", mine).code == 0
    assert on_desk("programs", "use", "mine").out == "mine\n"
    assert on_desk("evaluate", "--json").json["edition"] == "mine"
    mine.write_text(shipped.replace("first_month = 2", "first_month = 13", 1), encoding="utf-8")
    ran = on_desk("programs", "check", mine)
    assert ran.code == 1
    assert "mine.toml, line" in ran.err


@pytest.mark.parametrize("number", ["99999999999999999999999", "-1", "x"])
def test_undo_of_what_is_no_id_is_wrong_usage(on_desk: Run, number: str) -> None:
    assert on_desk("undo", "--", number).code == 2


def test_an_empty_password_file_is_refused(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "password.txt"
    empty.write_text("\n")
    ran = run("--password-file", empty, "demo", tmp_path / "new.channeladmin")
    assert (ran.code, "is empty" in ran.err) == (1, True)
    assert not (tmp_path / "new.channeladmin").exists()


def test_a_packet_needs_a_file_name(on_desk: Run) -> None:
    ran = on_desk("packet", "SEL-2022-0001", "--out", ".")
    assert (ran.code, "is a folder" in ran.err) == (1, True)


def test_the_impact_of_another_edition_names_the_partner_and_the_requirement(on_desk: Run, tmp_path: Path) -> None:
    shipped = Path("resources/programs/2022-10-03.toml").read_text(encoding="utf-8")
    harder = tmp_path / "harder.toml"
    text = shipped.replace('id = "2022-10-03"', 'id = "harder"').replace(
        "need = { select = 300000 }", "need = { select = 99000000 }"
    )
    harder.write_text(text, encoding="utf-8")
    assert on_desk("programs", "impact", "harder").code == 1
    on_desk("programs", "add", harder)
    now = on_desk("evaluate", "--track", "select", "--on", "2022-10-31", "--json").json["evaluations"]
    document = on_desk("programs", "impact", "harder", "--on", "2022-10-31", "--json").json
    assert (document["edition"], document["other"]) == ("2022-10-03", "harder")
    lost = {(each["partner"], each["region"]) for each in document["differences"]}
    assert lost == {(each["partner"], each["region"]) for each in now if each["verdict"] != "unmet"} != set()
    made_by = [each["requirements"] for each in document["differences"]]
    assert all(rows == [{"key": "program_revenue", "before": "met", "after": "unmet"}] for rows in made_by)
    assert "Programme revenue" in on_desk("programs", "impact", "harder", "--on", "2022-10-31").out
    assert on_desk("programs", "impact", "2022-10-03", "--json").json["differences"] == []
