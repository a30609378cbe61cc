"""The column types that STRICT tables need: words of a closed set, lists of words, keys."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Dialect, Enum, Text
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field

KEY = BigInteger
MAX_CENTS = 10**17
"""A thousand trillion in major units: more than any deal, and well inside what an integer column holds."""


def word_of(words: type[StrEnum], name: str) -> Enum:
    """A column that holds one word of a closed set, by value, under a named CHECK."""
    return Enum(
        words,
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        name=name,
        values_callable=lambda members: [member.value for member in members],
    )


class ProgrammeText(Text):
    """A column that holds a word of the programme; no name of a person stands in it."""


class KeyText(ProgrammeText):
    """Such a word is a key, with a CHECK that it is one."""


def key_check(column: str, name: str) -> CheckConstraint:
    """A named CHECK that a column holds a key as programme files write them: letters, digits and `_`."""
    form = f"{column} GLOB '[a-z]*' AND {column} NOT GLOB '*[^a-z0-9_]*'"
    return CheckConstraint(form, name=name)


class WordList(TypeDecorator[tuple[StrEnum, ...]]):
    """Several words of a closed set, kept as text separated by `;` in the order of the set."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str:
        """Join the words for the data file."""
        del dialect
        chosen = {str(word) for word in value or ()}
        return ";".join(word.value for word in self.words if word.value in chosen)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[StrEnum, ...]:
        """Split what the data file holds."""
        del dialect
        return tuple(self.words(word) for word in (value or "").split(";") if word)


def primary_key() -> Any:
    """The 63-bit time-ordered key that the app makes; never autoincrement."""
    return Field(sa_type=KEY, primary_key=True, sa_column_kwargs={"autoincrement": False})


def parent_key(target: str) -> Any:
    """A reference to the record that this one belongs to and goes with."""
    return Field(sa_type=KEY, foreign_key=target, ondelete="CASCADE", index=True)
