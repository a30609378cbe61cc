"""Sentences one under the other: possible leavers, messages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QVBoxLayout, QWidget

from ui.kit.text import make_label

_MOST_SHOWN = 2_000


class SentenceList(QWidget):
    """They wrap; the first of very many are shown. `lead` says of all of them what they are."""

    def __init__(self, name: str, lead: str = "") -> None:
        super().__init__()
        self.lead = make_label(lead, "muted", wraps=True)
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setWordWrap(True)
        self.list.setProperty("role", "sentences")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFocusProxy(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.lead)
        layout.addWidget(self.list, 1)
        # Not before it has a parent: it would be a window of its own.
        self.lead.setVisible(bool(lead))

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show them in the place of those before."""
        self.list.clear()
        self.list.addItems(list(sentences[:_MOST_SHOWN]))
        if len(sentences) > _MOST_SHOWN:
            self.list.addItem(f"and {len(sentences) - _MOST_SHOWN:,} more")
