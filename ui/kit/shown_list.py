"""A list as it stands on screen, as text: its columns in their order, its rows as they are filtered and sorted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QTableView, QWidget

from ui.kit.record_model import RecordModel

_AT_ONCE = 5_000
INVITES_ROLE = Qt.ItemDataRole.UserRole + 40
"""True in a row that is none yet and invites to type one."""


@dataclass(frozen=True, slots=True)
class ShownList:
    """What the list is called, its titles, and its rows, which may be gone through once, in a job too."""

    name: str
    titles: tuple[str, ...]
    rows: Iterable[Sequence[str]]


def find_list(page: QWidget) -> QTableView | None:
    """The list of a page that has the keyboard, else its first one in sight."""
    focused = page.focusWidget()
    lists = [view for view in page.findChildren(QTableView) if view.isVisibleTo(page) and not _lies_on_list(view, page)]
    return next((view for view in lists if focused is not None and _holds(view, focused)), next(iter(lists), None))


def read_list(view: QTableView) -> ShownList:
    """The list of a view; what a column without a title holds, such as a button, is left out."""
    header, model = view.horizontalHeader(), view.model()
    titles: dict[int, str] = {}
    for place in range(header.count()):
        column = header.logicalIndex(place)
        title = model.headerData(column, Qt.Orientation.Horizontal)
        if title is not None and not view.isColumnHidden(column):
            titles[column] = " ".join(str(title).split())
    name, columns, heads = view.accessibleName(), tuple(titles), tuple(titles.values())
    if isinstance(model, RecordModel):
        texts = model.list_texts(columns)
        # Long lists are those of the desk, which a job may ask; the rows of others are at hand, and may change.
        return ShownList(name, heads, texts if model.rowCount() > _AT_ONCE else list(texts))
    return ShownList(name, heads, list(_read_rows(model, columns)))


def _read_rows(model: QAbstractItemModel, columns: Sequence[int]) -> Iterator[Sequence[str]]:
    for row in range(model.rowCount()):
        if not model.index(row, 0).data(INVITES_ROLE):
            cells = (model.index(row, column).data() for column in columns)
            yield tuple("" if cell is None else str(cell) for cell in cells)


def _holds(view: QTableView, widget: QWidget) -> bool:
    return view is widget or view.isAncestorOf(widget)


def _lies_on_list(view: QWidget, page: QWidget) -> bool:
    """Whether a view is a part of another, as frozen columns are."""
    parent = view.parentWidget()
    while parent is not None and parent is not page:
        if isinstance(parent, QTableView):
            return True
        parent = parent.parentWidget()
    return False
