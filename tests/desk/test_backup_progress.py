"""How far a backup is follows from what the desk holds, so that it moves on while there is work."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from channeladmin.desk.backups import BackupReason, back_up, back_up_before
from channeladmin.desk.checking import check
from channeladmin.desk.desk import Desk
from channeladmin.records import RowInsert
from channeladmin.storage import chain, notes, thinning
from channeladmin.storage.filling import fill
from channeladmin.storage.problem import Problem, ProblemKind
from channeladmin.storage.sqlite import copying, proving
from channeladmin.storage.sqlite.amounts import Amounts, read_amounts
from tests.desk.backup_files import tamper
from tests.storage.company import add_company

PEOPLE = 3000


def _write_people(desk: Desk, *, is_filling: bool) -> None:
    with fill(desk.database) if is_filling else desk.database.act("Add people") as act:
        act.write_many(tuple(RowInsert("person", key, {"name": "P"}) for key in act.new_ids(PEOPLE)))


def _read_amounts(desk: Desk) -> Amounts:
    with desk.database.read() as connection:
        return read_amounts(connection.connection.driver_connection)


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small desk is gone through in as many steps as a big one."""
    for module, name in ((copying, "_PAGES"), (proving, "_SPAN"), (chain, "_PAGE"), (notes, "_PART")):
        monkeypatch.setattr(module, name, 20)


def test_a_desk_tells_how_much_it_holds(desk: Desk) -> None:
    _write_people(desk, is_filling=True)
    before = _read_amounts(desk)
    assert (before.records - before.filled, before.filled) == (0, PEOPLE)
    _write_people(desk, is_filling=False)
    after = _read_amounts(desk)
    assert (after.records, after.filled) == (2 * PEOPLE, PEOPLE)
    assert after.journal_rows - before.journal_rows == PEOPLE
    assert after.pages > before.pages > 0


def test_a_desk_that_cannot_be_counted_has_no_amounts(desk: Desk) -> None:
    with desk.database.read() as connection:
        connection.exec_driver_sql("CREATE TEMP TABLE operation (id INTEGER)")
        assert read_amounts(connection.connection.driver_connection) == Amounts()
        connection.exec_driver_sql("DROP TABLE temp.operation")


@pytest.mark.usefixtures("small_steps")
@pytest.mark.parametrize("is_filling", [True, False])
def test_the_percentage_stands_nowhere_for_long(desk: Desk, tmp_path: Path, *, is_filling: bool) -> None:
    _write_people(desk, is_filling=is_filling)
    told: list[int] = []
    back_up(desk, tmp_path / "out.channeladmin", progress=lambda done, total: told.append(done) if total else None)
    assert told == sorted(told)
    assert max(after - before for before, after in pairwise([0, *told, 1000])) <= 70, "thousandths"


@pytest.mark.usefixtures("small_steps")
def test_what_proves_damaged_is_found_in_whichever_span_it_lies(desk: Desk) -> None:
    add_company(desk.database, "Acme", people=90)
    with desk.database.read() as connection:
        ids = list(connection.exec_driver_sql("SELECT id FROM person ORDER BY id").scalars())
    wrong = (ids[0], ids[20], ids[-1])
    tamper(desk.path, "UPDATE person SET notes = 'tampered' WHERE id IN (?, ?, ?)", wrong)
    found = [problem.message for problem in check(desk) if problem.kind is ProblemKind.JOURNAL]
    assert all(any(f"The person {each} " in words for words in found) for each in wrong)
    assert len(found) == 3


@pytest.mark.usefixtures("small_steps")
def test_a_backup_that_is_proved_once_more_is_most_of_the_whole(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _write_people(desk, is_filling=False)
    newest = back_up(desk)
    told: list[int] = []
    assert back_up_before(desk, BackupReason.BEFORE_TRIM, progress=lambda done, _total: told.append(done)) == newest
    assert max(told) >= 890

    def fail(*_given: object, **_named: object) -> tuple[Problem, ...]:
        return (Problem(ProblemKind.STRUCTURE, "It is damaged."),)

    monkeypatch.setattr(thinning, "prove_file", fail)
    told.clear()
    assert back_up_before(desk, BackupReason.BEFORE_TRIM, progress=lambda d, t: told.append(d) if t else None) != newest
    assert told == sorted(told)
