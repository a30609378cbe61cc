"""From the start of the process to the first paint of the window, against a bare window in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from benchmarks.measuring import Figure, compare

TARGET = 2.5
BARE = """
import os, sys
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        os._exit(0)
app = QApplication(sys.argv)
window = Window()
window.resize(1200, 760)
window.show()
sys.exit(app.exec())
"""
APP = """
import os, sys
from ui.imports import kept_imports
with kept_imports():
    from PySide6.QtCore import QSettings
    from ui.app import build_app, build_window
app = build_app()
window = build_window(app, QSettings(sys.argv[1], QSettings.Format.IniFormat))
window.painted.connect(lambda: os._exit(0))
window.show()
sys.exit(app.exec())
"""


def measure(*, runs: int = 7) -> Figure:
    """Seconds from spawning the process to the first paint."""
    with tempfile.NamedTemporaryFile(suffix=".ini") as settings:
        return compare("window_start", lambda: _run(APP, settings.name), lambda: _run(BARE), target=TARGET, runs=runs)


def _run(source: str, *arguments: str) -> None:
    environment = {**os.environ}
    if not environment.get("DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    subprocess.run([sys.executable, "-c", source, *arguments], env=environment, check=True, timeout=120)
