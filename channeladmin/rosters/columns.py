"""What a column of a file is: how it is read, and whose record and field it fills; and what a kind of file is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from sqlmodel import SQLModel


class Reading(Enum):
    """How the text of a cell becomes a value."""

    TEXT = auto()
    DATE = auto()
    MONEY = auto()
    YEAR = auto()
    REGION = auto()
    TRACK = auto()
    METRIC = auto()
    CREDENTIAL = auto()
    WORD = auto()
    WORDS = auto()
    EMAILS = auto()
    STATE = auto()
    EXPIRED = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its canonical name; `is_clearable`: an empty cell may take away what is stored.

    `joins` stands between the texts of several columns of a file that fill it together; without it only one may.
    `parts` are the titles of columns that do so by themselves, the first and the last needed.
    """

    name: str
    record: type[SQLModel]
    field: str
    reads: Reading = Reading.TEXT
    aliases: tuple[str, ...] = ()
    is_clearable: bool = False
    joins: str = ""
    parts: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. Of each group in `needs` one column must be mapped; `extras` are taken and never written.

    `each`: the records of which every row brings one, to a subject that many rows may share. `places`: columns by
    one of which rows are placed where the file has no company. `asks`: a column, and the one that every row with
    something in it needs.
    """

    key: str
    columns: tuple[Column, ...]
    needs: tuple[tuple[str, ...], ...]
    extras: tuple[Column, ...] = ()
    each: tuple[type[SQLModel], ...] = ()
    places: tuple[str, ...] = ()
    asks: tuple[tuple[str, str], ...] = ()

    @property
    def fields(self) -> Mapping[str, Column]:
        """Every column that a file may bring, by its name."""
        return {column.name: column for column in self.columns + self.extras}

    def columns_of(self, record: type[SQLModel]) -> Iterator[Column]:
        """The columns that fill fields of one record."""
        return (column for column in self.columns + self.extras if column.record is record)
