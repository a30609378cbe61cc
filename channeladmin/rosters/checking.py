"""Every cell to a typed value, once per distinct text; what is wrong is collected with its place, never raised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from channeladmin.program.edition import Edition
from channeladmin.records import explain_errors
from channeladmin.records.written import DateOrder
from channeladmin.rosters.columns import Column
from channeladmin.rosters.mapping import ColumnMap, Mapped
from channeladmin.rosters.parsing import NOTHING_STORED, Parser, StoredKeys, build_parser
from channeladmin.rosters.reader import RawTable
from channeladmin.rosters.values import take_off_guard


@dataclass(frozen=True, slots=True)
class CellError:
    """What is wrong where: `row` counts records from 1 (0 is the header), `line` is the file's line."""

    source: str
    row: int
    line: int
    column: str
    value: str
    message: str

    def to_document(self) -> dict[str, object]:
        """As the command line prints it."""
        return {name: getattr(self, name) for name in ("source", "row", "line", "column", "value", "message")}


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A record with a typed value for every cell that says something; None: the cell is empty and clears."""

    source: str
    row: int
    line: int
    cells: tuple[str, ...]
    values: Mapping[str, Any]
    errors: tuple[CellError, ...]
    mapping: ColumnMap

    def locate(self, name: str, message: str) -> CellError:
        """An error at the cell of a field, with the column's title and the cell's text as the file has them."""
        for mapped in self.mapping.fields:
            if mapped.column.name == name:
                text = mapped.constant if mapped.position is None else self.cells[mapped.position]
                return CellError(self.source, self.row, self.line, mapped.title, text, message)
        return CellError(self.source, self.row, self.line, name, "", message)


@dataclass(frozen=True, slots=True)
class _Bad:
    message: str


_KEEP = object()
_CLEAR = object()


class CellChecker:
    """Reads the cells of one import; a text that comes again in the same column is read once."""

    def __init__(
        self, edition: Edition, *, dates: DateOrder | None = None, stored: StoredKeys = NOTHING_STORED
    ) -> None:
        self._stored = stored
        self._edition = edition
        self._dates = dates
        self._parsers: dict[Column, Parser] = {}
        self._known: dict[tuple[str, str, bool], dict[str, Any]] = {}

    def find_problem(self, column: Column, text: str) -> str | None:
        """Why a text cannot stand in a column, or None."""
        found = self._read(Mapped(column, None, column.name), text)
        return found.message if isinstance(found, _Bad) else None

    def check_rows(self, table: RawTable, mapping: ColumnMap) -> Iterator[CheckedRow]:
        """The records of a table, blank ones left out."""
        fields = [(mapped, mapped.column.name, mapped.position, self._find_cache(mapped)) for mapped in mapping.fields]
        for number, raw in enumerate(table.rows, start=1):
            values: dict[str, Any] = {}
            errors: list[CellError] = []
            if raw.problem is not None:
                errors.append(CellError(table.source, number, raw.line, "", "", raw.problem))
                yield CheckedRow(table.source, number, raw.line, raw.cells, values, tuple(errors), mapping)
                continue
            if not any(map(str.strip, raw.cells)):
                continue
            for mapped, name, position, known in fields:
                text = "" if position is None else raw.cells[position]
                found = known.get(text)
                if found is None:
                    found = known[text] = self._read(mapped, text)
                if found.__class__ is _Bad:
                    errors.append(CellError(table.source, number, raw.line, mapped.title, text, found.message))
                elif found is not _KEEP:
                    values[name] = None if found is _CLEAR else found
            yield CheckedRow(table.source, number, raw.line, raw.cells, values, tuple(errors), mapping)

    def _find_cache(self, mapped: Mapped) -> dict[str, Any]:
        return self._known.setdefault((mapped.column.name, mapped.constant, mapped.clears), {})

    def _read(self, mapped: Mapped, text: str) -> Any:  # noqa: ANN401 - whatever the column holds
        bare = take_off_guard(text.strip()).strip() or mapped.constant.strip()
        if not bare:
            return _CLEAR if mapped.clears else _KEEP
        if "\x00" in bare or "�" in bare:
            return _Bad("The cell holds a character that cannot be read. Save the file again as UTF-8.")
        try:
            return self._find_parser(mapped.column)(bare)
        except ValidationError as error:
            return _Bad(explain_errors(error)[0].message)
        except ValueError as error:
            return _Bad(str(error))

    def _find_parser(self, column: Column) -> Parser:
        parser = self._parsers.get(column)
        if parser is None:
            parser = self._parsers[column] = build_parser(column, self._edition, self._dates, self._stored)
        return parser
