"""Every cell to a typed value, once per distinct text; what is wrong is collected with its place, never raised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pydantic import ValidationError

from channeladmin.program.edition import Edition
from channeladmin.program.names import squash
from channeladmin.records import explain_errors
from channeladmin.records.written import DateOrder
from channeladmin.rosters.columns import Column, Reading
from channeladmin.rosters.manners import PLAIN, Manner, find_manner, is_open_order, read_day
from channeladmin.rosters.mapping import ColumnMap, Mapped
from channeladmin.rosters.parsing import NOTHING_STORED, Parser, StoredKeys, UnknownName, build_parser
from channeladmin.rosters.reader import RawTable
from channeladmin.rosters.values import take_off_guard


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
    """A record with a typed value for every cell that says something; None: the cell is empty and clears.

    `skipped` says why there is nothing to do for the record, whatever it holds.
    """

    source: str
    row: int
    line: int
    cells: tuple[str, ...]
    values: Mapping[str, Any]
    errors: tuple[CellError, ...]
    mapping: ColumnMap
    skipped: str = ""

    def locate(self, name: str, message: str, unknown: str = "", nearest: tuple[str, ...] = ()) -> CellError:
        """An error at the cell of a field, with the column's title and the cell's text as the file has them."""
        title, text = name, ""
        for mapped in self.mapping.fields:
            if mapped.column.name == name:
                title = mapped.title
                text = mapped.constant if mapped.position is None else mapped.find_text(self.cells)
        return CellError(self.source, self.row, self.line, title, text, message, unknown, nearest)


@dataclass(frozen=True, slots=True)
class _Bad:
    message: str
    is_open_order: bool = False
    unknown: str = ""
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Blank:
    """A word that stands for an empty cell."""

    word: str


class _Field(NamedTuple):
    """A field that a file fills, what its texts were read as so far, and the place of its text if it is one cell's."""

    mapped: Mapped
    manner: Manner
    known: dict[str, Any]
    name: str
    position: int | None


_KEEP = object()
_CLEAR = object()


