"""A backup counts only when it is proved; restoring keeps what was there."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from channeladmin.desk.backups import (
    EVERY,
    BackupReason,
    Restored,
    back_up,
    back_up_before,
    is_backup_due,
    last_backup,
    list_backups,
    restore,
)
from channeladmin.desk.checking import check
from channeladmin.desk.desk import Desk, FixedClock, create_desk, is_desk, open_desk
from channeladmin.desk.history import trim_history, undo
from channeladmin.desk.partners import delete_partner
from channeladmin.desk.password import change_password
from channeladmin.errors import Cancelled, DamagedFile, EnvironmentProblem, UserError
from channeladmin.storage.proof import prove_file
from channeladmin.storage.retention import MOST_KEPT
from channeladmin.storage.sqlite import copying
from channeladmin.storage.sqlite.engine import connect
from channeladmin.storage.sqlite.triggers import build_triggers
from tests.storage.company import add_company, dump
from tests.storage.other_process import other_process

CLOCK = FixedClock(date(2022, 10, 10))
EARLIER = FixedClock(date(2022, 10, 9))


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
    with pytest.raises(UserError, match="not a backup of this desk"):
        back_up(desk, notes)
    assert notes.read_text() == "mine"


def _tamper(path: Path, statement: str, values: tuple[object, ...] = ()) -> None:
    """Write past the app: no triggers, so that nothing but the proof can see it."""
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for name in build_triggers():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement, values)
        for text in build_triggers().values():
            connection.execute(text)


def test_an_older_backup_gives_way_only_to_a_proved_one(desk: Desk, tmp_path: Path) -> None:
    add_company(desk.database, "Acme")
    out = back_up(desk, tmp_path / "out.channeladmin")
    before = out.read_bytes()
    _tamper(desk.path, "UPDATE partner SET name = 'Acne'")
    with pytest.raises(DamagedFile, match=r"failed its proof.*The partner"):
        back_up(desk, out)
    assert out.read_bytes() == before
    assert all(not name.endswith(".part") for name in _names(tmp_path))
    _tamper(desk.path, "UPDATE partner SET name = 'Acme'")
    add_company(desk.database, "Beta")
    back_up(desk, out)
    assert out.read_bytes() != before


def test_a_flipped_bit_inside_a_name_is_no_good_backup(desk: Desk) -> None:
    for number in range(3):
        add_company(desk.database, f"Nordlicht {number}")
    good = back_up(desk)
    desk.close()
    content = bytearray(desk.path.read_bytes())
    content[content.rindex(b"Nordlicht 1")] ^= 1
    desk.path.write_bytes(content)
    again = open_desk(desk.path, clock=CLOCK)
    with pytest.raises(DamagedFile, match="failed its proof"):
        back_up(again, reason=BackupReason.AUTOMATIC)
    again.close()
    assert [backup.path for backup in list_backups(desk.path)] == [good]


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


def test_a_backup_is_one_file_that_can_be_read_where_nothing_can_be_written(desk: Desk, tmp_path: Path) -> None:
    add_company(desk.database, "Acme")
    backup = back_up(desk, tmp_path / "out.channeladmin")
    assert backup.read_bytes()[18:20] == b"\x01\x01", "not in WAL mode, which wants files beside it"


def test_every_stage_of_a_backup_can_be_stopped(desk: Desk, tmp_path: Path) -> None:
    add_company(desk.database, "Acme")
    told: list[tuple[int, int]] = []
    back_up(desk, tmp_path / "out.channeladmin", progress=lambda done, total: told.append((done, total)))
    _check_told(told)
    before = _names(tmp_path)
    for stop_at in range(len(told)):
        calls = iter(range(len(told)))

        def stop(done: int, total: int, calls: Iterator[int] = calls, stop_at: int = stop_at) -> None:
            if next(calls) == stop_at:
                raise Cancelled

        with pytest.raises(Cancelled):
            back_up(desk, tmp_path / "other.channeladmin", progress=stop)
        assert _names(tmp_path) == before


def _check_told(told: list[tuple[int, int]]) -> None:
    """It goes on and on, is never told as whole, and not as known once all that is counted is done."""
    known = [done for done, total in told if total]
    assert known == sorted(known)
    assert max(known) < 1000
    assert told[-1] == (0, 0)
    assert (0, 0) not in told[: len(known)]


def _at(desk: Desk, minutes: float) -> datetime:
    moment = datetime(2022, 10, 10, 12, tzinfo=UTC) + timedelta(minutes=minutes)
    desk.database.clock = FixedClock(moment)
    return moment


def test_a_backup_is_due_half_an_hour_after_the_last_where_work_was_done(desk: Desk) -> None:
    half = EVERY.total_seconds() / 60
    assert not is_backup_due(desk)
    _at(desk, half)
    assert not is_backup_due(desk), "nothing was done"
    add_company(desk.database, "Acme")
    _at(desk, half - 1)
    assert not is_backup_due(desk), "opened less than half an hour ago"
    _at(desk, half)
    assert is_backup_due(desk)
    back_up(desk, reason=BackupReason.AUTOMATIC)
    _at(desk, half * 3)
    assert not is_backup_due(desk), "nothing was done since"
    undo(desk)
    assert is_backup_due(desk)
    _at(desk, half * 2 - 1)
    assert not is_backup_due(desk), "less than half an hour since the backup"
    _at(desk, -100)
    assert is_backup_due(desk), "the clock went back: better one too many"


def test_an_encrypted_desk_knows_what_its_backups_hold(tmp_path: Path) -> None:
    desk = create_desk(tmp_path / "secret.channeladmin", password="sésame", clock=CLOCK)
    add_company(desk.database, "Acme")
    first = back_up_before(desk, BackupReason.BEFORE_IMPORT)
    assert back_up_before(desk, BackupReason.BEFORE_DELETING) == first
    add_company(desk.database, "Beta")
    assert back_up_before(desk, BackupReason.BEFORE_DELETING) != first
    desk.close()


def test_strangers_in_the_folder_are_left_alone(desk: Desk) -> None:
    add_company(desk.database, "Acme")
    _at(desk, 0)
    own = back_up(desk)
    folder = own.parent
    (folder / "test 2022-10-11 130000 automatic.channeladmin").mkdir()
    (folder / "test 2022-99-99 999999 automatic.channeladmin").write_text("no moment")
    (folder / "other 2022-10-11 130000 automatic.channeladmin").write_text("of another desk")
    (folder / "test 2022-10-11 130000 mine.channeladmin").write_text("a copy with a word of mine")
    (folder / "notes.txt").write_text("mine")
    (folder / "test 2022-10-12 130000 automatic.channeladmin").write_text("called like one, and none")
    before = _names(folder)
    listed = list_backups(desk.path)
    assert [backup.path.name for backup in listed] == ["test 2022-10-12 130000 automatic.channeladmin", own.name]
    assert (listed[1].reason, listed[1].size) == (BackupReason.BY_HAND, own.stat().st_size)
    assert listed[1].at == datetime(2022, 10, 10, 12, tzinfo=UTC)
    assert back_up_before(desk, BackupReason.BEFORE_IMPORT) == own, "the good one counts, not the newest name"
    _at(desk, 60)
    back_up(desk, reason=BackupReason.AUTOMATIC)
    assert set(before) <= set(_names(folder))


def test_old_backups_of_the_app_are_thinned_and_those_made_by_hand_stay(desk: Desk) -> None:
    by_hand = back_up(desk)
    days = 60
    for day in range(days):
        _at(desk, day * 24 * 60)
        add_company(desk.database, f"Company {day}", people=0)
        back_up(desk, reason=BackupReason.AUTOMATIC)
    backups = list_backups(desk.path)
    assert by_hand in [backup.path for backup in backups]
    automatic = [backup for backup in backups if backup.reason is BackupReason.AUTOMATIC]
    assert 2 + 12 + 4 <= len(automatic) <= 2 + 12 + 9 + 10
    assert last_backup(desk) == _at(desk, (days - 1) * 24 * 60) == automatic[0].at


def test_a_bad_copy_thins_nothing_out(desk: Desk) -> None:
    for day in (0, 40, 41):
        _at(desk, day * 24 * 60)
        add_company(desk.database, f"Company {day}")
        back_up(desk, reason=BackupReason.AUTOMATIC)
    _tamper(desk.path, "UPDATE partner SET name = 'x'")
    before = list_backups(desk.path)
    _at(desk, 1000 * 24 * 60)
    with pytest.raises(DamagedFile):
        back_up(desk, reason=BackupReason.AUTOMATIC)
    assert list_backups(desk.path) == before


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


def test_a_full_disk_refuses_the_backup_and_leaves_what_was_there(desk: Desk, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    for number in range(10):
        add_company(desk.database, f"P{number}")
    earlier = back_up(desk)
    add_company(desk.database, "Acme")
    before, names = earlier.read_bytes(), _names(earlier.parent)
    desk.close()
    most = 100_000
    script = (
        "import resource, signal, sys; from channeladmin.cli import main;"
        f"signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}));"
        "sys.exit(main(None, ['--file', sys.argv[1], 'backup']))"
    )
    assert resource.RLIMIT_FSIZE is not None and desk.path.stat().st_size > most
    ran = subprocess.run([sys.executable, "-c", script, desk.path], check=False, capture_output=True, text=True)
    assert ran.returncode == 3
    assert "is full or failed" in ran.stderr
    assert (earlier.read_bytes(), _names(earlier.parent)) == (before, names)


def _zero_page(path: Path) -> None:
    """One page in the middle becomes nothing; the first pages still tell what the file holds."""
    content = bytearray(path.read_bytes())
    start = len(content) // 4096 // 2 * 4096
    content[start : start + 4096] = bytes(4096)
    path.write_bytes(content)


@pytest.mark.parametrize("reason", [BackupReason.BEFORE_IMPORT, BackupReason.BEFORE_TRIM])
def test_a_backup_that_was_damaged_since_does_not_count(desk: Desk, reason: BackupReason) -> None:
    for number in range(20):
        add_company(desk.database, f"P{number}")
    damaged = back_up(desk)
    _zero_page(damaged)
    fresh = back_up_before(desk, reason)
    assert fresh != damaged and prove_file(fresh, None) == ()
    assert back_up_before(desk, reason) == fresh
    assert damaged.exists(), "what may still be read of it stays"


def test_restoring_keeps_the_present_file_where_its_newest_backup_is_damaged(desk: Desk) -> None:
    older = back_up(desk)
    for number in range(20):
        add_company(desk.database, f"P{number}")
    state = dump(desk.database)
    damaged = back_up(desk)
    _zero_page(damaged)
    desk.close()
    kept = restore(desk.path, older, clock=CLOCK).kept
    assert kept is not None and kept != damaged
    opened = open_desk(kept, clock=CLOCK)
    assert dump(opened.database) == state
    opened.close()


def test_the_proof_of_the_newest_backup_can_be_stopped(desk: Desk) -> None:
    add_company(desk.database, "Acme")
    back_up(desk)
    told: list[tuple[int, int]] = []
    back_up_before(desk, BackupReason.BEFORE_TRIM, progress=lambda done, total: told.append((done, total)))
    _check_told(told)

    def stop(done: int, total: int) -> None:
        raise Cancelled(f"{done} of {total}")

    with pytest.raises(Cancelled):
        back_up_before(desk, BackupReason.BEFORE_TRIM, progress=stop)


def test_no_good_backup_is_thinned_out_for_a_damaged_one(desk: Desk) -> None:
    made = []
    for minute in (1, 2, 3):
        _at(desk, minute)
        add_company(desk.database, f"At {minute}", people=10)
        made.append(back_up(desk, reason=BackupReason.AUTOMATIC))
    _zero_page(made[2])
    _at(desk, 40 * 24 * 60)
    add_company(desk.database, "Later")
    back_up(desk, reason=BackupReason.AUTOMATIC)
    assert [path.exists() for path in made] == [False, True, True], "the damaged one stays, but counts for nothing"


def test_damaged_backups_are_thinned_among_themselves(desk: Desk) -> None:
    add_company(desk.database, "Acme")
    for day in range(60):
        for minute in (1, 2):
            _at(desk, day * 24 * 60 + minute)
            _zero_page(back_up(desk, reason=BackupReason.AUTOMATIC))
    assert 0 < len(list_backups(desk.path)) <= 2 * (MOST_KEPT + 4) < 120


def _make(path: Path, name: str, password: str | None = None) -> Path:
    """Another desk, closed."""
    desk = create_desk(path, password=password, clock=EARLIER)
    add_company(desk.database, name)
    desk.close()
    return path


@pytest.mark.parametrize("content", [b"a thesis " * 100, b"short", b""])
def test_a_strangers_file_is_not_replaced_by_the_backup_of_an_encrypted_desk(tmp_path: Path, content: bytes) -> None:
    desk = create_desk(tmp_path / "secret.channeladmin", password="sésame", clock=CLOCK)
    thesis = tmp_path / "thesis.docx"
    thesis.write_bytes(content)
    with pytest.raises(UserError, match="is there already"):
        back_up(desk, thesis)
    desk.close()
    assert thesis.read_bytes() == content


@pytest.mark.parametrize("password", [None, "sésame", "of another desk"])
def test_another_desk_is_not_replaced_by_a_backup(tmp_path: Path, password: str | None) -> None:
    other = _make(tmp_path / "other.channeladmin", "Beta", password)
    before = other.read_bytes()
    desk = create_desk(tmp_path / "secret.channeladmin", password="sésame", clock=CLOCK)
    with pytest.raises(UserError, match="is there already"):
        back_up(desk, other)
    desk.close()
    assert other.read_bytes() == before


def test_a_copy_that_was_worked_on_is_not_replaced_by_a_backup(desk: Desk, tmp_path: Path) -> None:
    add_company(desk.database, "Acme")
    out = back_up(desk, tmp_path / "out.channeladmin")
    copy = open_desk(out, clock=FixedClock(date(2022, 10, 11)))
    add_company(copy.database, "Beta")
    copy.close()
    add_company(desk.database, "Gamma")
    before = out.read_bytes()
    with pytest.raises(UserError, match="acts that are not in this desk"):
        back_up(desk, out)
    assert out.read_bytes() == before


def test_a_backup_that_is_open_as_a_desk_is_not_replaced(desk: Desk, tmp_path: Path) -> None:
    out = back_up(desk, tmp_path / "out.channeladmin")
    held = other_process(out, "database = open_it()\nbe_ready()\ndatabase.close()\n")
    with held, pytest.raises(EnvironmentProblem, match="is open"):
        back_up(desk, out)
    assert back_up(desk, out) == out


def test_what_lies_beside_the_place_of_a_backup_is_not_taken_for_its_log(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "out.channeladmin"
    add_company(desk.database, "Acme")
    state = dump(desk.database)
    for suffix in ("-wal", "-journal"):
        Path(f"{out}{suffix}").write_bytes(b"of a file that is gone" * 100)
    back_up(desk, out)
    assert [name for name in _names(tmp_path) if name.startswith("out")] == [out.name]
    copy = open_desk(out, clock=CLOCK)
    assert dump(copy.database) == state
    copy.close()


def test_an_older_backup_with_another_password_stays(tmp_path: Path) -> None:
    path, out = tmp_path / "secret.channeladmin", tmp_path / "out.channeladmin"
    desk = create_desk(path, clock=CLOCK)
    back_up(desk, out)
    desk.close()
    change_password(path, old=None, new="sésame")
    desk = open_desk(path, password="sésame", clock=CLOCK)
    back_up(desk, out)
    assert not is_desk(out), "a plain one of this desk gives way"
    desk.close()
    change_password(path, old="sésame", new="other")
    desk = open_desk(path, password="other", clock=CLOCK)
    with pytest.raises(UserError, match="another password"):
        back_up(desk, out)
    desk.close()


@pytest.mark.parametrize("is_blocked", [False, True])
def test_what_needs_a_backup_first_is_refused_for_reading_only_before_one_is_made(
    desk: Desk, *, is_blocked: bool
) -> None:
    partner_id = add_company(desk.database, "Acme", people=1).partner_id
    if is_blocked:
        desk.path.with_name(f"{desk.path.stem} backups").write_text("in the way")
    with closing(open_desk(desk.path, is_read_only=True)) as reader:
        for act in (partial(delete_partner, reader, partner_id), partial(trim_history, reader, date(2030, 1, 1))):
            with pytest.raises(UserError, match="is open for reading only"):
                act()
    assert list_backups(desk.path) == ()
