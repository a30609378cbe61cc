"""A person erased on request: gone from the records, from the history and from frozen letters; it has no undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from channeladmin.errors import UserError
from channeladmin.records import EmailAddress, Employment, Invitation, Person
from channeladmin.storage.compaction import compact_if_due, note_compaction
from channeladmin.storage.mentions import Mention, find_mentions
from channeladmin.storage.operation_kind import OperationKind
from channeladmin.storage.reading import table_of
from channeladmin.storage.redacting import RedactLetter, Words, redact_letter_of
from channeladmin.storage.scrubbing import list_images, list_letter_agreements, scrub_history
from channeladmin.storage.sqlite.key_list import is_among

if TYPE_CHECKING:
    from collections.abc import Collection

    from channeladmin.storage.act import Act
    from channeladmin.storage.changes import Changes
    from channeladmin.storage.database import Database


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure changed, where the name may still be read, and whether the file holds no byte of it any more.

    Where it does (somebody reads it, or the disk is full), that is put right at the next opening.
    """

    changes: Changes
    mentions: tuple[Mention, ...]
    is_compacted: bool


def erase_person(database: Database, person_id: int, *, redact: RedactLetter) -> Erased:
    """Remove a person, their addresses, employments and awards, from the records and every image of the history.

    Frozen letters of the companies where they worked lose them, by `redact`. `UserError` if there is no such person.
    """
    with database.act("Erase a person", kind=OperationKind.ERASURE) as act:
        connection, person = act.connection, table_of(Person)
        if connection.execute(select(person.c.id).where(person.c.id == person_id)).first() is None:
            raise UserError("This person is no longer in the data file; somebody removed them meanwhile.")
        words, agreement_ids = _list_words(act, person_id), _list_agreements(act, person_id)
        act.delete(Person, [person_id])
        _redact_letters(act, agreement_ids, words, redact)
        mentions = tuple(find_mentions(connection, words))
        note_compaction(connection)
        act.when_sealed = lambda: scrub_history(connection, person_id, words, redact, agreement_ids)
    assert act.changes is not None
    return Erased(act.changes, mentions, compact_if_due(database))


def _list_words(act: Act, person_id: int) -> Words:
    """Every name and address that the person has or had."""
    person, email = table_of(Person), table_of(EmailAddress)
    names = act.connection.execute(select(person.c.name).where(person.c.id == person_id)).scalars()
    addresses = act.connection.execute(select(email.c.address).where(email.c.person_id == person_id)).scalars()
    former = (image.get("name") or image.get("address") for image in list_images(act.connection, person_id))
    return frozenset({*names, *addresses, *(word for word in former if word)})


def _list_agreements(act: Act, person_id: int) -> set[int]:
    """The agreements of every company where the person works or worked."""
    employment = table_of(Employment)
    now = select(employment.c.partner_id).where(employment.c.person_id == person_id)
    partners = set(act.connection.execute(now).scalars())
    partners |= {image["partner_id"] for image in list_images(act.connection, person_id) if "partner_id" in image}
    return list_letter_agreements(act.connection, partners)


def _redact_letters(act: Act, agreement_ids: Collection[int], words: Words, redact: RedactLetter) -> None:
    invitation = table_of(Invitation)
    query = select(invitation).where(is_among(invitation.c.agreement_id, agreement_ids))
    for row in act.connection.execute(query).mappings().all():
        redacted = redact_letter_of(dict(row), words, redact)
        if redacted:
            act.update(Invitation, row["id"], redacted)
