"""Names of credentials that nobody knows yet: what each stands for is said once, and known from then on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from channeladmin.desk.importing import TodoItem
from ui.kit.fields import Choice, ChoiceField
from ui.kit.text import make_label
from ui.rosters.column_rows import FIELD_LENGTH, empty_grid
from ui.rosters.sentences import CHOOSE


class UnknownNames(QWidget):
    """A line for each name; a name that was answered stays, so that the answer can be changed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, ChoiceField] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    @property
    def said(self) -> Mapping[str, str]:
        """The credential's key by name."""
        return {name: str(field.entry()) for name, field in self.fields.items() if field.entry()}

    def forget(self) -> None:
        """Begin with other files."""
        empty_grid(self._grid)
        self.fields = {}

    def show_todo(self, todo: Iterable[TodoItem], credentials: Sequence[Choice]) -> None:
        """Show the names of credentials among the things to do."""
        for item in todo:
            if item.what == "credential" and item.text not in self.fields:
                self._add(item, credentials)
        self.setVisible(bool(self.fields))

    def _add(self, item: TodoItem, credentials: Sequence[Choice]) -> None:
        line = len(self.fields)
        field = ChoiceField(credentials, has_blank=True, blank=CHOOSE)
        field.box.setMinimumContentsLength(FIELD_LENGTH)
        field.widget.setAccessibleName(f"What “{item.text}” stands for")
        field.edited.connect(self.changed)
        rows = f"{item.count:,} row{'' if item.count == 1 else 's'}"
        self._grid.addWidget(make_label(f"“{item.text}”", "body", most_lines=2), line, 0)
        self._grid.addWidget(make_label(rows, "muted"), line, 1)
        self._grid.addWidget(field.widget, line, 2)
        self.fields[item.text] = field
