"""Step one: what was read of each file, how else it could be read, and its first rows as they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QTableView, QVBoxLayout, QWidget

from channeladmin.desk.import_profiles import Profile
from channeladmin.desk.importing import AS_FOUND, Preview, RawTable, ReadOptions, SourceFile
from ui.kit.text import make_label
from ui.rosters.file_list import FileList
from ui.rosters.raw_preview import RawPreview
from ui.rosters.sentences import count_rows
from ui.rosters.source_panel import LEFT_OUT, SourcePanel

_MOST_NOTES = 4
_WIDEST = 320
_LOOKED_AT = 50
"""So many rows settle how wide a column is."""


class ReadingPage(QWidget):
    """Of several files the selected one: the panel of choices, and a table that follows them."""

    changed = Signal()
    """Something was chosen that changes what is read."""

    def __init__(self) -> None:
        super().__init__()
        self._kinds: dict[Path, str] = {}
        self._tables: dict[Path, RawTable] = {}
        self._said: dict[Path, ReadOptions] = {}
        self._profiles: dict[Path, Profile | None] = {}
        self._unread: frozenset[Path] = frozenset()
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
        self.view.horizontalHeader().setMaximumSectionSize(_WIDEST)
        self.view.horizontalHeader().setResizeContentsPrecision(_LOOKED_AT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for widget in (self.files, self.sources, self.notes):
            layout.addWidget(widget)
        layout.addWidget(self.view, 1)
        self.sources.changed.connect(self._on_chosen)
        self.files.picked.connect(lambda _place: self._show_other())

    @property
    def said(self) -> Mapping[Path, ReadOptions]:
        """What was chosen about reading, by file."""
        return dict(self._said)

    @property
    def kinds(self) -> Mapping[str, tuple[Path, ...]]:
        """The files by what they are, without those that are left out."""
        found: dict[str, tuple[Path, ...]] = {}
        for path, kind in self._kinds.items():
            if kind != LEFT_OUT:
                found[kind] = (*found.get(kind, ()), path)
        return found

    @property
    def taken(self) -> Sequence[Path]:
        """Those files in the order in which they came; all, where all are left out."""
        return [path for path, kind in self._kinds.items() if kind != LEFT_OUT] or list(self._kinds)

    def start(self, paths: Sequence[Path]) -> None:
        """Begin with files of which nothing was read or said."""
        self._kinds, self._tables, self._said, self._profiles = dict.fromkeys(paths, "roster"), {}, {}, {}
        self._unread = frozenset()
        self.sources.offer_leaving(is_offered=len(paths) > 1)
        self._show_files()
        self.files.setCurrentRow(0)
        self._show_other()

    def show_previews(self, previews: Mapping[Path, Preview]) -> None:
        """Show how the files begin, and what they most likely are."""
        for path, preview in previews.items():
            self._kinds[path] = preview.kind
            self._profiles[path] = preview.profile
            if preview.table is not None:
                self._tables[path] = preview.table
        self._show_files()
        self._show_file()

    def show_read(self, files: Iterable[SourceFile]) -> None:
        """Show what was read; of other files what was read before stays."""
        for file in files:
            self._tables[file.path], self._profiles[file.path] = file.table, file.profile
        self._unread = frozenset()
        self._show_files()
        self._show_file()

    def show_unread(self, paths: Collection[Path]) -> None:
        """Tell which files cannot be read; the first of them is selected."""
        self._unread = frozenset(paths)
        self._show_files()
        self._show_file()
        if self._get_path() not in self._unread:
            self.files.setCurrentRow(next(at for at, path in enumerate(self._kinds) if path in self._unread))

    def leave_out(self, paths: Iterable[Path]) -> None:
        """Import without these."""
        self._kinds.update(dict.fromkeys(paths, LEFT_OUT))
        self._unread = frozenset()
        self._show_files()
        self._show_file()

    def _show_files(self) -> None:
        self.files.show_files([self._name(path, kind) for path, kind in self._kinds.items()])

    def _name(self, path: Path, kind: str) -> str:
        table = self._tables.get(path)
        name = path.name if table is None else table.source
        if kind == LEFT_OUT:
            return f"{name} · left out"
        if path in self._unread:
            return f"{name} · {kind} · could not be read"
        return f"{name} · {kind}" if table is None else f"{name} · {kind} · {count_rows(len(table.rows))}"

    def _show_other(self) -> None:
        """Show another file, from its beginning."""
        self._show_file()
        for bar in (self.view.verticalScrollBar(), self.view.horizontalScrollBar()):
            bar.setValue(0)

    def _show_file(self) -> None:
        path = self._get_path()
        table = None if path is None else self._tables.get(path)
        said, kind = (AS_FOUND, LEFT_OUT) if path is None else (self._said.get(path, AS_FOUND), self._kinds[path])
        self.sources.show_file(table, said, kind, None if path is None else self._profiles.get(path))
        if table is None and path in self._unread:
            self.sources.facts.setText(f"{path.name}: could not be read")
        warnings = () if table is None else table.warnings
        self.notes.setText("\n".join(warnings[:_MOST_NOTES]))
        self.notes.setVisible(bool(warnings))
        self.model.show(table)
        self.view.resizeColumnsToContents()

    def _get_path(self) -> Path | None:
        return list(self._kinds)[self.files.place] if self._kinds else None

    def _on_chosen(self) -> None:
        path = self._get_path()
        if path is not None:
            self._said[path] = self.sources.options()
            self._kinds[path] = str(self.sources.kind.entry())
            self._show_files()
        self.changed.emit()
