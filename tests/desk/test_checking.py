"""The check finds what was changed past the app."""

from __future__ import annotations

from datetime import date

import pytest

from channeladmin.desk.backups import BackupReason, list_backups
from channeladmin.desk.checking import ProblemKind, check, is_all_right
from channeladmin.desk.desk import Desk, FixedClock, open_desk
from channeladmin.desk.history import trim_history, undo
from channeladmin.errors import Cancelled
from channeladmin.records import Partner, Person, Setting
from channeladmin.storage.erasing import erase_person
from channeladmin.storage.filling import fill
from channeladmin.storage.notes import seal_notes
from channeladmin.storage.sqlite.engine import connect
from channeladmin.storage.sqlite.looking import reading_tolerantly
from channeladmin.storage.sqlite.triggers import build_triggers
from channeladmin.storage.sqlite.watching import stoppable
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
        ("UPDATE journal SET operation_id = (SELECT max(id) FROM operation)", ProblemKind.REFERENCE, "entry 1 "),
        ("UPDATE journal SET seq = seq + 1000", ProblemKind.REFERENCE, "entry 1001 "),
        ("DELETE FROM journal WHERE seq = 3", ProblemKind.HISTORY, "Add Acme"),
        ("UPDATE operation SET row_count = row_count - 1", ProblemKind.HISTORY, "Add Acme"),
        ("UPDATE operation SET first_row = first_row + 1 WHERE label = 'Add Beta'", ProblemKind.HISTORY, "Add Beta"),
        ("INSERT INTO operation_context SELECT max(id) FROM operation", ProblemKind.REFERENCE, "being written"),
        ("DELETE FROM email_address", ProblemKind.JOURNAL, "email_address"),
        ("UPDATE agreement SET signed_on = '2021-02-30'", ProblemKind.VALUE, "signed_on"),
        ("UPDATE agreement SET signed_on = 'soon'", ProblemKind.VALUE, "signed_on"),
        ("UPDATE partner SET kinds = 'nobody'", ProblemKind.VALUE, "kinds"),
        ("UPDATE partner SET name = CAST(x'ff41' AS TEXT)", ProblemKind.JOURNAL, "partner"),
        ("UPDATE operation SET label = CAST(x'ff41' AS TEXT)", ProblemKind.HISTORY, r"\xffA"),
        ("UPDATE journal SET after = '{' WHERE seq = 1", ProblemKind.HISTORY, "Add Acme"),
        ("UPDATE setting SET value = '{'", ProblemKind.VALUE, "value"),
        ("UPDATE meta SET value = '1.0' WHERE key = 'created_by'", ProblemKind.NOTE, "notes about itself"),
        ("UPDATE meta SET value = 'x' WHERE key = 'filled_up_to'", ProblemKind.NOTE, "notes about itself"),
        ("DELETE FROM meta WHERE key = 'created_at'", ProblemKind.NOTE, "notes about itself"),
        ("UPDATE meta SET key = 'sealed' WHERE key = 'seal'", ProblemKind.NOTE, "“sealed”"),
        ("DELETE FROM meta WHERE key = 'seal'", ProblemKind.NOTE, "seal"),
        ("UPDATE meta SET value = 'x' WHERE key = 'seal'", ProblemKind.NOTE, "notes about itself"),
        ("DROP INDEX ix_award_person_id", ProblemKind.NOTE, "form of its tables"),
        ("CREATE TABLE more (id INTEGER)", ProblemKind.NOTE, "form of its tables"),
        ("PRAGMA user_version = 1", ProblemKind.NOTE, "notes about itself"),
        ("DELETE FROM person", ProblemKind.REFERENCE, "belongs to a person that is not there"),
    ],
)
def test_what_was_written_past_the_app_is_found(desk: Desk, statement: str, kind: ProblemKind, words: str) -> None:
    add_company(desk.database, "Acme")
    add_company(desk.database, "Beta")
    with desk.database.act("Set") as act:
        act.insert(Setting, {"key": "vendor", "value": "{}"})
    if "filled_up_to" in statement:
        _tamper(desk, "INSERT INTO meta VALUES ('filled_up_to', '0')")
        with desk.database.derive() as connection:
            seal_notes(connection)
    _tamper(desk, statement)
    tampered = _dump_records(desk)
    problems = check(desk)
    assert kind in {problem.kind for problem in problems}, problems
    assert any(words in str(problem) for problem in problems if problem.kind is kind)
    assert not any(problem.is_repaired for problem in problems)
    assert _dump_records(desk) == tampered, "records and history are never written"


