"""What the cells of a column are, whatever its title says: addresses, credentials, regions, companies, days."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from channeladmin.program.edition import Edition
from channeladmin.program.names import squash
from channeladmin.records import fold
from channeladmin.records.written import list_orders, parse_date, parse_money
from channeladmin.rosters.columns import Column, Kind, Reading
from channeladmin.rosters.reader import RawTable
from channeladmin.rosters.title_words import PLAIN_DAY
from channeladmin.rosters.values import split_emails, take_off_guard

_SAMPLE = 200
_LONGEST = 2_000
"""Characters of a cell that is an address, a name, a day or an amount."""
_PORTION = 65_536
"""Cells that are looked at together."""
_CALLED = {
    "email": "e-mail addresses",
    "credential": "credentials of the programme",
    "region": "regions of the programme",
    "partner": "companies of the desk",
    "date": "days",
    "money": "amounts",
}
SURE = frozenset(("email", "credential", "partner"))
"""What is taken without a word of the user, where one column of a file has it and one field wants it."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The field that a column may fill, what its cells are, and in words why."""

    field: str
    what: str
    why: str


class ValueSense:
    """Knows an address, a credential, a region and a company of the desk by sight."""

    def __init__(
        self, edition: Edition, companies: Iterable[str] = (), aliases: Mapping[str, str] | None = None
    ) -> None:
        self._edition = edition
        self._companies = frozenset(map(fold, companies))
        self._aliases = aliases or {}

    def suggest(self, cells: Iterable[str], kind: Kind, taken: Collection[str], title: str = "") -> Suggestion | None:
        """The one field, of those that are not taken, that cells like these under a title may fill."""
        texts = _sample(cells)
        if not texts or max(map(len, texts)) > _LONGEST:
            return None
        for what, called in _CALLED.items():
            if all(self._is(what, text) for text in texts):
                fields = [column.name for column in kind.columns if _fits(column, what) and column.name not in taken]
                if what == "email" and fields:
                    fields = fields[:1]
                if what == "date" and squash(title) in PLAIN_DAY and "earned" in fields:
                    fields = ["earned"]
                return Suggestion(fields[0], what, f"its cells are {called}") if len(fields) == 1 else None
        return None

    def _is(self, what: str, text: str) -> bool:
        if what == "email":
            return all("@" in part[1:-1] for part in split_emails(text))
        if what == "credential":
            return squash(text) in self._aliases or self._edition.find_credential(text) is not None
        if what == "region":
            return self._edition.find_region(text) is not None
        if what == "partner":
            return fold(text) in self._companies
        if what == "date":
            return bool(list_orders(text)) or _can(lambda: parse_date(text, may_shorten=True))
        return _can(lambda: parse_money(text, self._edition.currency))


def _can(read: Callable[[], object]) -> bool:
    try:
        read()
    except ValueError:
        return False
    return True


def _fits(column: Column, what: str) -> bool:
    reads = {
        "email": Reading.EMAILS,
        "credential": Reading.CREDENTIAL,
        "region": Reading.REGION,
        "date": Reading.DATE,
        "money": Reading.MONEY,
    }
    return column.name == "partner" if what == "partner" else column.reads is reads[what]


def sample_columns(table: RawTable, positions: Sequence[int]) -> dict[int, list[str]]:
    """The first filled cells of some columns, in one reading of the table."""
    found: dict[int, list[str]] = {position: [] for position in positions}
    wanted = list(positions)
    rest = (row.cells for row in table.rows if row.problem is None)
    count = 1 + _PORTION // max(1, len(table.columns))
    while wanted and (portion := list(islice(rest, count))):
        for position in wanted:
            cells = found[position]
            cells += islice((row[position] for row in portion if row[position].strip()), _SAMPLE - len(cells))
        wanted = [position for position in wanted if len(found[position]) < _SAMPLE]
    return found


def _sample(cells: Iterable[str]) -> list[str]:
    filled: Iterator[str] = (text for cell in cells if (text := take_off_guard(cell.strip()).strip()))
    return list(dict.fromkeys(islice(filled, _SAMPLE)))
