"""Keeps Python's search for cycles on the window's thread: a widget that dies on another one crashes the program."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 250


class Collecting(QObject):
    """Searches in Python's own measure, but by a timer; what else would begin a search waits as long as this lives.

    Left to itself, Python searches on whatever thread makes the next object, also on that of a job.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        if gc.isenabled():
            gc.disable()
            # Not a method: when it is called, this is gone.
            self.destroyed.connect(lambda *_: gc.enable())
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Search as deep as is due."""
        counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [generation for generation, (count, most) in enumerate(counts) if 0 < most < count]
        if due:
            gc.collect(due[-1])
