"""A backup counts only when it is proved; restoring keeps what was there."""

from __future__ import annotations

import os
import stat
from datetime import date
from pathlib import Path

import pytest

from channeladmin.desk.backups import back_up, restore
from channeladmin.desk.checking import check
from channeladmin.desk.desk import Desk, FixedClock, create_desk, is_desk, open_desk
from channeladmin.errors import Cancelled, EnvironmentProblem, UserError
from channeladmin.storage.sqlite import copying
from tests.storage.company import add_company, dump

CLOCK = FixedClock(date(2022, 10, 10))


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_lies_beside_the_file_and_holds_the_same(desk: Desk) -> None:
    add_company(desk.database, "Acme")
    first, second = back_up(desk), back_up(desk)
    assert first.parent == desk.path.parent / "test backups"
    assert len(_names(first.parent)) == 2, "two files and no side files"
    assert first != second and is_desk(first)
    if os.name != "nt":
        assert stat.S_IMODE(first.stat().st_mode) == 0o600
    copy = open_desk(first, clock=CLOCK)
    assert dump(copy.database) == dump(desk.database)
    assert check(copy) == ()
    copy.close()


def test_a_backup_goes_where_it_is_told(desk: Desk, tmp_path: Path) -> None:
    assert back_up(desk, tmp_path / "out.channeladmin") == tmp_path / "out.channeladmin"
    folder = tmp_path / "folder"
    folder.mkdir()
    assert back_up(desk, folder).parent == folder
    with pytest.raises(UserError, match="does not exist"):
        back_up(desk, tmp_path / "nowhere" / "out.channeladmin")
    with pytest.raises(UserError, match="data file itself"):
        back_up(desk, desk.path)


def test_a_strangers_file_is_never_replaced(desk: Desk, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("mine")
    with pytest.raises(UserError, match="not a desk file"):
        back_up(desk, notes)
    assert notes.read_text() == "mine"


def test_an_older_backup_gives_way_only_to_a_proved_one(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = back_up(desk, tmp_path / "out.channeladmin")
    before = out.read_bytes()
    add_company(desk.database, "Acme")
    monkeypatch.setattr(copying, "list_structure_faults", lambda _: ["The file is damaged: a page."])
    with pytest.raises(EnvironmentProblem, match=r"failed its proof.*a page"):
        back_up(desk, out)
    assert out.read_bytes() == before
    assert all(not name.endswith(".part") for name in _names(tmp_path))
    monkeypatch.undo()
    back_up(desk, out)
    assert out.read_bytes() != before


def test_a_copy_with_fewer_rows_is_thrown_away(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = iter(({"partner": 2}, {"partner": 1}))
    monkeypatch.setattr(copying, "count_rows", lambda _: next(counts))
    with pytest.raises(EnvironmentProblem, match="as many rows"):
        back_up(desk, tmp_path / "out.channeladmin")
    assert not (tmp_path / "out.channeladmin").exists()


def test_a_cancelled_backup_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled(f"{done} of {total}")

    before = _names(tmp_path)
    with pytest.raises(Cancelled):
        back_up(desk, tmp_path / "out.channeladmin", progress=stop)
    assert _names(tmp_path) == before


def test_restoring_brings_the_state_back_and_keeps_the_present_file(desk: Desk, tmp_path: Path) -> None:
    add_company(desk.database, "Acme")
    old = dump(desk.database)
    backup = back_up(desk, tmp_path / "out.channeladmin")
    add_company(desk.database, "Beta")
    new = dump(desk.database)
    desk.close()
    kept = restore(desk.path, backup, clock=CLOCK)
    assert kept is not None and kept.parent == desk.path.parent
    for path, state in ((desk.path, old), (kept, new)):
        opened = open_desk(path, clock=CLOCK)
        assert dump(opened.database) == state
        opened.close()


def test_restoring_where_nothing_is_makes_the_file(desk: Desk, tmp_path: Path) -> None:
    backup = back_up(desk, tmp_path / "out.channeladmin")
    target = tmp_path / "new.channeladmin"
    assert restore(target, backup, clock=CLOCK) is None
    assert is_desk(target)


def test_an_open_file_is_not_replaced(desk: Desk, tmp_path: Path) -> None:
    backup = back_up(desk, tmp_path / "out.channeladmin")
    add_company(desk.database, "Acme")
    before = dump(desk.database)
    with pytest.raises(EnvironmentProblem, match="is open"):
        restore(desk.path, backup, clock=CLOCK)
    assert dump(desk.database) == before
    assert not [name for name in _names(tmp_path) if "before restore" in name or name.endswith(".part")]


def test_what_is_no_backup_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("x" * 200)
    desk.close()
    before = desk.path.read_bytes()
    for backup, words in ((notes, "not a desk file"), (tmp_path / "none", "no file"), (desk.path, "itself")):
        with pytest.raises(UserError, match=words):
            restore(desk.path, backup, clock=CLOCK)
    assert desk.path.read_bytes() == before


def test_a_damaged_present_file_is_kept_as_it_is(desk: Desk, tmp_path: Path) -> None:
    add_company(desk.database, "Acme")
    backup = back_up(desk, tmp_path / "out.channeladmin")
    desk.close()
    damaged = desk.path.read_bytes()[:100] + b"\x01" * 9000
    desk.path.write_bytes(damaged)
    kept = restore(desk.path, backup, clock=CLOCK)
    assert kept is not None and kept.read_bytes() == damaged
    opened = open_desk(desk.path, clock=CLOCK)
    assert check(opened) == ()
    opened.close()


def test_a_damaged_backup_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    for number in range(20):
        add_company(desk.database, f"P{number}")
    backup = back_up(desk, tmp_path / "out.channeladmin")
    content = bytearray(backup.read_bytes())
    for page in range(20, len(content) // 4096):
        content[page * 4096 : page * 4096 + 200] = b"\x99" * 200
    backup.write_bytes(content)
    desk.close()
    before = desk.path.read_bytes()
    with pytest.raises(EnvironmentProblem):
        restore(desk.path, backup, clock=CLOCK)
    assert desk.path.read_bytes() == before


def test_a_backup_keeps_the_password(tmp_path: Path) -> None:
    desk = create_desk(tmp_path / "secret.channeladmin", password="sésame", clock=CLOCK)
    add_company(desk.database, "Acme")
    state = dump(desk.database)
    backup = back_up(desk)
    desk.close()
    assert b"Acme" not in backup.read_bytes()
    with pytest.raises(UserError, match="password"):
        restore(desk.path, backup, clock=CLOCK)
    restore(desk.path, backup, clock=CLOCK, password="sésame")
    again = open_desk(desk.path, password="sésame", clock=CLOCK)
    assert dump(again.database) == state
    again.close()
