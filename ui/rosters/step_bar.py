"""The four steps of an import: where one is, where one can go, and what waits there."""

from __future__ import annotations

from enum import IntEnum
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QButtonGroup, QHBoxLayout, QPushButton, QWidget

from ui.kit.buttons import make_button
from ui.rosters.reading_job import Worked


class Step(IntEnum):
    """In their order."""

    READ = 0
    COLUMNS = 1
    PLAN = 2
    REPORT = 3


_TITLES = {
    Step.READ: "1 What was read",
    Step.COLUMNS: "2 Columns and fields",
    Step.PLAN: "3 What will happen",
    Step.REPORT: "4 Report",
}


class StepBar(QWidget):
    """A button for each step; Back and Next go one by one (Alt+B, Alt+N)."""

    chosen = Signal(object)
    """The step that was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Steps of the import")
        self.step = Step.READ
        self.buttons: dict[Step, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._asked: frozenset[tuple[str, ...]] = frozenset()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for step in Step:
            button = make_button(_TITLES[step], partial(self.choose, step), role="chip")
            button.setCheckable(True)
            self._group.addButton(button)
            self.buttons[step] = button
            row.addWidget(button)
        row.addStretch(1)
        self.back = make_button("Back", lambda: self.choose(Step(self.step - 1)))
        self.next = make_button("Next", lambda: self.choose(Step(self.step + 1)))
        for button, words in ((self.back, "&Back"), (self.next, "&Next")):
            button.setText(words)
            row.addWidget(button)

    def choose(self, step: Step) -> None:
        """Ask for a step; it takes the keyboard from a page that is left, and from no button here."""
        there = QApplication.focusWidget()
        if there is None or not self.isAncestorOf(there):
            self.buttons[step].setFocus()
        self.chosen.emit(step)

    def show_step(self, worked: Worked | None, *, is_done: bool) -> None:
        """Show where one is and can go, and how many things are to be decided about the columns."""
        step = self.step
        open_steps = {Step.REPORT} if is_done else _list_open(worked)
        waiting = frozenset() if worked is None else worked.waiting
        # What was answered counts on: one sees that more has come.
        self._asked = frozenset() if worked is None else self._asked | waiting
        of_all = f" of {len(self._asked)}" if len(self._asked) > len(waiting) else ""
        for each, button in self.buttons.items():
            button.setEnabled(each in open_steps)
            button.setChecked(each is step)
        words = _TITLES[Step.COLUMNS]
        self.buttons[Step.COLUMNS].setText(f"{words} · {len(waiting)}{of_all} to decide" if waiting else words)
        self.back.setEnabled(step > Step.READ and Step(step - 1) in open_steps)
        self.next.setEnabled(step < Step.PLAN and Step(step + 1) in open_steps)


def _list_open(worked: Worked | None) -> set[Step]:
    if worked is None:
        return {Step.READ}
    return {Step.READ, Step.COLUMNS} if worked.plan is None else {Step.READ, Step.COLUMNS, Step.PLAN}
