"""Names and addresses of files that somebody said stand for others: the rows are taken as if the file had it so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from channeladmin.records import fold
from channeladmin.rosters.checked_rows import CheckedRow

_ADDRESSES = ("email", "other_emails")


class SameNames:
    """What was said to be the same: a company's name as another one, or an address beside another of one person.

    `unused` are those that stand in no row so far.
    """

    def __init__(self, same: Mapping[str, str]) -> None:
        self._same = {fold(name.strip()): other.strip() for name, other in same.items()}
        self.unused = {fold(name.strip()): name for name in same}

    def apply(self, rows: Iterable[CheckedRow]) -> Iterator[CheckedRow]:
        """The rows, their company called by the other name, their person known by the other address too."""
        for row in rows:
            values = row.values
            said = {**self._rename(values), **self._join(values)}
            yield row.say({**values, **said}) if said else row

    def _rename(self, values: Mapping[str, Any]) -> dict[str, Any]:
        other = self._find(values.get("partner"))
        return {} if other is None else {"partner": other}

    def _join(self, values: Mapping[str, Any]) -> dict[str, Any]:
        addresses = [address for name in _ADDRESSES for address in values.get(name) or ()]
        others = [other for address in addresses if (other := self._find(address)) is not None]
        return {"other_emails": (*(values.get("other_emails") or ()), *others)} if others else {}

    def _find(self, text: str | None) -> str | None:
        if text is None or (other := self._same.get(fold(text))) is None:
            return None
        self.unused.pop(fold(text), None)
        return other
