"""Step two for each kind of file among those that were dropped: a chip for each kind where there are several."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from channeladmin.desk.importing import FilesRead, ImportOptions, ImportPlan
from ui.kit.buttons import make_button
from ui.kit.fields import Choice
from ui.rosters.columns_page import ColumnsPage


class KindsPage(QWidget):
    """What is said of the columns of one kind stays with that kind."""

    changed = Signal()
    switched = Signal()
    """What is known of the files is to be used, or not; it may say how they are read."""

    def __init__(self, credentials: Sequence[Choice]) -> None:
        super().__init__()
        self._credentials = credentials
        self.pages: dict[str, ColumnsPage] = {}
        self.chips: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._chips = QWidget()
        self._row = QHBoxLayout(self._chips)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._chips)
        layout.addWidget(self._stack, 1)

    @property
    def shown(self) -> ColumnsPage:
        """The page of the kind that is looked at."""
        page = self._stack.currentWidget()
        return page if isinstance(page, ColumnsPage) else self._get_page("roster", "")

    def start(self) -> None:
        """Begin with files of which nothing was said."""
        for kind, page in self.pages.items():
            self._group.removeButton(self.chips[kind])
            for widget, holder in ((self.chips[kind], self._row), (page, self._stack)):
                holder.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self.pages, self.chips = {}, {}
        self._chips.hide()

    def say(self, kind: str, name: str) -> ImportOptions:
        """What is said of the files of a kind; `name` is what they may be remembered by."""
        return self._get_page(kind, name).say()

    def show_read(self, reads: Sequence[FilesRead]) -> None:
        """Show files that were read and mapped."""
        there = [read.kind for read in reads]
        for read in reads:
            page = self._get_page(read.kind, read.files[0].path.stem)
            page.show_read(read)
            files = f"{len(read.files)} file{'' if len(read.files) == 1 else 's'}"
            self.chips[read.kind].setText(
                f"{read.kind} · {files}{' · to decide' if read.missing or read.wanted else ''}"
            )
        for kind, chip in self.chips.items():
            chip.setVisible(kind in there)
        self._chips.setVisible(len(there) > 1)
        if there:
            self.choose(self._find_shown(reads))

    def show_plan(self, plan: ImportPlan | None) -> None:
        """Show what has to be decided before all rows can be taken."""
        for page in self.pages.values():
            page.show_plan(plan)

    def lead(self) -> bool:
        """Put the keyboard where something waits for an answer first; whether anything does on this page."""
        return self.shown.lead()

    def find_answer(self, what: str, text: str) -> object:
        """What was answered, here or in a later step; None is nothing."""
        found = (page.find_answer(what, text) for page in self.pages.values())
        return next((answer for answer in found if answer is not None), None)

    def answer(self, what: str, text: str, answer: object) -> None:
        """Take an answer that was given in a later step."""
        taken = [page.answer(what, text, answer) for page in self.pages.values()]
        if True in taken:
            self.changed.emit()

    def choose(self, kind: str) -> None:
        """Look at a kind."""
        self.chips[kind].setChecked(True)
        self._stack.setCurrentWidget(self.pages[kind])

    def _find_shown(self, reads: Sequence[FilesRead]) -> str:
        """The kind that is looked at, if it is there still; else the first in which something is missing."""
        there = [read.kind for read in reads]
        for kind, page in self.pages.items():
            if page is self._stack.currentWidget() and kind in there and self.chips[kind].isChecked():
                return kind
        return next((read.kind for read in reads if read.missing or read.wanted), there[0])

    def _get_page(self, kind: str, name: str) -> ColumnsPage:
        if kind not in self.pages:
            page = self.pages[kind] = ColumnsPage(kind, self._credentials)
            page.start(name)
            page.changed.connect(self.changed)
            page.switched.connect(self.switched)
            chip = self.chips[kind] = make_button(kind, partial(self.choose, kind), role="chip")
            chip.setCheckable(True)
            self._group.addButton(chip)
            self._row.insertWidget(self._row.count() - 1, chip)
            self._stack.addWidget(page)
        return self.pages[kind]
