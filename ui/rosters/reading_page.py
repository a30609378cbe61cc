"""Step one: what was read of each file, how else it could be read, and its first rows as they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QTableView, QVBoxLayout, QWidget

from channeladmin.desk.importing import AS_FOUND, RawTable, ReadOptions
from ui.kit.text import make_label
from ui.rosters.file_list import FileList
from ui.rosters.raw_preview import RawPreview
from ui.rosters.source_panel import SourcePanel

_MOST_NOTES = 4


class ReadingPage(QWidget):
    """Of several files the selected one: the panel of choices, and a table that follows them."""

    changed = Signal()
    """Something was chosen that changes what is read."""

    def __init__(self) -> None:
        super().__init__()
        self._paths: tuple[Path, ...] = ()
        self._tables: tuple[RawTable, ...] = ()
        self._said: dict[Path, ReadOptions] = {}
        self.files = FileList()
        self.sources = SourcePanel()
        self.notes = make_label("", "small", wraps=True)
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
        for widget in (self.files, self.sources, self.notes):
            layout.addWidget(widget)
        layout.addWidget(self.view, 1)
        self.sources.changed.connect(self._on_chosen)
        self.files.picked.connect(lambda _place: self._show_file())

    @property
    def said(self) -> Mapping[Path, ReadOptions]:
        """What was chosen about reading, by file."""
        return dict(self._said)

    def start(self, paths: Sequence[Path]) -> None:
        """Begin with files of which nothing was read or said."""
        self._paths, self._tables, self._said = tuple(paths), (), {}
        self.files.show_files([path.name for path in paths])
        self.files.setCurrentRow(0)
        self._show_file()

    def show_tables(self, tables: Sequence[RawTable]) -> None:
        """Show what was read, in the order of the files; perhaps not of all yet."""
        self._tables = tuple(tables)
        later = self._paths[len(self._tables) :]
        self.files.show_files([*(table.source for table in tables), *(path.name for path in later)])
        self._show_file()

    def _show_file(self) -> None:
        place = self.files.place
        table = self._tables[place] if place < len(self._tables) else None
        said = self._said.get(self._paths[place], AS_FOUND) if self._paths else AS_FOUND
        self.sources.show_file(table, said)
        warnings = () if table is None else table.warnings
        self.notes.setText("\n".join(warnings[:_MOST_NOTES]))
        self.notes.setVisible(bool(warnings))
        self.model.show(table)

    def _on_chosen(self) -> None:
        if self._paths:
            self._said[self._paths[self.files.place]] = self.sources.options()
        self.changed.emit()
