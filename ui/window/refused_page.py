"""Why a data file was not opened, in place of its pages, with the ways on as buttons."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from channeladmin.desk.desk import RefusalKind, WayOn
from ui.kit.empty import EmptyState
from ui.kit.text import shorten
from ui.window.files import Refused

_HEADINGS: Mapping[RefusalKind, str] = {
    RefusalKind.MISSING: "There is no such file",
    RefusalKind.NOT_A_DESK: "This is not a desk",
    RefusalKind.OTHER_PROGRAM: "This file belongs to another program",
    RefusalKind.OLDER: "This desk is of an older version",
    RefusalKind.NEWER: "This desk is of a newer version",
    RefusalKind.READ_ONLY: "Nothing can be written here",
    RefusalKind.SYNCED: "This folder is synced",
    RefusalKind.NETWORK: "This is a network drive",
    RefusalKind.IN_USE: "The file is in use",
    RefusalKind.ALTERED: "The file was altered",
    RefusalKind.DAMAGED: "The file is damaged",
    RefusalKind.STRANGE_SIDE_FILE: "A file beside it does not belong to it",
    RefusalKind.UNFINISHED: "The file was left in the middle",
}
_BUTTONS: Mapping[WayOn, str] = {
    WayOn.CHOOSE: "Open another file…",
    WayOn.READ_ONLY: "Open it for reading only",
    WayOn.COPY: "Copy it to this computer and open the copy",
    WayOn.RESTORE: "See what can be done…",
    WayOn.RETRY: "Try again",
}


def word_back(path: Path) -> str:
    """The words of a button that opens the desk again that was open before."""
    return f"Go back to “{shorten(path.name, 40)}”"


class RefusedPage(QWidget):
    """A heading, the sentence of the refusal, a button for each way on, and one back to the desk that was open."""

    chosen = Signal(object)
    """A WayOn."""
    left = Signal()

    def __init__(self, refused: Refused, *, back_to: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ways = [way for way in refused.refusal.ways_on if way in _BUTTONS]
        if WayOn.CHOOSE not in ways:
            ways.append(WayOn.CHOOSE)
        self.state = EmptyState(
            _HEADINGS.get(refused.refusal.kind, "The file was not opened"),
            str(refused.refusal),
            *((_BUTTONS[way], lambda way=way: self.chosen.emit(way)) for way in ways),
            *(() if back_to is None else ((word_back(back_to), self.left.emit),)),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.state)
        self.setFocusProxy(self.state)
