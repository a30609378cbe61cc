"""Where a name still stands in the texts of other records, or in their history, and taking it out there too."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Table, func, or_, select
from sqlalchemy.exc import IntegrityError

from channeladmin.errors import UserError
from channeladmin.records.columns import ProgrammeText
from channeladmin.storage.compaction import compact_if_due, note_compaction
from channeladmin.storage.operation_kind import OperationKind
from channeladmin.storage.redacting import Words, redact_text
from channeladmin.storage.scrubbing import scrub_text
from channeladmin.storage.tables import find_model, journal, list_journalled

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from channeladmin.storage.changes import Changes
    from channeladmin.storage.database import Database

_OF_PEOPLE = frozenset({"person", "email_address"})
"""Other people may bear the name rightly."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A record in whose text a name stands, and the column with it; `row_id` None: only in the history of a table."""

    table: str
    row_id: int | None
    column: str
    image: Mapping[str, Any]


def find_mentions(connection: Connection, words: Words) -> Iterator[Mention]:
    """The records whose text has one of the words, then the other tables in whose history it stands."""
    named = set()
    for table in _list_tables():
        for column in _list_texts(table):
            for row in connection.execute(select(table).where(_holds(column, words))).mappings():
                named.add(table.name)
                yield Mention(table.name, row["id"], column.name, dict(row))
    has_word = or_(_holds(journal.c.before, words), _holds(journal.c.after, words))
    of_tables = journal.c.table_name.in_({table.name for table in _list_tables()} - named)
    for name in connection.execute(select(journal.c.table_name).where(of_tables, has_word).distinct()).scalars():
        yield Mention(name, None, "", {})


def erase_text(database: Database, words: Words) -> Changes | None:
    """Take words out of the text of every record (people aside), of its history and of the labels; it has no undo.

    None if no record of today has them. `UserError` where two names would become the same.
    """
    try:
        with database.act("Erase a name from texts", kind=OperationKind.ERASURE) as act:
            for mention in list(find_mentions(act.connection, words)):
                if mention.row_id is not None:
                    text = redact_text(mention.image[mention.column], words)
                    act.update(find_model(mention.table), mention.row_id, {mention.column: text})
            note_compaction(act.connection)
            texts = {table.name: [column.name for column in _list_texts(table)] for table in _list_tables()}
            act.when_sealed = lambda: scrub_text(act.connection, texts, words)
    except IntegrityError as error:
        raise UserError("Two records would then have the same name; rename one of them first.") from error
    compact_if_due(database)
    return act.changes


def _list_tables() -> list[Table]:
    return [table for table in list_journalled() if table.name not in _OF_PEOPLE]


def _list_texts(table: Table) -> list[Column[Any]]:
    names = {name for name, field in find_model(str(table.name)).model_fields.items() if "str" in str(field.annotation)}
    return [column for column in table.c if _may_name(column, names)]


def _may_name(column: Column[Any], texts: Collection[str]) -> bool:
    return column.name in texts and column.name != "evidence" and not isinstance(column.type, ProgrammeText)


def _holds(text: Column[Any], words: Collection[str]) -> Any:  # noqa: ANN401 - a condition
    return or_(*(func.instr(func.lower(text), word.lower()) > 0 for word in words))
