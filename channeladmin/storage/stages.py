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
    """A progress for each stage, by weight; together they tell of the whole in thousandths, and never go back."""
    ends = [end * TOTAL // sum(weights) for end in accumulate(weights)]
    return tuple(_build_part(progress, start, end) for start, end in zip([0, *ends], ends, strict=False))


def _build_part(progress: Progress, start: int, end: int) -> Progress:
    told = start

    def tell(done: int, total: int) -> None:
        nonlocal told
        if total:
            told = max(told, start + (end - start) * min(done, total) // total)
        progress(told, TOTAL)

    return tell
