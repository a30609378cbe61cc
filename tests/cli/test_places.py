"""Commands at a file that somebody has open, that must not be written, or that needs a password."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from channeladmin.desk.desk import list_visitors, open_desk
from tests.cli.conftest import Run
from tests.storage.frozen_folder import frozen_folder


@pytest.fixture
def synced_file(desk_file: Path) -> Path:
    (desk_file.parent / ".stfolder").mkdir()
    return desk_file


def _look(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in folder.iterdir() if each.is_file()}


READING: list[list[str]] = [
    ["evaluate", "--track", "open"],
    ["history"],
    ["check"],
    ["programs"],
    ["programs", "list"],
    ["programs", "impact", "2022-10-03"],
    ["invitation", "SEL-2022-0001"],
]


@pytest.mark.parametrize("words", READING)
def test_reading_commands_read_where_a_folder_syncs(run: Run, synced_file: Path, words: list[str]) -> None:
    before = _look(synced_file.parent)
    ran = run("--file", synced_file, *words)
    assert ran.code == 0, ran.err
    assert ran.err == f"{synced_file} is opened for reading only: it lies in a folder that syncs.\n"
    assert ran.out != ""
    assert _look(synced_file.parent) == before


def test_reading_commands_read_where_nothing_can_be_written(
    run: Run, desk_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    out = tmp_path_factory.mktemp("out")
    with frozen_folder(desk_file.parent, monkeypatch):
        for words in [*READING, ["export", "partners", f"{out / 'p.csv'}"], ["backup", f"{out / 'b.channeladmin'}"]]:
            ran = run("--file", desk_file, *words)
            assert (ran.code, "reading only: it cannot be written" in ran.err) == (0, True), ran.err
        packet = run("--file", desk_file, "packet", "SEL-2022-0001", "--out", out / "p.pdf")
        assert packet.code == 0
        refused = run("--file", desk_file, "undo")
        assert (refused.code, "read-only" in refused.err) == (3, True)
    assert run("--file", out / "b.channeladmin", "check").code == 0
    if os.name != "nt":
        assert {each.stat().st_mode & 0o777 for each in out.iterdir()} == {0o600}


@pytest.mark.parametrize("words", [["undo"], ["invite", "Acme"], ["programs", "use", "2022-10-03"]])
def test_writing_commands_refuse_with_3(run: Run, synced_file: Path, words: list[str]) -> None:
    ran = run("--file", synced_file, *words)
    assert (ran.code, ran.out) == (3, "")
    assert "Syncthing keeps in step" in ran.err


def test_a_dry_run_reads_and_an_import_refuses(run: Run, synced_file: Path, tmp_path: Path) -> None:
    source = tmp_path / "p.csv"
    source.write_text("partner,region\nBrand New,EMEA\n", encoding="utf-8")
    assert run("--file", synced_file, "import", "partners", source, "--dry-run").code == 0
    assert run("--file", synced_file, "import", "partners", source).code == 3
    assert run("demo", synced_file.with_name("new.channeladmin")).code == 3


def test_damage_is_told_by_a_reader_too(run: Run, synced_file: Path) -> None:
    content = bytearray(synced_file.read_bytes())
    content[content.rindex(b"Nordlicht Systems")] ^= 1
    synced_file.write_bytes(content)
    ran = run("--file", synced_file, "check")
    assert ran.code == 3
    assert ran.out != ""


def test_a_command_is_known_by_its_name_to_who_meets_it(run: Run, desk_file: Path, tmp_path: Path) -> None:
    other = open_desk(desk_file, actor="m.okafor", what="import")
    backup = tmp_path / "b.channeladmin"
    assert run("--file", desk_file, "backup", backup).code == 0
    ran = run("--file", desk_file, "restore", backup)
    assert ran.code == 3
    assert re.search(rf"m\.okafor has it open for “import” \(process {os.getpid()}\)", ran.err)
    other.close()
    assert list_visitors(desk_file) == ()
    assert run("--file", desk_file, "restore", backup).code == 0


def test_a_missing_password_names_the_two_ways_to_give_it(run: Run, tmp_path: Path) -> None:
    secret, path = tmp_path / "password", tmp_path / "secret.channeladmin"
    secret.write_text("correct horse\n", encoding="utf-8")
    run("--password-file", secret, "demo", path, "--partners", "3")
    for words in (["evaluate"], ["undo"]):
        ran = run("--file", path, *words)
        assert ran.code == 1
        assert "--password-file" in ran.err and "CHANNELADMIN_PASSWORD" in ran.err
        assert ran.err.count("\n") == 1
