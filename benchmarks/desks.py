"""The sample desks that several figures share: each is made once in a run, and goes with its folder."""

from __future__ import annotations

import sys
from collections import deque
from datetime import date
from pathlib import Path

from channeladmin.desk.desk import FixedClock, open_desk
from channeladmin.desk.evaluating import Depth, evaluate_desk
from channeladmin.desk.sample import make_sample

ON = date(2022, 10, 31)
CLOCK = FixedClock(ON)
_SLOW_FROM = 5_000
"""So many partners take long enough to say what one waits for."""


class SampleDesks:
    """Desks by their number of partners, each of which has an agreement, ten people and thirty awards or so."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, partners: int) -> Path:
        """The data file of a desk, made at the first call; whoever writes to it leaves it as big as it was."""
        path = self._folder / f"{partners}.channeladmin"
        if not path.exists():
            if partners >= _SLOW_FROM:
                sys.stderr.write(f"Making a desk of {partners:,} partners…\n")
            make_sample(path, on=ON, partners=partners, fast=True)
        return path


def evaluate_whole(path: Path, depth: Depth) -> int:
    """Open a desk, evaluate all tracks of all agreements, close it; returns the number of verdicts."""
    desk = open_desk(path, clock=CLOCK)
    verdicts = deque(enumerate(evaluate_desk(desk, on=ON, depth=depth), start=1), maxlen=1)
    desk.close()
    return verdicts[0][0] if verdicts else 0
