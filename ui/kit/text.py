"""Labels that show text exactly as it is: never rich text, never a mnemonic taken out of a company's name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.kit.wrapping_label import WrappingLabel


def make_label(
    text: str = "",
    role: str = "body",
    *,
    wraps: bool = False,
    most_lines: int | None = None,
    parent: QWidget | None = None,
) -> QLabel:
    """A plain-text label; roles: body, title, heading, strong, muted, small, error, lapse, needed, trying, note,
    warning.

    `most_lines` is for text that may be of any length: it wraps, and ends there in an ellipsis.
    """
    wraps = wraps or most_lines is not None
    label = WrappingLabel(parent, most_lines=most_lines) if wraps else QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setText(text)
    label.setWordWrap(wraps)
    if wraps:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
    return label


def with_tabular_figures(font: QFont) -> QFont:
    """The font for dates and amounts under one another; not for prose, where it spaces hyphens out."""
    tabular = QFont(font)
    tabular.setFeature(QFont.Tag("tnum"), 1)
    return tabular


def shorten(text: str, limit: int = 60) -> str:
    """The text, or its beginning and an ellipsis, for a place that must not grow with it."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def keep_ampersands(text: str) -> str:
    """The text for a button, tab or menu, where a lone `&` would turn into an underline."""
    return text.replace("&", "&&")


def restyle(widget: QWidget) -> None:
    """Make the style sheet look again at a widget whose `role` or state property changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
