"""A person erased on request: gone from the records, from the history and from frozen letters; it has no undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from channeladmin.errors import UserError
from channeladmin.records import EmailAddress, Invitation, Person
from channeladmin.storage.operation_kind import OperationKind
from channeladmin.storage.reading import table_of
from channeladmin.storage.redacting import Digest, build_redact, redact_evidence
from channeladmin.storage.scrubbing import list_images, scrub_history
from channeladmin.storage.sqlite.rebuilding import compact
from channeladmin.storage.tables import list_journalled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sqlalchemy import Connection

    from channeladmin.storage.changes import Changes
    from channeladmin.storage.database import Database


@dataclass(frozen=True, slots=True)
class Mention:
    """A record in whose text an erased name still stands, for a person to look at, and the column with it."""

    table: str
    row_id: int
    column: str
    image: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure changed, and where the name may still be read."""

    changes: Changes
    mentions: tuple[Mention, ...]


def erase_person(database: Database, person_id: int, *, digest: Digest) -> Erased:
    """Remove a person, their addresses, employments and awards, from the records and every image of the history.

    Frozen letters that name them are redacted, `digest` seals those anew. The file is compacted, so that no byte of
    them stays. `UserError` if there is no such person.
    """
    with database.act("Erase a person", kind=OperationKind.ERASURE) as act:
        connection = act.connection
        if connection.execute(select(table_of(Person).c.id).where(table_of(Person).c.id == person_id)).first() is None:
            raise UserError("This person is no longer in the data file; somebody removed them meanwhile.")
        words = _list_words(connection, person_id)
        redact = build_redact(words)
        act.delete(Person, [person_id])
        for invitation in connection.execute(select(table_of(Invitation))).mappings().all():
            redacted = redact_evidence(dict(invitation), redact, digest)
            if redacted:
                act.update(Invitation, invitation["id"], redacted)
        mentions = tuple(_find_mentions(connection, words))
        act.when_sealed = lambda: scrub_history(connection, person_id, redact, digest)
    compact(database.path, database.file_key)
    assert act.changes is not None
    return Erased(act.changes, mentions)


def _list_words(connection: Connection, person_id: int) -> set[str]:
    """Every name and address that the person has or had."""
    person, email = table_of(Person), table_of(EmailAddress)
    names = connection.execute(select(person.c.name).where(person.c.id == person_id)).scalars()
    addresses = connection.execute(select(email.c.address).where(email.c.person_id == person_id)).scalars()
    former = (image.get("name") or image.get("address") for image in list_images(connection, person_id))
    return {*names, *addresses, *(word for word in former if word)}


def _find_mentions(connection: Connection, words: Collection[str]) -> Iterator[Mention]:
    for table in list_journalled():
        for column in (column for column in table.c if not column.name.endswith(("id", "_key"))):
            for word in words:
                for row in connection.execute(select(table).where(func.instr(column, word) > 0)).mappings():
                    yield Mention(table.name, row["id"], column.name, dict(row))
