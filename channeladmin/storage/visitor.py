"""Who has a data file open and what for, as a line of text that other processes can read."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

WINDOW = "window"
"""What a process does that shows the window; others are known by their command's name."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A process with the file open: the person, and what it does (the window, or a command)."""

    actor: str
    what: str
    since: str
    """ISO, aware."""
    pid: int
    host: str

    @property
    def name(self) -> str:
        """m.okafor's window (process 123)."""
        what = "window" if self.what == WINDOW else f"“{self.what}”"
        return f"{self.actor}'s {what} ({self._process})"

    @property
    def sentence(self) -> str:
        """m.okafor has it open in the window (process 123)."""
        what = "in the window" if self.what == WINDOW else f"for “{self.what}”"
        return f"{self.actor} has it open {what} ({self._process})"

    @property
    def text(self) -> str:
        """The line for the file."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @property
    def _process(self) -> str:
        return f"process {self.pid}" if self.host == platform.node() else f"process {self.pid} on {self.host}"


def build_visitor(actor: str, what: str, at: datetime) -> Visitor:
    """Who this process is."""
    return Visitor(actor=actor, what=what, since=at.isoformat(), pid=os.getpid(), host=platform.node())


def read_visitor(path: Path) -> Visitor | None:
    """What such a file says; None if it is gone, or says nothing (yet)."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return Visitor(**found)
    except (OSError, ValueError, TypeError):
        return None


def join_visitors(visitors: Iterable[Visitor]) -> str:
    """Their names in a row, to begin a sentence with; “Another program” where there is none."""
    return " or ".join(visitor.name for visitor in visitors) or "Another program"
