"""When a backup is due, which ones count, and which give way as they grow old."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from channeladmin.desk.backups import (
    EVERY,
    BackupReason,
    back_up,
    back_up_before,
    is_backup_due,
    last_backup,
    list_backups,
)
from channeladmin.desk.desk import Desk, FixedClock, create_desk
from channeladmin.desk.history import undo
from channeladmin.errors import DamagedFile
from channeladmin.storage.proof import prove_file
from channeladmin.storage.retention import MOST_KEPT
from tests.desk.backup_files import CLOCK, list_names, tamper, zero_page
from tests.storage.company import add_company


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
    before = list_names(folder)
    listed = list_backups(desk.path)
    assert [backup.path.name for backup in listed] == ["test 2022-10-12 130000 automatic.channeladmin", own.name]
    assert (listed[1].reason, listed[1].size) == (BackupReason.BY_HAND, own.stat().st_size)
    assert listed[1].at == datetime(2022, 10, 10, 12, tzinfo=UTC)
    assert back_up_before(desk, BackupReason.BEFORE_IMPORT) == own, "the good one counts, not the newest name"
    _at(desk, 60)
    back_up(desk, reason=BackupReason.AUTOMATIC)
    assert set(before) <= set(list_names(folder))


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
    tamper(desk.path, "UPDATE partner SET name = 'x'")
    before = list_backups(desk.path)
    _at(desk, 1000 * 24 * 60)
    with pytest.raises(DamagedFile):
        back_up(desk, reason=BackupReason.AUTOMATIC)
    assert list_backups(desk.path) == before


@pytest.mark.parametrize("reason", [BackupReason.BEFORE_IMPORT, BackupReason.BEFORE_TRIM])
def test_a_backup_that_was_damaged_since_does_not_count(desk: Desk, reason: BackupReason) -> None:
    for number in range(20):
        add_company(desk.database, f"P{number}")
    damaged = back_up(desk)
    zero_page(damaged)
    fresh = back_up_before(desk, reason)
    assert fresh != damaged and prove_file(fresh, None) == ()
    assert back_up_before(desk, reason) == fresh
    assert damaged.exists(), "what may still be read of it stays"


def test_no_good_backup_is_thinned_out_for_a_damaged_one(desk: Desk) -> None:
    made = []
    for minute in (1, 2, 3):
        _at(desk, minute)
        add_company(desk.database, f"At {minute}", people=10)
        made.append(back_up(desk, reason=BackupReason.AUTOMATIC))
    zero_page(made[2])
    _at(desk, 40 * 24 * 60)
    add_company(desk.database, "Later")
    back_up(desk, reason=BackupReason.AUTOMATIC)
    assert [path.exists() for path in made] == [False, True, True], "the damaged one stays, but counts for nothing"


def test_damaged_backups_are_thinned_among_themselves(desk: Desk) -> None:
    add_company(desk.database, "Acme")
    for day in range(60):
        for minute in (1, 2):
            _at(desk, day * 24 * 60 + minute)
            zero_page(back_up(desk, reason=BackupReason.AUTOMATIC))
    assert 0 < len(list_backups(desk.path)) <= 2 * (MOST_KEPT + 4) < 120
