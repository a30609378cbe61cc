"""Where people whose address has a domain work, as the desk has it: so a file without companies is asked about few."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from channeladmin.rosters.known import Known

_DOMAIN = re.compile(r"@[^@\s]+\.[^@\s]+")
_MOST_NAMED = 3
_MOST_SHARED = 3
"""A domain that people of more companies have is that of a mail provider."""


def get_domain(address: str) -> str:
    """The domain of an address, from its `@` on, as domains are compared."""
    return "@" + address.rpartition("@")[2].casefold()


def is_domain(text: str) -> bool:
    """Whether a text is one as they are named here: “@acme.example”."""
    return _DOMAIN.fullmatch(text) is not None


class Employers(Mapping[str, str]):
    """By domain the company that was said; `used` are those by which a row was taken."""

    def __init__(self, companies: Mapping[str, str] | None = None) -> None:
        self._companies = dict(companies or {})
        self.used: set[str] = set()

    def __getitem__(self, domain: str) -> str:
        return self._companies[domain]

    def __iter__(self) -> Iterator[str]:
        return iter(self._companies)

    def __len__(self) -> int:
        return len(self._companies)


def find_employers(known: Known) -> Mapping[str, tuple[str, ...]]:
    """By domain the companies whose people have such addresses, most people first, or whose website is there."""
    found: defaultdict[str, Counter[int]] = defaultdict(Counter)
    companies: defaultdict[int, set[int]] = defaultdict(set)
    for person_id, partner_id in known.list_stored("employment", "person_id", "partner_id"):
        companies[person_id].add(partner_id)
    for person_id, address in known.list_stored("email_address", "person_id", "address"):
        found[get_domain(address)].update(companies[person_id])
    names = {}
    for partner_id, name, website in known.list_stored("partner", "id", "name", "website"):
        names[partner_id] = name
        if website and (host := _find_host(website)):
            found[f"@{host}"][partner_id] += 1
    return {
        domain: tuple(names[partner_id] for partner_id, _ in counts.most_common(_MOST_NAMED))
        for domain, counts in found.items()
        if 0 < len(counts) <= _MOST_SHARED
    }


def _find_host(website: str) -> str:
    """The host of a website as somebody wrote it, or nothing."""
    try:
        host = urlsplit(website if "//" in website else f"//{website}").hostname or ""
    except ValueError:
        return ""
    return host.casefold().removeprefix("www.")
