"""The pages of the steps, one at a time; what will happen and the report are one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from channeladmin.desk.importing import ImportOptions
from ui.kit.fields import Choice
from ui.rosters.kinds_page import KindsPage
from ui.rosters.plan_page import PlanPage
from ui.rosters.reading_job import Wanted, Worked
from ui.rosters.reading_page import ReadingPage
from ui.rosters.step_bar import Step


def lay_out_work(head: QWidget, steps: QWidget, pages: QWidget) -> QWidget:
    """What an import says of itself, its steps, and the page of the step."""
    work = QWidget()
    layout = QVBoxLayout(work)
    layout.setContentsMargins(16, 16, 16, 12)
    layout.setSpacing(12)
    layout.addWidget(head)
    layout.addWidget(steps)
    layout.addWidget(pages, 1)
    return work


class StepPages(QStackedWidget):
    """Shows the page of a step, and tells what is said in all of them."""

    def __init__(self, credentials: Sequence[Choice]) -> None:
        super().__init__()
        self.reading = ReadingPage()
        self.kinds = KindsPage(credentials)
        self.planned = PlanPage(credentials, self.kinds.find_answer)
        self.planned.answered.connect(self.kinds.answer)
        for page in (self.reading, self.kinds, self.planned):
            self.addWidget(page)

    def show_step(self, step: Step) -> None:
        """Show its page."""
        pages = {Step.READ: self.reading, Step.COLUMNS: self.kinds}
        self.setCurrentWidget(pages.get(step, self.planned))

    def list_wanted(self) -> list[Wanted]:
        """What is said in the steps, by kind of file."""
        strict, same = self.planned.strict.isChecked(), dict(self.planned.same)
        return [
            Wanted(kind, paths, replace(self._say(kind, paths[0].stem), strict=strict, same=same))
            for kind, paths in self.reading.kinds.items()
        ]

    def _say(self, kind: str, name: str) -> ImportOptions:
        return replace(self.kinds.say(kind, name), each=self.reading.said)

    def show_worked(self, worked: Worked) -> None:
        """Show what was worked out of it, but for the plan of every row."""
        self.reading.show_read(worked.files.values())
        self.kinds.show_read(worked.reads)
        self.kinds.show_plan(worked.plan)
