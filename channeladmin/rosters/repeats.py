"""Rows that say the same of a person as the row before about them: exports have one for each award."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

from channeladmin.records import AwardFields
from channeladmin.rosters.award_states import AwardNotes
from channeladmin.rosters.checking import CheckedRow
from channeladmin.rosters.known import Record
from channeladmin.rosters.mapping import ColumnMap

_OF_AWARDS = (AwardFields, AwardNotes)


class Place(NamedTuple):
    """Whom a row is about, and their spell at its company (None: it names none)."""

    person: Record
    job: Record | None


@dataclass(slots=True)
class _Cells:
    """Takes those cells of a file's rows that do not speak of awards."""

    mapping: ColumnMap
    pick: Callable[[tuple[str, ...]], Any]


class Repeats:
    """Remembers, of rows that were taken, what they say and where that led.

    It leads there again as long as no row that says something else of the person comes between.
    """

    def __init__(self) -> None:
        self._cells: dict[int, _Cells] = {}
        self._places: dict[object, Place] = {}
        self._last: dict[int, object] = {}

    def find(self, row: CheckedRow) -> Place | None:
        """Where the row leads, if it says again what the last row about the person said."""
        said = self._say(row)
        place = self._places.get(said)
        return None if place is None or self._last[place.person.id] != said else place

    def remember(self, row: CheckedRow, place: Place) -> None:
        """A row was taken that leads there."""
        said = self._say(row)
        self._places[said] = place
        self._last[place.person.id] = said

    def forget(self, place: Place) -> None:
        """A row about somebody was taken that is worth a word each time that it comes."""
        self._last[place.person.id] = None

    def _say(self, row: CheckedRow) -> object:
        cells = self._cells.get(id(row.mapping))
        if cells is None:
            cells = self._cells[id(row.mapping)] = _Cells(row.mapping, itemgetter(*_list_places(row.mapping)))
        return id(row.mapping), cells.pick(row.cells)


def _list_places(mapping: ColumnMap) -> list[int]:
    """The cells of fields that are not of awards; the first cell stands for them where all of these are constants."""
    of_people = [each for each in mapping.fields if each.column.record not in _OF_AWARDS]
    places = {at for each in of_people if each.position is not None for at in (each.position, *each.also)}
    return sorted(places) or [0]
