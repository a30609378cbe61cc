"""What stands in no column and holds for every row: “everything in this file is EMEA”."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.kit.entry_text import FieldKind
from ui.kit.fields import ChoiceField, LineField
from ui.rosters.column_rows import FIELD_LENGTH, say_field


class ConstantRows(QWidget):
    """A line for each field and its text; the last line is empty, to say one more."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[ChoiceField, LineField]] = []
        self._names: tuple[str, ...] = ()
        self._asked = ""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    @property
    def said(self) -> Mapping[str, str]:
        """The texts by field."""
        return {str(field.entry()): str(text.entry()) for field, text in self.rows if field.entry() and text.entry()}

    def start(self, names: Sequence[str]) -> None:
        """Begin with the fields of a kind of file; what was said stays where the fields are the same."""
        if tuple(names) == self._names:
            return
        self._names = tuple(names)
        for field, text in self.rows:
            for widget in (field.widget, text.widget):
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self.rows = []
        self._add_row()

    def ask_for(self, names: Sequence[str]) -> None:
        """Put a field into the empty line that is needed and no column has; take it out where a column has it now."""
        field, text = self.rows[-1]
        if self._asked and self._asked not in names and field.entry() == self._asked and not text.entry():
            field.start(None)
        there = {field.entry() for field, _ in self.rows}
        self._asked = next((name for name in names if name not in there), self._asked if names else "")
        if self._asked and self._asked not in there:
            field.start(self._asked)

    def find_open(self) -> QWidget | None:
        """Where the text of a field that is needed is still to be given."""
        field, text = self.rows[-1] if self.rows else (None, None)
        is_asked = field is not None and self._asked and field.entry() == self._asked
        return text.widget if text is not None and is_asked and not text.entry() else None

    def _add_row(self) -> None:
        number = len(self.rows) + 1
        choices = [(name, say_field(name)) for name in self._names]
        field, text = ChoiceField(choices, has_blank=True, blank="choose a field"), LineField(FieldKind.TEXT)
        field.box.setMinimumContentsLength(FIELD_LENGTH)
        for each, name in ((field, f"Field {number} that is the same in every row"), (text, f"Its text {number}")):
            each.widget.setAccessibleName(name)
            each.edited.connect(self._on_edited)
        text.line.setPlaceholderText("the same in every row")
        self._grid.addWidget(field.widget, number, 0)
        self._grid.addWidget(text.widget, number, 1)
        self.rows.append((field, text))

    def _on_edited(self) -> None:
        field, text = self.rows[-1]
        if field.entry() and text.entry():
            self._add_row()
        self.changed.emit()
