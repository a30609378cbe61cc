"""Who has a data file open: a locked, hidden file beside it for each process, and a gate that opens for one at a time.

The locks are never on the data file itself: closing any descriptor of it would drop the locks that SQLite holds there.
"""

from __future__ import annotations

import os
import re
import time
import weakref
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from channeladmin.errors import UserError
from channeladmin.file_lock import HeldFile, hold_file, is_held, remove_left_over
from channeladmin.storage.clock import Clock, SystemClock
from channeladmin.storage.login import find_login_name
from channeladmin.storage.refusals import RefusalKind, build_refusal
from channeladmin.storage.visitor import Visitor, build_visitor, join_visitors, read_visitor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WAIT_SECONDS = 2.0
_PAUSE_SECONDS = 0.02


class Presence:
    """Says, as long as it is not closed and the process lives, that this process has the file open."""

    def __init__(self, held: HeldFile, visitor: Visitor) -> None:
        self.file = held.path
        self.visitor = visitor
        # A process that ends without closing its desks, but in good order, leaves nothing behind either.
        self._finalizer = weakref.finalize(self, held.close)

    def close(self) -> None:
        """The process no longer has the file open."""
        self._finalizer()


@dataclass(frozen=True, slots=True)
class Crowd:
    """What somebody who passed the gate finds: who else has the file open, and whether somebody never closed it."""

    path: Path
    me: Visitor
    others: tuple[Visitor, ...]
    ended_uncleanly: bool

    def enter(self) -> Presence:
        """Be present from now on; only inside the gate."""
        number = 1
        while (held := hold_file(self.path.with_name(f".{self.path.name}.{os.getpid()}-{number}.open"))) is None:
            number += 1
        held.write(self.me.text)
        return Presence(held, self.me)


@contextmanager
def pass_gate(path: Path, *, actor: str, what: str, clock: Clock) -> Iterator[Crowd]:
    """Go through the gate of a file, alone until the end of the block; what ended uncleanly is cleared away.

    `OpenRefused` where somebody holds the gate for longer than 2 s.
    """
    place, me = path.resolve(), build_visitor(actor, what, clock.now())
    with _hold_gate(place, me):
        files = _list_files(place)
        left_over = [file for file in files if remove_left_over(file)]
        others = tuple(_read(file) for file in files if is_held(file))
        unfinished = not others and has_unfinished(place)
        yield Crowd(place, me, others, bool(left_over) or unfinished)


@contextmanager
def alone(path: Path, *, what: str, actor: str | None = None) -> Iterator[None]:
    """Have a file to oneself in the block: nobody has it open, and nobody can open it for writing meanwhile.

    `OpenRefused` (an `EnvironmentProblem`) that names who has it open.
    """
    place = path.resolve()
    with _hold_gate(place, build_visitor(actor or find_login_name(), what, SystemClock().now())):
        present = list_present(place)
        if present:
            who = "; ".join(visitor.sentence for visitor in present)
            raise build_refusal(RefusalKind.IN_USE, f"“{path}” is open: {who}. Close it everywhere, then try again.")
        yield


def list_present(path: Path, *, besides: Presence | None = None) -> tuple[Visitor, ...]:
    """Who has a file open for writing now, in this process or another."""
    own = None if besides is None else besides.file
    return tuple(_read(file) for file in _list_files(path.resolve()) if file != own and is_held(file))


def has_unfinished(path: Path) -> bool:
    """Whether SQLite has something beside a file that it did not bring home into it."""
    for suffix in ("-wal", "-journal"):
        with suppress(OSError):
            if path.with_name(f"{path.name}{suffix}").stat().st_size:
                return True
    return False


@contextmanager
def _hold_gate(place: Path, me: Visitor) -> Iterator[None]:
    if not place.parent.is_dir():
        raise UserError(f"The folder “{place.parent}” does not exist. Make it, or choose another one.")
    gate = place.with_name(f".{place.name}.gate")
    ends = time.monotonic() + _WAIT_SECONDS
    while (held := hold_file(gate)) is None:
        if time.monotonic() >= ends:
            holder = read_visitor(gate)
            who = join_visitors(() if holder is None else (holder,))
            sentence = f"{who} has “{place}” to itself. Try again when that has finished."
            raise build_refusal(RefusalKind.IN_USE, sentence)
        time.sleep(_PAUSE_SECONDS)
    try:
        held.write(me.text)
        yield
    finally:
        held.close()


def _list_files(place: Path) -> list[Path]:
    pattern = re.compile(rf"\.{re.escape(place.name)}\.\d+-\d+\.open")
    try:
        return sorted(file for file in place.parent.iterdir() if pattern.fullmatch(file.name))
    except OSError:
        return []


def _read(file: Path) -> Visitor:
    return read_visitor(file) or Visitor("somebody", "unknown", "", 0, "")
