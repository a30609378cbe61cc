"""Steps three and four: what will happen to every row, what is worth a look or a choice, and what did happen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from channeladmin.desk.importing import Hint, ImportPlan, Taken, TodoItem
from ui.kit.buttons import make_button
from ui.kit.fields import Choice
from ui.kit.tick_box import TickBox
from ui.rosters.advice import (
    LEAVERS,
    FindAnswer,
    get_key,
    list_hint_lines,
    list_leavers,
    list_messages,
    list_recalled_lines,
    list_todo_groups,
    list_todo_lines,
)
from ui.rosters.choice_lines import ChoiceLine, ChoiceLines
from ui.rosters.preview_table import PreviewTable
from ui.rosters.report_words import tell_groups
from ui.rosters.sentence_list import SentenceList

_COMPANIES = ("partner", "domain")
"""What is answered by a company, and here."""


class PlanPage(QWidget):
    """A plan row by row; as a report it is the same without a choice."""

    changed = Signal()
    """Strictness, or what is the same, was chosen."""
    answered = Signal(str, str, object)
    """What is asked for (column, credential, dates), the text that it is asked of, and the answer."""

    def __init__(self, credentials: Sequence[Choice], find_answer: FindAnswer) -> None:
        """`find_answer` is for what is answered in the step before, too."""
        super().__init__()
        self._credentials = tuple(credentials)
        self._find_earlier = find_answer
        self._named: dict[str, TodoItem] = {}
        self._joined: dict[str, Hint] = {}
        self._denied: dict[str, Taken] = {}
        self._taken_back: set[str] = set()
        self._plan: ImportPlan | None = None
        self.same: dict[str, str] = {}
        self.strict = TickBox("Refuse the whole import if a row is rejected")
        self.strict.clicked.connect(lambda _checked: self.changed.emit())
        self.nearest = make_button("", self._on_nearest)
        self.todo = ChoiceLines("To do", {"domain": self.nearest})
        self.hints, self.recalled = ChoiceLines("Look-alikes"), ChoiceLines("Remembered")
        self.leavers, self.messages = SentenceList("Possible leavers", LEAVERS), SentenceList("Messages")
        self.table = PreviewTable(
            {
                "to do": self.todo,
                "look-alikes": self.hints,
                "remembered": self.recalled,
                "possible leavers": self.leavers,
                "messages": self.messages,
            }
        )
        self.todo.chosen.connect(self._on_answered)
        self.hints.chosen.connect(self._on_joined)
        self.recalled.chosen.connect(self._on_recalled)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.strict)

    def start(self) -> None:
        """Begin with other files."""
        self.strict.setChecked(False)
        self.same, self._named, self._joined, self._denied = {}, {}, {}, {}
        self._taken_back = set()
        self.table.start()
        for lines in (self.todo, self.hints, self.recalled):
            lines.show_lines(())
        for area in (self.todo, self.hints, self.recalled, self.leavers.list, self.messages.list):
            area.verticalScrollBar().setValue(0)

    def show_plan(self, plan: ImportPlan, *, is_report: bool) -> None:
        """Show it, and what is worth a look."""
        self._plan = plan
        counts = plan.counts
        self.strict.setVisible(not is_report and bool(counts.rejected or plan.strict))
        todo = list(list_todo_lines(plan, self._find_answer, self._named, self._credentials))
        hints = list(list_hint_lines(plan, self._joined))
        recalled = list(list_recalled_lines(plan, self._denied))
        leavers, messages = list(list_leavers(plan)), list(list_messages(plan))
        groups = tuple(list_todo_groups(plan, self._named))
        groups = tuple(tell_groups(groups, plan.todo)) if is_report else groups
        self.todo.show_lines(_without_choices(todo) if is_report else todo, plan.companies, groups)
        self._offer_nearest(is_report=is_report)
        self.hints.show_lines(_without_choices(hints) if is_report else hints)
        self.recalled.show_lines(_without_choices(recalled) if is_report else recalled)
        self.leavers.show_sentences(leavers)
        self.messages.show_sentences(messages)
        advised: Mapping[str, int] = {
            "to do": len(todo),
            "look-alikes": len(hints),
            "remembered": len(recalled),
            "possible leavers": len(leavers),
            "messages": len(messages),
        }
        self.table.model.is_report = is_report
        self.table.show_plan(plan, advised, {"to do": len(plan.todo)})

    def _offer_nearest(self, *, is_report: bool) -> None:
        items = [] if is_report or self._plan is None else [item for item in self._plan.todo if item.what == "domain"]
        count = len(self._list_proposed())
        how_many = f" for all {count:,}" if count == len(items) else f" for {count:,} of {len(items):,}"
        words = f"Take the nearest{how_many if len(items) > 1 else ''}"
        self.nearest.setText(f"&{words}")
        self.nearest.setAccessibleName(f"New people: {words[0].lower()}{words[1:]}")
        self.nearest.setVisible(bool(items) and count > 0)

    def _list_proposed(self) -> list[TodoItem]:
        """Domains with a nearest company, save those that somebody has answered, or is typing an answer to."""
        settled = {*self.same, *self._taken_back}
        fields = self.todo.fields
        return [
            item
            for item in (() if self._plan is None else self._plan.todo)
            if item.what == "domain" and item.nearest and item.text not in settled
            if (field := fields.get(get_key(item))) is not None and not field.is_dirty
        ]

    def _on_nearest(self) -> None:
        """As if each were answered by hand; the keyboard is at the first of them then."""
        taken = self._list_proposed()
        for item in taken:
            self._named[get_key(item)] = item
            self.same[item.text] = item.nearest[0]
        if taken:
            self.todo.fields[get_key(taken[0])].widget.setFocus()
            self.changed.emit()

    def _on_answered(self, key: str, answer: object) -> None:
        what, text = key.split(":", 1)
        for item in () if self._plan is None else self._plan.todo:
            if get_key(item) == key:
                self._named[key] = item
        if what not in _COMPANIES:
            self.answered.emit(what, text, answer)
            return
        if answer is None:
            self._taken_back.add(text)
        self._say_same(text, answer)

    def _find_answer(self, what: str, text: str) -> object:
        return self.same.get(text) or None if what in _COMPANIES else self._find_earlier(what, text)

    def _on_joined(self, this: str, that: object) -> None:
        for hint in () if self._plan is None else self._plan.plan.hints:
            if hint.this == this:
                self._joined[this] = hint
        self._say_same(this, that)

    def _on_recalled(self, text: str, other: object) -> None:
        recalled = () if self._plan is None else self._plan.recalled
        taken = next((each for each in recalled if each.text == text), None)
        if other is not None:
            self._denied.pop(text, None)
            self.same.pop(text, None)
        elif taken is not None:
            self._denied[text] = taken
            self.same[text] = ""
        self.changed.emit()

    def _say_same(self, this: str, that: object) -> None:
        self.same.pop(this, None)
        if that is not None:
            self.same[this] = str(that)
        else:
            self._joined.pop(this, None)
            if this in self._denied:
                self.same[this] = ""
        self.changed.emit()


def _without_choices(lines: Sequence[ChoiceLine]) -> list[ChoiceLine]:
    return [line._replace(choices=(), is_open=False, blank="", value=None) for line in lines]
