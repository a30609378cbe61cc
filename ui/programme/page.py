"""The Programme page: choose an edition, see what it asks, decide its readings, and ask what would change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from channeladmin.desk.edition_outline import outline_edition
from channeladmin.desk.programs import Edition, EditionView, get_edition, list_editions
from channeladmin.desk.switches import SwitchView, list_switches
from ui.kit.buttons import make_button, withhold_all
from ui.kit.file_dialog import FileDialog
from ui.kit.jobs import JobRunner
from ui.kit.text import make_label
from ui.kit.words import word_count
from ui.programme.asked import AskedView
from ui.programme.deciding import Deciding
from ui.programme.edition_table import FEWEST_ROWS, MOST_ROWS, EditionTable
from ui.programme.impact import ImpactView
from ui.programme.readings import ReadingsView
from ui.programme.subject import Subject
from ui.session import DeskSession

if TYPE_CHECKING:
    from datetime import date

    from channeladmin.desk.switches import SwitchValue
    from channeladmin.desk.values import Changes

_FILTER = "Programme files (*.toml);;All files (*)"
_LOW = 560
_TITLES = ("What it asks", "Readings", "What would change")
_ASKS, _READINGS, _IMPACT = range(3)


class ProgrammePage(QWidget):
    """The editions above, the sides of the chosen one below."""

    described = Signal(str)
    opened = Signal(object, object)
    """The ids of a partner and of its agreement."""

    def __init__(self, session: DeskSession, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._deciding = Deciding(session, jobs)
        self._is_stale = True
        self._used: Edition | None = None
        self._shown: tuple[Edition, EditionView] | None = None
        self._views: tuple[SwitchView, ...] = ()
        self._tried: dict[str, SwitchValue] = {}
        self.dialog: FileDialog | None = None
        self.editions = EditionTable()
        self.problem = make_label("", "warning", most_lines=6)
        self.use_button = make_button("Use this edition", self._on_use, role="primary")
        self.add_button = make_button("Add from a file…", self._ask_file)
        withhold_all((self.use_button, self.add_button), session.withheld)
        self.save_button = make_button("Save a copy of the file…", self._ask_copy)
        self.bar = QTabBar()
        self.asked = AskedView()
        self.readings = ReadingsView(session.withheld)
        self.impact = ImpactView(session, jobs)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def focus_list(self) -> None:
        """Put the keyboard on the editions."""
        self.editions.setFocus()

    def choose(self, edition_id: str) -> None:
        """Look at an edition."""
        self._refresh()
        self.editions.choose(edition_id)

    def show_tab(self, title: str) -> None:
        """Open a side of the edition by its title."""
        self.bar.setCurrentIndex(_TITLES.index(title))

    def set_day(self, day: date | None) -> None:
        """Ask what would change as of another day (None: today)."""
        self.impact.set_day(day)

    def showEvent(self, event: QShowEvent) -> None:
        """List what there is, if it has changed since."""
        super().showEvent(event)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the list of editions leaves more to what is below."""
        super().resizeEvent(event)
        self.editions.set_most_rows(MOST_ROWS if event.size().height() >= _LOW else FEWEST_ROWS)

    def _refresh(self) -> None:
        if self._is_stale:
            self._is_stale = False
            desk = self._session.desk
            used = get_edition(desk)
            current = self.editions.current
            if used != self._used:
                self._used = used
                self.impact.forget()
            self.editions.show_editions(list_editions(desk), used.id if current is None else current.id)
            self._show_chosen()

    def _show_chosen(self) -> None:
        view = self.editions.current
        if view is None or self._is_stale:
            return
        desk = self._session.desk
        edition = get_edition(desk, view.id)
        self._views = list_switches(desk, None if view.is_active else view.id)
        if self._shown != (edition, view):
            self._shown = (edition, view)
            self._tried = {}
            self.problem.hide()
            self.asked.show_outline(outline_edition(edition))
            self.impact.ask(self._build_subject(view, {}))
        self._show_state(view)

    def _show_state(self, view: EditionView) -> None:
        shown = [_try(each, self._tried) for each in self._views] if not view.is_active else list(self._views)
        self.readings.show_switches(view.id, shown, is_in_use=view.is_active)
        self.use_button.setEnabled(not view.is_active)
        self.use_button.setText("Use with these readings" if self._tried else "Use this edition")
        assert self._used is not None
        otherwise = sum(not each.is_default for each in list_switches(self._session.desk))
        decided = f" · {word_count(otherwise, 'reading')} decided otherwise" if otherwise else ""
        self.described.emit(f"{self._used.id} in use{decided}")

    def _build_subject(self, view: EditionView, switches: dict[str, SwitchValue]) -> Subject:
        named = {each.key: each for each in self._views}
        words = tuple(f"“{named[key].label}” read as “{named[key].word(choice)}”" for key, choice in switches.items())
        return Subject(view, dict(switches), words)

    def _on_use(self) -> None:
        view = self.editions.current
        if view is not None:
            self.problem.hide()
            self._deciding.use(view.id, dict(self._tried), self._on_failed)

    def _on_chosen(self, key: str, choice: SwitchValue) -> None:
        view = self.editions.current
        if view is None:
            return
        if view.is_active:
            self._deciding.decide(
                key, choice, on_done=self._show_chosen, on_failed=lambda words: self.readings.refuse(key, words)
            )
            return
        self._tried[key] = choice
        self._show_state(view)
        self.impact.ask(self._build_subject(view, self._tried))

    def _on_asked(self, key: str, choice: SwitchValue) -> None:
        view = self.editions.current
        if view is not None:
            self.impact.ask(self._build_subject(view, {key: choice}), at_once=True)
            self.bar.setCurrentIndex(_IMPACT)
            self.impact.focus_answer()

    def _on_changed(self, changes: Changes) -> None:
        if "setting" in changes.rows:
            self._is_stale = True
            if self.isVisible():
                self._refresh()
        elif changes.agreement_ids:
            self.impact.mark_old()

    def _on_failed(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()

    def _ask_file(self) -> None:
        dialog = self.dialog = FileDialog(self, "Add an edition of the programme")
        dialog.setFileMode(FileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_FILTER)
        dialog.fileSelected.connect(lambda name: self.add_file(Path(name)))
        dialog.open()

    def add_file(self, path: Path) -> None:
        """Take an edition from a file."""
        self.problem.hide()
        self._deciding.add(path, on_done=self.choose, on_failed=self._on_failed)

    def _ask_copy(self) -> None:
        view = self.editions.current
        if view is None:
            return
        dialog = self.dialog = FileDialog(self, "Save a copy of the programme file", is_saving=True)
        dialog.setNameFilter(_FILTER)
        dialog.setDefaultSuffix("toml")
        dialog.selectFile(f"{view.id}.toml")
        dialog.fileSelected.connect(lambda name: self._deciding.save(view.id, Path(name), self._on_failed))
        dialog.open()

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.addWidget(make_label("Programme", "title"))
        heading.addStretch(1)
        for button in (self.save_button, self.add_button, self.use_button):
            heading.addWidget(button)
        self.problem.hide()
        self.bar.setAccessibleName("Sides of the edition")
        self.bar.setExpanding(False)
        for title, side in zip(_TITLES, (self.asked, self.readings, self.impact), strict=True):
            self.bar.addTab(title)
            self._stack.addWidget(side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.addLayout(heading)
        for widget in (self.problem, self.editions, self.bar):
            layout.addWidget(widget)
        layout.setSpacing(8)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._session.changed.connect(self._on_changed)
        self.editions.chosen.connect(self._show_chosen)
        self.editions.entered.connect(self.bar.setFocus)
        self.bar.currentChanged.connect(self._stack.setCurrentIndex)
        self.readings.chosen.connect(self._on_chosen)
        self.readings.asked.connect(self._on_asked)
        self.impact.opened.connect(self.opened)


def _try(view: SwitchView, tried: dict[str, SwitchValue]) -> SwitchView:
    """How a reading would stand."""
    return replace(view, value=tried[view.key]) if view.key in tried else view
