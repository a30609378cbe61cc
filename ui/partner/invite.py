"""Inviting an agreement to Select: how it stands, the reason where it does not meet everything, and the draft."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from channeladmin.desk.inviting import Drafted, draft_invitation
from channeladmin.desk.refusal import FieldRefused
from channeladmin.desk.select_track import check_select, evaluate_select
from channeladmin.desk.values import RequirementVerdict
from channeladmin.desk.wording import word_measure
from channeladmin.errors import UserError
from ui.kit.buttons import make_button
from ui.kit.chips import Pill
from ui.kit.dropped_files import leave_files
from ui.kit.status_tones import TONES
from ui.kit.text import make_label
from ui.partner.gap_row import GapRow
from ui.partner.inline_panel import InlinePanel
from ui.session import DeskSession


class InvitePanel(InlinePanel):
    """Opens under the header of the partner page."""

    drafted = Signal(object)
    """The number of the new invitation."""

    def __init__(self, session: DeskSession) -> None:
        super().__init__("Invite to Select")
        self._session = session
        self._agreement_id: int | None = None
        self.summary = make_label("", wraps=True)
        self._gaps = QWidget()
        self._gap_rows = QVBoxLayout(self._gaps)
        self._gap_rows.setContentsMargins(0, 0, 0, 0)
        self._gap_rows.setSpacing(6)
        self.reason = QLineEdit()
        leave_files(self.reason)
        self.reason.setPlaceholderText("Why this partner is invited all the same")
        self.reason_label = make_label("Reason for an exception", "small")
        self.reason_label.setBuddy(self.reason)
        self.reason.setAccessibleName("Reason for an exception")
        self.reason.textChanged.connect(lambda _text: self._on_reason_changed())
        self.reason.returnPressed.connect(self.draft)
        self.problem = make_label("", "error", wraps=True)
        self.draft_button = make_button("Draft invitation", self.draft, role="primary")
        for widget in (self.summary, self._gaps, self.reason_label, self.reason, self.problem):
            self.body.addWidget(widget)
        self.add_button(self.draft_button)
        session.changed.connect(lambda _changes: self._refresh())

    def open_panel(self, agreement_id: int) -> None:
        """Show how an agreement stands for Select today."""
        if agreement_id != self._agreement_id:
            self.reason.clear()
        self._agreement_id = agreement_id
        self.problem.hide()
        self.show()
        self._refresh()
        (self.reason if self.reason.isVisibleTo(self) else self.draft_button).setFocus()

    def draft(self) -> None:
        """Make the draft, if it can be made."""
        agreement_id = self._agreement_id
        if agreement_id is None or not self.draft_button.isEnabled():
            return
        reason = self.reason.text().strip() if self.reason.isVisibleTo(self) else ""
        try:
            drafted = self._session.act(lambda: self._try_draft(agreement_id, reason or None))
        except FieldRefused as refusal:
            self.problem.setText(str(refusal))
            self.problem.show()
            return
        if drafted is not None:
            self.reason.clear()
            self.close_panel()
            self.drafted.emit(drafted.number)

    def _try_draft(self, agreement_id: int, reason: str | None) -> Drafted:
        try:
            return draft_invitation(self._session.desk, agreement_id, exception_reason=reason)
        except UserError as problem:
            # Shown here, beside what it is about, not in the status line.
            raise FieldRefused("exception_reason", str(problem)) from problem

    def _refresh(self) -> None:
        if self._agreement_id is None or self.isHidden():
            return
        try:
            check_select(self._session.desk.edition)
        except UserError as problem:
            self._show_refused(str(problem))
            return
        try:
            verdict = evaluate_select(self._session.desk, self._agreement_id)
        except UserError:
            self.close_panel()
            return
        gaps = [row for row in verdict.requirements if not row.passes]
        total = len(verdict.requirements)
        if gaps:
            self.summary.setText(
                f"{verdict.partner} ({verdict.region}) meets {total - len(gaps)} of {total} Select requirements. "
                "Close the gaps first, or give the reason for an exception; the letter keeps it with the evidence."
            )
        else:
            waived = f", {verdict.waived_count} of them by a waiver" if verdict.waived_count else ""
            self.summary.setText(
                f"{verdict.partner} ({verdict.region}) meets all {total} Select requirements{waived}. "
                "The draft is reviewed and approved before it is printed."
            )
        self._show_gaps(gaps)
        for widget in (self.reason_label, self.reason):
            widget.setVisible(bool(gaps))
        self._on_reason_changed()

    def _show_refused(self, sentence: str) -> None:
        self.summary.setText(sentence)
        for widget in (self._gaps, self.reason_label, self.reason):
            widget.hide()
        self._on_reason_changed()
        self.draft_button.setEnabled(False)

    def _show_gaps(self, gaps: list[RequirementVerdict]) -> None:
        while (item := self._gap_rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for gap in gaps:
            self._gap_rows.addWidget(GapRow(gap.label, Pill(word_measure(gap), TONES[gap.status])))
        self._gaps.setVisible(bool(gaps))

    def _on_reason_changed(self) -> None:
        self.problem.hide()
        needs_reason = self.reason.isVisibleTo(self)
        self.draft_button.setEnabled(not needs_reason or bool(self.reason.text().strip()))
        self.draft_button.setText("Draft with this exception" if needs_reason else "Draft invitation")
