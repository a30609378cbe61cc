"""The evaluation panel: all tracks of one agreement on a day, live after every act."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from channeladmin.desk.evaluating import AgreementEvaluation, evaluate_agreement
from channeladmin.desk.tracks import word_track
from channeladmin.desk.values import Changes, RequirementVerdict, TrackKey, Verdict
from channeladmin.desk.wording import format_date, word_lapse
from channeladmin.errors import EnvironmentProblem, UserError
from ui.kit.buttons import make_button
from ui.kit.empty import EmptyState
from ui.kit.text import make_label
from ui.kit.words import word_of
from ui.panel.anniversary import next_anniversary
from ui.panel.body_scroll import BodyScroll
from ui.panel.requirement_block import RequirementBlock, RowActs, RowView
from ui.panel.row_head import RowHead
from ui.panel.summary import build_verdict_pill, told_outlook
from ui.panel.track_tabs import TrackTabs
from ui.panel.trying.trying import Trying
from ui.panel.verdict_body import VerdictBody
from ui.panel.waiver_form import WaiverForm
from ui.session import DeskSession

_SENTENCE_WIDTH = 240


class EvaluationPanel(QWidget):
    """Renders the verdict tree that the desk gives; it counts nothing itself."""

    def __init__(self, session: DeskSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._agreement_id: int | None = None
        self._day: date | None = None
        self._track: TrackKey | None = None
        self._evaluation: AgreementEvaluation | None = None
        self._opened: set[str] = set()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Evaluation")
        self.name = make_label("", "heading", most_lines=3)
        self.about = make_label("", "muted", wraps=True)
        self.lapse = make_label("", "lapse", wraps=True)
        self.tabs = TrackTabs()
        self.waiving = WaiverForm(session)
        self.trying = Trying(session, self)
        self.try_changes = make_button("Try changes", self.start_trying, role="quiet")
        self._scroll = BodyScroll(self.trying.box, self.waiving)
        self._stack = QStackedWidget()
        self._lay_out()
        self.tabs.chosen.connect(self._on_track_chosen)
        self.waiving.closed.connect(self._on_form_closed)
        self.trying.changed.connect(self.refresh)
        self.trying.box.turned_to.connect(self._scroll.show_in_sight)
        self.trying.ended.connect(self.try_changes.setFocus)
        session.changed.connect(self._on_changed)

    @property
    def evaluation(self) -> AgreementEvaluation | None:
        """What is shown."""
        return self._evaluation

    @property
    def blocks(self) -> dict[str, RequirementBlock]:
        """The rows shown, parts of others too, by key."""
        return self._scroll.blocks

    @property
    def body(self) -> VerdictBody | None:
        """The verdict shown."""
        return self._scroll.body

    @property
    def summary(self) -> QLabel:
        """The first thing to read; there is one as soon as an agreement is shown."""
        assert self.body is not None
        return self.body.summary

    def show_agreement(self, agreement_id: int | None) -> None:
        """Show an agreement, at its headline track; None shows that nothing is chosen."""
        if agreement_id != self._agreement_id:
            self._agreement_id = agreement_id
            self._track = None
            self.refresh()

    def set_day(self, day: date | None) -> None:
        """Evaluate as of a day; None is today."""
        self._day = day
        self.refresh()

    def find_anniversary(self) -> date | None:
        """The next anniversary of the agreement shown, after today."""
        if self._evaluation is None:
            return None
        return next_anniversary(self._evaluation.facts.signed_on, self._session.desk.today())

    def start_trying(self) -> None:
        """Turn to trying changes on the agreement shown; nothing where none is."""
        if self._agreement_id is not None and self._evaluation is not None:
            self.trying.start(self._agreement_id)

    def refresh(self) -> None:
        """Evaluate again and show it; the place scrolled to stays."""
        self._evaluation = self._evaluate()
        if self._evaluation is None:
            self._scroll.show_body(None, None)
            self.trying.show_agreement(None, None)
            self._stack.setCurrentIndex(1)
            return
        evaluation = self._evaluation
        labels = {verdict.track: label for verdict, label in zip(evaluation.verdicts, evaluation.labels, strict=True)}
        # Another edition may have other tracks than the one that was chosen.
        if self._track not in labels:
            self._track = evaluation.headline
            self._scroll.scroll_up()
        self.tabs.show_tracks(labels)
        for verdict in evaluation.verdicts:
            self.tabs.tabs[verdict.track].set_pill(build_verdict_pill(verdict))
        self.tabs.choose(self._track)
        shown = evaluation.get(self._track)
        self.name.setText(shown.partner)
        self.about.setText(self._word_about(shown))
        self._show_lapse(evaluation, shown)
        self.try_changes.setVisible(not self.trying.is_on(self._agreement_id))
        self.trying.show_agreement(evaluation, self._track)
        self._show_verdict(shown, labels[self._track])
        self._stack.setCurrentIndex(0)

    def _evaluate(self) -> AgreementEvaluation | None:
        if self._agreement_id is None:
            return None
        try:
            if self.trying.is_on(self._agreement_id):
                return self.trying.evaluate(self._agreement_id, self._day)
            return evaluate_agreement(self._session.desk, self._agreement_id, self._day)
        except UserError:
            # The agreement has just been deleted; the list that named it follows.
            return None
        except EnvironmentProblem as problem:
            self._session.failed.emit(str(problem))
            return None

    def _word_about(self, verdict: Verdict) -> str:
        assert self._evaluation is not None
        track = verdict.granted_track
        since = next(
            (
                step.since
                for step in reversed(self._evaluation.facts.track_steps)
                if step.track == track and (step.since is None or step.since <= verdict.on)
            ),
            None,
        )
        word = word_track(self._session.desk.edition, track) if track is not None else word_of(verdict.agreement_status)
        parts = [verdict.region.value, f"{word} since {format_date(since)}" if since else word]
        if self._day is not None:
            parts.append(f"as of {format_date(self._day)}")
        return " · ".join(parts)

    def _show_lapse(self, evaluation: AgreementEvaluation, verdict: Verdict) -> None:
        lapse, track = evaluation.lapse, verdict.granted_track
        self.lapse.setVisible(lapse is not None)
        if lapse is not None and track is not None:
            words = word_lapse(lapse)
            label = word_track(self._session.desk.edition, track)
            self.lapse.setText(f"{label}: {words[:1].lower()}{words[1:]}")

    def _show_verdict(self, verdict: Verdict, track: str) -> None:
        desk = self._session.desk
        if self.trying.is_on(self._agreement_id):
            acts: RowActs | None = RowActs(waive=self.trying.waive)
        else:
            acts = None if desk.is_read_only else RowActs(self._on_waive, self._on_end, self._on_change)
        view = RowView(
            verdict.on,
            desk.today(),
            acts,
            told_outlook(verdict),
            self._opened,
            lambda: self.trying.try_awards(verdict),
        )
        self._scroll.show_body(VerdictBody(verdict, track, view), self._find_form_row())

    def _find_form_row(self) -> str | None:
        """The row of what is shown in which the waiver's form is open; it waits while another agreement is shown."""
        if self.waiving.place is None:
            return None
        agreement_id, requirement = self.waiving.place
        is_here = agreement_id == self._agreement_id and not self.trying.is_on(agreement_id)
        return requirement if is_here else None

    def _lay_out(self) -> None:
        head = QWidget()
        names = QVBoxLayout(head)
        names.setContentsMargins(16, 14, 16, 8)
        names.setSpacing(4)
        title = RowHead(self.name)
        title.add_side(self.try_changes)
        names.addLayout(title)
        for label in (self.about, self.lapse):
            names.addWidget(label)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.trying.strip)
        column.addWidget(head)
        column.addWidget(self.tabs)
        column.addWidget(self._scroll, 1)
        self._stack.addWidget(shown)
        self.empty = EmptyState(
            "No agreement chosen", "Choose a row of the list: what the programme asks of it stands here."
        )
        # The panel is narrower than the room an empty list has.
        self.empty.sentence.setFixedWidth(_SENTENCE_WIDTH)
        self._stack.addWidget(self.empty)
        self._stack.setCurrentIndex(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _on_track_chosen(self, track: TrackKey) -> None:
        self._track = track
        self._scroll.scroll_up()
        self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if self._agreement_id in changes.agreement_ids or (
            self._evaluation is not None and self._evaluation.facts.partner_id in changes.partner_ids
        ):
            self.refresh()

    def _on_waive(self, row: RequirementVerdict) -> None:
        assert self._agreement_id is not None
        self.waiving.open_new(self._agreement_id, row.key, row.label)
        self._show_form()

    def _on_change(self, row: RequirementVerdict) -> None:
        assert self._agreement_id is not None
        assert row.waiver is not None
        if self.waiving.open_stored(self._agreement_id, row.waiver, row.label):
            self._show_form()

    def _on_end(self, row: RequirementVerdict) -> None:
        assert self._agreement_id is not None
        assert row.waiver is not None
        self.waiving.end_today(self._agreement_id, row.waiver)
        self._scroll.focus_row(row.key)

    def _show_form(self) -> None:
        self._scroll.open_form(self._find_form_row())
        self.waiving.form.focus_first()
        self._scroll.show_in_sight(self.waiving)

    def _on_form_closed(self, requirement: str) -> None:
        had_keyboard = self.waiving.isAncestorOf(self.focusWidget() or self)
        self.waiving.hide()
        if had_keyboard:
            self._scroll.focus_row(requirement)
