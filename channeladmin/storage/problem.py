"""What a proof of a data file finds: the kinds of faults, and one fault as a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ProblemKind(StrEnum):
    """Which of the proofs failed."""

    STRUCTURE = "structure"
    """Pages, rows or values that SQLite itself calls broken, and tables that are not as this app made them."""
    INDEX = "index"
    """An index that does not list what its table holds."""
    REFERENCE = "reference"
    """A row whose parent is gone, or a journal row outside its operation."""
    HISTORY = "history"
    """The hash chain of the operations."""
    JOURNAL = "journal"
    """A record that is not as the history left it."""
    VALUE = "value"
    """A date that is no date, a word that is not known, text or JSON that cannot be read."""
    NOTE = "note"
    """What the file says about itself (when and by what it was made, its version, its tables)."""
    STANDING = "standing"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as it must be, as a sentence, and whether it has been put right."""

    kind: ProblemKind
    message: str
    is_repaired: bool = False

    def __str__(self) -> str:
        return f"{self.message} It was worked out afresh." if self.is_repaired else self.message
