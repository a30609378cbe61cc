"""One invitation: its packet in the window, and the steps that it can take now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from channeladmin.desk.inviting import InvitationView, get_invitation, take_step
from channeladmin.desk.packets import build_packet, write_packet
from channeladmin.desk.refusal import FieldRefused
from channeladmin.desk.wording import format_date
from channeladmin.errors import UserError
from ui.invitations.packet_viewer import PacketViewer
from ui.invitations.printing import PagePrinter, build_printer
from ui.invitations.state_pill import build_state_pill, word_next
from ui.kit.buttons import Button, make_button, withhold_all
from ui.kit.chips import Pill, PillLabel, Tone
from ui.kit.fields import DateField
from ui.kit.file_dialog import FileDialog
from ui.kit.print_dialog import build_print_dialog
from ui.kit.text import make_label
from ui.kit.words import word_count
from ui.session import DeskSession

if TYPE_CHECKING:
    from channeladmin.desk.values import Changes
    from ui.kit.jobs import JobRunner

_STEPS: Mapping[str, tuple[str, str]] = {
    "approve": ("Approve", "primary"),
    "sent": ("Sent", "primary"),
    "accept": ("Accepted", "primary"),
    "decline": ("Declined", "plain"),
    "withdraw": ("Withdraw", "danger"),
}


class PacketPage(QWidget):
    """Shows an invitation and takes its steps; printing marks an approved one as printed."""

    closed = Signal()
    shown = Signal()
    """Another invitation, another state of it, or its pages."""

    def __init__(self, session: DeskSession, jobs: JobRunner) -> None:
        super().__init__()
        self._session = session
        self._jobs = jobs
        self.invitation: InvitationView | None = None
        self.dialog: QPrintDialog | FileDialog | None = None
        self._printing: PagePrinter | None = None
        self.crumb = make_button("Invitations ›", self.closed.emit, role="link", name="Back to the invitations")
        self.title = make_label("", "title", wraps=True)
        self.facts = make_label("", "muted", wraps=True)
        self.notice = make_label("", "warning", wraps=True)
        self.problem = make_label("", "error", wraps=True)
        self.saved = make_label("", "muted", wraps=True)
        self.day = DateField()
        self.day.line.setPlaceholderText("today")
        self.day.line.setFixedWidth(128)
        self.day.line.setAccessibleName("Day of the step")
        self.steps = {step: self._make_step(step, text, role) for step, (text, role) in _STEPS.items()}
        withhold_all(self.steps.values(), session.withheld)
        self.print_button = make_button("Print…", self.ask_printer, icon="printer")
        self.save_button = make_button("Save as PDF…", self.ask_file, icon="download")
        self.viewer = PacketViewer()
        self._lay_out()
        self.viewer.shown.connect(self.shown)
        session.changed.connect(self._on_changed)

    def open_number(self, number: str) -> None:
        """Show an invitation."""
        is_same = self.invitation is not None and self.invitation.number == number
        if not is_same:
            self.viewer.clear()
            self.saved.hide()
            self.day.start(None)
        self.problem.hide()
        self.invitation = get_invitation(self._session.desk, number)
        self._show()
        self._load_packet(keep_place=is_same)

    def describe(self) -> str:
        """The number, the state and the length of what is shown."""
        if self.invitation is None:
            return ""
        pages = self.viewer.document.pageCount()
        return " · ".join(
            filter(
                None,
                (self.invitation.number, self.invitation.status.value, word_count(pages, "page") if pages else ""),
            )
        )

    def take(self, step: str) -> None:
        """Take a step, on the day that stands beside it (blank: today)."""
        if self.invitation is None:
            return
        unread = self.day.problem()
        self._refuse(unread or "")
        if unread:
            return
        day, number = self.day.entry(), self.invitation.number
        try:
            changes = self._session.act(lambda: self._try_step(number, step, day if isinstance(day, date) else None))
        except FieldRefused as refusal:
            self._refuse(str(refusal))
            return
        if changes is not None:
            self.day.start(None)

    def ask_printer(self) -> None:
        """Open the print dialog."""
        if self.invitation is None or self.viewer.document.pageCount() == 0:
            return
        printer = build_printer(self.viewer.document, f"Invitation {self.invitation.number}")
        dialog = build_print_dialog(printer, self)
        dialog.setMinMax(1, self.viewer.document.pageCount())
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.accepted.connect(lambda: self.print_on(printer))
        self.dialog = dialog
        QDialog.open(dialog)

    def print_on(self, printer: QPrinter) -> None:
        """Print the packet; an approved invitation is then marked as printed."""
        assert self.invitation is not None
        number = self.invitation.number
        self._printing = PagePrinter(self.viewer.document, printer, self)
        self._printing.finished.connect(lambda: self._on_printed(number))
        self._printing.failed.connect(self._refuse)
        self._printing.start()

    def ask_file(self) -> None:
        """Ask where to save the packet."""
        if self.invitation is None:
            return
        dialog = FileDialog(self, "Save the packet as PDF", is_saving=True)
        dialog.setDefaultSuffix("pdf")
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.selectFile(f"{self.invitation.number}.pdf")
        dialog.fileSelected.connect(lambda path: self.save_to(Path(path)))
        self.dialog = dialog
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Save the packet as a PDF."""
        assert self.invitation is not None
        number, desk = self.invitation.number, self._session.desk
        self._jobs.run(
            f"Save {number} as PDF",
            lambda _progress: write_packet(desk, number, path),
            lambda written: self._tell(f"Saved as {written}."),
            self._refuse,
        )

    def _make_step(self, step: str, text: str, role: str) -> Button:
        return make_button(text, lambda: self.take(step), role=role)

    def _try_step(self, number: str, step: str, day: date | None) -> Changes:
        try:
            return take_step(self._session.desk, number, step, day)
        except UserError as problem:
            # Shown here, beside the step, not in the status line.
            raise FieldRefused("step", str(problem)) from problem

    def _on_printed(self, number: str) -> None:
        if (
            self.invitation is not None
            and self.invitation.number == number
            and "print" in self.invitation.allowed_steps
        ):
            self.take("print")

    def _on_changed(self, changes: Changes) -> None:
        view = self.invitation
        if view is None or not (
            "invitation" in changes.rows
            or view.agreement_id in changes.agreement_ids
            or view.partner_id in changes.partner_ids
        ):
            return
        try:
            self.open_number(view.number)
        except UserError:
            self.invitation = None
            self.closed.emit()

    def _load_packet(self, *, keep_place: bool) -> None:
        assert self.invitation is not None
        number, desk = self.invitation.number, self._session.desk
        self._jobs.run(
            f"Prepare packet {number}",
            lambda _progress: build_packet(desk, number),
            lambda content: self._on_packet(number, content, keep_place=keep_place),
            self._refuse,
        )

    def _on_packet(self, number: str, content: bytes, *, keep_place: bool) -> None:
        if self.invitation is not None and self.invitation.number == number:
            self.viewer.show_bytes(content, keep_place=keep_place)

    def _show(self) -> None:
        view = self.invitation
        assert view is not None
        self.title.setText(view.number)
        self._pill.set_pill(build_state_pill(view))
        days = " · ".join(f"{word.lower()} {format_date(day)}" for word, day in view.days)
        self.facts.setText(" · ".join(filter(None, (f"{view.partner} ({view.region.value})", days, word_next(view)))))
        notices = []
        if view.is_stale:
            notices.append(
                "The records have changed since the evidence was frozen; the letter says what was true then."
            )
        if view.exception_reason:
            notices.append(f"Exception: {view.exception_reason}")
        self.notice.setText("\n".join(notices))
        self.notice.setVisible(bool(notices))
        for step, button in self.steps.items():
            button.setVisible(step in view.allowed_steps)
        self._step_row.setVisible(any(step in view.allowed_steps for step in self.steps))
        self.shown.emit()

    def _refuse(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def _tell(self, text: str) -> None:
        self._refuse("")
        self.saved.setText(text)
        self.saved.show()

    def _lay_out(self) -> None:
        self._pill = PillLabel(Pill("", Tone.NEUTRAL))
        self._step_row = QWidget()
        steps = QHBoxLayout(self._step_row)
        steps.setContentsMargins(0, 0, 0, 0)
        steps.setSpacing(8)
        for step, button in self.steps.items():
            if step == "withdraw":
                steps.addStretch(1)
            steps.addWidget(button)
            if step == "decline":
                steps.addWidget(make_label("on", "muted"))
                steps.addWidget(self.day.line)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self._pill)
        head.addStretch(1)
        head.addWidget(self.print_button)
        head.addWidget(self.save_button)
        crumb = QHBoxLayout()
        crumb.addWidget(self.crumb)
        crumb.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(crumb)
        layout.addLayout(head)
        for widget in (self.facts, self._step_row, self.problem, self.saved, self.notice):
            layout.addWidget(widget)
        layout.addWidget(self.viewer, 1)
        for label in (self.problem, self.saved, self.notice):
            label.hide()
