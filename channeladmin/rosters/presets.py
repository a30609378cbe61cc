"""The exports that staff really get, known by their header: which column fills what, and what their words mean."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from channeladmin.program.names import squash
from channeladmin.rosters.reader import RawTable


@dataclass(frozen=True, slots=True)
class Preset:
    """A known export of one kind of file.

    `header`: titles that all stand in it; `columns`: titles to fields ("" leaves out; of several for one field the
    first speaks, unless the field joins them); `fold` names how records become rows; a `partial` one does not name
    everybody at a company.
    """

    key: str
    label: str
    kind: str
    header: tuple[str, ...]
    columns: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    optional: tuple[str, ...] = ()
    fold: str = ""
    partial: bool = False

    def knows(self, table: RawTable) -> bool:
        """Whether a table is such an export."""
        return not self.list_missing(table)

    def list_missing(self, table: RawTable) -> tuple[str, ...]:
        """The titles of its header that a table has not."""
        titles = {squash(title) for title in table.columns}
        return tuple(title for title in self.header if squash(title) not in titles)


@cache
def list_presets() -> tuple[Preset, ...]:
    """The presets that ship with the app, by key."""
    found = (entry for entry in files("resources").joinpath("presets").iterdir() if entry.name.endswith(".toml"))
    return tuple(
        Preset(entry.name.removesuffix(".toml"), **_freeze(tomllib.loads(entry.read_text(encoding="utf-8"))))
        for entry in sorted(found, key=lambda entry: entry.name)
    )


def find_preset(table: RawTable, kind: str) -> Preset | None:
    """The preset of that kind that knows the table; of several the one that asks for the most titles."""
    known = [preset for preset in list_presets() if preset.kind == kind and preset.knows(table)]
    return max(known, key=lambda preset: len(preset.header), default=None)


def _freeze(document: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in document.items()}
