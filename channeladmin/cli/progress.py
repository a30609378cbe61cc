"""How far long work is, told at a terminal in plain lines; a file or a pipe is told nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import monotonic

from channeladmin.cli.output import say
from channeladmin.progress import Progress, ignore_progress

TOLD_EVERY = 2.0
"""Seconds: work that is done before says nothing."""


def tell_progress(of: str, *, is_streamed: bool = False, clock: Callable[[], float] = monotonic) -> Progress:
    """Progress as “1,200 of 100,000 agreements” on stderr; `of` is what is counted, in the plural.

    Where the result is streamed to the same terminal (`is_streamed`) it shows by itself how far the work is.
    """
    if not sys.stderr.isatty() or (is_streamed and sys.stdout.isatty()):
        return ignore_progress
    told_at = clock()

    def tell(done: int, total: int) -> None:
        nonlocal told_at
        if done < total and clock() - told_at >= TOLD_EVERY:
            told_at = clock()
            say(f"{done:,} of {total:,} {of}")

    return tell
