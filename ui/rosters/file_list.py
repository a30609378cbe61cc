"""The files of an import, one a line: what is chosen about reading belongs to the one that is selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from ui.kit.tips import plain_tip

_LINE_HEIGHT = 28
_MOST_SEEN = 4


class FileList(QListWidget):
    """Is seen where there are several; of many the first are, and the others by scrolling."""

    picked = Signal(int)
    """The place of the file that was selected."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Files of this import")
        self.currentRowChanged.connect(self._on_row_changed)
        self._is_showing = False

    @property
    def place(self) -> int:
        """The place of the selected file; 0 where there is none."""
        return max(self.currentRow(), 0)

    def show_files(self, names: Sequence[str]) -> None:
        """Show them; the selected place stays."""
        self._is_showing = True
        place = min(self.place, max(len(names) - 1, 0))
        while self.count() > len(names):
            self.takeItem(self.count() - 1)
        for at, name in enumerate(names):
            if at == self.count():
                item = QListWidgetItem()
                item.setSizeHint(QSize(0, _LINE_HEIGHT))
                self.addItem(item)
            self.item(at).setText(name)
            self.item(at).setToolTip(plain_tip(name))
        self.setCurrentRow(place if names else -1)
        self.setFixedHeight(min(len(names), _MOST_SEEN) * _LINE_HEIGHT + 2)
        self.setVisible(len(names) > 1)
        self._is_showing = False

    def _on_row_changed(self, place: int) -> None:
        if not self._is_showing and place >= 0:
            self.picked.emit(place)
