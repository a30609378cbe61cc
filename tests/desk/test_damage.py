"""What is said of a damaged file, what can be read of it, and the backup in its place."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from channeladmin.desk.backups import BackupReason, back_up, list_backups
from channeladmin.desk.checking import ProblemKind
from channeladmin.desk.damage import DamageReport, examine, is_overwritten, replace_by_backup
from channeladmin.desk.desk import Desk, FixedClock, RefusalKind, create_desk, open_desk
from channeladmin.errors import EnvironmentProblem
from channeladmin.storage.sqlite.engine import connect
from tests.storage.company import add_company, dump

CLOCK = FixedClock(date(2022, 10, 10))
PAGE = 4096


def _fill(desk: Desk, people: int = 2) -> Path:
    """Sixty companies, of which a backup holds forty."""
    for number in range(40):
        add_company(desk.database, f"Company {number}", people=people)
    backup = back_up(desk, reason=BackupReason.AUTOMATIC)
    for number in range(40, 60):
        add_company(desk.database, f"Company {number}", people=people)
    return backup


def _find_leaves(path: Path, table: str) -> list[int]:
    """The places of a table's leaf pages in the file."""
    content = path.read_bytes()
    with closing(connect(path)) as connection:
        [(root,)] = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchall()
    start = (root - 1) * PAGE
    assert content[start] == 5, "the root of a table with several leaves"
    count = int.from_bytes(content[start + 3 : start + 5], "big")
    places = [
        int.from_bytes(content[start + 12 + 2 * number : start + 14 + 2 * number], "big") for number in range(count)
    ]
    return [(int.from_bytes(content[start + place : start + place + 4], "big") - 1) * PAGE for place in places]


def _destroy(path: Path, places: list[int]) -> None:
    content = bytearray(path.read_bytes())
    for place in places:
        content[place : place + PAGE] = b"\x99" * PAGE
    path.write_bytes(content)


def _count(report: DamageReport) -> dict[str, int]:
    return {table.table: table.row_count for table in report.tables}


def test_rows_before_between_and_behind_damaged_pages_are_read(desk: Desk) -> None:
    backup = _fill(desk, people=10)
    desk.close()
    leaves = _find_leaves(desk.path, "award")
    assert len(leaves) >= 4
    lost = [leaves[1], leaves[-1]]
    content = desk.path.read_bytes()
    rows_lost = sum(int.from_bytes(content[place + 3 : place + 5], "big") for place in lost)
    _destroy(desk.path, lost)
    before = {each: each.read_bytes() for each in desk.path.parent.rglob("*") if each.is_file()}
    report = examine(desk.path)
    assert {each: each.read_bytes() for each in desk.path.parent.rglob("*") if each.is_file()} == before
    assert {problem.kind for problem in report.problems} == {ProblemKind.STRUCTURE}
    assert report.backup is not None and report.backup.path == backup
    assert _count(report)["award"] == 60 * 20 - rows_lost
    assert {table.table for table in report.tables if not table.is_whole} == {"award"}
    assert _count(report)["person"] == 600
    assert [operation.label for operation in report.operations] == [f"Add Company {number}" for number in range(40, 60)]
    assert {(operation.actor, operation.at.date() if operation.at else None) for operation in report.operations} == {
        ("J. Lind", date(2022, 10, 10))
    }


def test_a_file_without_a_first_page_gives_no_row_and_names_its_backup(desk: Desk) -> None:
    backup = _fill(desk)
    desk.close()
    _destroy(desk.path, [0])
    report = examine(desk.path)
    assert report.backup is not None and report.backup.path == backup
    assert set(_count(report).values()) == {0} and report.operations == ()
    assert is_overwritten(desk.path, RefusalKind.PASSWORD_NEEDED)
    desk.path.write_bytes(b"short")
    report = examine(desk.path)
    assert (len(report.problems), report.tables) == (1, ())


def test_a_damaged_encrypted_file_is_read_past_its_damage(tmp_path: Path) -> None:
    desk = create_desk(tmp_path / "secret.channeladmin", password="sésame", clock=CLOCK)
    _fill(desk)
    desk.close()
    content = bytearray(desk.path.read_bytes())
    place = len(content) - PAGE * 3 + 100
    content[place] ^= 1
    desk.path.write_bytes(content)
    report = examine(desk.path, "sésame")
    assert report.problems != () and report.backup is not None
    assert sum(_count(report).values()) > 800
    assert examine(desk.path, "wrong").backup is None


def test_what_the_log_beside_the_file_holds_is_read_too(desk: Desk, tmp_path: Path) -> None:
    add_company(desk.database, "Acme")
    copied = tmp_path / "copied.channeladmin"
    for suffix in ("", "-wal"):
        shutil.copyfile(f"{desk.path}{suffix}", f"{copied}{suffix}")
    report = examine(copied)
    assert (report.problems, report.backup, _count(report)["partner"]) == ((), None, 1)
    assert [operation.label for operation in report.operations] == ["Add Acme"]
    assert Path(f"{copied}-wal").stat().st_size > 0


def test_a_backup_that_has_gone_bad_is_passed_over(desk: Desk) -> None:
    good = _fill(desk)
    bad = back_up(desk, reason=BackupReason.AUTOMATIC)
    content = bytearray(bad.read_bytes())
    content[content.rindex(b"Company 3")] ^= 1
    bad.write_bytes(content)
    desk.close()
    report = examine(desk.path)
    assert report.backup is not None and report.backup.path == good
    assert len(report.operations) == 20


def test_the_damaged_file_is_kept_and_the_backup_takes_its_place(desk: Desk) -> None:
    _fill(desk)
    newest = back_up(desk)
    state = dump(desk.database)
    desk.close()
    _destroy(desk.path, _find_leaves(desk.path, "award")[:1])
    damaged = desk.path.read_bytes()
    listed = list_backups(desk.path)
    restored = replace_by_backup(desk.path, newest, clock=CLOCK)
    assert restored.is_damaged and restored.kept is not None
    assert restored.kept.name == "test 2022-10-10 120000.damaged"
    assert restored.kept.read_bytes() == damaged
    assert list_backups(desk.path) == listed
    again = open_desk(desk.path, clock=CLOCK)
    assert dump(again.database) == state
    again.close()


def test_a_damaged_file_that_is_open_is_not_replaced(desk: Desk) -> None:
    backup = _fill(desk)
    _destroy(desk.path, [desk.path.stat().st_size // PAGE // 2 * PAGE])
    before = desk.path.read_bytes()
    with pytest.raises(EnvironmentProblem, match="is open"):
        replace_by_backup(desk.path, backup, clock=CLOCK)
    assert desk.path.read_bytes() == before
    assert list(desk.path.parent.glob("*.damaged*")) == []


@pytest.mark.parametrize("name", ["operation", "journal"])
def test_history_is_read_past_damage_too(desk: Desk, name: str) -> None:
    _fill(desk)
    desk.close()
    leaves = _find_leaves(desk.path, name)
    _destroy(desk.path, leaves[-1:])
    report = examine(desk.path)
    assert _count(report)["partner"] == 60
    assert 0 < len(report.operations) <= 20
    assert (len(report.operations) < 20) == (name == "operation")
