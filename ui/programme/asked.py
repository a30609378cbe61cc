"""What an edition asks: its requirements down, its tracks and designations across, parts indented under the whole."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from channeladmin.desk.edition_outline import AskedBy, AskedRow, EditionOutline
from ui.kit.text import make_label
from ui.kit.tips import plain_tip

ROW_HEIGHT = 31
NEED_LEAST, NEED_SHORT, NEED_MOST = 104, 148, 224
LABEL_WANTED, LABEL_LEAST = 330, 220
_NOT_ASKED = "–"


class AskedView(QWidget):
    """A tree to walk through by keyboard; the wording of the row that it is on stands below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree = _AskedTree()
        self.wording = make_label("", "muted", wraps=True)
        self.tree.currentItemChanged.connect(lambda item, _before: self._on_row(item))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.wording)
        self.setFocusProxy(self.tree)

    def show_outline(self, outline: EditionOutline) -> None:
        """Show another edition, from its first requirement on."""
        self.tree.show_outline(outline)
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)

    def _on_row(self, item: QTreeWidgetItem | None) -> None:
        self.wording.setText("" if item is None else item.toolTip(0))


class _AskedTree(QTreeWidget):
    """The label takes the room that the needs leave."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("What the edition asks")
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setIndentation(20)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)

    def show_outline(self, outline: EditionOutline) -> None:
        """A column for each of those who ask, a row for each requirement."""
        self.clear()
        self.setColumnCount(1 + len(outline.columns))
        heads = self.headerItem()
        heads.setText(0, "Requirement")
        for number, column in enumerate(outline.columns, start=1):
            heads.setText(number, column.label)
            heads.setToolTip(number, plain_tip(_word_asker(column)))
        self.addTopLevelItems([_build_item(outline, row) for row in outline.rows])
        self.expandAll()
        for number in range(self.columnCount()):
            self.header().setSectionResizeMode(number, QHeaderView.ResizeMode.Interactive)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The names of those who ask have their room, unless that of the requirements becomes short."""
        asking = range(1, self.columnCount())
        wanted = [self.header().sectionSizeHint(number) for number in asking]
        for most in (NEED_MOST, NEED_SHORT):
            widths = [min(max(width, NEED_LEAST), most) for width in wanted]
            room = self.viewport().width() - sum(widths)
            if room >= LABEL_WANTED:
                break
        for number, width in zip(asking, widths, strict=True):
            self.setColumnWidth(number, width)
        self.setColumnWidth(0, max(room, LABEL_LEAST))


def _build_item(outline: EditionOutline, row: AskedRow) -> QTreeWidgetItem:
    item = QTreeWidgetItem([row.label, *(row.needs.get(column.key, _NOT_ASKED) for column in outline.columns)])
    item.setSizeHint(0, QSize(0, ROW_HEIGHT))
    page = f" (line {row.line} of the programme page)" if row.line else ""
    for number in range(item.columnCount()):
        item.setToolTip(number, plain_tip(f"“{row.wording}”{page}"))
    for number, words in enumerate(_list_spoken(outline, row)):
        item.setData(number, Qt.ItemDataRole.AccessibleTextRole, words)
    item.addChildren([_build_item(outline, part) for part in row.parts])
    return item


def _list_spoken(outline: EditionOutline, row: AskedRow) -> Iterator[str]:
    """What a screen reader says in each column: a dash says nothing."""
    yield row.label
    for column in outline.columns:
        yield f"{column.label}: {row.needs.get(column.key, 'not asked')}"


def _word_asker(column: AskedBy) -> str:
    if column.is_track:
        return f"The track {column.label}"
    return f"The designation {column.label}: a track may ask it as one requirement"
