"""The progress of work that has several stages, told as one."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from channeladmin.progress import Progress

TOTAL = 1000
"""Into how many parts the whole is divided."""


def split_progress(progress: Progress, weights: Sequence[int]) -> tuple[Progress, ...]:
    """A progress for each stage, by weight; together they tell of the whole in thousandths."""
    ends = [end * TOTAL // sum(weights) for end in accumulate(weights)]
    return tuple(_build_part(progress, start, end) for start, end in zip([0, *ends], ends, strict=False))


def _build_part(progress: Progress, start: int, end: int) -> Progress:
    def tell(done: int, total: int) -> None:
        progress(start if total == 0 else start + (end - start) * min(done, total) // total, TOTAL)

    return tell
