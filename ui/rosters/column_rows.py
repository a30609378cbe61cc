"""The columns of the files, one a line: title, some of its cells, and the field that it fills."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from channeladmin.desk.import_columns import ColumnView
from ui.kit.fields import ChoiceField
from ui.kit.text import make_label, restyle
from ui.rosters.sentences import CHOOSE

NOT_TAKEN = "not taken"
FIELD_LENGTH = 18
"""The longest name of a field has so many letters."""


class ColumnRows(QWidget):
    """Columns of one title in several files are one line. Lines stay as they are while the columns are the same."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, ChoiceField] = {}
        self.said: dict[str, str] = {}
        """What was chosen, by title, as the columns stand; "" where a column is not to be taken."""
        self._samples: dict[str, QLabel] = {}
        self._shape: object = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    def forget(self) -> None:
        """Begin with files of which nothing was said."""
        self.said = {}
        self._shape = None

    def mark_wanted(self, wanted: Mapping[str, str]) -> None:
        """Let the columns stand out that may be a field which rows need."""
        for title, label in self._samples.items():
            role = "needed" if title in wanted else "muted"
            if title in wanted:
                self._say_unanswered(title, CHOOSE)
            if label.property("role") != role:
                label.setProperty("role", role)
                restyle(label)

    def answer(self, field: str, title: object) -> bool:
        """Take the one column for a field, in the place of one that was chosen for it; whether it is here."""
        before = next((each for each, name in self.said.items() if name == field), None)
        if title not in self.fields and before is None:
            return False
        self.said = {each: name for each, name in self.said.items() if name != field}
        if title in self.fields:
            self.said[str(title)] = field
        return True

    def show_columns(self, views: Sequence[ColumnView], fields: Sequence[str]) -> None:
        """Show the columns; `fields` are all that a column may fill."""
        columns: dict[str, ColumnView] = {}
        for view in views:
            if view.title:
                columns.setdefault(view.title, view)
        shape = (tuple(columns), tuple(fields))
        if shape != self._shape:
            self._shape = shape
            self._build(columns, fields)
        for title, view in columns.items():
            self.fields[title].start(view.field)
            self.fields[title].box.setAccessibleDescription("")
            perhaps = f"perhaps {say_field(view.suggestion)}" if view.suggestion else ""
            if perhaps:
                self._say_unanswered(title, perhaps)
            self._samples[title].setText(f"{' · '.join(view.samples)}{perhaps and f' ({perhaps})'}")

    def _say_unanswered(self, title: str, words: str) -> None:
        """Let a box that nobody has chosen in say so; its list offers not to take the column."""
        box = self.fields[title].box
        box.setPlaceholderText(words)
        # Without an answer it has no value to be read out.
        box.setAccessibleDescription(words)
        box.setCurrentIndex(-1)

    def _build(self, columns: Mapping[str, ColumnView], fields: Sequence[str]) -> None:
        empty_grid(self._grid)
        self.fields, self._samples = {}, {}
        for column, head in enumerate(("Column of the file", "Its first cells", "Fills")):
            self._grid.addWidget(make_label(head, "small"), 0, column)
        for line, title in enumerate(columns, start=1):
            field = ChoiceField([(name, say_field(name)) for name in fields], has_blank=True, blank=NOT_TAKEN)
            field.box.setMinimumContentsLength(FIELD_LENGTH)
            field.widget.setAccessibleName(f"Field of the column {title}")
            field.edited.connect(lambda title=title: self._on_edited(title))
            self.fields[title] = field
            self._samples[title] = make_label("", "muted", most_lines=1)
            self._grid.addWidget(make_label(title, "strong", most_lines=2), line, 0)
            self._grid.addWidget(self._samples[title], line, 1)
            self._grid.addWidget(field.widget, line, 2)

    def _on_edited(self, title: str) -> None:
        said = {**self.said, title: str(self.fields[title].entry() or "")}
        # Several columns of one field are joined in this order, whichever was chosen first.
        self.said = {each: said[each] for each in (*self.fields, *said) if each in said}
        self.changed.emit()


def empty_grid(grid: QGridLayout) -> None:
    """Take all widgets out of a grid; they go when nothing runs in them any more."""
    while (item := grid.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def say_field(name: str) -> str:
    """A field's name in words."""
    return name.replace("_", " ")
