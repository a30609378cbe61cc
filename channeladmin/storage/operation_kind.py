"""What sort of entry of the history an operation is."""

from __future__ import annotations

from enum import StrEnum


class OperationKind(StrEnum):
    """Only an act can be taken back; the other kinds are final.

    A baseline stands for all that was trimmed and keeps the last image of each row; an erasure removed a person; of an
    erased act nothing is left, since all that it wrote was about an erased person; of a redone one the undo that it
    took back was trimmed away.
    """

    ACT = "act"
    BASELINE = "baseline"
    ERASURE = "erasure"
    ERASED = "erased"
    REDONE = "redone"
