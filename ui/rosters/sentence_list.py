"""Sentences one under the other: possible leavers, messages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractItemView, QListWidget

_MOST_SHOWN = 2_000


class SentenceList(QListWidget):
    """They wrap; the first of very many are shown."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setSpacing(3)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show them in the place of those before."""
        self.clear()
        self.addItems(list(sentences[:_MOST_SHOWN]))
        if len(sentences) > _MOST_SHOWN:
            self.addItem(f"and {len(sentences) - _MOST_SHOWN:,} more; the report of the import has all")
