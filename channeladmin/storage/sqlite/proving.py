"""What SQLite itself can say about the soundness of a file: its pages, its references, its journal, its values."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import Date
from sqlmodel import SQLModel

from channeladmin.progress import Progress, ignore_progress
from channeladmin.records.columns import WordList
from channeladmin.storage.sqlite.amounts import read_amounts
from channeladmin.storage.sqlite.dialect import StrictDialect
from channeladmin.storage.tables import list_journalled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Table

_SHOWN = 20
_KEYS = 2**63
_SPAN = 5000
"""So many rows are looked at between two words on how far it is."""

_JSON = {"setting": ("value",), "invitation": ("evidence",)}
"""The columns that hold JSON, by table."""

_DIALECT = StrictDialect()
_INDEX = re.compile(r"(?:missing from index|entries in index|non-unique entry in index) (\S+)")


def list_structure_faults(connection: Connection) -> list[str]:
    """What integrity_check finds, in SQLite's words, at most 20."""
    rows = connection.exec_driver_sql(f"PRAGMA integrity_check({_SHOWN})").scalars().all()
    lines = [line.strip() for row in rows for line in str(row).splitlines()]
    return [line for line in lines if line and line != "ok" and not line.startswith("***")][:_SHOWN]


def find_broken_index(fault: str) -> str | None:
    """The index that a fault of integrity_check is about, where only its entries are wrong; else None."""
    found = _INDEX.search(fault)
    return None if found is None else found.group(1)


def list_orphans(connection: Connection) -> list[tuple[str, int | None, str]]:
    """The rows whose parent is gone: (table, key, parent), at most 20."""
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_SHOWN)
    return [(table, row_id, parent) for table, row_id, parent, _ in rows]


def list_stray_journal(connection: Connection) -> list[int]:
    """The journal rows that name another operation than the one in whose span they lie, at most 20."""
    statement = (
        "SELECT j.seq FROM journal AS j LEFT JOIN operation AS o ON o.id = j.operation_id"
        " WHERE o.id IS NULL OR j.seq NOT BETWEEN o.first_row AND o.first_row + o.row_count - 1"
        f" OR j.before = '' OR j.after = '' LIMIT {_SHOWN}"
    )
    return list(connection.exec_driver_sql(statement).scalars())


def count_rows(connection: Any) -> dict[str, int]:  # noqa: ANN401 - the driver has no types
    """How many rows each table of the file has."""
    cursor = connection.cursor()
    cursor.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    counts = {}
    for (name,) in cursor.fetchall():
        cursor.execute(f'SELECT count(*) FROM "{name}"')
        counts[name] = cursor.fetchone()[0]
    cursor.close()
    return counts


def list_unjournalled(
    connection: Connection, *, filled_up_to: int, progress: Progress = ignore_progress
) -> Iterator[tuple[str, int]]:
    """The rows (table, key) that do not stand as the journal's last image of them says.

    Rows up to the key `filled_up_to` may lack a journal: the file was filled with them without one. Progress counts
    the rows of the journal and the records.
    """
    amounts = read_amounts(connection.connection.driver_connection)
    done, total = 0, amounts.journal_rows + amounts.records
    expected = Counter[str]()
    for span in _list_spans(connection, "journal", "seq"):
        # Added are those without a before, gone those without an after.
        sums = "SELECT table_name, sum((before IS NULL) - (after IS NULL)) FROM journal"
        expected.update(dict(connection.exec_driver_sql(f"{sums} WHERE seq BETWEEN ? AND ? GROUP BY 1", span).all()))
        done += _SPAN
        progress(min(done, amounts.journal_rows), total)
    done = amounts.journal_rows
    for table in list_journalled():
        image = build_file_image(connection, table)
        if image is None:
            continue
        for span in _list_spans(connection, table.name, "id"):
            departed = _list_departed(connection, table.name, image, filled_up_to, span)
            yield from ((table.name, row_id) for row_id in departed)
            done += _SPAN
            progress(min(done, total), total)
        there = connection.exec_driver_sql(f'SELECT count(*) FROM "{table.name}"').scalar_one()
        # Every row that is there has its image: only where the numbers differ can one be missing.
        if filled_up_to or there != expected[table.name]:
            yield from ((table.name, row_id) for row_id in _list_missing(connection, table.name))


