"""What the panel scrolls: the summary of one track, who stops counting soon, the fewest awards, and every row."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from channeladmin.desk.values import Verdict
from ui.kit.text import make_label
from ui.panel.quiet_lists import build_awards_needed, build_endings
from ui.panel.requirement_block import RequirementBlock, RowView
from ui.panel.summary import word_summary


class VerdictBody(QWidget):
    """Built anew for every verdict; `blocks` are the rows by key, parts of others too."""

    def __init__(self, verdict: Verdict, track: str, view: RowView) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 16)
        layout.setSpacing(0)
        self.summary = make_label(word_summary(verdict, track), "note", wraps=True)
        layout.addWidget(self.summary)
        self.awards_needed = build_awards_needed(verdict, view.try_awards)
        self.endings = build_endings(verdict)
        for quiet in (self.awards_needed, self.endings):
            if quiet is not None:
                layout.addWidget(quiet)
        layout.addSpacing(4)
        self._rows: list[RequirementBlock] = []
        for number, row in enumerate(verdict.requirements):
            if number or self.awards_needed or self.endings:
                layout.addWidget(_make_rule())
            self._rows.append(RequirementBlock(row, view))
            layout.addWidget(self._rows[-1])
        layout.addStretch(1)

    @property
    def blocks(self) -> dict[str, RequirementBlock]:
        """The rows by key; of a row that stands twice the first."""
        found: dict[str, RequirementBlock] = {}
        for top in self._rows:
            for block in top.walk():
                found.setdefault(block.row.key, block)
        return found


def _make_rule() -> QWidget:
    rule = QFrame()
    rule.setProperty("role", "line")
    return rule
