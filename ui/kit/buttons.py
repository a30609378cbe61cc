"""Buttons in the few roles that the window has, each with an accessible name and, where asked, an icon.

One can be withheld: whatever enables it meanwhile, it stays disabled and says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from ui.kit.icons import bind_icon
from ui.kit.text import keep_ampersands
from ui.kit.tips import plain_tip


def make_button(
    text: str,
    on_click: Callable[[], object],
    *,
    role: str = "plain",
    icon: str | None = None,
    name: str | None = None,
) -> Button:
    """A push button; roles: plain, primary, danger, link, quiet, chip, rail, door.

    `name` is what a screen reader says, else the text.
    """
    button = Button(keep_ampersands(text))
    button.setProperty("role", role)
    button.setAccessibleName(name or text)
    button.setAutoDefault(False)
    if role in {"link", "quiet", "chip", "rail", "door"}:
        button.setCursor(Qt.CursorShape.PointingHandCursor)
    if icon is not None:
        bind_icon(button, icon)
    button.clicked.connect(lambda _checked: on_click())
    return button


class Button(QPushButton):
    """Enter presses it as a blank does; a key that is held down presses it once."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._is_wanted = True
        self._tip = ""
        self.withheld = ""

    def withhold(self, reason: str) -> None:
        """Disable it for a reason, which is then its tip; an empty one gives it back as it is meant to be."""
        if reason == self.withheld:
            return
        if not self.withheld:
            self._tip = self.toolTip()
        self.withheld = reason
        super().setEnabled(self._is_wanted and not reason)
        self.setProperty("toolTip", plain_tip(reason) if reason else self._tip)
        self.setAccessibleDescription(reason)

    def setEnabled(self, is_enabled: bool) -> None:
        """Enable or disable it; while it is withheld, that is for afterwards."""
        self._is_wanted = is_enabled
        super().setEnabled(is_enabled and not self.withheld)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter clicks, once for each time it is pressed."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not _is_held(event)
        if is_enter and not event.isAutoRepeat():
            self.click()
        elif not is_enter:
            super().keyPressEvent(event)


def withhold_all(buttons: Iterable[Button], reason: str) -> None:
    """Withhold several for one reason; an empty one gives them back."""
    for button in buttons:
        button.withhold(reason)


def _is_held(event: QKeyEvent) -> bool:
    """Whether Ctrl, Alt or the like is held down with it: then the key is for somebody else."""
    return bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
