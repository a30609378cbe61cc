"""The first rows of a file as they were read, before any column is understood."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from channeladmin.desk.importing import RawTable
from ui.kit.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
MOST_ROWS = 200


class RawPreview(QAbstractTableModel):
    """Cells under the titles of the file; the file's lines stand at the left."""

    def __init__(self) -> None:
        super().__init__()
        self._titles: tuple[str, ...] = ()
        self._rows: list[tuple[int, tuple[str, ...]]] = []

    def show(self, table: RawTable | None) -> None:
        """Show a table, or nothing."""
        self.beginResetModel()
        self._titles = () if table is None else table.columns
        rows = () if table is None else table.rows[:MOST_ROWS]
        self._rows = [(row.line, row.cells) for row in rows]
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The rows shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The file's columns."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Titles above, lines of the file at the left."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(self._rows[section][0])
        return self._titles[section].strip() or f"column {section + 1}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The cell as it stands, on one line."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        cells = self._rows[index.row()][1]
        text = cells[index.column()] if index.column() < len(cells) else ""
        return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else " ".join(text.split())
