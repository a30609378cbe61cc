"""From a programme file to a validated edition; what is wrong is said with file, line, key and a sentence."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from channeladmin.errors import UserError
from channeladmin.program.consistency import Fault, Location, find_faults
from channeladmin.program.edition import Edition
from channeladmin.program.locating import find_line

_SENTENCES = {
    "missing": "This key is missing; add it.",
    "extra_forbidden": "This key is not known here; correct its name or take it out.",
    "unexpected_keyword_argument": "This key is not known here; correct its name or take it out.",
    "greater_than_equal": "This must be at least {ge}.",
    "less_than_equal": "This must be at most {le}.",
    "too_short": "This must not be empty.",
    "string_too_short": "This must not be empty.",
    "string_type": "This must be text.",
    "string_pattern_mismatch": "“{input}” cannot be used here; it must match {pattern}.",
    "int_type": "This must be a whole number.",
    "enum": "“{input}” is not known; use {expected}.",
    "literal_error": "“{input}” is not known; use {expected}.",
    "union_tag_invalid": "“{tag}” is not a kind of requirement; use {expected_tags}.",
    "union_tag_not_found": "This requirement has no kind; add one.",
}


def list_shipped() -> tuple[str, ...]:
    """The ids of the editions that ship with the app, oldest first."""
    names = (entry.name for entry in files("resources").joinpath("programs").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def load_shipped(edition_id: str) -> Edition:
    """An edition that ships with the app; UserError where there is none with that id."""
    shipped = list_shipped()
    if edition_id not in shipped:
        raise UserError(f"There is no programme “{edition_id}”; the app brings: {', '.join(shipped)}.")
    name = f"{edition_id}.toml"
    text = files("resources").joinpath("programs", name).read_text(encoding="utf-8")
    return parse_edition(text, name)


def parse_edition(text: str, source: str) -> Edition:
    """The edition that a TOML text describes; UserError names `source`, line, key and reason of every fault."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{source} is not a TOML file that can be read: {error}.") from error
    try:
        edition = Edition.model_validate(raw)
    except ValidationError as error:
        raise _refusal(text, source, tuple(_explain(detail) for detail in error.errors(include_url=False))) from error
    faults = find_faults(edition)
    if faults:
        raise _refusal(text, source, faults)
    return edition


def _explain(detail: ErrorDetails) -> Fault:
    sentence = _SENTENCES.get(detail["type"])
    if sentence is None:
        return Fault(detail["loc"], f"{detail['msg']}.")
    return Fault(detail["loc"], sentence.format(input=detail["input"], **detail.get("ctx", {})))


def _refusal(text: str, source: str, faults: tuple[Fault, ...]) -> UserError:
    sentences = (f"{source}, line {find_line(text, f.location)}, {_show(f.location)}: {f.sentence}" for f in faults)
    return UserError("\n".join(sentences))


def _show(location: Location) -> str:
    """The place as people count it: the third requirement is requirements 3."""
    shown = ""
    for part in location:
        shown += f" {part + 1}" if isinstance(part, int) else f"{'.' if shown else ''}{part}"
    return shown
