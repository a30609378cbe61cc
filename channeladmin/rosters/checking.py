"""Every cell to a typed value, once per distinct text; what is wrong is collected with its place, never raised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, groupby, islice, repeat
from operator import itemgetter
from typing import Any, NamedTuple

from channeladmin.program.edition import Edition
from channeladmin.program.names import squash
from channeladmin.records.written import DateOrder
from channeladmin.rosters.cell_reading import Bad, Blank, CellReader, Meanings, strip_cell
from channeladmin.rosters.checked_rows import CellError, CheckedRow, CheckedRows
from channeladmin.rosters.columns import Column, Reading
from channeladmin.rosters.manners import PLAIN, Manner, find_manner, read_day
from channeladmin.rosters.mapping import ColumnMap, Mapped
from channeladmin.rosters.parsing import NOTHING_STORED, StoredKeys
from channeladmin.rosters.reader import RawRow, RawTable
from channeladmin.rosters.reading.packed_rows import PackedRows, Record


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

    def check_rows(self, table: RawTable, mapping: ColumnMap, dates: DateOrder | None = None) -> CheckedRows:
        """The records of a table, blank ones left out; `dates` is the order of figures that is known of it."""
        manners = cache(lambda: self._find_manners(table, mapping, self._dates or dates))
        fields = [_Field(mapped, self._find_meanings(mapped, manners)) for mapped in mapping.fields]
        checked = CheckedRows(table, mapping)
        first = 1
        for portion in _list_portions(table.rows):
            self._check_portion(portion, first, checked, fields)
            first += len(portion)
        return checked

    def _check_portion(
        self, records: Sequence[Record], first: int, checked: CheckedRows, fields: Sequence[_Field]
    ) -> None:
        """Column by column to values; record by record only where there is more to say."""
        mapping = checked.mapping
        cells = [cells for _, cells, problem in records if problem is None]
        runs = _find_runs(cells, mapping)
        subjects = _read_fields([fields[at] for at in mapping.subject], runs.heads)
        shared = list(chain.from_iterable(map(repeat, subjects, runs.counts)))
        each = list(_read_fields([fields[at] for at in mapping.rest], cells))
        is_plain = len(cells) == len(records) and not runs.may_be_blank and not mapping.only
        if is_plain and not any(field.meanings.is_odd for field in fields):
            checked.extend(range(first, first + len(records)), map(itemgetter(0), records), shared, each)
        else:
            self._tell_portion(records, first, checked, fields, zip(shared, each, strict=True))

    def _tell_portion(
        self,
        records: Sequence[Record],
        first: int,
        checked: CheckedRows,
        fields: Sequence[_Field],
        values: Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]],
    ) -> None:
        table, mapping = checked.table, checked.mapping
        order = (*mapping.subject, *mapping.rest)
        odd = [(order.index(at), field.mapped) for at, field in enumerate(fields) if field.meanings.is_odd]
        for number, (line, cells, problem) in enumerate(records, start=first):
            if problem is not None:
                error = CellError(table.source, number, line, "", "", problem)
                checked.tell(CheckedRow(table, number, line, (error,), mapping))
                continue
            subject, each = next(values)
            if not any(map(str.strip, cells)):
                continue
            skipped = _find_unwanted(cells, mapping) if mapping.only else ""
            if skipped:
                checked.tell(CheckedRow(table, number, line, (), mapping, skipped=skipped))
                continue
            row = checked.build(number, line, subject, each)
            errors = tuple(self._find_errors(row, cells, odd))
            if errors:
                checked.tell(row._replace(errors=errors))
            else:
                checked.extend((number,), (line,), (subject,), (each,))

    def _find_errors(
        self, row: CheckedRow, cells: Sequence[str], odd: Sequence[tuple[int, Mapped]]
    ) -> Iterator[CellError]:
        """The bad cells of a record; its words for nothing are counted."""
        for at, mapped in odd:
            found = row.meant[at]
            if isinstance(found, Bad):
                text = mapped.find_text(cells)
                yield CellError(
                    row.source, row.row, row.line, mapped.title, text, found.message, found.unknown, found.nearest
                )
                if found.is_open_order:
                    self.open_orders[row.source, mapped.title] += 1
            elif isinstance(found, Blank):
                self._blanks[row.source, mapped.title, found.word] += 1

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


class _Runs(NamedTuple):
    """Neighbours that say the same of their subject: of each run the first record's cells and how many there are."""

    heads: Sequence[tuple[str, ...]]
    counts: Sequence[int]
    may_be_blank: bool


def _find_runs(cells: Sequence[tuple[str, ...]], mapping: ColumnMap) -> _Runs:
    heads, counts = [], []
    may_be_blank = False
    for texts, run in groupby(cells, _take_subject(mapping)):
        alike = list(run)
        heads.append(alike[0])
        counts.append(len(alike))
        may_be_blank = may_be_blank or not any(map(str.strip, texts))
    return _Runs(heads, counts, may_be_blank)


def _take_subject(mapping: ColumnMap) -> Callable[[tuple[str, ...]], Sequence[str]]:
    """What takes from the cells of a record the texts that say its subject."""
    fields = [mapping.fields[at] for at in mapping.subject]
    places = [at for field in fields if field.position is not None for at in (field.position, *field.also)]
    return itemgetter(*places) if places else lambda _: ()


def _read_fields(fields: Sequence[_Field], cells: Sequence[tuple[str, ...]]) -> Iterable[tuple[Any, ...]]:
    """By record what its cells mean for these fields."""
    if not fields:
        return repeat((), len(cells))
    texts = (map(_take_text(field.mapped), cells) for field in fields)
    return zip(*(map(field.meanings.__getitem__, each) for field, each in zip(fields, texts, strict=True)), strict=True)


def _take_text(mapped: Mapped) -> Callable[[tuple[str, ...]], str]:
    """What takes from the cells of a record what they say for a field."""
    if mapped.position is None or mapped.also:
        return mapped.find_text
    return itemgetter(mapped.position)


def _list_distinct(table: RawTable, fields: Sequence[Mapped]) -> dict[Mapped, set[str]]:
    """The texts that a table has for each of these fields, in one reading of it."""
    found: dict[Mapped, set[str]] = {mapped: set() for mapped in fields}
    for portion in _list_portions(table.rows) if fields else ():
        plain = [cells for _, cells, problem in portion if problem is None]
        for mapped, texts in found.items():
            texts.update(map(_take_text(mapped), plain))
    return {mapped: set(map(strip_cell, texts)) for mapped, texts in found.items()}
