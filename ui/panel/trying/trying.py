"""The panel's scratch mode: what is tried on an agreement, evaluated beside what is, and kept or dropped."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from channeladmin.desk.evaluating import AgreementEvaluation, evaluate_agreement
from channeladmin.desk.tried_awards import build_awards
from channeladmin.desk.tried_fields import build_tried
from channeladmin.desk.trying import JoinCompany, Trial, WaiveRequirement, keep_tried, try_on_agreement
from channeladmin.desk.values import RequirementVerdict, TrackKey, Verdict
from channeladmin.errors import EnvironmentProblem, UserError
from ui.panel.trying.box import TryingBox
from ui.panel.trying.kinds import KINDS, Scene
from ui.panel.trying.strip import TryingStrip
from ui.panel.trying.trials import Trials

if TYPE_CHECKING:
    from pydantic import BaseModel

    from ui.session import DeskSession


class Trying(QObject):
    """Holds the strip and the box, and decides what they show; the panel puts them in their places."""

    changed = Signal()
    """Something is tried, or no more: evaluate again."""
    ended = Signal()
    """The mode was left."""

    def __init__(self, session: DeskSession, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._agreement_id: int | None = None
        self._trial: Trial | None = None
        self.trials = Trials()
        self.strip = TryingStrip()
        self.strip.keep.withhold(session.withheld)
        self.box = TryingBox()
        self.strip.kept.connect(self._on_kept)
        self.strip.dropped.connect(self._on_dropped)
        self.box.entered.connect(self._on_entered)
        self.box.removed.connect(self._on_removed)

    def is_on(self, agreement_id: int | None) -> bool:
        """Whether changes are tried on an agreement."""
        return self.trials.is_on(agreement_id)

    def start(self, agreement_id: int) -> None:
        """Try changes on an agreement from now on."""
        self._agreement_id = agreement_id
        self.trials.start(agreement_id)
        self.changed.emit()
        self.box.turn_to()

    def evaluate(self, agreement_id: int, day: date | None) -> AgreementEvaluation:
        """The agreement as it would be, or as it is where that cannot be told; UserError if it is gone."""
        desk = self._session.desk
        try:
            self._trial = try_on_agreement(desk, agreement_id, self.trials.get(agreement_id), day)
        except UserError as problem:
            self._trial = None
            evaluation = evaluate_agreement(desk, agreement_id, day)
            self.strip.show_problem(str(problem))
            return evaluation
        return self._trial.after

    def show_agreement(self, evaluation: AgreementEvaluation | None, track: TrackKey | None) -> None:
        """Show what is tried on the agreement that the panel is about, or nothing."""
        agreement_id = None if evaluation is None else evaluation.facts.agreement_id
        if agreement_id != self._agreement_id:
            self.strip.show_problem("")
        self._agreement_id = agreement_id
        is_on = self.is_on(agreement_id)
        self.strip.setVisible(is_on)
        self.box.setVisible(is_on)
        if not is_on or evaluation is None or track is None:
            self.box.close_form()
            return
        tried = self.trials.get(evaluation.facts.agreement_id)
        can_keep = bool(tried) and self._trial is not None
        self.strip.keep.setEnabled(can_keep)
        scene = Scene(self._session.desk, evaluation, evaluation.entry.on)
        self.box.show_trial(scene, tried, self._trial, track)

    def waive(self, row: RequirementVerdict) -> None:
        """Enter a waiver of a row, to be tried."""
        kind = next(kind for kind in KINDS if kind.tried is WaiveRequirement)
        self.box.open_form(kind, {"requirement": row.key})

    def try_awards(self, verdict: Verdict) -> None:
        """Try the fewest awards that a verdict suggests."""
        agreement_id = verdict.agreement_id
        self.trials.start(agreement_id)
        tried = self.trials.get(agreement_id)
        self.trials.add(agreement_id, *build_awards(verdict.remedies, self._session.desk.edition, verdict.on, tried))
        self.changed.emit()
        self.box.turn_to()

    def _on_entered(self, fields: BaseModel, at: int | None) -> None:
        assert self._agreement_id is not None
        own, tried = self._agreement_id, self.trials.get(self._agreement_id)
        replaced = tried[at] if at is not None else None
        key = replaced.key if isinstance(replaced, JoinCompany) else self.trials.find_key(own)
        change = build_tried(fields, key)
        if at is None:
            self.trials.add(own, change)
        else:
            self.trials.replace(own, at, change)
        self._tell_changed()

    def _on_removed(self, at: int) -> None:
        assert self._agreement_id is not None
        self.box.close_form()
        self.trials.remove(self._agreement_id, at)
        self._tell_changed()

    def _on_dropped(self) -> None:
        assert self._agreement_id is not None
        self.trials.drop(self._agreement_id)
        self._tell_changed()
        self.ended.emit()

    def _on_kept(self) -> None:
        assert self._agreement_id is not None
        own, tried = self._agreement_id, self.trials.get(self._agreement_id)
        try:
            changes = keep_tried(self._session.desk, own, tried)
        except (UserError, EnvironmentProblem) as problem:
            # Shown here, beside what it is about, not in the status line.
            self.strip.show_problem(str(problem))
            return
        self.trials.drop(own)
        self._session.announce(changes)
        self._tell_changed()
        self.ended.emit()

    def _tell_changed(self) -> None:
        self.strip.show_problem("")
        self.changed.emit()
