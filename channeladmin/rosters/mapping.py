"""Which column of a file fills which field, by the column's name or as the user says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from channeladmin.errors import UserError
from channeladmin.program.names import squash
from channeladmin.rosters.columns import Column, Kind
from channeladmin.rosters.hints import NearestNames
from channeladmin.rosters.placing import Placing, explain_unknown, get_column, place_columns
from channeladmin.rosters.reader import RawTable
from channeladmin.rosters.sense import ValueSense, sample_columns


@dataclass(frozen=True, slots=True)
class MapOptions:
    """What the user, or a preset, says about the columns of a file.

    `columns`: titles to fields ("" leaves a column out; several may fill one field); `values`: fields with one value
    (where the cell is empty too); `clear`: fields to clear. Of a preset: `words` (by field, what a cell's words mean),
    `only` (by title, the words of the records that are wanted), `optional` (fields that a record may lack),
    `is_partial` (not everybody at a company is in the file).
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    clear: Collection[str] = ()
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    only: Mapping[str, Collection[str]] = field(default_factory=dict)
    optional: Collection[str] = ()
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class Mapped:
    """A field with the position of its column (None: the file has none), its title there and its constant value.

    `also` are further columns whose texts are put behind that of the first; `words` are squashed words with what they
    mean. `is_exact`: cells are what was stored, to the letter.
    """

    column: Column
    position: int | None
    title: str
    constant: str = ""
    clears: bool = False
    also: tuple[int, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    is_exact: bool = False

    def find_text(self, cells: Sequence[str]) -> str:
        """What the cells of a record say for the field; nothing where the file has no column for it."""
        if self.position is None:
            return ""
        if not self.also:
            return cells[self.position]
        texts = (cells[at].strip() for at in (self.position, *self.also))
        return self.column.joins.join(text for text in texts if text)


@dataclass(frozen=True, slots=True)
class OnlyRows:
    """Records are wanted whose cell at a position is one of these words (squashed); the others are left as they are."""

    position: int
    title: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The fields that a file fills, and the columns that no field takes (as title and a sentence).

    `guesses` are sentences on fields that were found without their name; `suggestions`: what an unknown column may be.
    `subject`: the places of the fields by which many rows may be about the same (`Kind.each`).
    """

    fields: tuple[Mapped, ...]
    unknown: tuple[tuple[str, str], ...]
    guesses: tuple[str, ...] = ()
    suggestions: Mapping[str, str] = field(default_factory=dict)
    only: tuple[OnlyRows, ...] = ()
    optional: frozenset[str] = frozenset()
    is_partial: bool = False
    subject: tuple[int, ...] = ()

    @property
    def rest(self) -> tuple[int, ...]:
        """The places of the other fields."""
        return tuple(at for at in range(len(self.fields)) if at not in self.subject)


def map_columns(table: RawTable, kind: Kind, options: MapOptions, sense: ValueSense | None = None) -> ColumnMap:
    """Find the field of every column; UserError for a field or column that is not there, and for one that is missing.

    A column fills the field that the user names for it, else the one with its name (case, blanks, underscores and
    other signs aside), else the one that has its name as an alias, else one whose name it misspells; `sense` finds a
    field that is still missing by the cells.
    """
    placing = place_columns(table, kind, options.columns, options.values, sense)
    names = NearestNames(kind.fields)
    mapped = []
    for name, column in kind.fields.items():
        constant = options.values.get(name, "")
        first, *also = placing.positions.get(name, ()) or (None,)
        if first is None and not constant:
            continue
        title = name if first is None else table.columns[first].strip()
        words = tuple((squash(said), meant) for said, meant in options.words.get(name, {}).items())
        mapped.append(Mapped(column, first, title, constant, also=tuple(also), words=words, is_exact=table.is_exact))
    return ColumnMap(
        _with_clear(tuple(mapped), options.clear, kind),
        tuple(
            (table.columns[at].strip(), explain_unknown(table.columns[at], names, placing.suggestions.get(at)))
            for at in _list_unknown(table, placing)
        ),
        placing.guesses,
        {table.columns[at].strip(): found.field for at, found in placing.suggestions.items()},
        tuple(_list_only(table, options.only)),
        frozenset(options.optional) | _spare_company(kind, {each.column.name for each in mapped}),
        options.is_partial,
        tuple(at for at, each in enumerate(mapped) if each.column.record not in kind.each),
    )


def _spare_company(kind: Kind, there: Collection[str]) -> frozenset[str]:
    """A file without companies needs none where its rows are placed by something else."""
    is_spared = "partner" not in there and "external_ref" not in there and any(name in there for name in kind.places)
    return frozenset(("partner",)) if is_spared else frozenset()


def _list_only(table: RawTable, only: Mapping[str, Collection[str]]) -> Iterator[OnlyRows]:
    for position, title in enumerate(table.columns):
        for wanted, words in only.items():
            if squash(title) == squash(wanted):
                yield OnlyRows(position, title.strip(), frozenset(map(squash, words)))


def find_missing(mapping: ColumnMap, kind: Kind) -> Iterator[tuple[str, ...]]:
    """The groups of columns of which every record needs one, and the file has none."""
    there = {mapped.column.name for mapped in mapping.fields}
    for group in kind.needs:
        if not mapping.optional.intersection(group) and not there.intersection(group):
            yield group


class Wanted(NamedTuple):
    """A field that records need and no column is for certain, and the titles of the columns that it may be.

    `asked_by` is the field that needs it; "" where every record does.
    """

    field: str
    titles: tuple[str, ...]
    asked_by: str = ""


def find_wanted(mapping: ColumnMap, kind: Kind) -> Iterator[Wanted]:
    """The fields that records need and that have nothing but suggested columns."""
    there = {mapped.column.name for mapped in mapping.fields}
    needed = {name: "" for group in find_missing(mapping, kind) for name in group}
    needed |= {name: asks for asks, name in kind.asks if asks in there and name not in there}
    for name, asks in needed.items():
        titles = tuple(title for title, field in mapping.suggestions.items() if field == name)
        if titles and name not in mapping.optional:
            yield Wanted(name, titles, asks)


def count_asking(table: RawTable, mapping: ColumnMap, wanted: Wanted) -> int:
    """How many rows of a table need a field."""
    asking = next((each for each in mapping.fields if each.column.name == wanted.asked_by), None)
    if asking is None or asking.constant:
        return len(table.rows)
    return sum(row.problem is None and bool(asking.find_text(row.cells).strip()) for row in table.rows)


def refuse_missing(source: str, group: Sequence[str], kind: Kind, wanted: Iterable[Wanted] = ()) -> UserError:
    """The refusal of a file without a column that every record needs, with the one that it may be among `wanted`."""
    said = f"“{source}” has no column {' or '.join(group)}, which {kind.key} need."
    for name, (first, *others), _ in wanted:
        if name in group:
            also = f" Or it is {' or '.join(f'“{title}”' for title in others)}." if others else ""
            return UserError(f'{said} It may be “{first}”: say --map "{first}={name}".{also}')
    return UserError(f'{said} Name the one that holds it, for example --map "Column={group[0]}".')


def check_needs(mapping: ColumnMap, kind: Kind, source: str) -> None:
    """Refuse a file without a column that every record needs (UserError naming it)."""
    for group in find_missing(mapping, kind):
        raise refuse_missing(source, group, kind, find_wanted(mapping, kind))


def _with_clear(mapped: tuple[Mapped, ...], clear: Collection[str], kind: Kind) -> tuple[Mapped, ...]:
    wanted: set[str] = set()
    for text in clear:
        found = next((each for each in mapped if squash(text) in (squash(each.column.name), squash(each.title))), None)
        if found is None:
            column = get_column(text, kind)
            raise UserError(f"No column of the file fills {column.name}, so it cannot be cleared by empty cells.")
        if not found.column.is_clearable:
            raise UserError(f"{found.column.name} cannot be cleared: records are found by it or need it.")
        wanted.add(found.column.name)
    return tuple(replace(each, clears=each.column.name in wanted) for each in mapped)


def _list_unknown(table: RawTable, placing: Placing) -> Iterator[int]:
    """The columns that no field takes; one without a name is of interest only where it has cells."""
    free = [at for at in range(len(table.columns)) if at not in placing.told]
    nameless = [at for at in free if not table.columns[at].strip()]
    filled = {at for at, cells in sample_columns(table, nameless).items() if cells}
    return (at for at in free if table.columns[at].strip() or at in filled)
