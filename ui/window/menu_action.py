"""An entry of a menu that can be withheld: it is disabled, and its tip says why, as its keys do in the status line."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.kit.tips import plain_tip


class MenuAction(QAction):
    """Whatever enables it while it is withheld is for afterwards."""

    refused = Signal(str)
    """Its keys were pressed while it was withheld: why nothing happens."""

    def __init__(self, text: str, keys: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._is_wanted = True
        self.withheld = ""
        # The keys of a disabled action are nobody's: these answer in its place.
        self._answer = QShortcut(QKeySequence(keys), parent)
        self._answer.setEnabled(False)
        self._answer.activated.connect(lambda: self.refused.emit(self.withheld))
        self.setShortcut(QKeySequence(keys))

    def withhold(self, reason: str) -> None:
        """Disable it for a reason; an empty one gives it back as it is meant to be."""
        self.withheld = reason
        self.setToolTip(plain_tip(reason))
        self._show()

    def setEnabled(self, is_enabled: bool) -> None:
        """Enable or disable it, as far as it is not withheld."""
        self._is_wanted = is_enabled
        self._show()

    def _show(self) -> None:
        super().setEnabled(self._is_wanted and not self.withheld)
        self._answer.setEnabled(bool(self.withheld))
