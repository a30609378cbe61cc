"""Every cell to a typed value, once per distinct text; what is wrong is collected with its place, never raised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, repeat
from operator import itemgetter
from typing import Any, NamedTuple

from channeladmin.program.edition import Edition
from channeladmin.program.names import squash
from channeladmin.records.written import DateOrder
from channeladmin.rosters.cell_reading import Bad, Blank, CellReader, Meanings, Unsaid, strip_cell
from channeladmin.rosters.columns import Column, Reading
from channeladmin.rosters.manners import PLAIN, Manner, find_manner, read_day
from channeladmin.rosters.mapping import ColumnMap, Mapped
from channeladmin.rosters.parsing import NOTHING_STORED, StoredKeys
from channeladmin.rosters.reader import RawRow, RawTable
from channeladmin.rosters.reading.packed_rows import PackedRows, Record


class CellError(NamedTuple):
    """What is wrong where: `row` counts records from 1 (0 is the header), `line` is the file's line.

    `unknown` says what the value should have named (a credential, a region, a partner), with the `nearest` known ones.
    """

    source: str
    row: int
    line: int
    column: str
    value: str
    message: str
    unknown: str = ""
    nearest: tuple[str, ...] = ()

    def to_document(self) -> dict[str, object]:
        """As the command line prints it."""
        return {name: getattr(self, name) for name in ("source", "row", "line", "column", "value", "message")}


class CheckedRow(NamedTuple):
    """A record with what its cells mean.

    `skipped` says why there is nothing to do for the record, whatever it holds. Of `meant`, `subject` is alike for rows
    of one file that say the same of all but the records of which every row brings one (`Kind.each`), and `each` is the
    rest.
    """

    table: RawTable
    row: int
    line: int
    errors: tuple[CellError, ...]
    mapping: ColumnMap
    names: Sequence[str] = ()
    meant: tuple[Any, ...] = ()
    subject: tuple[Any, ...] = ()
    each: tuple[Any, ...] = ()
    skipped: str = ""

    @property
    def source(self) -> str:
        """The file's name."""
        return self.table.source

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts as they stand in the file; kept there, since most rows are never asked for them."""
        return self.table.rows[self.row - 1].cells

    @property
    def values(self) -> dict[str, Any]:
        """A typed value for every cell that says something, by field; None: the cell is empty and clears."""
        said = zip(self.names, self.meant, strict=True)
        return {name: value for name, value in said if not isinstance(value, Unsaid)}

    def say(self, values: Mapping[str, Any]) -> CheckedRow:
        """The row with other values than those of its cells."""
        return self._replace(names=tuple(values), meant=tuple(values.values()), each=tuple(values.items()))

    def locate(self, name: str, message: str, unknown: str = "", nearest: tuple[str, ...] = ()) -> CellError:
        """An error at the cell of a field, with the column's title and the cell's text as the file has them."""
        title, text = name, ""
        for mapped in self.mapping.fields:
            if mapped.column.name == name:
                title = mapped.title
                text = mapped.constant if mapped.position is None else mapped.find_text(self.cells)
        return CellError(self.source, self.row, self.line, title, text, message, unknown, nearest)


def say_about(values: Mapping[str, Any]) -> str:
    """Whom or what a row with these values is about."""
    return str(values.get("name") or values.get("partner") or values.get("external_ref") or "")


class _Field(NamedTuple):
    mapped: Mapped
    meanings: Meanings


class CellChecker:
    """Reads the cells of one import; a text that comes again in the same column is read once.

    `warnings` tells, once for each column, what its cells were taken for.
    """

    def __init__(
        self, edition: Edition, *, dates: DateOrder | None = None, stored: StoredKeys = NOTHING_STORED
    ) -> None:
        self._cells = CellReader(edition, stored)
        self._dates = dates
        self._blanks: Counter[tuple[str, str, str]] = Counter()
        self._said: list[str] = []
        self.open_orders: Counter[tuple[str, str]] = Counter()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the rows checked so far are worth a word about."""
        blanks = (
            f"{source}: “{word}” in {title} was taken for an empty cell ({count} row{'' if count == 1 else 's'})."
            for (source, title, word), count in self._blanks.items()
        )
        return (*self._said, *blanks)

    def find_problem(self, column: Column, text: str) -> str | None:
        """Why a text cannot stand in a column, or None."""
        manner = find_manner(column.reads, [text], self._dates)
        found = self._cells.find_meanings(Mapped(column, None, column.name), manner)[text]
        return found.message if isinstance(found, Bad) else None

    def check_rows(self, table: RawTable, mapping: ColumnMap, dates: DateOrder | None = None) -> Iterator[CheckedRow]:
        """The records of a table, blank ones left out; `dates` is the order of figures that is known of it."""
        manners = cache(lambda: self._find_manners(table, mapping, self._dates or dates))
        fields = [_Field(mapped, self._find_meanings(mapped, manners)) for mapped in mapping.fields]
        first = 1
        for portion in _list_portions(table.rows):
            yield from self._check_portion(portion, first, table, mapping, fields)
            first += len(portion)

    def _check_portion(
        self, rows: Sequence[Record], first: int, table: RawTable, mapping: ColumnMap, fields: Sequence[_Field]
    ) -> Iterator[CheckedRow]:
        """Column by column to values, then row by row to records."""
        plain = [cells for _, cells, problem in rows if problem is None]
        columns = list(zip(*plain, strict=False))
        values = [list(map(field.meanings.__getitem__, _list_texts(field.mapped, columns, plain))) for field in fields]
        names = tuple(field.mapped.column.name for field in fields)
        odd = [(at, field.mapped) for at, field in enumerate(fields) if field.meanings.is_odd]
        shared = [values[at] for at in mapping.subject]
        rest = [values[at] for at in range(len(fields)) if at not in mapping.subject]
        found = zip(*(_transpose(part, len(plain)) for part in (values, shared, rest)), strict=True)
        for number, (line, cells, problem) in enumerate(rows, start=first):
            if problem is not None:
                errors = (CellError(table.source, number, line, "", "", problem),)
                yield CheckedRow(table, number, line, errors, mapping)
                continue
            meant, subject, each = next(found)
            if not any(map(str.strip, cells)):
                continue
            skipped = _find_unwanted(cells, mapping) if mapping.only else ""
            if skipped:
                yield CheckedRow(table, number, line, (), mapping, skipped=skipped)
                continue
            bare = CheckedRow(table, number, line, (), mapping, names, meant, subject, each)
            yield self._tell(bare, cells, odd) if odd else bare

    def _tell(self, row: CheckedRow, cells: Sequence[str], odd: Sequence[tuple[int, Mapped]]) -> CheckedRow:
        """The row with its bad cells as errors; its words for nothing are counted."""
        errors = []
        for at, mapped in odd:
            found = row.meant[at]
            if isinstance(found, Bad):
                text = mapped.find_text(cells)
                errors.append(
                    CellError(
                        row.source, row.row, row.line, mapped.title, text, found.message, found.unknown, found.nearest
                    )
                )
                if found.is_open_order:
                    self.open_orders[row.source, mapped.title] += 1
            elif isinstance(found, Blank):
                self._blanks[row.source, mapped.title, found.word] += 1
        return row._replace(errors=tuple(errors)) if errors else row

    def _find_meanings(self, mapped: Mapped, manners: Callable[[], Mapping[Mapped, Manner]]) -> Meanings:
        if mapped.column.reads is Reading.DATE:
            return self._cells.find_days(mapped, lambda: manners()[mapped])
        return self._cells.find_meanings(mapped, manners()[mapped] if mapped.column.reads is Reading.MONEY else PLAIN)

    def _find_manners(self, table: RawTable, mapping: ColumnMap, told: DateOrder | None) -> dict[Mapped, Manner]:
        """How each column of days or amounts is written."""
        written = [mapped for mapped in mapping.fields if mapped.column.reads in (Reading.DATE, Reading.MONEY)]
        texts = _list_distinct(table, [mapped for mapped in written if mapped.position is not None])
        return {mapped: self._find_manner(table.source, mapped, texts.get(mapped), told) for mapped in written}

    def _find_manner(
        self, source: str, mapped: Mapped, texts: Collection[str] | None, told: DateOrder | None
    ) -> Manner:
        if texts is None:
            return find_manner(mapped.column.reads, [mapped.constant], told)
        manner = find_manner(mapped.column.reads, texts, told)
        if manner.is_serial:
            example = min(text for text in texts if text[:1].isdigit())
            self._said.append(
                f"{source}: {mapped.title} holds the day numbers of a spreadsheet; {example} is "
                f"{read_day(example, manner)}."
            )
        return manner


