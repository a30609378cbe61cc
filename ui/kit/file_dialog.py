"""The one way to ask for a file or a folder: Qt's own dialog, which here never opens a file that it lists."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QDir, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.kit.file_icons import name_icons

_NOWHERE = ":/"
"""Qt's own resources. A dialog lists the folder that it is made with before it can be told what not to do there."""


class FileDialog(QFileDialog):
    """Begins in the folder that was used last, and goes when it is closed."""

    _last_folder: ClassVar[str] = ""

    def __init__(self, parent: QWidget, title: str, *, is_saving: bool = False) -> None:
        if sys.platform not in ("win32", "darwin"):
            # The dialogs of Linux desktops may run in this process and look into files, too.
            QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
        super().__init__(parent, title, _NOWHERE)
        self.setIconProvider(name_icons())
        self.setOption(QFileDialog.Option.DontUseCustomDirectoryIcons)
        if is_saving:
            self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setDirectory(FileDialog._last_folder or QDir.homePath())
        self.accepted.connect(self._on_accepted)
        self.finished.connect(self.deleteLater)

    def _on_accepted(self) -> None:
        chosen = self.selectedFiles()
        if chosen:
            FileDialog._last_folder = str(Path(chosen[0]).parent)
