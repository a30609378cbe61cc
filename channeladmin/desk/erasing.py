"""Erase a person on request: from the records, the history and frozen letters; the one act without an undo."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from channeladmin.desk.changed_fields import name_record
from channeladmin.letters.packet import digest_text
from channeladmin.storage import erasing, finding
from channeladmin.storage.copies_holding import find_copies_holding
from channeladmin.storage.earlier_copies import list_earlier_copies

if TYPE_CHECKING:
    from channeladmin.desk.desk import Desk
    from channeladmin.storage.changes import Changes

__all__ = ["Erased", "erase_person", "find_person"]


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure changed, and where the person can still be found.

    `mentions` are records whose text still has the name (a person must look at them), `holding` the copies beside the
    data file that still hold the person, `unread` those that could not be looked into.
    """

    changes: Changes
    mentions: tuple[str, ...]
    holding: tuple[Path, ...]
    unread: tuple[Path, ...]


def find_person(desk: Desk, known_as: str) -> int:
    """The key of a person by learner id, e-mail address or name; `UserError` if nobody or several have it."""
    with desk.database.read() as connection:
        return finding.get_person_id(connection, known_as)


def erase_person(desk: Desk, person_id: int) -> Erased:
    """Remove a person with addresses, employments and awards, so that nothing of them stays in the data file.

    It cannot be undone. Frozen letters that name them say “(erased)” instead and are sealed anew. `UserError` if the
    person is gone already.
    """
    erased = erasing.erase_person(desk.database, person_id, digest=digest_text)
    beside = [copy.path for copy in list_earlier_copies(desk.path)]
    copies = find_copies_holding(beside, person_id, key=desk.database.file_key)
    mentions = (f"{name_record(each.table, each.image)}, {each.column.replace('_', ' ')}" for each in erased.mentions)
    return Erased(erased.changes, tuple(mentions), copies.holding, copies.unread)
