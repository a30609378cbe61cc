"""What lines of one sort have in common, said once above them, with an act for all of them where there is one."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.kit.text import make_label


class ChoiceGroup(NamedTuple):
    """A sort of lines: `key` is what its lines are marked with, `head` what it is called."""

    key: str
    head: str
    words: str


class GroupHead(QWidget):
    """The head over what there is to say, and beside them the act."""

    def __init__(self, act: QPushButton | None) -> None:
        super().__init__()
        self.head, self.words = make_label(role="heading"), make_label(role="muted", wraps=True)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(16)
        row.addLayout(column, 1)
        if act is not None:
            row.addWidget(act, 0, Qt.AlignmentFlag.AlignBottom)

    def show_group(self, group: ChoiceGroup) -> None:
        """Say it in the place of what was said before."""
        self.head.setText(group.head)
        self.words.setText(group.words)
