"""Work of the database that goes on while Python works: the driver lets go of the interpreter meanwhile."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SWITCH_SECONDS = 0.0005
"""After every statement the work needs the interpreter for a moment; it shall not wait its usual 5 ms for it."""


@contextmanager
def beside(work: Callable[[], object]) -> Iterator[None]:
    """Do some work in a thread of its own while the block runs, and wait for it at the end of the block.

    Its connection is the work's alone meanwhile: the block must not use it. An error of the block comes before one of
    the work.
    """
    interval = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH_SECONDS)
    try:
        with ThreadPoolExecutor(1, "beside") as worker:
            done = worker.submit(work)
            yield
    finally:
        sys.setswitchinterval(interval)
    done.result()
