"""What would change: asked for an edition or a reading, worked out in the background, shown as a list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from channeladmin.desk.wording import format_date
from ui.kit.buttons import make_button
from ui.kit.empty import EmptyState
from ui.kit.jobs import JobRunner
from ui.kit.text import make_label
from ui.kit.words import word_count
from ui.programme.impact_table import ImpactTable
from ui.programme.subject import Subject, word_impact
from ui.programme.trial import Trial
from ui.session import DeskSession

if TYPE_CHECKING:
    from channeladmin.desk.impact import Impact

_ASK, _AGAIN, _STOP = "Work it out", "Work it out again", "Stop"


class ImpactView(QWidget):
    """A sentence with the question and the answer, the button that asks or stops, and the list."""

    opened = Signal(object, object)
    """The ids of a partner and of its agreement."""

    def __init__(self, session: DeskSession, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._subject: Subject | None = None
        self._day: date | None = None
        self._trial: Trial | None = None
        self.impact: Impact | None = None
        self.sentence = make_label("", "muted", wraps=True)
        self.button = make_button(_ASK, self._on_button)
        self.list = ImpactTable()
        self.empty = EmptyState("", "")
        self._stack = QStackedWidget()
        self._lay_out()
        self.list.opened.connect(self.opened)
        jobs.finished.connect(self._on_job_finished)

    @property
    def is_running(self) -> bool:
        """Whether it is being worked out, or waits for its turn."""
        return self._trial is not None

    def ask(self, subject: Subject, *, at_once: bool = False) -> None:
        """Take up a question; its answer, or the work on it, stays if it is the one that stands already."""
        if subject != self._subject:
            self._subject = subject
            self.forget()
        if at_once and not self.is_running:
            self.run()

    def set_day(self, day: date | None) -> None:
        """Ask as of another day (None: today)."""
        if day != self._day:
            self._day = day
            self.forget()

    def forget(self) -> None:
        """The answer no longer belongs to the question."""
        if self._trial is not None:
            self._trial.leave()
        self._trial = None
        self.impact = None
        self._show_question()

    def mark_old(self) -> None:
        """Say that the records have changed since the answer."""
        if self.impact is not None and not self.sentence.text().endswith("since."):
            self.sentence.setText(f"{self.sentence.text()} The desk has changed since.")

    def run(self) -> None:
        """Work it out in the background."""
        if self._subject is None or not self._subject.is_something:
            return
        self.forget()
        trial = self._trial = Trial(self._subject, self._day or self._session.desk.today())
        desk = self._session.desk
        self._say("Looking at every agreement", "The list stands here when all of them have been looked at.", _STOP)
        self._jobs.run(
            f"What would change: {self._subject.edition.id}",
            lambda progress: trial.run(desk, progress),
            lambda impact: self._on_done(trial, impact),
            lambda sentence: self._on_failed(trial, sentence),
        )

    def focus_answer(self) -> None:
        """Put the keyboard on the list, or on the button."""
        (self.list if self._stack.currentWidget() is self.list else self.button).setFocus()

    def _on_button(self) -> None:
        if self.is_running:
            self._stop()
        else:
            self.run()

    def _stop(self) -> None:
        self.forget()
        self._say("Stopped", "Not every agreement was looked at, so there is no answer.", _ASK)

    def _on_done(self, trial: Trial, impact: Impact) -> None:
        if trial is not self._trial:
            return
        self._trial = None
        self.impact = impact
        if not impact.rows:
            count = word_count(impact.agreement_count, "agreement")
            stays = f"Every verdict of {count} on {format_date(trial.day)} stays as it is."
            self._say("Nothing would change", stays, _AGAIN)
            return
        had_focus = self.button.hasFocus()
        self._show_button(_AGAIN)
        self.sentence.setText(f"{trial.subject.word()}: {word_impact(impact, trial.day)}")
        self.list.show_rows(impact.rows)
        self._stack.setCurrentWidget(self.list)
        if had_focus:
            self.list.setFocus()

    def _on_failed(self, trial: Trial, sentence: str) -> None:
        if trial is self._trial:
            self.forget()
            self._say("This could not be worked out", sentence, _ASK)

    def _on_job_finished(self) -> None:
        # A job that was cancelled calls nobody.
        if self._trial is not None and self._trial.is_cut_short:
            self._stop()

    def _show_question(self) -> None:
        subject = self._subject
        if subject is None or not subject.is_something:
            self._say(
                "This edition is in use as it stands",
                "Choose another edition above, or ask under “Readings” what another choice would change.",
                "",
            )
        else:
            self._say("Not worked out yet", "Every agreement is looked at; nothing is stored.", _ASK)

    def _say(self, heading: str, sentence: str, button: str) -> None:
        self._show_button(button)
        has_question = self._subject is not None and self._subject.is_something
        self.sentence.setText(f"{self._subject.word()} …" if self._subject is not None and has_question else "")
        self.empty.heading.setText(heading)
        self.empty.sentence.setText(sentence)
        self._stack.setCurrentWidget(self.empty)

    def _show_button(self, text: str) -> None:
        self.button.setVisible(bool(text))
        if text:
            self.button.setText(text)
            self.button.setAccessibleName(f"{text}: what would change")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.sentence, 1)
        top.addWidget(self.button)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)
        self._show_question()
