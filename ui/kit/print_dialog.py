"""Qt's print dialog, kept from looking into files: it lists the home folder as soon as it is made."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QDir, QEvent, QObject, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileSystemModel, QLineEdit, QToolButton, QWidget

from ui.kit.buttons import make_button
from ui.kit.file_dialog import FileDialog
from ui.kit.file_icons import use_name_icons

_CUPS_FOLDERS = (".cups", ".config")
"""Where the printing system keeps what the user chose for each printer."""


def build_print_dialog(printer: QPrinter, parent: QWidget) -> QPrintDialog:
    """A dialog that can also print to a file; it goes when it is closed."""
    if sys.platform in ("win32", "darwin"):
        dialog = QPrintDialog(printer, parent)
    else:
        home = QDir.homePath()
        with _home_elsewhere(Path(home)) as elsewhere:
            dialog = QPrintDialog(printer, parent)
        _tame(dialog, home, elsewhere)
    dialog.finished.connect(dialog.deleteLater)
    return dialog


@contextmanager
def _home_elsewhere(home: Path) -> Iterator[str]:
    """Show Qt another home folder, with nothing in it but the way to the printers' settings."""
    with TemporaryDirectory() as folder:
        for name in _CUPS_FOLDERS:
            if (home / name).is_dir():
                (Path(folder) / name).symlink_to(home / name)
        # Only for Qt: what Python knows of its environment stays as it is.
        os.putenv("HOME", folder)
        try:
            yield folder
        finally:
            os.putenv("HOME", str(home))


def _tame(dialog: QPrintDialog, home: str, elsewhere: str) -> None:
    """Complete names and choose a file without looking into any; name the file in the home folder again."""
    for model in dialog.findChildren(QFileSystemModel):
        use_name_icons(model)
        model.setRootPath(home)
    name, browse = dialog.findChild(QLineEdit, "filename"), dialog.findChild(QToolButton, "fileBrowser")
    if name is None or browse is None:
        return
    if name.text().startswith(elsewhere):
        name.setText(home + name.text().removeprefix(elsewhere))

    def ask_name() -> None:
        asked = FileDialog(dialog, "Print to file", is_saving=True)
        asked.setOption(FileDialog.Option.DontConfirmOverwrite)
        folder, _slash, file = name.text().rpartition("/")
        asked.setDirectory(folder or home)
        asked.selectFile(file)
        asked.fileSelected.connect(name.setText)
        asked.open()

    # Qt's own button opens a dialog of its own that nobody can reach beforehand; and Qt shows it again and again.
    chooser = make_button("Choose…", ask_name, name="Choose the file to print to")
    _Follower(name, chooser)
    box = browse.parentWidget()
    layout = box.layout() if box is not None else None
    assert layout is not None
    layout.replaceWidget(browse, chooser)
    browse.setFixedSize(0, 0)
    browse.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class _Follower(QObject):
    """Shows a button only while the field that it belongs to is shown."""

    def __init__(self, field: QWidget, button: QWidget) -> None:
        super().__init__(button)
        self._button = button
        button.setVisible(not field.isHidden())
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._button.setVisible(event.type() == QEvent.Type.ShowToParent)
        return super().eventFilter(watched, event)