@pytest.mark.parametrize(
    ("statement", "kind", "count"),
    [
        ("UPDATE standing SET met_count = 9 WHERE track = 'select'", ProblemKind.STANDING, 2),
        ("DELETE FROM standing WHERE track = 'open'", ProblemKind.STANDING, 2),
        ("DELETE FROM standing", ProblemKind.STANDING, 2),
        ("UPDATE standing SET next_change_on = '2022-10-04' WHERE track = 'open'", ProblemKind.STANDING, 2),
        ("UPDATE standing SET evaluated_on = 'x'", ProblemKind.VALUE, 4),
        ("UPDATE standing SET evaluated_on = '2032-10-04'", ProblemKind.STANDING, 2),
        ("UPDATE standing SET agreement_id = agreement_id - 7 WHERE track = 'open'", ProblemKind.STANDING, 4),
        ("UPDATE standing SET status = CAST(x'ff41' AS TEXT)", ProblemKind.STANDING, 2),
        ("UPDATE search_text SET text = text || 'x'", ProblemKind.SEARCH, 2),
        ("UPDATE search_text SET text = CAST(x'ff41' AS TEXT)", ProblemKind.SEARCH, 2),
        ("DELETE FROM search_text", ProblemKind.SEARCH, 2),
        ("UPDATE search_text SET partner_id = 7", ProblemKind.SEARCH, 3),
        ("INSERT INTO search_text VALUES (7, (SELECT min(id) FROM partner), 'x')", ProblemKind.SEARCH, 1),
    ],
)
def test_what_is_derived_is_put_right_and_told(desk: Desk, statement: str, kind: ProblemKind, count: int) -> None:
    for name in ("Acme", "Beta"):
        add_company(desk.database, name)
    sound = _dump_all(desk)
    _tamper(desk, statement)
    tampered = _dump_all(desk)
    assert [problem.kind for problem in check(desk, may_repair=False)] == [kind] * count
    assert _dump_all(desk) == tampered
    problems = check(desk)
    assert [(problem.kind, problem.is_repaired) for problem in problems if problem.kind is kind] == [
        (kind, True)
    ] * count
    assert is_all_right(problems) and "worked out afresh" in str(problems[0])
    assert check(desk) == ()
    assert _dump_all(desk) == sound


def test_a_broken_index_is_made_anew(desk: Desk) -> None:
    for number in range(30):
        add_company(desk.database, f"P{number}")
    _tamper(desk, "PRAGMA writable_schema = ON")
    connection = connect(desk.path)
    connection.execute("PRAGMA writable_schema = ON")
    [(text,)] = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'ix_person_name_key'").fetchall()
    connection.execute("UPDATE sqlite_schema SET sql = sql || ' WHERE id < 0' WHERE name = 'ix_person_name_key'")
    connection.close()
    connection = connect(desk.path)
    connection.execute("REINDEX ix_person_name_key")
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("UPDATE sqlite_schema SET sql = ? WHERE name = 'ix_person_name_key'", (text,))
    connection.close()
    desk.close()
    again = open_desk(desk.path, clock=desk.database.clock)
    before = _dump_all(again)
    problems = check(again)
    assert {problem.kind for problem in problems} == {ProblemKind.INDEX}
    assert is_all_right(problems)
    assert check(again) == ()
    assert _dump_all(again) == before
    again.close()


def test_a_record_of_a_file_filled_without_a_history_is_proved_too(desk: Desk) -> None:
    with fill(desk.database) as act:
        partner_id = act.insert(Partner, {"name": "Acme"})
        ann, bob = hire(act, partner_id, "Ann"), hire(act, partner_id, "Bob")
    with desk.database.act("Edit") as edit:
        edit.update(Partner, partner_id, {"name": "Acme AG"})
        edit.delete(Person, [ann])
    assert check(desk) == ()
    for statement, back in (
        (f"UPDATE person SET name = 'Rob' WHERE id = {bob}", f"UPDATE person SET name = 'Bob' WHERE id = {bob}"),
        ("UPDATE award SET expires_on = '2030-01-01'", "UPDATE award SET expires_on = NULL"),
    ):
        _tamper(desk, statement)
        assert [problem.kind for problem in check(desk)] == [ProblemKind.NOTE]
        _tamper(desk, back)
        assert check(desk) == ()
    _tamper(desk, "DELETE FROM email_address")
    assert [problem.kind for problem in check(desk)] == [ProblemKind.NOTE]


