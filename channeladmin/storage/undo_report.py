"""What taking back an act would do where later acts touched the same records: told before it happens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from channeladmin.storage.history import OperationRow


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A record that stays as it is: its table and key, its newest image in the act, and why, as half a sentence."""

    table: str
    row_id: int
    image: Mapping[str, Any]
    reason: str


@dataclass(frozen=True, slots=True)
class UndoReport:
    """How many records go back to what they were, which are kept (changed since), and which cannot go back.

    `based_on` is the newest operation when it was worked out: a report that has gone stale is not applied.
    """

    operation: OperationRow
    reversed_count: int
    kept: tuple[LeftRow, ...]
    failed: tuple[LeftRow, ...]
    based_on: int

    @property
    def is_whole(self) -> bool:
        """Whether the act is taken back with nothing left."""
        return not self.kept and not self.failed
