"""The changes that are being tried: entered in a form in the panel, listed, each removable, with what they come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from channeladmin.desk.tried_fields import show_tried
from channeladmin.desk.tried_words import name_people, word_tried
from channeladmin.desk.trying import Trial, Tried
from channeladmin.desk.values import TrackKey
from ui.kit.buttons import make_button
from ui.kit.text import keep_ampersands, make_label
from ui.panel.row_head import RowHead
from ui.panel.slots import SlotLine
from ui.panel.trying.form import TriedForm
from ui.panel.trying.kinds import Kind, Scene, get_kind, list_kinds
from ui.panel.trying.outcome import build_outcome

_LEAST = 120


class TryingBox(QWidget):
    """Shows what it is given and tells what is asked; it keeps nothing but the form."""

    entered = Signal(object, object)
    """Validated fields, and the place of the change that they replace (None: they are one more)."""
    turned_to = Signal(object)
    """What has the keyboard now, which may lie out of sight."""
    removed = Signal(object)
    """The place of a change."""

    def __init__(self) -> None:
        super().__init__()
        self._scene: Scene | None = None
        self.form: TriedForm | None = None
        self._items: list[QWidget] = []
        self._lines: list[SlotLine] = []
        self._heading = make_label("", "small")
        self.add = make_button("Add a change", lambda: None, icon="plus")
        self.menu = QMenu(self.add)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.add.setMenu(self.menu)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self._form_place = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 0)
        layout.setSpacing(8)
        layout.addLayout(self._list)
        layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(self._form_place)
        self._outcome = QVBoxLayout()
        self._outcome.setSpacing(4)
        layout.addLayout(self._outcome)

    def show_trial(self, scene: Scene, tried: Sequence[Tried], trial: Trial | None, track: TrackKey) -> None:
        """List the changes and what they come to for a track; the form stays as it is."""
        if self._scene is not None and self._scene.evaluation.facts.agreement_id != scene.evaluation.facts.agreement_id:
            self.close_form()
        focus = self.window().focusWidget()
        was_in_list = focus is not None and any(item.isAncestorOf(focus) for item in self._items)
        self._scene = scene
        for old in (*self._items, *self._lines, self._heading):
            old.hide()
            old.deleteLater()
        people = name_people(scene.evaluation.facts)
        edition = scene.desk.edition
        self._items = [
            self._build_item(at, change, word_tried(change, people, edition)) for at, change in enumerate(tried)
        ]
        for item in self._items:
            self._list.addWidget(item)
            item.show()
        self._lines = [] if trial is None else list(build_outcome(trial, track))
        heading = "Before → after" if self._lines else "Nothing would change so far."
        self._heading = make_label(heading, "small")
        for line in (self._heading, *self._lines) if tried else ():
            self._outcome.addWidget(line)
        if was_in_list:
            self.add.setFocus()

    def outcome(self) -> list[str]:
        """The lines of what would change, as they stand."""
        return [line.text() for line in self._lines]

    def items(self) -> list[str]:
        """The changes, as they are worded."""
        return [item.accessibleName() for item in self._items]

    def open_form(self, kind: Kind, values: Mapping[str, Any] | None = None, at: int | None = None) -> None:
        """Enter a change of a kind; `values` are what it begins with, `at` the place of the one that it replaces."""
        assert self._scene is not None
        self.close_form()
        form = TriedForm(kind, self._scene, values or {})
        form.entered.connect(lambda fields: self._on_entered(fields, at))
        form.given_up.connect(self._on_given_up)
        self.form = form
        self._form_place.addWidget(form)
        form.show()
        self.add.hide()
        form.form.focus_first()
        self.turned_to.emit(form)

    def turn_to(self) -> None:
        """Go to where the next change is entered."""
        self.add.setFocus()
        self.turned_to.emit(self.add)

    def close_form(self) -> None:
        """Put the form away."""
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self.add.show()

    def _build_item(self, at: int, change: Tried, words: str) -> QWidget:
        item = QWidget()
        item.setAccessibleName(words)
        head = RowHead(make_label(words, "body", wraps=True), least=_LEAST)
        item.setLayout(head)
        edit = make_button("Change", lambda: self._on_change(at, change), role="quiet", name=f"Change: {words}")
        remove = make_button("", lambda: self.removed.emit(at), role="quiet", icon="x", name=f"Remove: {words}")
        remove.setToolTip("Remove")
        head.add_side(edit)
        head.add_side(remove)
        return item

    def _fill_menu(self) -> None:
        self.menu.clear()
        if self._scene is None:
            return
        for kind in list_kinds(self._scene):
            action = self.menu.addAction(keep_ampersands(f"{kind.title}…"))
            action.triggered.connect(lambda _on, kind=kind: self.open_form(kind))

    def _on_change(self, at: int, change: Tried) -> None:
        self.open_form(get_kind(change), show_tried(change), at)

    def _on_entered(self, fields: object, at: int | None) -> None:
        self.close_form()
        self.add.setFocus()
        self.entered.emit(fields, at)

    def _on_given_up(self) -> None:
        self.close_form()
        self.add.setFocus()
