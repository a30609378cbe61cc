"""A backup counts only when it is proved; restoring keeps what was there."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from channeladmin.desk.backups import (
    BackupReason,
    back_up,
    back_up_before,
    list_backups,
    restore,
)
from channeladmin.desk.checking import check
from channeladmin.desk.desk import Desk, create_desk, is_desk, open_desk
from channeladmin.desk.history import trim_history
from channeladmin.desk.partners import delete_partner
from channeladmin.errors import Cancelled, DamagedFile, EnvironmentProblem, UserError
from channeladmin.storage.sqlite import copying
from tests.desk.backup_files import CLOCK, list_names
from tests.storage.company import add_company, dump


def test_a_backup_lies_beside_the_file_and_holds_the_same(desk: Desk) -> None:
    add_company(desk.database, "Acme")
    first, second = back_up(desk), back_up(desk)
    assert first.parent == desk.path.parent / "test backups"
    assert len(list_names(first.parent)) == 2, "two files and no side files"
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

    before = list_names(tmp_path)
    with pytest.raises(Cancelled):
        back_up(desk, tmp_path / "out.channeladmin", progress=stop)
    assert list_names(tmp_path) == before


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
    before = list_names(tmp_path)
    for stop_at in range(len(told)):
        calls = iter(range(len(told)))

        def stop(done: int, total: int, calls: Iterator[int] = calls, stop_at: int = stop_at) -> None:
            if next(calls) == stop_at:
                raise Cancelled

        with pytest.raises(Cancelled):
            back_up(desk, tmp_path / "other.channeladmin", progress=stop)
        assert list_names(tmp_path) == before


def _check_told(told: list[tuple[int, int]]) -> None:
    """It goes on and on, is never told as whole, and not as known once all that is counted is done."""
    known = [done for done, total in told if total]
    assert known == sorted(known)
    assert max(known) < 1000
    assert told[-1] == (0, 0)
    assert (0, 0) not in told[: len(known)]


def test_a_full_disk_refuses_the_backup_and_leaves_what_was_there(desk: Desk, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    for number in range(10):
        add_company(desk.database, f"P{number}")
    earlier = back_up(desk)
    add_company(desk.database, "Acme")
    before, names = earlier.read_bytes(), list_names(earlier.parent)
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
    assert (earlier.read_bytes(), list_names(earlier.parent)) == (before, names)


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
