"""The line at the bottom: the selection, what undo would take back, running work, and whether all is saved."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.kit.buttons import make_button
from ui.kit.jobs import JobRunner
from ui.kit.text import keep_ampersands, make_label, restyle, shorten
from ui.kit.tips import plain_tip


class StatusLine(QWidget):
    """One row, and above it, when there is something to say, a sentence that stays until it is read or replaced."""

    undo_asked = Signal()

    def __init__(self, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.message = make_label("", "note", wraps=True)
        self._dismiss = make_button("Dismiss", self.clear_message, role="link", name="Dismiss the message")
        self.selection = make_label("", "small")
        self.undo_link = make_button("", self.undo_asked.emit, role="link")
        self.work = make_label("", "small")
        self._title = self._stage = ""
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(140)
        self.bar.setAccessibleName("Progress")
        self.cancel_button = make_button("Cancel", jobs.cancel, role="link", name="Cancel the running work")
        self.saved = make_label("", "small")
        self._lay_out()
        self.set_undo("")
        self._show_work(is_shown=False)
        self.clear_message()
        jobs.started.connect(self._on_started)
        jobs.stage_entered.connect(self._on_stage_entered)
        jobs.progressed.connect(self._on_progressed)
        jobs.finished.connect(lambda: self._show_work(is_shown=False))
        jobs.failed.connect(self.warn)
        jobs.cancelled.connect(lambda title: self.tell(f"“{title}” was cancelled; nothing was stored."))

    def describe(self, words: str) -> None:
        """Show what is selected; nothing takes no room."""
        self.selection.setText(words)
        self.selection.setVisible(bool(words))

    def tell(self, sentence: str) -> None:
        """Say how something ended."""
        self._say(sentence, "note")

    def warn(self, sentence: str) -> None:
        """Say why something was not done."""
        self._say(sentence, "warning")

    def clear_message(self) -> None:
        """Take the sentence away."""
        self.message.setText("")
        self.message.hide()
        self._dismiss.hide()

    def set_undo(self, label: str) -> None:
        """Show the act that undo would take back; nothing hides the link."""
        text = f"Undo “{label}” · Ctrl+Z"
        self.undo_link.setText(keep_ampersands(f"Undo “{shorten(label)}” · Ctrl+Z") if label else "")
        if not self.undo_link.withheld:
            self.undo_link.setToolTip(plain_tip(label))
        self.undo_link.setAccessibleName(text if label else "Nothing to undo")
        self.undo_link.setVisible(bool(label))

    def withhold_undo(self, reason: str) -> None:
        """Disable the link for a reason; an empty one gives it back."""
        self.undo_link.withhold(reason)

    def _lay_out(self) -> None:
        says = QHBoxLayout()
        says.setContentsMargins(14, 4, 14, 0)
        says.addWidget(self.message, 1)
        says.addWidget(self._dismiss)
        row = QHBoxLayout()
        row.setContentsMargins(14, 3, 14, 3)
        row.setSpacing(12)
        left: tuple[QWidget, ...] = (self.selection, self.undo_link)
        right: tuple[QWidget, ...] = (self.work, self.bar, self.cancel_button, self.saved)
        for widget in left:
            row.addWidget(widget)
        row.addStretch(1)
        for widget in right:
            row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(says)
        layout.addLayout(row)

    def _say(self, sentence: str, role: str) -> None:
        self.message.setProperty("role", role)
        self.message.setText(sentence)
        restyle(self.message)
        self.message.show()
        self._dismiss.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.message, sentence))

    def _on_started(self, title: str, is_quiet: bool) -> None:
        if not is_quiet:
            self.clear_message()
        self._title, self._stage = shorten(title, 48), ""
        self.work.setText(self._title)
        self.bar.setRange(0, 0)
        self._show_work(is_shown=True)

    def _on_progressed(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        percent = f"{100 * done // total} %" if total else ""
        self.work.setText(" · ".join(filter(None, (self._title, self._stage, percent))))

    def _on_stage_entered(self, stage: str) -> None:
        self._stage = stage
        self._title = shorten(self._title, 28)
        self._on_progressed(0, 0)

    def _show_work(self, *, is_shown: bool) -> None:
        working: tuple[QWidget, ...] = (self.work, self.bar, self.cancel_button)
        for widget in working:
            widget.setVisible(is_shown)
