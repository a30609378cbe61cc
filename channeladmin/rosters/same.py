"""Names and addresses of files that somebody said stand for others: the rows are taken as if the file had it so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from channeladmin.records import fold
from channeladmin.rosters.cell_reading import strip_cell
from channeladmin.rosters.checked_rows import CheckedRow, CheckedRows
from channeladmin.rosters.employers import Employers, get_domain, is_domain
from channeladmin.rosters.mapping import ColumnMap
from channeladmin.rosters.planned_rows import Bucket, PlannedRow

_ADDRESSES = ("email", "other_emails")
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Taken(NamedTuple):
    """A company's name (`what` is “partner”) or a domain that rows were taken to stand for a company by."""

    what: str
    text: str
    other: str

    def to_document(self) -> dict[str, object]:
        """As the command line prints it."""
        return self._asdict()


def find_taken_names(
    rows: Iterable[PlannedRow], mappings: Mapping[str, ColumnMap], names: Iterable[str]
) -> frozenset[str]:
    """Which names of companies, folded, stand in a row that is taken; `mappings` are those of the files, by source."""
    wanted, found = set(names), set[str]()
    companies = {
        source: mapped
        for source, mapping in mappings.items()
        for mapped in mapping.fields
        if mapped.column.name == "partner"
    }
    for row in rows if wanted and companies else ():
        mapped = companies.get(row.source)
        if mapped is None or row.note or row.bucket in (Bucket.REJECTED, Bucket.DUPLICATE):
            continue
        name = fold(strip_cell(mapped.find_text(row.cells)) or mapped.constant.strip())
        if name in wanted:
            wanted.remove(name)
            found.add(name)
            if not wanted:
                break
    return frozenset(found)


class SameNames:
    """What is said to be the same: a company's name as another one, or an address beside another of one person.

    What is `told` goes over what is `remembered`; told to be nothing, a name is what it is. Of domains, whose companies
    are `employers`, it only sees in which rows they stand.
    """

    def __init__(self, told: Mapping[str, str], remembered: Mapping[str, str] = _NOTHING) -> None:
        self._told = {fold(name.strip()): name.strip() for name in told}
        whole = {fold(name.strip()): (name.strip(), other.strip()) for name, other in {**remembered, **told}.items()}
        said = {key: pair for key, pair in whole.items() if pair[1]}
        self._same = {key: pair for key, pair in said.items() if not is_domain(pair[0])}
        self._domains = {get_domain(name): (name, other) for name, other in said.values() if is_domain(name)}
        self._unused = dict(self._told)
        self._renamed: set[str] = set()
        self.employers = Employers({domain: other for domain, (_, other) in self._domains.items()})

    @property
    def unused(self) -> frozenset[str]:
        """What was told and stands in no row so far."""
        return frozenset(self._unused.values())

    def list_taken(self, *, is_told: bool) -> Iterator[Taken]:
        """By which names rows were taken, those that were told or those that are remembered."""
        pairs = [("partner", self._same[key]) for key in sorted(self._renamed)]
        pairs += [("domain", self._domains[domain]) for domain in sorted(self.employers.used)]
        for what, (name, other) in pairs:
            if (fold(name) in self._told) is is_told:
                yield Taken(what, name, other)

    def apply(self, rows: CheckedRows) -> CheckedRows:
        """The rows, their company called by the other name, their person known by the other address too."""
        return rows.replace(map(self._apply, rows)) if self._same or self._unused else rows

    def _apply(self, row: CheckedRow) -> CheckedRow:
        values = row.values
        said = self._find_said(values)
        return row.say({**values, **said}) if said else row

    def _find_said(self, values: Mapping[str, Any]) -> dict[str, Any]:
        addresses = [address for name in _ADDRESSES for address in values.get(name) or ()]
        if self._unused:
            self._see(values.get("partner"), *addresses, *map(get_domain, addresses))
        return {**self._rename(values.get("partner")), **self._join(values, addresses)}

    def _see(self, *texts: str | None) -> None:
        for text in texts:
            if text is not None:
                self._unused.pop(fold(text), None)

    def _rename(self, name: str | None) -> dict[str, Any]:
        if name is None or (pair := self._same.get(fold(name))) is None:
            return {}
        self._renamed.add(fold(name))
        return {"partner": pair[1]}

    def _join(self, values: Mapping[str, Any], addresses: Iterable[str]) -> dict[str, Any]:
        others = [self._same[key][1] for key in map(fold, addresses) if key in self._same]
        return {"other_emails": (*(values.get("other_emails") or ()), *others)} if others else {}
