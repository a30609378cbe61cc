"""What SQLite itself can say about the soundness of a file: its pages, its references, its journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from channeladmin.storage.sqlite.triggers import build_image
from channeladmin.storage.tables import list_journalled, own_metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

_SHOWN = 20


def list_structure_faults(connection: Any) -> list[str]:  # noqa: ANN401 - the driver has no types
    """What integrity_check and foreign_key_check find, a sentence each."""
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA integrity_check({_SHOWN})")
    faults = [f"The file is damaged: {row[0]}." for row in cursor.fetchall() if row[0] != "ok"]
    cursor.execute("PRAGMA foreign_key_check")
    for table, row_id, parent, _ in cursor.fetchmany(_SHOWN):
        faults.append(f"The {table} {row_id} belongs to a {parent} that is not there.")
    cursor.close()
    return faults


def count_rows(connection: Any) -> dict[str, int]:  # noqa: ANN401 - the driver has no types
    """How many rows each table of the house has."""
    names = [table.name for table in (*list_journalled(), *own_metadata.sorted_tables)]
    cursor = connection.cursor()
    counts = {}
    for name in names:
        cursor.execute(f'SELECT count(*) FROM "{name}"')
        counts[name] = cursor.fetchone()[0]
    cursor.close()
    return counts


def list_unjournalled(connection: Connection, *, filled_up_to: int) -> Iterator[tuple[str, int]]:
    """The rows (table, key) that do not stand as the journal's last image of them says.

    Rows up to the key `filled_up_to` may lack a journal: the file was filled with them without one.
    """
    for table in list_journalled():
        statement = (
            "SELECT coalesce(t.id, j.row_id) FROM"
            " (SELECT row_id, after, max(seq) FROM journal WHERE table_name = ? GROUP BY row_id) AS j"
            f' FULL JOIN "{table.name}" AS t ON t.id = j.row_id'
            f" WHERE j.after IS NOT CASE WHEN t.id IS NULL THEN NULL ELSE {build_image(table, 't')} END"
            " AND NOT (j.row_id IS NULL AND t.id <= ?)"
        )
        for row in connection.exec_driver_sql(statement, (table.name, filled_up_to)):
            yield table.name, row[0]
