"""Whether a window can be shown here at all: asked before Qt is, for Qt ends the process where it cannot."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from importlib.util import find_spec
from pathlib import Path

from channeladmin.errors import EnvironmentProblem
from ui.system_libraries import PACKAGES

WITHOUT_A_WINDOW = (
    "These commands work without one: demo, import, export, evaluate, invite, invitation, packet, history, undo, check "
    "(“channeladmin --help” lists all)."
)
_NEEDS_NO_DISPLAY = frozenset({"offscreen", "minimal", "vnc", "linuxfb", "eglfs"})


def require_display() -> None:
    """Return where a window can be shown; else raise EnvironmentProblem with what is missing and what works instead."""
    if sys.platform in {"win32", "darwin"}:
        return
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if platform in _NEEDS_NO_DISPLAY:
        return
    if platform != "xcb" and _wayland_answers():
        return
    display = os.environ.get("DISPLAY")
    if not display:
        raise EnvironmentProblem(f"The window needs a display, and there is none here. {WITHOUT_A_WINDOW}")
    _require_xcb()
    if not _x_server_answers(display):
        raise EnvironmentProblem(f"The display {display} does not answer, so no window can open. {WITHOUT_A_WINDOW}")


def explain_missing_library(problem: BaseException) -> EnvironmentProblem:
    """The sentence for a system library that Qt could not find."""
    library = str(problem).partition(":")[0].strip()
    package = PACKAGES.get(library)
    cure = f" (on Debian and Ubuntu: apt-get install {package})" if package else ""
    return EnvironmentProblem(f"The window needs the system library {library}{cure}. {WITHOUT_A_WINDOW}")


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    if not name:
        return False
    path = Path(os.environ.get("XDG_RUNTIME_DIR", "/")) / name
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(str(path))
        except OSError:
            return False
    return True


def _require_xcb() -> None:
    """Load Qt's X plugin as the linker would, and name the library that it misses."""
    package = find_spec("PySide6")
    if package is None or package.origin is None:
        return
    plugin = Path(package.origin).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    if not plugin.exists():
        return
    try:
        ctypes.CDLL(str(plugin))
    except OSError as problem:
        raise explain_missing_library(problem) from problem


def _x_server_answers(display: str) -> bool:
    """Connect and disconnect; a refusal is an answer that Qt would abort on."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    is_open = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return bool(is_open)
