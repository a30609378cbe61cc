"""A form over a record's Fields class: saved when a field is left, its errors in words under the fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from channeladmin.desk.refusal import FieldRefused
from ui.kit.draft import check_draft
from ui.kit.field_grid import FieldGrid
from ui.kit.field_spec import FieldGroup, FieldSpec, build_editor, build_shown, start_values
from ui.kit.fields import FieldEditor
from ui.kit.text import make_label, restyle

if TYPE_CHECKING:
    from pydantic import BaseModel

    from channeladmin.desk.values import Stored

Save = Callable[[Any, Any], object | None]
"""Stores validated fields, given the record's id (of a new one: the key it was bound with).

None where nothing was stored; FieldRefused shows under its field.
"""

_NOT_LEFT = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)


@dataclass(slots=True)
class _Place:
    """A field on the form: its label, editor and error line."""

    spec: FieldSpec
    label: QLabel
    editor: FieldEditor
    error: QLabel


class RecordForm(QWidget):
    """Fields of one record. Ctrl+Enter saves, Esc gives back what was; nothing typed is lost.

    With `saves_on_leave` False (a new record) only Ctrl+Enter, Enter or `submit` saves.
    """

    saved = Signal(object)
    """What `save` answered."""
    given_back = Signal()
    """Esc where nothing was typed: whoever shows the form may close it."""

    def __init__(
        self,
        fields_type: type[BaseModel],
        groups: Sequence[FieldGroup],
        *,
        save: Save,
        saves_on_leave: bool = True,
        withheld: str = "",
    ) -> None:
        """`withheld` is why nothing can be stored, or nothing: then the fields can only be read."""
        super().__init__()
        self._withheld = withheld
        self._fields_type = fields_type
        self._save = save
        self._saves_on_leave = saves_on_leave
        self._is_saving = False
        self._key: object = None
        self._stored: dict[str, Any] = {}
        self._kept: dict[object, dict[str, Any]] = {}
        self._places: dict[str, _Place] = {}
        self._lay_out(groups)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.submit)

    def editor(self, name: str) -> FieldEditor:
        """The editor of a field."""
        return self._places[name].editor

    def error_text(self, name: str) -> str:
        """The sentence under a field, or nothing."""
        return self._places[name].error.text()

    @property
    def is_dirty(self) -> bool:
        """Whether something typed is not stored."""
        return any(place.editor.is_dirty for place in self._places.values())

    def bind(self, record: Stored[Any]) -> None:
        """Show a stored record. Typing that was not stored stays: in place, or until its record is shown again."""
        self._show(record.id, record.fields.model_dump())

    def bind_new(self, initial: Mapping[str, Any] | None = None, *, key: object = None) -> None:
        """Show an empty record; `key` tells drafts of different parents apart."""
        self._show(("new", key), start_values(self._fields_type) | dict(initial or {}))

    def submit(self) -> bool:
        """Save what was typed; whether all of it is stored now."""
        return self._store(is_whole=True)

    def discard(self) -> None:
        """Give back what was, in every field."""
        for place in self._places.values():
            place.editor.give_back()
        self._kept.pop(self._key, None)
        self._show_errors({})

    def focus_first(self) -> None:
        """Put the keyboard in the first field."""
        next(iter(self._places.values())).editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save when a field is left; Enter saves a line, Esc gives it back."""
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            if self._saves_on_leave and event.reason() not in _NOT_LEFT:
                self._store(is_whole=False)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QWidget):
            return self._on_key(watched, event)
        return super().eventFilter(watched, event)

    def _on_key(self, watched: QWidget, event: QKeyEvent) -> bool:
        place = next((each for each in self._places.values() if watched in each.editor.watched()), None)
        if place is None:
            return False
        if event.key() == Qt.Key.Key_Escape:
            if place.editor.is_dirty or place.error.text():
                place.editor.give_back()
                self._show_error(place, "")
            else:
                self.given_back.emit()
            return True
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not place.editor.takes_enter and not event.modifiers():
            self._store(is_whole=not self._saves_on_leave)
            return True
        return False

    def _show(self, key: object, values: dict[str, Any]) -> None:
        if key == self._key:
            self._stored = values
            for name, place in self._places.items():
                place.editor.set_base(values[name])
                if not place.editor.is_dirty:
                    self._show_error(place, "")
            return
        if self._key is not None:
            if self._saves_on_leave:
                self._store(is_whole=False)
            self._kept[self._key] = {
                name: place.editor.entry() for name, place in self._places.items() if place.editor.is_dirty
            }
        self._key, self._stored = key, values
        self._show_errors({})
        kept = self._kept.pop(key, {})
        for name, place in self._places.items():
            place.editor.start(values[name])
            if name in kept:
                place.editor.set_entry(kept[name])
        if kept and self._saves_on_leave:
            self._store(is_whole=False)

    def _store(self, *, is_whole: bool) -> bool:
        if self._is_saving or self._key is None or (not self.is_dirty and self._saves_on_leave):
            return True
        typed = {name: place.editor.entry() for name, place in self._places.items() if place.editor.is_dirty}
        problems = {
            name: problem for name, place in self._places.items() if (problem := place.editor.problem()) is not None
        }
        draft = check_draft(self._fields_type, self._stored, typed, problems)
        self._show_errors(draft.errors)
        wrong = [name for name in self._places if name in draft.errors]
        if is_whole and wrong:
            self._places[wrong[0]].editor.widget.setFocus()
        if draft.fields is None or (draft.errors and not self._saves_on_leave):
            return False
        self._is_saving = True
        try:
            result = self._save(self._key[1] if isinstance(self._key, tuple) else self._key, draft.fields)
        except FieldRefused as refusal:
            known = refusal.field if refusal.field in self._places else next(iter(typed), next(iter(self._places)))
            self._show_errors({**draft.errors, known: str(refusal)})
            return False
        finally:
            self._is_saving = False
        if result is None:
            return False
        self._settle(name for name in typed if name not in draft.errors)
        self.saved.emit(result)
        return not draft.errors

    def _settle(self, names: Iterable[str]) -> None:
        """What was typed is stored; a form for new records is empty again, so that it never shows another's values."""
        if isinstance(self._key, tuple):
            for name, place in self._places.items():
                place.editor.start(self._stored[name])
        else:
            for name in names:
                self._places[name].editor.settle()

    def _show_errors(self, errors: Mapping[str, str]) -> None:
        strays = [text for name, text in errors.items() if name not in self._places]
        for position, (name, place) in enumerate(self._places.items()):
            text = errors.get(name, "")
            if position == 0 and strays:
                text = " ".join(filter(None, (text, *strays)))
            self._show_error(place, text)

    def _show_error(self, place: _Place, text: str) -> None:
        if place.error.text() == text:
            return
        place.error.setText(text)
        place.error.setVisible(bool(text))
        place.editor.widget.setProperty("wrong", bool(text))
        place.editor.widget.setAccessibleDescription(text)
        restyle(place.editor.widget)

    def _lay_out(self, groups: Sequence[FieldGroup]) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(24)
        for group in groups:
            box = QVBoxLayout()
            box.setSpacing(8)
            if group.title:
                box.addWidget(make_label(group.title, "strong"))
            grid = FieldGrid(columns=group.columns, least=group.least)
            box.addLayout(grid)
            for spec in group.fields:
                grid.add_field(self._build_place(spec), spec.span)
            layout.addLayout(box)

    def _build_place(self, spec: FieldSpec) -> QWidget:
        if self._withheld:
            editor = build_shown(self._fields_type, spec, self._withheld)
        else:
            editor = build_editor(self._fields_type, spec)
        label = make_label(spec.label, "small")
        label.setBuddy(editor.widget)
        error = make_label("", "error", wraps=True)
        error.hide()
        self._places[spec.name] = _Place(spec, label, editor, error)
        for watched in editor.watched():
            watched.installEventFilter(self)
        place = self._places[spec.name]
        editor.edited.connect(lambda: self._show_error(place, ""))
        editor.chosen.connect(lambda: self._saves_on_leave and self._store(is_whole=False))
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (label, editor.widget, error):
            column.addWidget(widget)
        return cell
