"""Tips that show text exactly as it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as Markup  # QtGui keeps what Qt knows of markup in a class of the same name


def plain_tip(text: str) -> str:
    """The text for a tip, which Qt would take for markup where it looks like any."""
    if not Markup.mightBeRichText(text):
        return text
    return Markup.convertFromPlainText(text, Qt.WhiteSpaceMode.WhiteSpaceNormal)
