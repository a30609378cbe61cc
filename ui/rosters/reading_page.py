"""Step one: what was read of the files, how else they could be read, and their first rows as they stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractItemView, QTableView, QVBoxLayout, QWidget

from channeladmin.desk.importing import RawTable
from ui.kit.fields import ChoiceField
from ui.kit.text import make_label
from ui.rosters.raw_preview import RawPreview
from ui.rosters.source_panel import SourcePanel

_MOST_NOTES = 4


class ReadingPage(QWidget):
    """The panel of choices, and a table that follows them."""

    def __init__(self) -> None:
        super().__init__()
        self._tables: tuple[RawTable, ...] = ()
        self.sources = SourcePanel()
        self.notes = make_label("", "small", wraps=True)
        self.file = ChoiceField([], has_blank=False)
        self.file.widget.setAccessibleName("File shown")
        self.file.edited.connect(self._show_chosen)
        self.model = RawPreview()
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setAccessibleName("First rows of the file")
        self.view.setTabKeyNavigation(False)
        self.view.setWordWrap(False)
        self.view.setShowGrid(False)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.horizontalHeader().setHighlightSections(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for widget in (self.sources, self.notes, self.file.widget):
            layout.addWidget(widget)
        layout.addWidget(self.view, 1)

    def show_tables(self, tables: Sequence[RawTable]) -> None:
        """Show what was read; of several files the one that was chosen."""
        names = [table.source for table in tables]
        chosen = self.file.entry() if self.file.entry() in names else (names[0] if names else None)
        self._tables = tuple(tables)
        self.file.replace_choices([(name, name) for name in names])
        self.file.start(chosen)
        self.file.widget.setVisible(len(names) > 1)
        self.sources.show_tables(tables)
        warnings = [warning for table in tables for warning in table.warnings]
        self.notes.setText("\n".join(warnings[:_MOST_NOTES]))
        self.notes.setVisible(bool(warnings))
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self.file.entry()
        self.model.show(next((table for table in self._tables if table.source == chosen), None))
