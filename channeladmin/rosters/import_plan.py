"""An import as the user asks for it, and as it was planned: files, rows, counts, errors and writes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from channeladmin.records.written import DateOrder
from channeladmin.rosters.checking import CellError
from channeladmin.rosters.plan import Counts, PlannedRow, RowPlan
from channeladmin.rosters.reader import RawTable


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the user says about an import: as the options of the command line (`maps` is column to field)."""

    encoding: str | None = None
    delimiter: str | None = None
    dates: DateOrder | None = None
    maps: Mapping[str, str] = field(default_factory=dict)
    sets: Mapping[str, str] = field(default_factory=dict)
    clear: Collection[str] = ()
    strict: bool = False
    profile: None = None
    quote: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    fills: bool = True


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do. It holds for the desk as it was when the operation `based_on` was the newest."""

    kind: str
    sources: tuple[str, ...]
    tables: tuple[RawTable, ...] = field(repr=False)
    plan: RowPlan = field(repr=False)
    header_errors: tuple[CellError, ...]
    warnings: tuple[str, ...]
    strict: bool
    based_on: int | None

    @property
    def rows(self) -> tuple[PlannedRow, ...]:
        """Every row with its bucket and its changes."""
        return self.plan.rows

    @property
    def counts(self) -> Counts:
        """The rows by bucket."""
        return self.plan.counts

    @property
    def errors(self) -> tuple[CellError, ...]:
        """Columns that no field takes (row 0), then every rejected or held cell in the order of the files."""
        return (*self.header_errors, *self.plan.errors)

    @property
    def label(self) -> str:
        """How the history calls the act."""
        taken = self.counts.new + self.counts.changed + self.counts.same
        what = self.sources[0] if len(self.sources) == 1 else f"{len(self.sources)} files"
        return f"Import {what} ({taken:,} row{'' if taken == 1 else 's'})"
