"""Where each field finds its columns: as told, by name, by alias, by parts, by a slip of the pen, by the cells."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

from channeladmin.errors import UserError
from channeladmin.program.names import squash
from channeladmin.records import fold
from channeladmin.rosters.columns import Column, Kind
from channeladmin.rosters.hints import NearestNames, find_nearest, say_nearest
from channeladmin.rosters.reader import RawTable
from channeladmin.rosters.reading.own_file import list_own_titles
from channeladmin.rosters.sense import SURE, Suggestion, ValueSense, sample_columns

_SHORTEST_LIKE = 6
_LIKE = 92
_MOST_GUESSED = 1_000
_SAMPLE = 200


@dataclass(slots=True)
class Placing:
    """By field the positions of its columns; `told` are those that nobody need be told of."""

    positions: dict[str, tuple[int, ...]] = field(default_factory=dict)
    told: set[int] = field(default_factory=set)
    guesses: tuple[str, ...] = ()
    suggestions: dict[int, Suggestion] = field(default_factory=dict)

    def place(self, name: str, *positions: int) -> None:
        """Let columns fill a field, behind those that already do."""
        self.positions[name] = (*self.positions.get(name, ()), *positions)
        self.told.update(positions)


def place_columns(
    table: RawTable,
    kind: Kind,
    columns: Mapping[str, str],
    constants: Iterable[str] = (),
    sense: ValueSense | None = None,
) -> Placing:
    """Find the columns of every field; UserError for a field or column that is not there, or two for one field."""
    for name in (*(name for name in columns.values() if name), *constants):
        get_column(name, kind)
    placing = Placing()
    own = list_own_titles(table.columns)
    placing.told.update(range(len(own), len(table.columns)))
    by_title: dict[str, list[int]] = {}
    for position, title in enumerate(own):
        by_title.setdefault(squash(title), []).append(position)
    _place_as_told(placing, table, kind, columns)
    for aliases in (False, True):
        _place_by_name(placing, table, kind, by_title, aliases=aliases)
    _place_parts(placing, kind, by_title)
    _join_halves(placing, table, kind, by_title, frozenset(columns.values()))
    _place_by_likeness(placing, table, kind)
    if sense is not None:
        _place_by_cells(placing, table, kind, sense, frozenset(constants))
    return placing


def _place_as_told(placing: Placing, table: RawTable, kind: Kind, columns: Mapping[str, str]) -> None:
    for title, name in columns.items():
        found = find_positions(table, title)
        if not found:
            titles = [title for title in table.columns if title.strip()]
            raise UserError(f"“{table.source}” has no column “{title}”.{say_nearest(find_nearest(title, titles))}")
        if not name:
            placing.told.update(found)
            continue
        if name in placing.positions and not get_column(name, kind).joins:
            raise UserError(f"Two columns are mapped to {name}; map one of them.")
        placing.place(name, found[0])


def find_positions(table: RawTable, title: str) -> list[int]:
    """The columns of that title, to the letter or else case, blanks and signs aside."""
    exact = [at for at, each in enumerate(table.columns) if each.strip() == title.strip()]
    wanted = squash(title)
    return exact or [at for at, each in enumerate(table.columns) if wanted and squash(each) == wanted]


def _place_by_name(
    placing: Placing, table: RawTable, kind: Kind, by_title: Mapping[str, list[int]], *, aliases: bool
) -> None:
    for name, column in kind.fields.items():
        if name in placing.positions:
            continue
        titles = column.aliases if aliases else (column.name,)
        free = ([at for at in by_title.get(squash(title), ()) if at not in placing.told] for title in titles)
        found = next((places for places in free if places), [])
        if len(found) > 1:
            both = " and ".join(f"“{table.columns[at].strip()}”" for at in found[:2])
            raise UserError(f"“{table.source}” has two columns for {name}, {both}. Map one of them.")
        if found:
            placing.place(name, found[0])


def _place_parts(placing: Placing, kind: Kind, by_title: Mapping[str, list[int]]) -> None:
    """First, middle and last name make the name, where no column is the name."""
    for name, column in kind.fields.items():
        if column.parts and name not in placing.positions:
            found = _find_parts(placing, column, by_title)
            if found[0] is not None and found[-1] is not None:
                placing.place(name, *(at for at in found if at is not None))


def _find_parts(placing: Placing, column: Column, by_title: Mapping[str, list[int]]) -> list[int | None]:
    return [
        next((at for title in titles for at in by_title.get(squash(title), ()) if at not in placing.told), None)
        for titles in column.parts
    ]


def _join_halves(
    placing: Placing, table: RawTable, kind: Kind, by_title: Mapping[str, list[int]], told: Collection[str]
) -> None:
    """“Name” beside a first name, or a surname, is the other half where no cell of it holds the one beside it."""
    for name, column in kind.fields.items():
        if not column.parts or name in told or len(placing.positions.get(name, ())) != 1:
            continue
        (whole,), (first, *between, last) = placing.positions[name], _find_parts(placing, column, by_title)
        part = last if first is None else first
        if part is None or (first is not None and last is not None) or not _are_halves(table, whole, part):
            continue
        del placing.positions[name]
        ends = (whole, part) if first is None else (part, whole)
        placing.place(name, ends[0], *(at for at in between if at is not None), ends[1])
        titles = " and ".join(f"“{table.columns[at].strip()}”" for at in ends)
        placing.guesses += (f"The columns {titles} together were taken for {name}.",)


def _are_halves(table: RawTable, whole: int, part: int) -> bool:
    pairs = [
        (cells[whole], cells[part].strip())
        for _, cells, *_ in islice(table.rows, _SAMPLE)
        if cells[whole].strip() and cells[part].strip()
    ]
    return bool(pairs) and not any(fold(half) in fold(text) for text, half in pairs)


def _place_by_likeness(placing: Placing, table: RawTable, kind: Kind) -> None:
    """A misspelt title is taken for the one name that it is like, unless two titles are like it."""
    free = {name: _list_names(column) for name, column in kind.fields.items() if name not in placing.positions}
    liked: dict[str, list[int]] = {}
    for position in _list_unplaced(placing, table):
        said = squash(table.columns[position])
        if len(said) >= _SHORTEST_LIKE:
            fields = [name for name, names in free.items() if _is_like(said, names)]
            if len(fields) == 1:
                liked.setdefault(fields[0], []).append(position)
    for name, positions in liked.items():
        if len(positions) == 1:
            placing.place(name, positions[0])
            placing.guesses += (f"The column “{table.columns[positions[0]].strip()}” was taken for {name}.",)


def _list_unplaced(placing: Placing, table: RawTable) -> list[int]:
    """The columns that no field takes yet, the first of very many: those are no columns of a roster."""
    free = (position for position in range(len(table.columns)) if position not in placing.told)
    return list(islice(free, _MOST_GUESSED))


def _list_names(column: Column) -> list[str]:
    names = (squash(name) for name in (column.name, *column.aliases))
    return [name for name in names if len(name) >= _SHORTEST_LIKE]


def _is_like(said: str, names: Iterable[str]) -> bool:
    from rapidfuzz import fuzz
    from rapidfuzz.distance import OSA

    for name in names:
        is_near = fuzz.ratio(said, name, score_cutoff=_LIKE) > 0
        is_swapped = not is_near and OSA.distance(said, name, score_cutoff=1) == 1 and sorted(said) == sorted(name)
        if (is_near or is_swapped) and _digits(said) == _digits(name):
            return True
    return False


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _place_by_cells(
    placing: Placing, table: RawTable, kind: Kind, sense: ValueSense, constants: frozenset[str]
) -> None:
    """What only one column can be and one field wants is taken; everything else is a suggestion."""
    taken = {*placing.positions, *constants}
    if "external_ref" in taken:
        taken.add("partner")
    for position, cells in sample_columns(table, _list_unplaced(placing, table)).items():
        found = sense.suggest(cells, kind, taken, table.columns[position])
        if found is not None:
            placing.suggestions[position] = found
    for found in dict.fromkeys(placing.suggestions.values()):
        positions = [at for at, each in placing.suggestions.items() if each == found]
        # An award needs its day: credentials without one would reject every row.
        is_whole = found.field != "credential" or "earned" in taken
        if found.what in SURE and len(positions) == 1 and found.field != "other_emails" and is_whole:
            title = table.columns[positions[0]].strip()
            placing.place(found.field, positions[0])
            placing.guesses += (f"The column “{title}” was taken for {found.field}: {found.why}.",)
            del placing.suggestions[positions[0]]


def get_column(name: str, kind: Kind) -> Column:
    """The field of that name; UserError with the nearest where there is none."""
    column = kind.fields.get(name)
    if column is None:
        raise UserError(
            f"“{name}” is not a field of {kind.key}.{say_nearest(find_nearest(name, kind.fields))} "
            f"Fields: {', '.join(kind.fields)}."
        )
    return column


def explain_unknown(title: str, fields: NearestNames, suggestion: Suggestion | None = None) -> str:
    """Why a column is left out, and which of the fields it may be meant for."""
    what = f"the column “{title.strip()}”" if title.strip() else "a column without a name"
    if suggestion is None:
        more = say_nearest(fields.find(title))
    else:
        more = f" It may be {suggestion.field}: {suggestion.why}."
    return f"No field takes {what}; its cells are left out unless it is mapped to a field.{more}"
