"""The keys of records: 63-bit, ordered by time, so that copies of a file can be merged without renumbering."""

from __future__ import annotations

import random
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from channeladmin.storage.clock import Clock

_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_RANDOM_BITS = 22
_MILLISECOND_MASK = (1 << 41) - 1


class KeyMaker:
    """Makes keys of 41 bits of milliseconds since 2020 and 22 random bits, each larger than the one before.

    With a `seed` and a clock that stands still the keys are the same in every run.
    """

    def __init__(self, clock: Clock, *, seed: int | None = None) -> None:
        self._clock = clock
        self._random = random.SystemRandom() if seed is None else random.Random(seed)
        self._last = 0
        self._lock = threading.Lock()

    def take(self, *, above: int = 0) -> int:
        """The next key; larger than `above` too."""
        return self.take_range(1, above=above).start

    def take_range(self, count: int, *, above: int = 0) -> range:
        """`count` keys in a row, for many records at once: they lie side by side in the data file."""
        with self._lock:
            elapsed = self._clock.now() - _EPOCH
            milliseconds = (elapsed.days * 86_400_000) + elapsed.seconds * 1000 + elapsed.microseconds // 1000
            drawn = (milliseconds & _MILLISECOND_MASK) << _RANDOM_BITS | self._random.getrandbits(_RANDOM_BITS)
            first = max(drawn, self._last + 1, above + 1)
            self._last = first + count - 1
        return range(first, first + count)
