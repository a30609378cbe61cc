"""The one place that wires the two faces: it hands the window to the command line as one more command."""

from __future__ import annotations

import sys
from pathlib import Path

from ui.display import explain_missing_library, require_display
from ui.imports import kept_imports


def main() -> int:
    """The program: the exit code of the command that was asked for, `open` where none was."""
    from channeladmin.cli import main as run

    return run(open_window)


def open_window(path: Path | None, actor: str | None = None, password: str | None = None) -> int:
    """Show the window on a data file (None: the default one) until it is closed; raises where there is no display."""
    require_display()
    try:
        with kept_imports():
            from ui.app import run_window
    except ImportError as problem:
        if ".so" not in str(problem):
            raise
        raise explain_missing_library(problem) from problem
    return run_window(path, password=password, actor=actor)


if __name__ == "__main__":
    sys.exit(main())
