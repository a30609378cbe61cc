"""What the records of a file say, as values; kept in columns, since most records are never looked at one by one."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple, overload

from channeladmin.rosters.cell_reading import Unsaid
from channeladmin.rosters.mapping import ColumnMap
from channeladmin.rosters.reader import RawTable


class HeldFor(StrEnum):
    """Why somebody has to choose what a row is about."""

    TWO_PEOPLE = "two_people"
    OTHER_LEARNER_ID = "other_learner_id"
    TWO_AWARDS = "two_awards"


class Held(NamedTuple):
    """Why a row is held, and the names of the people whose keys it has."""

    why: HeldFor
    people: tuple[str, ...] = ()


class CellError(NamedTuple):
    """What is wrong where: `row` counts records from 1 (0 is the header), `line` is the file's line.

    `unknown` says what the value should have named (a credential, a region, a partner), with the `nearest` known ones.
    `held`: why somebody has to choose, with the names of those between whom; None where the row is not held.
    """

    source: str
    row: int
    line: int
    column: str
    value: str
    message: str
    unknown: str = ""
    nearest: tuple[str, ...] = ()
    held: Held | None = None

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


class Places(NamedTuple):
    """Where the records of a table stand in it: by record the number of its row and the file's line."""

    table: RawTable
    numbers: Sequence[int]
    lines: Sequence[int]


class CheckedRows(Sequence[CheckedRow]):
    """The records of one table, blank ones left out.

    `subjects` and `each` are by record what `CheckedRow` calls so; neighbours of one subject share the tuple. `told`
    are, by position, the records of which there is more to say than the values of their cells.
    """

    def __init__(self, table: RawTable, mapping: ColumnMap) -> None:
        self.table, self.mapping = table, mapping
        self._names = tuple(mapping.fields[at].column.name for at in (*mapping.subject, *mapping.rest))
        self._numbers, self._lines = array("q"), array("q")
        self.subjects: list[tuple[Any, ...]] = []
        self.each: list[tuple[Any, ...]] = []
        self.told: dict[int, CheckedRow] = {}

    @property
    def places(self) -> Places:
        """Where the records stand."""
        return Places(self.table, self._numbers, self._lines)

    def build(self, number: int, line: int, subject: tuple[Any, ...], each: tuple[Any, ...]) -> CheckedRow:
        """A record that says what its cells hold; it is not added."""
        meant = (*subject, *each)
        return CheckedRow(self.table, number, line, (), self.mapping, self._names, meant, subject, each)

    def extend(
        self,
        numbers: Iterable[int],
        lines: Iterable[int],
        subjects: Iterable[tuple[Any, ...]],
        each: Iterable[tuple[Any, ...]],
    ) -> None:
        """Add records that say what their cells hold."""
        self._numbers.extend(numbers)
        self._lines.extend(lines)
        self.subjects.extend(subjects)
        self.each.extend(each)

    def tell(self, row: CheckedRow) -> None:
        """Add a record as it is put together already."""
        self.told[len(self)] = row
        self.extend((row.row,), (row.line,), (row.subject,), (row.each,))

    def read_subject(self, at: int) -> dict[str, Any]:
        """What a record says of its subject, as `CheckedRow.values`; all of one that is put together."""
        told = self.told.get(at)
        if told is not None:
            return told.values
        said = zip(self._names, self.subjects[at], strict=False)
        return {name: value for name, value in said if not isinstance(value, Unsaid)}

    def replace(self, rows: Iterable[CheckedRow]) -> CheckedRows:
        """Other records of the same table in the place of these."""
        replaced = CheckedRows(self.table, self.mapping)
        for row in rows:
            replaced.tell(row)
        return replaced

    def __len__(self) -> int:
        return len(self.subjects)

    @overload
    def __getitem__(self, at: int) -> CheckedRow: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[CheckedRow]: ...
    def __getitem__(self, at: int | slice) -> CheckedRow | Sequence[CheckedRow]:
        if isinstance(at, slice):
            return tuple(self[each] for each in range(*at.indices(len(self))))
        told = self.told.get(at)
        if told is not None:
            return told
        return self.build(self._numbers[at], self._lines[at], self.subjects[at], self.each[at])

    def __iter__(self) -> Iterator[CheckedRow]:
        return map(self.__getitem__, range(len(self)))
