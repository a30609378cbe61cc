"""How the columns of files fill fields, with what their cells look like: for a page that lets staff map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from channeladmin.desk.import_reading import FilesRead
from channeladmin.rosters.mapping import ColumnMap
from channeladmin.rosters.reader import RawTable

__all__ = ["ColumnView", "list_column_views"]

_SAMPLES = 3
_LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column of a file: its title, some of its cells, the field that it fills and, if none, one that it may fill.

    `is_left_out`: nobody need be told that no field takes it.
    """

    source: str
    title: str
    samples: tuple[str, ...]
    field: str | None
    suggestion: str | None
    is_left_out: bool


def list_column_views(read: FilesRead) -> tuple[ColumnView, ...]:
    """The columns of all files of an import, in the order of the files."""
    views = (_list_views(*pair) for pair in zip(read.tables, read.mappings, strict=True))
    return tuple(view for found in views for view in found)


def _list_views(table: RawTable, mapping: ColumnMap) -> Iterator[ColumnView]:
    fields = {
        position: mapped.column.name
        for mapped in mapping.fields
        if mapped.position is not None
        for position in (mapped.position, *mapped.also)
    }
    unknown = {title for title, _ in mapping.unknown}
    for position, title in enumerate(table.columns):
        cells = (row.cells[position].strip() for row in islice(table.rows, _LOOKED_AT) if position < len(row.cells))
        samples = tuple(islice(dict.fromkeys(cell for cell in cells if cell), _SAMPLES))
        field = fields.get(position)
        bare = title.strip()
        suggestion = mapping.suggestions.get(bare) if field is None else None
        is_left_out = field is None and bare not in unknown
        yield ColumnView(table.source, bare, samples, field, suggestion, is_left_out)
