"""A table model that holds only keys and fetches rows by page, so that a list stays quick at 100,000 rows."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication

from ui.kit.chips import PILL_ROLE, Pill
from ui.kit.text import with_tabular_figures
from ui.kit.tips import plain_tip

RowT = TypeVar("RowT")

PAGE_ROWS = 200
KEPT_PAGES = 40
KEY_ROLE = Qt.ItemDataRole.UserRole + 2

_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column(Generic[RowT]):
    """One column of a list: its sort key, its title and the text of a cell.

    `pill` is painted in the text's place, `width` is the first one, `has_figures` asks for figures of equal width, and
    a column that is not `is_shown` waits in the header's menu. One with a `least` width shares the room that the
    others leave, down to that.
    """

    key: str
    title: str
    text: Callable[[RowT], str]
    width: int = 120
    pill: Callable[[RowT], Pill | None] | None = None
    is_number: bool = False
    has_figures: bool = False
    is_shown: bool = True
    least: int | None = None


FindKeys = Callable[[str, bool], Sequence[int]]
"""Keys in order, for (sort key, descending)."""
GetRows = Callable[[Sequence[int]], Mapping[int, RowT]]
"""The rows of some keys; a key whose row is gone may be left out."""


class RecordModel(QAbstractTableModel, Generic[RowT]):
    """All keys in an array, rows in pages of 200, the last 40 pages kept."""

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        *,
        find: FindKeys,
        get: GetRows[RowT],
        sort: str,
        descending: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._find = find
        self._get = get
        self._sort = sort
        self._descending = descending
        self._keys = array("q")
        self._pages: OrderedDict[int, Mapping[int, RowT]] = OrderedDict()
        self._figures = with_tabular_figures(QGuiApplication.font())

    @property
    def keys(self) -> array[int]:
        """The keys in the order shown."""
        return self._keys

    @property
    def sort_column(self) -> int:
        """The column that the list is ordered by."""
        return next(number for number, column in enumerate(self.columns) if column.key == self._sort)

    @property
    def sort_order(self) -> Qt.SortOrder:
        """The direction of that order."""
        return Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder

    def reload(self) -> None:
        """Find the keys anew and forget every page; a view keeps its selection by key."""
        keys = array("q", self._find(self._sort, self._descending))
        self.beginResetModel()
        self._keys = keys
        self._pages.clear()
        self.endResetModel()

    def find_row(self, row: int) -> RowT | None:
        """The record in a row, or None where it has just gone."""
        page = row // PAGE_ROWS
        if page not in self._pages:
            first = page * PAGE_ROWS
            self._pages[page] = self._get(self._keys[first : first + PAGE_ROWS])
            if len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        return self._pages[page].get(self._keys[row])

    def list_texts(self, columns: Sequence[int]) -> Iterator[tuple[str, ...]]:
        """The texts of all rows as they are now, in some columns, page by page."""
        keys, shown = self._keys[:], [self.columns[number] for number in columns]
        pages = (keys[start : start + PAGE_ROWS] for start in range(0, len(keys), PAGE_ROWS))
        found = ((page, self._get(page)) for page in pages)
        return (
            tuple(column.text(rows[key]) for column in shown) for page, rows in found for key in page if key in rows
        )

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """All rows, fetched or not."""
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """The columns given."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, pill, key, alignment and the sentence for a screen reader."""
        if not index.isValid():
            return None
        if role == KEY_ROLE:
            return self._keys[index.row()]
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.FontRole:
            return self._figures if column.has_figures else None
        row = self.find_row(index.row()) if role in _ROW_ROLES else None
        return None if row is None else _show(column, row, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The titles."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[section])
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; the view keeps its selection by key."""
        if 0 <= column < len(self.columns):
            self._sort = self.columns[column].key
            self._descending = order is Qt.SortOrder.DescendingOrder
            self.reload()


_ROW_ROLES = frozenset(
    {
        int(Qt.ItemDataRole.DisplayRole),
        int(Qt.ItemDataRole.ToolTipRole),
        int(Qt.ItemDataRole.AccessibleTextRole),
        int(PILL_ROLE),
    }
)


def _alignment(column: Column[RowT]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _show(column: Column[RowT], row: RowT, role: int) -> object:
    if role == PILL_ROLE:
        return column.pill(row) if column.pill is not None else None
    text = column.text(row)
    if role == Qt.ItemDataRole.ToolTipRole:
        return plain_tip(text)
    return f"{column.title}: {text or 'none'}" if role == Qt.ItemDataRole.AccessibleTextRole else text
