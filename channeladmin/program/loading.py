"""From a programme file to a validated edition; what is wrong is said with file, line, key and a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from pydantic import ValidationError

from channeladmin.errors import UserError
from channeladmin.program.consistency import find_faults
from channeladmin.program.edition import Edition
from channeladmin.program.fault import Fault, show_location
from channeladmin.program.locating import LineIndex
from channeladmin.program.sentences import explain
from channeladmin.program.tables import UnreadableText, find_unreadable, read_tables

MOST_TOLD = 100
"""Of the faults of one file: nobody reads more before putting these right."""


def list_shipped() -> tuple[str, ...]:
    """The ids of the editions that ship with the app, oldest first."""
    names = (entry.name for entry in files("resources").joinpath("programs").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def load_shipped(edition_id: str) -> Edition:
    """An edition that ships with the app; UserError where there is none with that id."""
    return parse_edition(read_shipped(edition_id), f"{edition_id}.toml")


def read_shipped(edition_id: str) -> str:
    """The text of its file; UserError where there is none with that id."""
    shipped = list_shipped()
    if edition_id not in shipped:
        raise UserError(f"There is no programme “{edition_id}”; the app brings: {', '.join(shipped)}.")
    return files("resources").joinpath("programs", f"{edition_id}.toml").read_text(encoding="utf-8")


def parse_edition(text: str, source: str) -> Edition:
    """The edition that a TOML text describes; UserError names `source`, line, key and reason of every fault."""
    text = text.removeprefix("\ufeff")
    try:
        tables = read_tables(text)
    except UnreadableText as error:
        place = ", ".join(filter(None, (source, f"line {error.line}", error.name)))
        raise UserError(_put_on_one_line(f"{place}: {error.sentence}")) from error
    if unreadable := tuple(find_unreadable(tables)):
        raise _refuse(text, source, unreadable)
    try:
        edition = Edition.model_validate(tables)
    except ValidationError as error:
        raise _refuse(text, source, explain(error)) from error
    if faults := find_faults(edition):
        raise _refuse(text, source, faults)
    return edition


def _refuse(text: str, source: str, faults: Sequence[Fault]) -> UserError:
    lines = LineIndex(text)
    told = [
        _put_on_one_line(
            f"{source}, line {lines.find(fault.location)}, {show_location(fault.location)}: {fault.sentence}"
        )
        for fault in faults[:MOST_TOLD]
    ]
    if len(faults) > MOST_TOLD:
        told.append(f"{source} has {len(faults) - MOST_TOLD} faults more; put these right first.")
    return UserError("\n".join(told))


def _put_on_one_line(text: str) -> str:
    """What a file holds may be quoted, and must not look like another fault, nor speak to a terminal."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
