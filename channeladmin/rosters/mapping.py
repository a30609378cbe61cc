"""Which column of a file fills which field, by the column's name or as the user says."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from channeladmin.errors import UserError
from channeladmin.program.names import squash
from channeladmin.rosters.columns import Column, Kind
from channeladmin.rosters.hints import find_nearest, say_nearest
from channeladmin.rosters.reader import RawTable


@dataclass(frozen=True, slots=True)
class MapOptions:
    """What the user says: columns to fields, fields with one value (where the cell is empty too), fields to clear."""

    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    clear: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Mapped:
    """A field with the position of its column (None: the file has none), its title there and its constant value.

    `also` are further columns whose texts are put behind that of the first.
    """

    column: Column
    position: int | None
    title: str
    constant: str = ""
    clears: bool = False
    also: tuple[int, ...] = ()

    def find_text(self, cells: Sequence[str]) -> str:
        """What the cells of a record say for the field; nothing where the file has no column for it."""
        if self.position is None:
            return ""
        if not self.also:
            return cells[self.position]
        texts = (cells[at].strip() for at in (self.position, *self.also))
        return self.column.joins.join(text for text in texts if text)


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The fields that a file fills, and the columns that no field takes (as title and a sentence)."""

    fields: tuple[Mapped, ...]
    unknown: tuple[tuple[str, str], ...]


def map_columns(table: RawTable, kind: Kind, options: MapOptions) -> ColumnMap:
    """Find the field of every column; UserError for a field or column that is not there, and for one that is missing.

    A column fills the field that the user names for it, else the one with its name (case, blanks, underscores and
    other signs aside), else the one that has its name as an alias.
    """
    positions = _place(table, kind, options)
    taken = set(positions.values())
    mapped = []
    for name, column in kind.fields.items():
        constant = options.values.get(name, "")
        position = positions.get(name)
        if position is None and not constant:
            continue
        title = name if position is None else table.columns[position].strip()
        mapped.append(Mapped(column, position, title, constant))
    return ColumnMap(
        _with_clear(tuple(mapped), options.clear, kind),
        tuple(
            (title.strip(), _explain_unknown(title, kind))
            for position, title in enumerate(table.columns)
            if position not in taken and _holds_something(table, position)
        ),
    )


def check_needs(mapping: ColumnMap, kind: Kind, source: str) -> None:
    """Refuse a file without a column that every record needs (UserError naming it)."""
    there = {mapped.column.name for mapped in mapping.fields}
    for group in kind.needs:
        if not there.intersection(group):
            raise UserError(
                f"“{source}” has no column {' or '.join(group)}, which {kind.key} need. "
                f'Name the one that holds it, for example --map "Column={group[0]}".'
            )


def _place(table: RawTable, kind: Kind, options: MapOptions) -> dict[str, int]:
    for name in (*options.columns.values(), *options.values):
        _get_column(name, kind)
    positions: dict[str, int] = {}
    by_title: dict[str, list[int]] = {}
    for position, title in enumerate(table.columns):
        by_title.setdefault(squash(title), []).append(position)
    for title, name in options.columns.items():
        exact = [at for at, each in enumerate(table.columns) if each.strip() == title.strip()]
        found = exact or (by_title.get(squash(title)) if squash(title) else None)
        if not found:
            titles = [title for title in table.columns if title.strip()]
            raise UserError(f"“{table.source}” has no column “{title}”.{say_nearest(find_nearest(title, titles))}")
        if name in positions:
            raise UserError(f"Two columns are mapped to {name}; map one of them.")
        positions[name] = found[0]
    told = set(positions.values())
    for aliases in (False, True):
        for name, column in kind.fields.items():
            free = (
                [at for at in by_title.get(squash(title), ()) if at not in told]
                for title in _list_names(column, aliases)
            )
            found = next((places for places in free if places), [])
            if name in positions or not found:
                continue
            if len(found) > 1:
                both = " and ".join(f"“{table.columns[at].strip()}”" for at in found[:2])
                raise UserError(f"“{table.source}” has two columns for {name}, {both}. Say which with --map.")
            positions[name] = found[0]
            told.add(found[0])
    return positions


def _list_names(column: Column, aliases: bool) -> Sequence[str]:
    return column.aliases if aliases else (column.name,)


def _with_clear(mapped: tuple[Mapped, ...], clear: Collection[str], kind: Kind) -> tuple[Mapped, ...]:
    wanted: set[str] = set()
    for text in clear:
        found = next((each for each in mapped if squash(text) in (squash(each.column.name), squash(each.title))), None)
        if found is None:
            column = _get_column(text, kind)
            raise UserError(f"No column of the file fills {column.name}, so it cannot be cleared by empty cells.")
        if not found.column.is_clearable:
            raise UserError(f"{found.column.name} cannot be cleared: records are found by it or need it.")
        wanted.add(found.column.name)
    return tuple(
        Mapped(each.column, each.position, each.title, each.constant, clears=each.column.name in wanted)
        for each in mapped
    )


def _get_column(name: str, kind: Kind) -> Column:
    column = kind.fields.get(name)
    if column is None:
        raise UserError(
            f"“{name}” is not a field of {kind.key}.{say_nearest(find_nearest(name, kind.fields))} "
            f"Fields: {', '.join(kind.fields)}."
        )
    return column


def _explain_unknown(title: str, kind: Kind) -> str:
    nearest = find_nearest(title, kind.fields)
    what = f"the column “{title.strip()}”" if title.strip() else "a column without a name"
    return (
        f"No field takes {what}; its cells were not imported. Map it to a field, or leave it so.{say_nearest(nearest)}"
    )


def _holds_something(table: RawTable, position: int) -> bool:
    """A column without a name is of interest only where it has cells."""
    if table.columns[position].strip():
        return True
    return any(row.cells[position].strip() for row in table.rows)
