"""Lines that somebody should look at, each with a choice where there is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby, islice
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.kit.fields import Choice, ChoiceField
from ui.kit.text import make_label
from ui.kit.typed_choice import Names, TypedChoiceField
from ui.rosters.column_rows import FIELD_LENGTH
from ui.rosters.group_head import ChoiceGroup, GroupHead

_MOST_SHOWN = 200
_HEAD_WIDTH = 240
_NO_ACTS: Mapping[str, QPushButton] = MappingProxyType({})


class ChoiceLine(NamedTuple):
    """What it is about, what there is to say, and what can be chosen; `blank` are the words for nothing.

    An `is_open` one takes any name, beside the choices, that all such lines offer. One that `is_answered` is always
    shown. `group` is the key of its group, `name` how it is called without it.
    """

    key: str
    head: str
    words: str
    choices: tuple[Choice, ...] = ()
    blank: str = ""
    value: object = None
    is_open: bool = False
    group: str = ""
    name: str = ""
    is_answered: bool = False


class _Shown(NamedTuple):
    line: ChoiceLine
    head: QLabel
    words: QLabel
    field: ChoiceField | None = None

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        return (self.head, self.words, *(() if self.field is None else (self.field.widget,)))

    @property
    def refusal(self) -> str:
        """Why what stands in its box is no answer."""
        refused = self.field.refused_text if isinstance(self.field, TypedChoiceField) else ""
        return f"“{refused}” is none of the names; choose one that is offered while you type." if refused else ""

    def asks_as(self, line: ChoiceLine) -> bool:
        """Whether another line asks the same, whatever it says."""
        ours, theirs = ((each.head, each.choices, each.blank, each.is_open) for each in (self.line, line))
        return ours == theirs


class ChoiceLines(QScrollArea):
    """A line that stays keeps its box and its place, so that the keyboard stays there and Tab goes on from it."""

    chosen = Signal(str, object)
    """The key of a line, and what was chosen; None is nothing."""

    def __init__(self, name: str, acts: Mapping[str, QPushButton] = _NO_ACTS) -> None:
        """`acts` are for all lines of a group, by its key."""
        super().__init__()
        self._acts = acts
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fields: dict[str, ChoiceField] = {}
        self._lines: tuple[ChoiceLine, ...] = ()
        self._shown: dict[str, _Shown] = {}
        self._heads: dict[str, GroupHead] = {}
        self._names = Names()
        self._more = make_label("", "muted")
        body = QWidget()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnMinimumWidth(0, _HEAD_WIDTH)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(body)
        column.setContentsMargins(4, 8, 12, 8)
        column.addLayout(self._grid)
        column.addWidget(self._more)
        column.addStretch(1)
        self.setWidget(body)

    def show_lines(
        self, lines: Sequence[ChoiceLine], names: Sequence[str] = (), groups: Sequence[ChoiceGroup] = ()
    ) -> None:
        """Show them by groups; of very many that are not answered the first. Open ones offer these names."""
        self._names.replace(names)
        self._lines = tuple(self._arrange(_choose_shown(lines), groups))
        before, self._shown, self.fields = self._shown, {}, {}
        for line in self._lines:
            is_there = line.key in before and before[line.key].asks_as(line)
            found = self._shown[line.key] = before.pop(line.key) if is_there else self._build(line)
            found.head.setText(line.head)
            if found.field is not None:
                self.fields[line.key] = found.field
                found.field.start(line.value)
            found.words.setText(found.refusal or line.words)
        self._lay_out_groups({group.key: group for group in groups})
        for gone in before.values():
            for widget in gone.widgets:
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self._order_tabs()
        more = len(lines) - len(self._lines)
        self._more.setText(f"and {more:,} more, as soon as some of these are settled")
        self._more.setVisible(more > 0)

    @property
    def lines(self) -> tuple[ChoiceLine, ...]:
        """What is shown."""
        return self._lines

    def _arrange(self, lines: Sequence[ChoiceLine], groups: Sequence[ChoiceGroup]) -> Sequence[ChoiceLine]:
        """In the order of the groups; in each those that are shown in their order, then the others."""
        order = {group.key: place for place, group in enumerate(groups)}
        places = {key: place for place, key in enumerate(self._shown)}
        return sorted(lines, key=lambda line: (order.get(line.group, -1), places.get(line.key, len(places))))

    def _lay_out_groups(self, groups: Mapping[str, ChoiceGroup]) -> None:
        row = 0
        for head in self._heads.values():
            head.hide()
        for key, lines in groupby(self._lines, attrgetter("group")):
            if key in groups:
                self._show_head(groups[key], row)
                row += 1
            for line in lines:
                for column, widget in enumerate(self._shown[line.key].widgets):
                    self._grid.addWidget(widget, row, column)
                row += 1

    def _show_head(self, group: ChoiceGroup, row: int) -> None:
        if group.key not in self._heads:
            self._heads[group.key] = GroupHead(self._acts.get(group.key))
        head = self._heads[group.key]
        head.show_group(group)
        self._grid.addWidget(head, row, 0, 1, 3)
        head.show()

    def _order_tabs(self) -> None:
        """As one reads: the act of a group, then the choices of its lines."""
        before: QWidget = self
        for key, lines in groupby(self._lines, attrgetter("group")):
            fields = (self.fields[line.key].widget for line in lines if line.key in self.fields)
            for widget in (*filter(None, [self._acts.get(key)]), *fields):
                QWidget.setTabOrder(before, widget)
                before = widget

    def _build(self, line: ChoiceLine) -> _Shown:
        head, words = make_label(role="strong", most_lines=2), make_label(wraps=True)
        if not (line.choices or line.is_open):
            return _Shown(line, head, words)
        field = self._build_field(line)
        field.box.setMinimumContentsLength(FIELD_LENGTH)
        field.widget.setAccessibleName(f"{line.name or line.head}: what it is")
        field.edited.connect(partial(self._on_edited, line.key, field))
        return _Shown(line, head, words, field)

    def _build_field(self, line: ChoiceLine) -> ChoiceField:
        if not line.is_open:
            return ChoiceField(line.choices, has_blank=True, blank=line.blank)
        field = TypedChoiceField(line.choices, self._names, blank=line.blank)
        field.refused.connect(partial(self._on_refused, line.key, field))
        return field

    def _on_refused(self, key: str, field: ChoiceField, _text: str) -> None:
        if self._is_shown(key, field):
            self._shown[key].words.setText(self._shown[key].refusal)

    def _on_edited(self, key: str, field: ChoiceField) -> None:
        if self._is_shown(key, field):
            self.chosen.emit(key, field.entry())

    def _is_shown(self, key: str, field: ChoiceField) -> bool:
        """A line that goes loses the keyboard, which counts as an answer there."""
        return self.fields.get(key) is field


def _choose_shown(lines: Sequence[ChoiceLine]) -> Sequence[ChoiceLine]:
    first = {line.key for line in islice((line for line in lines if not line.is_answered), _MOST_SHOWN)}
    return [line for line in lines if line.is_answered or line.key in first]