def test_a_filled_desk_stays_sound_when_its_history_is_trimmed_and_a_person_erased(desk: Desk) -> None:
    with fill(desk.database) as act:
        partner_id = act.insert(Partner, {"name": "Acme"})
        ann, _ = hire(act, partner_id, "Ann"), hire(act, partner_id, "Bob")
    with desk.database.act("Edit") as edit:
        edit.update(Partner, partner_id, {"name": "Acme AG"})
    desk.database.clock = FixedClock(date(2022, 12, 1))
    with desk.database.act("Edit again") as edit:
        edit.update(Person, ann, {"name": "Anna"})
    trim_history(desk, date(2022, 11, 1))
    assert [backup.reason for backup in list_backups(desk.path)] == [BackupReason.BEFORE_TRIM]
    assert check(desk) == ()
    erase_person(desk.database, ann, redact=lambda evidence, words: None)
    assert check(desk) == ()


def test_a_seal_that_was_taken_off_is_missed_and_not_put_back(desk: Desk) -> None:
    add_company(desk.database, "Acme")
    _tamper(desk, "UPDATE partner SET name = 'Acne'")
    _tamper(desk, "INSERT INTO meta VALUES ('filled_up_to', '9223372036854775807')")
    _tamper(desk, "DELETE FROM journal WHERE table_name = 'partner'")
    _tamper(desk, "DELETE FROM meta WHERE key = 'seal'")
    tampered = _dump_records(desk)
    for _ in range(2):
        problems = check(desk)
        assert any(problem.kind is ProblemKind.NOTE and "seal" in str(problem) for problem in problems)
        assert not is_all_right(problems)
        assert _dump_records(desk) == tampered


def test_a_record_with_a_key_that_the_app_never_gives_is_found(desk: Desk) -> None:
    _tamper(desk, "INSERT INTO person (id, name, name_key, notes) VALUES (-7, 'Nobody', 'nobody', '')")
    assert ["The person -7 is not as the history says" in str(problem) for problem in check(desk)] == [True]


def test_a_file_that_is_filled_and_says_not_with_what_is_not_sound(desk: Desk) -> None:
    with fill(desk.database) as act:
        act.insert(Partner, {"name": "Acme"})
    assert check(desk) == ()
    _tamper(desk, "DELETE FROM meta WHERE key = 'filled_digest'")
    assert ["The records that have no history" in str(problem) for problem in check(desk)] == [False, True]


def test_a_check_can_be_stopped_at_every_stage(desk: Desk) -> None:
    add_company(desk.database, "Acme")
    told: list[int] = []
    check(desk, progress=lambda done, _total: told.append(done))
    assert told == sorted(told) and told[-1] == 1000
    for stop_at in sorted(set(told)):

        def stop(done: int, _total: int, stop_at: int = stop_at) -> None:
            if done >= stop_at:
                raise Cancelled

        with pytest.raises(Cancelled):
            check(desk, progress=stop)


def test_a_long_statement_can_be_stopped_inside(desk: Desk) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(Cancelled), desk.database.read() as connection, stoppable(connection, stop):
        connection.exec_driver_sql(endless)
    assert check(desk) == ()


def _dump_records(desk: Desk) -> list[tuple[object, ...]]:
    return [row for table, rows in _dump_all(desk).items() if table not in ("standing", "search_text") for row in rows]


def _dump_all(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    with desk.database.read() as connection, reading_tolerantly(connection):
        names = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'").scalars().all()
        return {
            name: sorted((tuple(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')), key=repr)
            for name in names
        }


def test_a_standing_of_an_earlier_day_is_not_wrong(desk: Desk) -> None:
    add_company(desk.database, "Acme")
    desk.database.clock = FixedClock(date(2022, 11, 10))
    add_company(desk.database, "Beta")
    desk.database.clock = FixedClock(date(2031, 11, 10))
    assert check(desk) == ()


def test_a_standing_whose_rows_were_emptied_is_found(desk: Desk) -> None:
    add_company(desk.database, "Acme", people=0)
    _tamper(desk, "UPDATE standing SET rows = '' WHERE is_own")
    assert [problem.kind for problem in check(desk)] == [ProblemKind.STANDING]
    assert check(desk) == ()


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
