"""Icons of files told from their names alone: Qt's own look into each file, and to close one drops its locks.

POSIX gives up every lock that a process has on a file as soon as the process closes it anywhere: a dialog that looked
into the open data file would leave it without a lock, and a second program beside the window could damage it.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QApplication, QFileSystemModel, QStyle


class NameIcons(QAbstractFileIconProvider):
    """A folder or a file, and its kind by its suffix; asked from Qt's threads, so every icon is made beforehand."""

    def __init__(self) -> None:
        super().__init__()
        style, kinds, marks = QApplication.style(), QAbstractFileIconProvider.IconType, QStyle.StandardPixmap
        self._folder = style.standardIcon(marks.SP_DirIcon)
        self._file = style.standardIcon(marks.SP_FileIcon)
        self._places = {
            kinds.Computer: style.standardIcon(marks.SP_ComputerIcon),
            kinds.Desktop: style.standardIcon(marks.SP_DesktopIcon),
            kinds.Trashcan: style.standardIcon(marks.SP_TrashIcon),
            kinds.Network: style.standardIcon(marks.SP_DriveNetIcon),
            kinds.Drive: style.standardIcon(marks.SP_DriveHDIcon),
            kinds.File: self._file,
        }

    def icon(self, about: QFileInfo | QAbstractFileIconProvider.IconType, /) -> QIcon:
        """The icon of a place, a folder or a file."""
        if isinstance(about, QFileInfo):
            return self._folder if about.isDir() else self._file
        return self._places.get(about, self._folder)

    def type(self, about: QFileInfo, /) -> str:
        """“Folder”, “CSV file”, “File”."""
        if about.isDir():
            return "Folder"
        return f"{about.suffix().upper()} file" if about.suffix() else "File"


@cache
def name_icons() -> NameIcons:
    """The one provider: it has to outlive every dialog that it was given to."""
    return NameIcons()


def use_name_icons(model: QFileSystemModel) -> None:
    """Let a model of the file system look into no file from now on."""
    model.setOption(QFileSystemModel.Option.DontUseCustomDirectoryIcons)
    model.setIconProvider(name_icons())
