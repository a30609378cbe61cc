"""How files are read the way they were read before: profiles that staff save, and the presets that ship."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from channeladmin.errors import UserError
from channeladmin.program.names import squash
from channeladmin.records.written import DateOrder
from channeladmin.rosters.action_log import fold_events
from channeladmin.rosters.checked_rows import CheckedRows
from channeladmin.rosters.hints import find_nearest, say_nearest
from channeladmin.rosters.kinds import get_kind
from channeladmin.rosters.mapping import MapOptions
from channeladmin.rosters.placing import find_positions
from channeladmin.rosters.presets import Preset, find_preset, list_presets
from channeladmin.rosters.reader import AS_FOUND, RawTable, ReadOptions
from channeladmin.rosters.reading.own_file import list_own_titles

NO_PROFILE = "none"
"""The name by which the user says that no profile and no preset is wanted."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a user said about the files of one header (squashed titles); `preset` is the one beneath it, if any.

    `reading` is what was said about how such a file is read before it has a header.
    """

    name: str
    kind: str
    header: frozenset[str]
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    clear: tuple[str, ...] = ()
    dates: DateOrder | None = None
    preset: str = NO_PROFILE
    reading: ReadOptions = AS_FOUND

    def to_document(self) -> dict[str, Any]:
        """As the data file keeps it; `reading` only where something was said about it."""
        reading = self.reading.to_document()
        return {
            "kind": self.kind,
            "header": sorted(self.header),
            "columns": dict(self.columns),
            "values": dict(self.values),
            "clear": list(self.clear),
            "dates": self.dates,
            "preset": self.preset,
            **({"reading": reading} if reading else {}),
        }


def read_profile(name: str, document: Mapping[str, Any]) -> Profile:
    """The profile that a document describes."""
    return Profile(
        name,
        document["kind"],
        frozenset(document["header"]),
        document["columns"],
        document["values"],
        tuple(document["clear"]),
        document["dates"],
        document["preset"],
        ReadOptions(**document.get("reading", {})),
    )


def list_titles(table: RawTable) -> frozenset[str]:
    """The header as profiles compare it: squashed titles in any order."""
    return frozenset(filter(None, map(squash, list_own_titles(table.columns))))


@dataclass(frozen=True, slots=True)
class Layout:
    """What is known about a file before the user says anything: a profile, a preset, both or none."""

    profile: Profile | None = None
    preset: Preset | None = None

    @property
    def sentence(self) -> str:
        """What it is, for the user; empty where nothing is known."""
        if self.profile is not None:
            return f"read by {self.label} (--profile none reads it without)."
        return "" if self.preset is None else f"read as {self.label} (--profile none reads it plainly)."

    @property
    def label(self) -> str:
        """What it is called; empty where nothing is known."""
        if self.profile is not None:
            return f"the saved profile “{self.profile.name}”"
        return "" if self.preset is None else f"“{self.preset.label}”"

    @property
    def dates(self) -> DateOrder | None:
        """The order of dates in figures, where a profile knows it."""
        return None if self.profile is None else self.profile.dates

    @property
    def reading(self) -> ReadOptions:
        """How such a file is read, where a profile knows it."""
        return AS_FOUND if self.profile is None else self.profile.reading

    def fold(self, rows: CheckedRows) -> CheckedRows:
        """The rows of such a file, made of its records."""
        is_log = self.preset is not None and self.preset.fold == "action_log"
        return rows.replace(fold_events(list(rows))) if is_log else rows

    def to_profile(
        self,
        name: str,
        table: RawTable,
        kind: str,
        options: MapOptions,
        *,
        dates: DateOrder | None,
        reading: ReadOptions = AS_FOUND,
    ) -> Profile:
        """A profile of what the user says about a table, with what the profile in use says beneath it."""
        beneath = replace(self, preset=None)
        whole = beneath.add_to(options, table)
        preset = NO_PROFILE if self.preset is None else self.preset.key
        return Profile(
            name,
            kind,
            list_titles(table),
            whole.columns,
            whole.values,
            tuple(whole.clear),
            dates or self.dates,
            preset,
            reading.over(self.reading).settled,
        )

    def add_to(self, options: MapOptions, table: RawTable) -> MapOptions:
        """What the user says, and beneath it what the profile and the preset say."""
        whole = options
        if self.profile is not None:
            columns = _list_free(self.profile.columns, whole.columns, table, self.profile.kind)
            whole = replace(
                whole,
                columns={**whole.columns, **columns},
                values={**self.profile.values, **whole.values},
                clear=(*whole.clear, *(each for each in self.profile.clear if each not in whole.clear)),
            )
        if self.preset is not None:
            columns = _list_free(self.preset.columns, whole.columns, table, self.preset.kind)
            whole = replace(
                whole,
                columns={**whole.columns, **columns},
                words=self.preset.words,
                only=self.preset.only,
                optional=self.preset.optional,
                is_partial=self.preset.partial,
            )
        return whole


def _list_free(columns: Mapping[str, str], told: Mapping[str, str], table: RawTable, kind: str) -> Mapping[str, str]:
    """The columns that the table has, nobody has spoken of, and whose field is free."""
    fields = get_kind(kind).fields
    spoken = {at for title in told for at in find_positions(table, title)}
    taken = set(filter(None, told.values()))
    free: dict[str, str] = {}
    for title, name in columns.items():
        places = [at for at in find_positions(table, title) if at not in spoken]
        if not places or name in taken:
            # Of several columns for one field the first speaks; the others need no word.
            free |= {title: ""} if places else {}
            continue
        free[title] = name
        if name and not fields[name].joins:
            taken.add(name)
    return free


def choose_layout(
    table: RawTable, kind: str, told: str | None, profiles: Iterable[Profile], read_by: Profile | None = None
) -> Layout:
    """The layout that the user names, else the one by which it was read, else the one that knows the header.

    UserError where none has the name that the user gives.
    """
    saved = [profile for profile in profiles if profile.kind == kind]
    if told is None:
        titles = list_titles(table)
        profile = read_by if read_by in saved else next((each for each in saved if each.header == titles), None)
        return Layout(None, find_preset(table, kind)) if profile is None else _with_preset(profile)
    if squash(told) == NO_PROFILE:
        return Layout()
    profile = next((each for each in saved if squash(each.name) == squash(told)), None)
    if profile is not None:
        return _with_preset(profile)
    preset = next((each for each in list_presets() if squash(each.key) == squash(told)), None)
    if preset is None:
        raise UserError(_refuse_name(told, kind, saved))
    if preset.kind != kind:
        raise UserError(f"“{told}” is for {preset.kind}, not for {kind}.")
    missing = preset.list_missing(table)
    if missing:
        raise UserError(
            f"“{table.source}” is not as “{preset.label}” has it: there is no column {', '.join(missing)}. "
            f"Leave --profile out, and map the columns with --map."
        )
    return Layout(None, preset)


def _with_preset(profile: Profile) -> Layout:
    return Layout(profile, next((each for each in list_presets() if each.key == profile.preset), None))


def _refuse_name(told: str, kind: str, saved: Sequence[Profile]) -> str:
    names = [*(each.name for each in saved), *(each.key for each in list_presets() if each.kind == kind), NO_PROFILE]
    nearest = say_nearest(find_nearest(told, names))
    return f"There is no import profile “{told}” for {kind}; there are: {', '.join(names)}.{nearest}"
