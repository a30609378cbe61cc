"""Buttons in the few roles that the window has, each with an accessible name and, where asked, an icon."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
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
    """A push button; roles: plain, primary, danger, link, chip, rail, door.

    `name` is what a screen reader says, else the text.
    """
    button = QPushButton(keep_ampersands(text))
    button.setProperty("role", role)
    button.setAccessibleName(name or text)
    button.setAutoDefault(False)
    if role in {"link", "chip", "rail", "door"}:
        button.setCursor(Qt.CursorShape.PointingHandCursor)
    if icon is not None:
        bind_icon(button, icon)
    button.clicked.connect(lambda _checked: on_click())
    return button
