"""Restoring puts a backup in the place of a file, and keeps what was there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from channeladmin.desk.backups import (
    BackupReason,
    Restored,
    back_up,
    list_backups,
    restore,
)
from channeladmin.desk.checking import check
from channeladmin.desk.desk import Desk, is_desk, open_desk
from channeladmin.errors import EnvironmentProblem, UserError
from tests.desk.backup_files import CLOCK, list_names, zero_page
from tests.storage.company import add_company, dump


def test_restoring_brings_the_state_back_and_keeps_the_present_file(desk: Desk, tmp_path: Path) -> None:
    add_company(desk.database, "Acme")
    old = dump(desk.database)
    backup = back_up(desk, tmp_path / "out.channeladmin")
    add_company(desk.database, "Beta")
    new = dump(desk.database)
    desk.close()
    restored = restore(desk.path, backup, clock=CLOCK)
    kept = restored.kept
    assert kept is not None and not restored.is_damaged
    assert [(each.path, each.reason) for each in list_backups(desk.path)] == [(kept, BackupReason.BEFORE_RESTORE)]
    for path, state in ((desk.path, old), (kept, new)):
        opened = open_desk(path, clock=CLOCK)
        assert dump(opened.database) == state
        opened.close()


def test_restoring_where_nothing_is_makes_the_file(desk: Desk, tmp_path: Path) -> None:
    backup = back_up(desk, tmp_path / "out.channeladmin")
    target = tmp_path / "new.channeladmin"
    assert restore(target, backup, clock=CLOCK) == Restored(None)
    assert is_desk(target)


def test_an_open_file_is_not_replaced(desk: Desk, tmp_path: Path) -> None:
    backup = back_up(desk, tmp_path / "out.channeladmin")
    add_company(desk.database, "Acme")
    before = dump(desk.database)
    with pytest.raises(EnvironmentProblem, match="is open"):
        restore(desk.path, backup, clock=CLOCK)
    assert dump(desk.database) == before
    assert not [name for name in list_names(tmp_path) if "before restore" in name or name.endswith(".part")]


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
    Path(f"{desk.path}-wal").write_bytes(b"what lay beside it")
    restored = restore(desk.path, backup, clock=CLOCK)
    assert restored.is_damaged and restored.kept is not None
    assert restored.kept == desk.path.with_name("test 2022-10-10 120000.damaged")
    assert restored.kept.read_bytes() == damaged
    assert Path(f"{restored.kept}-wal").read_bytes() == b"what lay beside it"
    assert not Path(f"{desk.path}-wal").exists()
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


def test_restoring_the_newest_state_keeps_no_second_copy_of_it(desk: Desk) -> None:
    add_company(desk.database, "Acme")
    first = back_up(desk)
    add_company(desk.database, "Beta")
    second = back_up(desk)
    desk.close()
    assert restore(desk.path, first, clock=CLOCK) == Restored(second)
    assert restore(desk.path, second, clock=CLOCK).kept is not None


def test_a_backup_with_its_log_beside_it_is_restored_with_it(desk: Desk, tmp_path: Path) -> None:
    add_company(desk.database, "Acme")
    copied = tmp_path / "copied.channeladmin"
    for suffix in ("", "-wal"):
        shutil.copyfile(f"{desk.path}{suffix}", f"{copied}{suffix}")
    restore(tmp_path / "new.channeladmin", copied, clock=CLOCK)
    opened = open_desk(tmp_path / "new.channeladmin", clock=CLOCK)
    assert dump(opened.database) == dump(desk.database)
    opened.close()


def test_a_stale_log_is_not_taken_for_one_of_the_backup(desk: Desk, tmp_path: Path) -> None:
    backup = back_up(desk, tmp_path / "out.channeladmin")
    state = dump(desk.database)
    add_company(desk.database, "Acme")
    shutil.copyfile(f"{desk.path}-wal", tmp_path / "new.channeladmin-wal")
    restored = restore(tmp_path / "new.channeladmin", backup, clock=CLOCK)
    assert restored.kept is not None and Path(f"{restored.kept}-wal").exists(), "nothing is thrown away"
    opened = open_desk(tmp_path / "new.channeladmin", clock=CLOCK)
    assert dump(opened.database) == state
    opened.close()


_KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
import channeladmin.whole_file as whole_file
from channeladmin.storage.restoring import restore_file

path, backup, count = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
steps = iter(range(10_000))

def die(event, arguments):
    if event in ("open", "os.rename", "os.remove", "os.link", "sqlite3.connect") and next(steps) == count:
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(die)
restore_file(path, backup, at=datetime(2022, 10, 10, tzinfo=UTC))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("damaged", [False, True])
def test_a_killed_restore_leaves_the_old_or_the_new_file_whole(desk: Desk, tmp_path: Path, damaged: bool) -> None:
    add_company(desk.database, "Acme")
    new = dump(desk.database)
    backup = back_up(desk, tmp_path / "out.channeladmin")
    add_company(desk.database, "Beta")
    old = dump(desk.database)
    desk.close()
    if damaged:
        desk.path.write_bytes(desk.path.read_bytes()[:50_000])
    before = desk.path.read_bytes()
    ends = set()
    for count in range(0, 200, 3):
        killed = subprocess.run([sys.executable, "-c", _KILLED, desk.path, backup, str(count)], check=False, timeout=60)
        if desk.path.read_bytes() == before:
            ends.add("old")
        else:
            opened = open_desk(desk.path, clock=CLOCK)
            state = dump(opened.database)
            opened.close()
            assert state in (old, new)
            ends.add("new" if state == new else "old")
        for kept in tmp_path.glob("*.damaged"):
            assert kept.read_bytes() == before, "a name ending in .damaged is the whole file"
        if killed.returncode == 0:
            break
        desk.path.write_bytes(before)
    assert ends == {"old", "new"}


def test_restoring_keeps_the_present_file_where_its_newest_backup_is_damaged(desk: Desk) -> None:
    older = back_up(desk)
    for number in range(20):
        add_company(desk.database, f"P{number}")
    state = dump(desk.database)
    damaged = back_up(desk)
    zero_page(damaged)
    desk.close()
    kept = restore(desk.path, older, clock=CLOCK).kept
    assert kept is not None and kept != damaged
    opened = open_desk(kept, clock=CLOCK)
    assert dump(opened.database) == state
    opened.close()
