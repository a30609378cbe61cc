"""The turn to write inside this process: acts of several threads follow one another."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from channeladmin.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

_WAIT_SECONDS = 2.0


class Writer:
    """Lets one act at a time write; who waits too long learns which act is running."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owner: int | None = None
        self._label = ""

    @property
    def is_held(self) -> bool:
        """Whether somebody writes now."""
        return self._lock.locked()

    @contextmanager
    def hold(self, label: str) -> Iterator[None]:
        """Take the turn for the block; `UserError` after 2 s of waiting."""
        if self._owner == threading.get_ident():
            raise RuntimeError(f"“{label}” was begun inside “{self._label}”; an act has no act inside it.")
        if not self._lock.acquire(timeout=_WAIT_SECONDS):
            raise UserError(f"“{self._label}” is still running. Try again when it has finished.")
        self._owner, self._label = threading.get_ident(), label
        try:
            yield
        finally:
            self._owner = None
            self._lock.release()
