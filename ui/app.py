"""The Qt application: dressed, shown, and only then given its data file."""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMessageBox

from channeladmin.desk.place import default_path
from ui.kit.theme import Scheme, Theme
from ui.window.main_window import MainWindow
from ui.window.one_window import raise_other_window

_log = logging.getLogger(__name__)


def run_window(path: Path | None, *, password: str | None = None, actor: str | None = None) -> int:
    """Run the application on a data file until its window is closed; one that is open comes up instead."""
    app = build_app()
    if raise_other_window(path or default_path()):
        return 0
    settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "channeladmin", "window")
    window = build_window(app, settings, actor=actor)
    window.painted.connect(lambda: window.files.open_path(path, password=password))
    before = sys.excepthook
    sys.excepthook = BugReport(window).tell
    window.show()
    code = app.exec()
    sys.excepthook = before
    return code


def build_app() -> QApplication:
    """The application object, named; the one that runs where there is one."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("channeladmin")
    app.setApplicationDisplayName("Channel Admin")
    app.setDesktopFileName("channeladmin")
    return app


def build_window(app: QApplication, settings: QSettings, *, actor: str | None = None) -> MainWindow:
    """The window in the theme that was chosen last, without a data file yet."""
    chosen = str(settings.value("theme", Scheme.SYSTEM.value))
    theme = Theme(app, Scheme(chosen) if chosen in set(Scheme) else Scheme.SYSTEM)
    return MainWindow(theme=theme, settings=settings, actor=actor)


class BugReport:
    """What happens on an exception that nobody expected: logged, told once, and the window goes on."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._box: QMessageBox | None = None
        window.jobs.broke.connect(self._on_broke)

    def tell(self, kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
        """Log the traceback and show one dialog at a time."""
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        # What Qt could not call at all has no traceback: where it was called from is all that there is.
        _log.error("A bug.", exc_info=(kind, bug, trace), stack_info=trace is None)
        if self._box is not None:
            return
        self._box = QMessageBox(
            QMessageBox.Icon.Warning,
            "Something went wrong",
            "That did not work, because of a mistake in the program. Nothing that was saved is lost.\n\n"
            f"{kind.__name__} in {_place(trace)}",
            QMessageBox.StandardButton.Ok,
            self._window,
        )
        self._box.finished.connect(self._on_closed)
        self._box.open()

    def _on_broke(self, bug: BaseException) -> None:
        self.tell(type(bug), bug, bug.__traceback__)

    def _on_closed(self) -> None:
        self._box = None


def _place(trace: TracebackType | None) -> str:
    if trace is None:
        return f"what was called from {_word_line(*_find_caller())}"
    while trace.tb_next is not None:
        trace = trace.tb_next
    return _word_line(trace.tb_frame.f_code.co_filename, trace.tb_lineno)


def _find_caller() -> tuple[str, int]:
    """The innermost line that runs outside of the report itself."""
    lines = traceback.extract_stack()
    line = next((line for line in reversed(lines) if not _is_report(line)), lines[0])
    return line.filename, line.lineno or 0


def _is_report(line: traceback.FrameSummary) -> bool:
    return line.filename == __file__ and line.name in {"tell", "_place", "_find_caller", "_on_broke"}


def _word_line(file: str, line: int) -> str:
    return f"{Path(file).name}:{line}"
