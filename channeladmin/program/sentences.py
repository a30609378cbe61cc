"""What pydantic finds wrong with a file, in plain sentences and at the place where the file has it."""

from __future__ import annotations

from datetime import date, datetime, time

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from channeladmin.program.fault import Fault, Location
from channeladmin.program.model import CREDENTIAL_PATTERN, CURRENCY_PATTERN, EDITION_PATTERN, KEY_PATTERN

_SENTENCES = {
    "missing": "This key is missing; add it.",
    "extra_forbidden": "This key is not known here; correct its name or take it out.",
    "unexpected_keyword_argument": "This key is not known here; correct its name or take it out.",
    "greater_than_equal": "This must be at least {ge}.",
    "greater_than": "This must be more than {gt}.",
    "less_than_equal": "This must be at most {le}.",
    "decimal_max_digits": "This number has too many digits; {max_digits} are enough for any points.",
    "decimal_max_places": "This must have at most {decimal_places} places after the point.",
    "decimal_type": "This must be a number.",
    "finite_number": "This must be a number that has an end.",
    "too_short": "This must not be empty.",
    "string_too_short": "This must not be empty.",
    "string_type": "This must be text, in quotation marks.",
    "int_type": "This must be a whole number.",
    "bool_type": "This must be true or false, without quotation marks.",
    "date_type": "This must be a day such as 2022-10-03, without quotation marks.",
    "tuple_type": "This must be a list, in square brackets.",
    "dict_type": "This must be a table.",
    "model_type": "This must be a table.",
    "model_attributes_type": "This must be a table.",
    "dataclass_type": "This must be a table.",
    "enum": "{input} is not known; use {expected}.",
    "literal_error": "{input} is not known; use {expected}.",
    "union_tag_invalid": "“{tag}” is not a kind of requirement; use {expected_tags}.",
    "union_tag_not_found": "This requirement has no kind; add one.",
    "value_error": "{error}",
}
_PATTERNS = {
    KEY_PATTERN: "small letters, digits and underscores, a letter first",
    CREDENTIAL_PATTERN: "small letters, digits and underscores, a letter first, then a colon and the course if need be",
    CURRENCY_PATTERN: "three capital letters, such as USD",
    EDITION_PATTERN: "letters, digits, dots, dashes and underscores, 64 at most",
}
_MOST_SHOWN = 40


def explain(error: ValidationError) -> list[Fault]:
    """Every fault that pydantic found."""
    details = error.errors(include_url=False)
    faults = [(detail["type"], _explain(detail)) for detail in details]
    wrong_within = {fault.location[:end] for _, fault in faults for end in range(len(fault.location))}
    # Of a list whose only entries are wrong, pydantic says that it is empty, too.
    return [fault for kind, fault in faults if kind != "too_short" or fault.location not in wrong_within]


def _explain(detail: ErrorDetails) -> Fault:
    shown = _show_input(detail["input"])
    if detail["type"] == "string_pattern_mismatch":
        wanted = _PATTERNS[detail["ctx"]["pattern"]]
        return Fault(_locate(detail["loc"]), f"{shown} cannot be used here; use {wanted}.")
    values = {key: _shorten(str(value)) if key == "tag" else value for key, value in detail.get("ctx", {}).items()}
    sentence = _SENTENCES.get(detail["type"], "This is not what belongs here; the guide says what does.")
    return Fault(_locate(detail["loc"]), sentence.format(input=shown, **values))


def _locate(place: Location) -> Location:
    """The place in the file: without the kinds that pydantic puts behind each requirement, and its mark of keys."""
    located: list[str | int] = []
    skips = False
    for part in place:
        if not skips and part != "[key]":
            located.append(part)
        skips = not skips and len(located) > 1 and located[-2] in ("requirements", "of") and isinstance(part, int)
    return tuple(located)


def _show_input(value: object) -> str:
    if isinstance(value, dict):
        return "A table"
    if isinstance(value, list):
        return "A list"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return f"“{_shorten(str(value))}”"


def _shorten(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…"
