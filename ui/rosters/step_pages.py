"""The pages of the steps, one at a time; what will happen and the report are one page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget

from ui.kit.fields import Choice
from ui.rosters.columns_page import ColumnsPage
from ui.rosters.plan_page import PlanPage
from ui.rosters.reading_page import ReadingPage
from ui.rosters.step_bar import Step


class StepPages(QStackedWidget):
    """Shows the page of a step."""

    def __init__(self, credentials: Sequence[Choice]) -> None:
        super().__init__()
        self.reading = ReadingPage()
        self.columns = ColumnsPage(credentials)
        self.planned = PlanPage()
        for page in (self.reading, self.columns, self.planned):
            self.addWidget(page)

    def show_step(self, step: Step) -> None:
        """Show its page."""
        pages = {Step.READ: self.reading, Step.COLUMNS: self.columns}
        self.setCurrentWidget(pages.get(step, self.planned))
