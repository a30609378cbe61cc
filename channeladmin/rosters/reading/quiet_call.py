"""Calls into a library that is not Python: its panic over a broken file is an error like any other."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from typing import TypeVar

_Result = TypeVar("_Result")
_STDERR = 2


class LibraryPanic(Exception):
    """The library gave up on what it read."""


def call_quietly(call: Callable[[], _Result]) -> _Result:
    """What the call gives; LibraryPanic where the library panics.

    A panic writes past Python to the standard error; that is held meanwhile, and dropped with a panic only.
    """
    with tempfile.TemporaryFile() as held:
        try:
            real = os.dup(_STDERR)
        except OSError:
            # A window without a console has none.
            return _call(call)
        panicked = False
        try:
            os.dup2(held.fileno(), _STDERR)
            return _call(call)
        except LibraryPanic:
            panicked = True
            raise
        finally:
            os.dup2(real, _STDERR)
            os.close(real)
            held.seek(0)
            if not panicked and (written := held.read()):
                os.write(_STDERR, written)


def _call(call: Callable[[], _Result]) -> _Result:
    try:
        return call()
    except BaseException as error:
        # The library's panic is no Exception, so that nobody catches it by accident.
        if type(error).__name__ == "PanicException":
            raise LibraryPanic(str(error)) from None
        raise
