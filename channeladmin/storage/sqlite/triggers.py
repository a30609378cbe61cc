"""The triggers that write the journal, generated from the tables, so that no code path can forget it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from channeladmin.storage.tables import list_journalled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Table

TRIGGERS_SINCE = 1
"""The version of the tables since which the texts of the triggers are those that are built here."""

_EVENTS = {"insert": (None, "NEW"), "update": ("OLD", "NEW"), "delete": ("OLD", None)}
_OPERATION = "(SELECT operation_id FROM operation_context)"
_NAME = re.compile(rf"journal_\w+_(?:{'|'.join(_EVENTS)})")


def build_triggers(version: int | None = None) -> dict[str, str]:
    """Name and text of every trigger that a data file of a version (None: of this one) has."""
    return {
        name_trigger(table.name, event): _build_trigger(table, event)
        for table in list_journalled(version)
        for event in _EVENTS
    }


def name_trigger(table: str, event: str) -> str:
    """The name of the trigger that journals an event of a table: insert, update or delete."""
    return f"journal_{table}_{event}"


def build_journalling(table: Table) -> str:
    """What writes the journal rows of new records, by their first and last key, as the trigger does one by one."""
    name = f'"{table.name}"'
    return (
        "INSERT INTO journal (operation_id, table_name, row_id, before, after)"
        f" SELECT {_OPERATION}, '{table.name}', id,"
        f" {build_image(table, None)}, {build_image(table, name)} FROM {name} WHERE id BETWEEN ? AND ? ORDER BY id"
    )


def create_triggers(connection: Connection) -> None:
    """Make all of them in a file that has none."""
    for text in build_triggers().values():
        connection.exec_driver_sql(text)


def drop_triggers(connection: Connection) -> None:
    """Take all of them away, for a change of the tables inside one transaction."""
    for name in build_triggers():
        connection.exec_driver_sql(f"DROP TRIGGER {name}")


def drop_stored_triggers(connection: Connection) -> None:
    """Take away every trigger that the file holds, whichever version made it."""
    names = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    for name in names.scalars().all():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def find_alteration(rows: Iterable[Sequence[Any]], path: object, *, version: int) -> str | None:
    """What another program did to a schema, given as (type, name, SQL); None if nothing.

    Each of our triggers must be there, word for word, so that the history misses no change; and no other trigger and
    no view, which would act, or deceive, behind the app's back. Of a `version` whose triggers had other texts, their
    names are known.
    """
    schema = [tuple(row) for row in rows]
    stored = {name: sql for kind, name, sql in schema if kind == "trigger"}
    ours = (
        build_triggers(version)
        if version >= TRIGGERS_SINCE
        else {name: sql for name, sql in stored.items() if _NAME.fullmatch(name)}
    )
    wrong = [name for name, text in ours.items() if stored.get(name) != text]
    if wrong:
        return (
            f"“{path}” was altered by another program: the part that keeps its history is missing or changed "
            f"({wrong[0]}). Restore it from a backup."
        )
    foreign = [
        f"{kind} {name}" for kind, name, _ in schema if kind == "view" or (kind == "trigger" and name not in ours)
    ]
    if foreign:
        return (
            f"“{path}” was altered by another program: there is something in it that the app does not know "
            f"({foreign[0]}). Restore it from a backup."
        )
    return None


def _build_trigger(table: Table, event: str) -> str:
    before, after = _EVENTS[event]
    names = [f'"{column.name}"' for column in table.columns]
    # An update that changes nothing leaves no trace.
    changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in names)
    when = f"\nWHEN {changed}" if event == "update" else ""
    return (
        f'CREATE TRIGGER {name_trigger(table.name, event)} AFTER {event.upper()} ON "{table.name}"{when}\n'
        "BEGIN\n"
        "  INSERT INTO journal (operation_id, table_name, row_id, before, after) VALUES (\n"
        f"    {_OPERATION}, '{table.name}', {after or before}.id,\n"
        f"    {build_image(table, before)},\n"
        f"    {build_image(table, after)});\n"
        "END"
    )


def build_image(table: Table, row: str | None) -> str:
    """The SQL that turns a row, by its alias, into the JSON by which the journal knows it."""
    if row is None:
        return "NULL"
    pairs = ", ".join(f"'{column.name}', {row}.\"{column.name}\"" for column in table.columns)
    return f"json_object({pairs})"
