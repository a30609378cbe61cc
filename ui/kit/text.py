"""Labels that show text exactly as it is: never rich text, never a mnemonic taken out of a company's name."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def make_label(text: str = "", role: str = "body", *, wraps: bool = False, parent: QWidget | None = None) -> QLabel:
    """A plain-text label; roles: body, title, heading, strong, muted, small, error, note, warning."""
    label = _WrappingLabel(parent) if wraps else QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setText(text)
    label.setWordWrap(wraps)
    if wraps:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
    return label


class _WrappingLabel(QLabel):
    def minimumSizeHint(self) -> QSize:
        # Else one long word would set the least width of the page. (A minimum width would do that too, and make Qt
        # work out the height at that width: a column of single words, as high as the screen.)
        return QSize(1, super().minimumSizeHint().height())


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
