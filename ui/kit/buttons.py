"""Buttons in the few roles that the window has, each with an accessible name and, where asked, an icon."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from ui.kit.icons import bind_icon
from ui.kit.text import keep_ampersands


def make_button(
    text: str,
    on_click: Callable[[], object],
    *,
    role: str = "plain",
    icon: str | None = None,
    name: str | None = None,
) -> QPushButton:
    """A push button; roles: plain, primary, danger, link, quiet, chip, rail, door.

    `name` is what a screen reader says, else the text.
    """
    button = _Button(keep_ampersands(text))
    button.setProperty("role", role)
    button.setAccessibleName(name or text)
    button.setAutoDefault(False)
    if role in {"link", "quiet", "chip", "rail", "door"}:
        button.setCursor(Qt.CursorShape.PointingHandCursor)
    if icon is not None:
        bind_icon(button, icon)
    button.clicked.connect(lambda _checked: on_click())
    return button


class _Button(QPushButton):
    """Enter presses it as a blank does; a key that is held down presses it once."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not _is_held(event)
        if is_enter and not event.isAutoRepeat():
            self.click()
        elif not is_enter:
            super().keyPressEvent(event)


def _is_held(event: QKeyEvent) -> bool:
    """Whether Ctrl, Alt or the like is held down with it: then the key is for somebody else."""
    return bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
