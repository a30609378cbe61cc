"""Lines that somebody should look at, each with a choice where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ui.kit.fields import Choice, ChoiceField
from ui.kit.text import make_label
from ui.rosters.column_rows import FIELD_LENGTH, empty_grid

_MOST_SHOWN = 200


class ChoiceLine(NamedTuple):
    """What it is about, what there is to say, and what can be chosen; `blank` are the words for nothing."""

    key: str
    head: str
    words: str
    choices: Sequence[Choice] = ()
    blank: str = ""
    value: object = None


class ChoiceLines(QScrollArea):
    """A line that stays keeps its box, so that the keyboard stays in it."""

    chosen = Signal(str, object)
    """The key of a line, and what was chosen; None is nothing."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fields: dict[str, ChoiceField] = {}
        self._lines: tuple[ChoiceLine, ...] = ()
        body = QWidget()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(body)
        column.setContentsMargins(4, 8, 12, 8)
        column.addLayout(self._grid)
        column.addStretch(1)
        self.setWidget(body)

    def show_lines(self, lines: Sequence[ChoiceLine]) -> None:
        """Show them; of very many the first."""
        shape = [line._replace(value=None) for line in lines]
        if shape != [line._replace(value=None) for line in self._lines]:
            self._build(lines)
        self._lines = tuple(lines)
        for line in lines[:_MOST_SHOWN]:
            if line.choices:
                self.fields[line.key].start(line.value)

    @property
    def lines(self) -> tuple[ChoiceLine, ...]:
        """What is shown."""
        return self._lines

    def _build(self, lines: Sequence[ChoiceLine]) -> None:
        empty_grid(self._grid)
        self.fields = {}
        for row, line in enumerate(lines[:_MOST_SHOWN]):
            self._grid.addWidget(make_label(line.head, "strong", most_lines=2), row, 0)
            self._grid.addWidget(make_label(line.words, wraps=True), row, 1)
            if line.choices:
                field = ChoiceField(line.choices, has_blank=True, blank=line.blank)
                field.box.setMinimumContentsLength(FIELD_LENGTH)
                field.widget.setAccessibleName(f"{line.head}: what it is")
                field.edited.connect(partial(self._on_edited, line.key))
                self.fields[line.key] = field
                self._grid.addWidget(field.widget, row, 2)
        if len(lines) > _MOST_SHOWN:
            more = f"and {len(lines) - _MOST_SHOWN:,} more, as soon as some of these are settled"
            self._grid.addWidget(make_label(more, "muted"), _MOST_SHOWN, 0, 1, 3)

    def _on_edited(self, key: str) -> None:
        self.chosen.emit(key, self.fields[key].entry())
