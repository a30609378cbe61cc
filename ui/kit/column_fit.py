"""Columns that share the room of their table, so that a list needs no horizontal scroll bar where it can do without."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHeaderView, QTableView


class ColumnFit(QObject):
    """Shares out what the other columns leave, in proportion to the widths begun with or dragged to.

    `leasts` gives the columns that share and the width below which each does not go; then the table scrolls.
    """

    def __init__(self, table: QTableView, leasts: Mapping[int, int]) -> None:
        super().__init__(table)
        self._table = table
        self._leasts = dict(leasts)
        self._weights = {column: table.columnWidth(column) for column in leasts}
        self._is_fitting = False
        table.horizontalHeader().sectionResized.connect(self._on_resized)

    def fit(self) -> None:
        """Share out the room; columns that are hidden want none."""
        header = self._table.horizontalHeader()
        if self._leasts:
            header.setStretchLastSection(False)
        shown = [column for column in range(header.count()) if not header.isSectionHidden(column)]
        sharing = [column for column in shown if column in self._leasts]
        room = self._table.viewport().width() - sum(
            header.sectionSize(column) for column in shown if column not in self._leasts
        )
        self._is_fitting = True
        for column, width in self._share(sharing, room).items():
            header.resizeSection(column, width)
        self._is_fitting = False

    def adopt(self) -> None:
        """Take the widths as they stand for the ones to keep in proportion."""
        for column in self._leasts:
            self._weights[column] = self._table.columnWidth(column) or self._weights[column]

    def _share(self, sharing: list[int], room: int) -> dict[int, int]:
        widths: dict[int, int] = {}
        while sharing:
            weight = sum(self._weights[column] for column in sharing)
            shares = {column: room * self._weights[column] // weight for column in sharing}
            short = [column for column in sharing if shares[column] < self._leasts[column]]
            if not short:
                shares[sharing[0]] += room - sum(shares.values())
                return widths | shares
            for column in short:
                widths[column] = self._leasts[column]
                room -= self._leasts[column]
                sharing = [other for other in sharing if other != column]
        return widths

    def _on_resized(self, column: int, _before: int, after: int) -> None:
        header: QHeaderView = self._table.horizontalHeader()
        if not self._is_fitting and after and column in self._leasts and not header.isSectionHidden(column):
            self._weights[column] = after
