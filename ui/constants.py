"""None, True and False are kept for good, which Python itself does from 3.12 on.

PySide6 6.12.0 is built as if it always did: a call that gives back one of them takes a reference from it that it never
added. On Python 3.11 the last one ends the program, after some ten thousand calls.
"""

from __future__ import annotations

import ctypes
import sys

_FOR_GOOD = 2**40
_IMMORTAL_SINCE = (3, 12)


def keep_constants() -> None:
    """Give each more references than any session takes; CPython's objects begin with their number."""
    if sys.version_info < _IMMORTAL_SINCE:
        for constant in (None, True, False, NotImplemented):
            ctypes.c_ssize_t.from_address(id(constant)).value += _FOR_GOOD