def _list_spans(connection: Connection, table: str, key: str) -> Iterator[tuple[int, int]]:
    """The keys of a table's rows in spans (first, last) that together are all there can be."""
    query = f'SELECT "{key}" FROM "{table}" WHERE "{key}" >= ? ORDER BY "{key}" LIMIT 1 OFFSET {_SPAN}'
    first = -_KEYS
    while (following := connection.exec_driver_sql(query, (first,)).scalar_one_or_none()) is not None:
        yield first, following - 1
        first = following
    yield first, _KEYS - 1


def _list_departed(
    connection: Connection, table: str, image: str, filled_up_to: int, span: tuple[int, int]
) -> Iterator[int]:
    last = "SELECT {} FROM journal AS j WHERE j.row_id = t.id AND j.table_name = ?1 ORDER BY j.seq DESC LIMIT 1"
    statement = (
        f'SELECT t.id FROM "{table}" AS t WHERE ({last.format("j.after")}) IS NOT {image}'
        f" AND NOT (t.id BETWEEN 1 AND ?2 AND ({last.format('1')}) IS NULL) AND t.id BETWEEN ?3 AND ?4"
    )
    yield from connection.exec_driver_sql(statement, (table, filled_up_to, *span)).scalars()


def _list_missing(connection: Connection, table: str) -> Iterator[int]:
    statement = (
        "SELECT j.row_id FROM journal AS j WHERE j.table_name = ?1 AND j.after IS NOT NULL"
        f' AND NOT EXISTS (SELECT 1 FROM "{table}" AS t WHERE t.id = j.row_id)'
        " AND NOT EXISTS (SELECT 1 FROM journal AS k"
        " WHERE k.row_id = j.row_id AND k.table_name = ?1 AND k.seq > j.seq)"
    )
    yield from connection.exec_driver_sql(statement, (table,)).scalars()


def build_file_image(connection: Connection, table: Table) -> str | None:
    """The SQL of a row's journal image, by the alias `t`, of the columns that this file has; None without the table.

    A file of an older version has fewer of them.
    """
    stored = connection.exec_driver_sql(f"PRAGMA table_info('{table.name}')").all()
    there = [str(row[1]) for row in stored]
    if not there:
        return None
    known = [column.name for column in table.columns]
    names = [name for name in known if name in there] + [name for name in there if name not in known]
    pairs = ", ".join(f"'{name}', t.\"{name}\"" for name in names)
    return f"json_object({pairs})"


def list_wrong_values(connection: Connection) -> Iterator[tuple[str, str, int]]:
    """The values (table, column, row) that no record can hold: days that are none, unknown words, broken JSON."""
    for table in SQLModel.metadata.sorted_tables:
        there = {str(row[1]) for row in connection.exec_driver_sql(f"PRAGMA table_info('{table.name}')").all()}
        tests = {name: test for name, test in _list_tests(table) if name in there}
        if tests:
            flags, any_wrong = ", ".join(tests.values()), " OR ".join(tests.values())
            statement = f'SELECT rowid, {flags} FROM "{table.name}" WHERE {any_wrong}'
            for row_id, *wrong in connection.exec_driver_sql(statement):
                yield from ((table.name, name, row_id) for name, flag in zip(tests, wrong, strict=True) if flag)
        for column in table.columns:
            if isinstance(column.type, WordList) and column.name in there:
                found = _list_unknown_words(connection, table.name, column.name, column.type)
                yield from ((table.name, column.name, row_id) for row_id in found)


def _list_tests(table: Table) -> Iterator[tuple[str, str]]:
    """By column: the SQL that is true of a value that cannot be; words of a closed set have their CHECK."""
    for column in table.columns:
        name = f'"{column.name}"'
        if isinstance(column.type, Date):
            # SQLite takes the 30th of February for the 2nd of March, and knows a year 0.
            yield column.name, f"({name} IS NOT NULL AND ({name} IS NOT date({name}) OR {name} < '0001'))"
        elif column.name in _JSON.get(table.name, ()):
            yield column.name, f"({name} IS NOT NULL AND NOT json_valid({name}))"


def _list_unknown_words(connection: Connection, table: str, column: str, words: WordList) -> Iterator[int]:
    for value in connection.exec_driver_sql(f'SELECT DISTINCT "{column}" FROM "{table}"').scalars().all():
        try:
            words.process_result_value(value, _DIALECT)
        except ValueError:
            yield from connection.exec_driver_sql(
                f'SELECT rowid FROM "{table}" WHERE "{column}" = ?', (value,)
            ).scalars()
