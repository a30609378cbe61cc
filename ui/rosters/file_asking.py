"""The dialogs of the assistant: which files to read, and where to save a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.kit.file_dialog import FileDialog


def ask_for_sources(parent: QWidget, then: Callable[[Sequence[Path]], object]) -> FileDialog:
    """Ask for files to import."""
    from channeladmin.desk.importing import TABLE_SUFFIXES

    suffixes = " ".join(f"*{suffix}" for suffix in (*TABLE_SUFFIXES, ".zip"))
    dialog = FileDialog(parent, "Files to import")
    dialog.setFileMode(FileDialog.FileMode.ExistingFiles)
    dialog.setNameFilter(f"Tables ({suffixes});;All files (*)")
    dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
    dialog.open()
    return dialog


def ask_for_table(parent: QWidget, title: str, name: str, then: Callable[[Path], None]) -> FileDialog:
    """Ask where to save a table, by default under a name."""
    dialog = FileDialog(parent, title, is_saving=True)
    dialog.setNameFilter("Table (*.csv)")
    dialog.setDefaultSuffix("csv")
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.open()
    return dialog
