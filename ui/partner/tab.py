"""What every tab of the partner page can do: show a partner and one of its agreements, scrolled as a whole."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from channeladmin.desk.agreements import AgreementView
from channeladmin.desk.partners import PartnerView
from ui.kit.text import make_label
from ui.session import DeskSession


class PartnerTab(QScrollArea):
    """A tab; `show_partner` is called when it is opened and whenever something of the partner changed."""

    def __init__(self, session: DeskSession) -> None:
        super().__init__()
        self.session = session
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.content = QWidget()
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(0, 16, 12, 24)
        self.body.setSpacing(16)
        self.setWidget(self.content)

    def show_partner(self, partner: PartnerView, agreement: AgreementView | None) -> None:
        """Show what this tab tells of a partner; `agreement` is the one chosen in the header."""
        raise NotImplementedError

    def describe(self) -> str:
        """What the tab holds, counted, for the status line."""
        raise NotImplementedError

    def add_section(self, title: str, *widgets: QWidget, note: str = "") -> QWidget:
        """A titled part of the tab, its heading above its widgets."""
        section = QWidget()
        layout = QVBoxLayout(section)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(make_label(title, "strong"))
        if note:
            layout.addWidget(make_label(note, "small", wraps=True))
        for widget in widgets:
            layout.addWidget(widget)
        self.body.addWidget(section)
        return section
