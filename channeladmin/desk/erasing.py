"""Erase a person on request: from the records, the history and frozen letters; the one act without an undo."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from channeladmin.desk.changed_fields import name_record
from channeladmin.errors import UserError
from channeladmin.letters.packet import digest_text, parse_packet
from channeladmin.storage import erasing, finding, mentions
from channeladmin.storage.copies_holding import find_copies_holding
from channeladmin.storage.earlier_copies import list_earlier_copies
from channeladmin.storage.mentions import Mention
from channeladmin.storage.redacting import Words, redact_text

if TYPE_CHECKING:
    from channeladmin.desk.desk import Desk
    from channeladmin.storage.changes import Changes

__all__ = ["Erased", "erase_person", "erase_text", "find_person"]


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure changed, and where the person can still be found.

    `mentions` are records whose text still has the name (a person must look at them), `holding` the copies beside the
    data file that still hold the person, `unread` those that could not be looked into. Where the file is not yet
    compacted, its bytes still hold the person until the next opening.
    """

    changes: Changes
    mentions: tuple[str, ...]
    holding: tuple[Path, ...]
    unread: tuple[Path, ...]
    is_compacted: bool


def find_person(desk: Desk, known_as: str) -> int:
    """The key of a person by learner id, e-mail address or name; `UserError` if nobody or several have it."""
    with desk.database.read() as connection:
        return finding.get_person_id(connection, known_as)


def erase_person(desk: Desk, person_id: int) -> Erased:
    """Remove a person with addresses, employments and awards, so that nothing of them stays in the data file.

    It cannot be undone. Frozen letters that name them say “(erased)” instead and are sealed anew. `UserError` if the
    person is gone already.
    """
    erased = erasing.erase_person(desk.database, person_id, redact=_redact_packet)
    beside = [copy.path for copy in list_earlier_copies(desk.path)]
    copies = find_copies_holding(beside, person_id, key=desk.database.file_key)
    named = tuple(map(_word_mention, erased.mentions))
    return Erased(erased.changes, named, copies.holding, copies.unread, erased.is_compacted)


def erase_text(desk: Desk, text: str) -> Changes | None:
    """Take a name out of the texts of all records (people aside), their history and the labels; it has no undo.

    For what `mentions` told of. None if no record of today has it.
    """
    if not text.strip():
        raise UserError("Give the name that shall be taken out.")
    return mentions.erase_text(desk.database, frozenset({text.strip()}))


def _redact_packet(evidence: str, words: Words) -> tuple[str, str] | None:
    """A frozen packet without these names in its lines of evidence, wherever they stand whole."""
    packet = parse_packet(evidence)
    rows = tuple(
        row.model_copy(update={"evidence": tuple(redact_text(line, words) for line in row.evidence)})
        for row in packet.scorecard.rows
    )
    if rows == packet.scorecard.rows:
        return None
    redacted = packet.model_copy(update={"scorecard": packet.scorecard.model_copy(update={"rows": rows})}).to_json()
    return redacted, digest_text(redacted)


def _word_mention(mention: Mention) -> str:
    if mention.row_id is None:
        return f"the history of each {mention.table.replace('_', ' ')} that had it"
    return f"{name_record(mention.table, mention.image)}, {mention.column.replace('_', ' ')}"
