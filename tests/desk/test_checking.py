"""The check finds what was changed past the app."""

from __future__ import annotations

from datetime import date

import pytest

from channeladmin.desk.checking import ProblemKind, check
from channeladmin.desk.desk import Desk, FixedClock, open_desk
from channeladmin.desk.history import undo
from channeladmin.records import Partner
from channeladmin.storage.filling import fill
from channeladmin.storage.sqlite.engine import connect
from channeladmin.storage.sqlite.triggers import build_triggers
from tests.storage.company import add_company, hire


def _tamper(desk: Desk, statement: str) -> None:
    """Write past the app: no triggers, no foreign keys."""
    connection = connect(desk.path)
    connection.execute("PRAGMA foreign_keys = OFF")
    for name in build_triggers():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    for text in build_triggers().values():
        connection.execute(text)
    connection.close()


def test_a_desk_that_was_worked_on_is_sound(desk: Desk) -> None:
    add_company(desk.database, "Acme")
    add_company(desk.database, "Beta")
    undo(desk)
    assert check(desk) == ()


def test_a_desk_is_sound_on_a_later_day(desk: Desk) -> None:
    add_company(desk.database, "Acme")
    for day in (date(2022, 10, 31), date(2022, 11, 1), date(2023, 3, 3), date(2031, 1, 1), date(2020, 1, 1)):
        desk.database.clock = FixedClock(day)
        assert check(desk) == (), day


@pytest.mark.parametrize(
    ("statement", "kind", "words"),
    [
        ("UPDATE partner SET name = 'Acne'", ProblemKind.JOURNAL, "partner"),
        ("INSERT INTO person (id, name, name_key) VALUES (5, 'a', 'a')", ProblemKind.JOURNAL, "person 5"),
        ("UPDATE journal SET after = NULL WHERE seq = 1", ProblemKind.HISTORY, "Add Acme"),
        ("UPDATE operation SET at = '2000-01-01T00:00:00.000+00:00'", ProblemKind.HISTORY, "Add Acme"),
        ("UPDATE standing SET met_count = 9 WHERE track = 'select'", ProblemKind.STANDING, "agreement"),
        ("DELETE FROM standing WHERE track = 'open'", ProblemKind.STANDING, "agreement"),
        ("DELETE FROM person", ProblemKind.STRUCTURE, "belongs to a person that is not there"),
    ],
)
def test_what_was_written_past_the_app_is_found(desk: Desk, statement: str, kind: ProblemKind, words: str) -> None:
    add_company(desk.database, "Acme")
    _tamper(desk, statement)
    problems = check(desk)
    assert kind in {problem.kind for problem in problems}
    assert any(words in str(problem) for problem in problems if problem.kind is kind)


def test_a_standing_whose_rows_were_emptied_is_found(desk: Desk) -> None:
    add_company(desk.database, "Acme", people=0)
    _tamper(desk, "UPDATE standing SET rows = '' WHERE is_own")
    assert [problem.kind for problem in check(desk)] == [ProblemKind.STANDING]


def test_a_file_filled_without_a_history_is_sound_and_its_acts_are_journalled(desk: Desk) -> None:
    with fill(desk.database) as act:
        partner_id = act.insert(Partner, {"name": "Acme"})
        hire(act, partner_id, "Ann")
    add_company(desk.database, "Beta")
    with desk.database.act("Edit") as edit:
        edit.update(Partner, partner_id, {"name": "Acme AG"})
    assert check(desk) == ()
    undo(desk)
    assert check(desk) == ()
    _tamper(desk, "INSERT INTO person (id, name, name_key) VALUES (9000000000000000000, 'a', 'a')")
    assert [problem.kind for problem in check(desk)] == [ProblemKind.JOURNAL]


def test_a_file_with_a_history_cannot_be_filled(desk: Desk) -> None:
    from channeladmin.errors import UserError

    add_company(desk.database, "Acme")
    with pytest.raises(UserError, match="new desk"), fill(desk.database):
        pass
    desk.close()
    again = open_desk(desk.path, clock=desk.database.clock)
    assert check(again) == ()
    again.close()


def test_damaged_pages_are_found(desk: Desk) -> None:
    for number in range(30):
        add_company(desk.database, f"P{number}")
    desk.close()
    content = bytearray(desk.path.read_bytes())
    connection = connect(desk.path)
    [(page,)] = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'ix_award_person_id'").fetchall()
    connection.close()
    start = (page - 1) * 4096
    content[start + 8 : start + 60] = bytes(52)
    desk.path.write_bytes(content)
    again = open_desk(desk.path, clock=desk.database.clock)
    assert {problem.kind for problem in check(again)} == {ProblemKind.STRUCTURE}
    again.close()