class CellChecker:
    """Reads the cells of one import; a text that comes again in the same column is read once.

    `warnings` tells, once for each column, what its cells were taken for.
    """

    def __init__(
        self, edition: Edition, *, dates: DateOrder | None = None, stored: StoredKeys = NOTHING_STORED
    ) -> None:
        self._stored = stored
        self._edition = edition
        self._dates = dates
        self._parsers: dict[tuple[Column, Manner], Parser] = {}
        self._known: dict[tuple[object, ...], dict[str, Any]] = {}
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
        found = self._read(Mapped(column, None, column.name), find_manner(column.reads, [text], self._dates), text)
        return found.message if isinstance(found, _Bad) else None

    def check_rows(self, table: RawTable, mapping: ColumnMap, dates: DateOrder | None = None) -> Iterator[CheckedRow]:
        """The records of a table, blank ones left out; `dates` is the order of figures that is known of it."""
        told = self._dates or dates
        fields = [self._prepare(mapped, self._find_manner(table, mapped, told)) for mapped in mapping.fields]
        for number, raw in enumerate(table.rows, start=1):
            values: dict[str, Any] = {}
            errors: list[CellError] = []
            if raw.problem is not None:
                errors.append(CellError(table.source, number, raw.line, "", "", raw.problem))
                yield CheckedRow(table.source, number, raw.line, raw.cells, values, tuple(errors), mapping)
                continue
            if not any(map(str.strip, raw.cells)):
                continue
            skipped = _find_unwanted(raw.cells, mapping)
            if skipped:
                yield CheckedRow(table.source, number, raw.line, raw.cells, values, (), mapping, skipped)
                continue
            cells = raw.cells
            for mapped, manner, known, name, position in fields:
                text = mapped.find_text(cells) if position is None else cells[position]
                found = known.get(text)
                if found is None:
                    found = known[text] = self._read(mapped, manner, text)
                if found is _KEEP:
                    continue
                kind = found.__class__
                if kind is _Bad:
                    place = (table.source, number, raw.line, mapped.title, text)
                    errors.append(CellError(*place, found.message, found.unknown, found.nearest))
                    if found.is_open_order:
                        self.open_orders[table.source, mapped.title] += 1
                elif kind is _Blank:
                    self._blanks[table.source, mapped.title, found.word] += 1
                else:
                    values[name] = None if found is _CLEAR else found
            yield CheckedRow(table.source, number, raw.line, cells, values, tuple(errors), mapping)

    def _prepare(self, mapped: Mapped, manner: Manner) -> _Field:
        alike = (mapped.column.name, mapped.constant, mapped.clears, mapped.words, manner)
        known = self._known.setdefault(alike, {})
        return _Field(mapped, manner, known, mapped.column.name, None if mapped.also else mapped.position)

    def _find_manner(self, table: RawTable, mapped: Mapped, told: DateOrder | None) -> Manner:
        if mapped.column.reads not in (Reading.DATE, Reading.MONEY):
            return PLAIN
        if mapped.position is None:
            return find_manner(mapped.column.reads, [mapped.constant], told)
        texts = {_strip(mapped.find_text(row.cells)) for row in table.rows if row.problem is None}
        manner = find_manner(mapped.column.reads, texts, told)
        if manner.is_serial:
            example = min(text for text in texts if text[:1].isdigit())
            self._said.append(
                f"{table.source}: {mapped.title} holds the day numbers of a spreadsheet; {example} is "
                f"{read_day(example, manner)}."
            )
        return manner

    def _read(self, mapped: Mapped, manner: Manner, text: str) -> Any:  # noqa: ANN401 - whatever the column holds
        bare = _strip(text) or mapped.constant.strip()
        if not bare:
            return _CLEAR if mapped.clears else _KEEP
        if "\x00" in bare or "�" in bare:
            return _Bad("The cell holds a character that cannot be read. Save the file again as UTF-8.")
        if mapped.words:
            said = squash(bare)
            bare = next((meant for word, meant in mapped.words if word == said), bare)
        try:
            return self._find_parser(mapped.column, manner)(bare)
        except ValidationError as error:
            return self._read_as_word(mapped, bare, _Bad(explain_errors(error)[0].message))
        except UnknownName as error:
            return self._read_as_word(mapped, bare, _Bad(str(error), unknown=error.what, nearest=error.nearest))
        except ValueError as error:
            is_open = mapped.column.reads is Reading.DATE and is_open_order(bare, manner)
            return self._read_as_word(mapped, bare, _Bad(str(error), is_open))

    def _read_as_word(self, mapped: Mapped, bare: str, bad: _Bad) -> Any:  # noqa: ANN401 - as above
        """What cannot be read may be a word for nothing: never ends, not known yet, does not apply."""
        if mapped.column.reads is Reading.TEXT:
            return bad
        word = bare.casefold().strip(" .")
        if word in _ENDLESS and mapped.column.name in _ENDS:
            return _CLEAR
        if word in _NOTHING:
            return _CLEAR if mapped.clears else _KEEP
        # An amount that is not known yet is no empty one: it may decide a verdict, so somebody has to say it.
        return _Blank(bare) if word in _UNKNOWN and mapped.column.reads is not Reading.MONEY else bad

    def _find_parser(self, column: Column, manner: Manner) -> Parser:
        parser = self._parsers.get((column, manner))
        if parser is None:
            parser = self._parsers[column, manner] = build_parser(column, self._edition, manner, self._stored)
        return parser


_ENDS = frozenset(("expires", "revoked", "employed_until", "agreement_ends"))
_ENDLESS = frozenset(("never", "no end", "no expiry", "no expiration", "does not expire", "never expires", "unlimited"))
_NOTHING = frozenset(("", "-", "--", "–", "—", "n/a", "na", "n.a", "#n/a", "none", "null", "nil", "(blank)"))
_UNKNOWN = frozenset(
    ("tbd", "tba", "tbc", "t.b.d", "to be determined", "to be defined", "to be confirmed", "to be announced",
     "unknown", "pending", "?", "??", "???", "#ref!", "#value!")
)  # fmt: skip


def _find_unwanted(cells: Sequence[str], mapping: ColumnMap) -> str:
    for only in mapping.only:
        text = _strip(cells[only.position])
        if squash(text) not in only.words:
            return f"{only.title} is “{text}”, so there is nothing to import."
    return ""


def _strip(text: str) -> str:
    return take_off_guard(text.strip()).strip()
