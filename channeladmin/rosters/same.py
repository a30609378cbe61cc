"""Names and addresses of files that somebody said stand for others: the rows are taken as if the file had it so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from channeladmin.records import fold
from channeladmin.rosters.checked_rows import CheckedRow
from channeladmin.rosters.employers import get_domain, split_same

_ADDRESSES = ("email", "other_emails")


class SameNames:
    """What was said to be the same: a company's name as another one, or an address beside another of one person.

    Of domains, whose companies are `employers`, it only sees in which rows they stand.
    """

    def __init__(self, same: Mapping[str, str]) -> None:
        names, self.employers = split_same(same)
        self._same = {fold(name.strip()): other.strip() for name, other in names.items()}
        self._unused = {fold(name.strip()): name.strip() for name in names}
        self._domains = {get_domain(name.strip()): name.strip() for name in same if name not in names}

    @property
    def unused(self) -> frozenset[str]:
        """What stands in no row so far."""
        return frozenset((*self._unused.values(), *self._domains.values()))

    def apply(self, rows: Iterable[CheckedRow]) -> Iterator[CheckedRow]:
        """The rows, their company called by the other name, their person known by the other address too."""
        for row in rows:
            values = row.values if self._same or self._domains else {}
            addresses = [address for name in _ADDRESSES for address in values.get(name) or ()]
            self._see_domains(addresses)
            said = {**self._rename(values), **self._join(values, addresses)}
            yield row.say({**values, **said}) if said else row

    def _see_domains(self, addresses: Iterable[str]) -> None:
        for address in addresses if self._domains else ():
            self._domains.pop(get_domain(address), None)

    def _rename(self, values: Mapping[str, Any]) -> dict[str, Any]:
        other = self._find(values.get("partner"))
        return {} if other is None else {"partner": other}

    def _join(self, values: Mapping[str, Any], addresses: Iterable[str]) -> dict[str, Any]:
        others = [other for address in addresses if (other := self._find(address)) is not None]
        return {"other_emails": (*(values.get("other_emails") or ()), *others)} if others else {}

    def _find(self, text: str | None) -> str | None:
        if text is None or (other := self._same.get(fold(text))) is None:
            return None
        self._unused.pop(fold(text), None)
        return other