def _find_unwanted(cells: Sequence[str], mapping: ColumnMap) -> str:
    for only in mapping.only:
        text = strip_cell(cells[only.position])
        if squash(text) not in only.words:
            return f"{only.title} is “{text}”, so there is nothing to import."
    return ""


_PORTION = 4096


def _list_portions(rows: Sequence[RawRow]) -> Iterator[list[Record]]:
    rest = iter(rows.records() if isinstance(rows, PackedRows) else rows)
    while portion := list(islice(rest, _PORTION)):
        yield portion


def _list_texts(mapped: Mapped, columns: Sequence[Sequence[str]], cells: Sequence[tuple[str, ...]]) -> Iterable[str]:
    """What the cells of some records say for a field."""
    if mapped.position is None or mapped.also:
        return map(mapped.find_text, cells)
    return columns[mapped.position] if columns else ()


def _list_distinct(table: RawTable, fields: Sequence[Mapped]) -> dict[Mapped, set[str]]:
    """The texts that a table has for each of these fields, in one reading of it."""
    found: dict[Mapped, set[str]] = {mapped: set() for mapped in fields}
    for portion in _list_portions(table.rows) if fields else ():
        plain = [cells for _, cells, problem in portion if problem is None]
        for mapped, texts in found.items():
            texts.update(map(mapped.find_text, plain) if mapped.also else map(itemgetter(mapped.position), plain))
    return {mapped: set(map(strip_cell, texts)) for mapped, texts in found.items()}


def _transpose(columns: Sequence[Sequence[Any]], count: int) -> Iterable[tuple[Any, ...]]:
    return zip(*columns, strict=True) if columns else repeat((), count)
