"""Text as the records keep it: as given, less outer white space; and how two texts are compared."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from channeladmin.program.model import KEY_PATTERN
from channeladmin.program.vocabulary import TrackKey

_KEY = re.compile(KEY_PATTERN)
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+")


def fold(text: str) -> str:
    """The form in which names, addresses and references are compared (NFKC + casefold); never stored in their place."""
    if text.isascii():
        return text.casefold()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _blank_to_none(value: object) -> object:
    return (value.strip() or None) if isinstance(value, str) else value


def _strip(value: object) -> object:
    """As everywhere in the house: separators such as U+001F are white space too, which pydantic's own rule keeps."""
    return value.strip() if isinstance(value, str) else value


def _check_email(value: object) -> object:
    if isinstance(value, str) and not _EMAIL.fullmatch(value.strip()):
        raise ValueError(f"“{value}” is not an e-mail address; write it as name@company.example.")
    return value.strip() if isinstance(value, str) else value


def _check_key(value: str) -> str:
    if not _KEY.fullmatch(value):
        raise ValueError(f"“{value}” is no key; write it with small letters, digits and “_”, as the programme has it.")
    return value


def _check_track(value: TrackKey) -> TrackKey:
    _check_key(value)
    return value


RequiredText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), BeforeValidator(_strip)]
OptionalText = Annotated[str | None, BeforeValidator(_blank_to_none)]
KeyName = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_check_key)]
TrackText = Annotated[TrackKey, AfterValidator(_check_track)]
EmailText = Annotated[str, BeforeValidator(_check_email)]
OptionalEmail = Annotated[str | None, BeforeValidator(_check_email)]
