"""An import as the user asks for it, and as it was planned: files, rows, counts, errors and writes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from channeladmin.records.written import DateOrder
from channeladmin.rosters.checked_rows import CellError
from channeladmin.rosters.mapping import ColumnMap
from channeladmin.rosters.plan import RowPlan
from channeladmin.rosters.planned_rows import Counts, PlannedRows
from channeladmin.rosters.profiles import Profile
from channeladmin.rosters.reader import AS_FOUND, RawTable, ReadOptions
from channeladmin.rosters.same import Taken
from channeladmin.rosters.stored_rows import StoredRows
from channeladmin.rosters.todo import TodoItem


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the user says about an import: as the options of the command line (`maps` is column to field).

    `profile`: a saved profile or a preset by its name; `NO_PROFILE` for none, None for the one that knows the header.
    `save_profile`: keep what is said here under this name; `aliases`: names of credentials to learn, each with one that
    is known; `exported_on`: the day whose state the files tell; `reading`: how the files are read; `each`: how single
    ones are, over that; `same`: names of companies, and addresses, that are another one of the same company or person;
    "" where a name that the desk remembers is to be what it is.
    """

    dates: DateOrder | None = None
    maps: Mapping[str, str] = field(default_factory=dict)
    sets: Mapping[str, str] = field(default_factory=dict)
    clear: Collection[str] = ()
    strict: bool = False
    profile: str | None = None
    exported_on: date | None = None
    save_profile: str | None = None
    aliases: Mapping[str, str] = field(default_factory=dict)
    reading: ReadOptions = AS_FOUND
    each: Mapping[Path, ReadOptions] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)

    def say_reading(self, path: Path) -> ReadOptions:
        """What is said about reading one of the files."""
        return self.each.get(path, AS_FOUND).over(self.reading)


@dataclass(frozen=True, slots=True)
class Lessons:
    """What the desk is to remember of an import beside its records; of `same` what stands for nothing is forgotten."""

    profiles: tuple[Profile, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """How the history calls an act that stores nothing else."""
        if self.profiles:
            return f"Save import profile {', '.join(profile.name for profile in self.profiles)}"
        learnt = [*self.aliases, *(name for name, other in self.same.items() if other)]
        return f"{'Learn' if learnt else 'Forget'} {', '.join(f'“{name}”' for name in learnt or self.same)}"


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do. It holds for the desk as it was when the operation `based_on` was the newest.

    `todo` is what would let more rows in; `lessons` is what is remembered of it; `mappings` stand beside `tables`;
    `known_as` says of the files by which profile or preset they are read, `recalled` which names were taken for
    companies as an earlier import had it; `companies` are those of the desk.
    """

    sources: tuple[str, ...]
    tables: tuple[RawTable, ...] = field(repr=False)
    plan: RowPlan = field(repr=False)
    header_errors: tuple[CellError, ...]
    warnings: tuple[str, ...]
    strict: bool
    based_on: int | None
    todo: tuple[TodoItem, ...] = ()
    lessons: Lessons = Lessons()
    mappings: tuple[ColumnMap, ...] = field(default=(), repr=False)
    known_as: tuple[str, ...] = ()
    recalled: tuple[Taken, ...] = ()
    companies: tuple[str, ...] = field(default=(), repr=False)

    @property
    def rows(self) -> PlannedRows:
        """Every row with its bucket and its changes."""
        return self.plan.rows

    @property
    def stored(self) -> StoredRows:
        """What the cells of each row are beside what is stored of them."""
        return self.plan.stored

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
        """How the history calls the act, with the rows of which something is stored."""
        if not self.plan.writes and self.lessons != Lessons():
            return self.lessons.label
        taken = self.counts.new + self.counts.changed
        what = self.sources[0] if len(self.sources) == 1 else f"{len(self.sources)} files"
        return f"Import {what} ({taken:,} row{'' if taken == 1 else 's'})"
