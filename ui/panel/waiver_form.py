"""Granting or changing a waiver in the row that it is about: a form in place of a dialog, one act when it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from channeladmin.desk.values import WaiverFact, WaiverFields
from channeladmin.desk.waiving import edit_waiver, end_waiver, find_waiver, grant_waiver
from ui.kit.buttons import make_button
from ui.kit.field_spec import FieldGroup, FieldSpec
from ui.kit.form import RecordForm

if TYPE_CHECKING:
    from channeladmin.desk.values import Stored
    from ui.session import DeskSession

_FIELDS = (
    FieldGroup(
        "",
        (
            FieldSpec("reason", "Reason", span=2, is_long=True),
            FieldSpec("since", "From"),
            FieldSpec("until", "Until (last day)"),
            FieldSpec("granted_by", "Granted by", span=2),
        ),
    ),
)
_GONE = "This waiver was changed or taken back meanwhile."


class WaiverForm(QWidget):
    """Ctrl+Enter saves, Esc gives up; what was typed for a row is there again when the row is waived anew."""

    closed = Signal(object)
    """The key of the requirement that the form was in."""

    def __init__(self, session: DeskSession) -> None:
        super().__init__()
        self._session = session
        self._changed: Stored[WaiverFields] | None = None
        self.place: tuple[int, str] | None = None
        """The agreement and the requirement that it is open for."""
        self.form = RecordForm(WaiverFields, _FIELDS, save=self._save, saves_on_leave=False)
        self.save = make_button("Waive", self.form.submit, role="primary")
        self.cancel = make_button("Cancel", self.give_up)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 8)
        layout.setSpacing(8)
        layout.addWidget(self.form)
        layout.addLayout(buttons)
        self.form.saved.connect(lambda _result: self._close())
        self.form.given_back.connect(self._close)

    def open_new(self, agreement_id: int, requirement: str, label: str) -> None:
        """Begin a waiver of a requirement, from today and by the acting user."""
        desk = self._session.desk
        self._changed = None
        self.place = (agreement_id, requirement)
        initial = {"requirement": requirement, "since": desk.today(), "granted_by": desk.actor}
        self.form.bind_new(initial, key=self.place)
        self._name("Waive", label)

    def open_stored(self, agreement_id: int, fact: WaiverFact, label: str) -> bool:
        """Change a waiver that a row shows; whether it is still there."""
        stored = find_waiver(self._session.desk, agreement_id, fact)
        if stored is None:
            self._session.failed.emit(_GONE)
            return False
        self._changed = stored
        self.place = (agreement_id, fact.requirement)
        self.form.bind(stored)
        self._name("Save", label)
        return True

    def end_today(self, agreement_id: int, fact: WaiverFact) -> None:
        """Let a waiver end with today."""
        desk = self._session.desk
        stored = find_waiver(desk, agreement_id, fact)
        if stored is None:
            self._session.failed.emit(_GONE)
        else:
            self._session.act(lambda: end_waiver(desk, stored.id, desk.today()))

    def give_up(self) -> None:
        """Put the form away and drop what was typed."""
        self.form.discard()
        self._close()

    def _name(self, verb: str, label: str) -> None:
        self.save.setText(verb)
        self.save.setAccessibleName(f"{verb}: {label}")
        self.setAccessibleName(f"Waiver of {label}")

    def _save(self, key: object, fields: WaiverFields) -> object | None:
        desk, act = self._session.desk, self._session.act
        if isinstance(key, tuple):
            return act(lambda: grant_waiver(desk, key[0], fields))
        stored = self._changed
        assert stored is not None
        if fields == stored.fields:
            return stored  # Nothing was changed, and nothing is to be stored.
        return act(lambda: edit_waiver(desk, stored.id, fields))

    def _close(self) -> None:
        place, self.place, self._changed = self.place, None, None
        if place is not None:
            self.closed.emit(place[1])
