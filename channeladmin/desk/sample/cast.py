"""Who plays in the sample desk: companies and names, from the files under resources/samples."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from random import Random
from typing import Any

from channeladmin.program.vocabulary import Region

_PLAIN = str.maketrans({"ø": "o", "æ": "ae", "þ": "th", "ð": "d", "ł": "l", "đ": "d", "ß": "ss", "ı": "i"})
_FIRST = ("Amber", "Birch", "Cobalt", "Delta", "Ember", "Falcon", "Granite", "Harbor", "Indigo", "Jasper", "Kestrel")
_SECOND = ("Bridge", "Canyon", "Field", "Gate", "Hollow", "Meadow", "Point", "Ridge", "Summit", "Vale")
_THIRD = ("Analytics", "Automation", "Cloud", "Consulting", "Digital", "Integration", "Labs", "Software", "Systems")
_HOMES = {
    Region.AMER: ("US", "CA", "BR", "MX"),
    Region.EMEA: ("DE", "FR", "GB", "PL", "ES", "SE"),
    Region.APAC: ("AU", "IN", "JP", "SG"),
    Region.PUBSEC: ("US",),
}


@dataclass(frozen=True, slots=True)
class Company:
    """A company and, for each region that it has an agreement for, the story that is told of it."""

    name: str
    country: str
    domain: str
    stories: Mapping[Region, str]
    legal_name: str | None = None
    place: str | None = None
    team_size: int = 0
    """At least so many people for each agreement; more are hired until there are."""


@cache
def load_companies() -> tuple[Company, ...]:
    """The companies of the sample desk, in the order of the file."""
    return tuple(
        Company(
            name=entry["name"],
            country=entry["country"],
            domain=f"{entry.get('domain') or make_plain(entry['name'])}.example",
            stories={Region(region): story for region, story in entry["agreements"].items()},
            legal_name=entry.get("legal_name"),
            place=entry["place"],
        )
        for entry in _read("companies.toml")["company"]
    )


@cache
def load_managers() -> tuple[str, ...]:
    """The vendor's channel managers."""
    return tuple(_read("companies.toml")["vendor_managers"])


def invent_companies(rng: Random, stories: Sequence[str]) -> Iterator[Company]:
    """Companies without end, for desks larger than the sample; names are numbered once the combinations are used up."""
    regions = tuple(Region)
    number = 0
    while True:
        for words in product(_THIRD, _FIRST, _SECOND):
            third, first, second = words
            name = f"{first}{second.lower()} {third}" + (f" {number}" if number else "")
            region = rng.choices(regions, weights=(4, 4, 2, 1))[0]
            domain = f"{make_plain(name)}.example"
            yield Company(name, rng.choice(_HOMES[region]), domain, {region: rng.choice(stories)}, team_size=10)
        number += 1


def name_country(code: str) -> str:
    """The country of a two-letter code, as an address has it."""
    name: str = _load_people()[code]["country"]
    return name


def make_name(rng: Random, country: str) -> str:
    """A person's name as it may be found in a country."""
    names = _load_people()[country]
    return f"{rng.choice(names['given'])} {rng.choice(names['family'])}"


@cache
def make_plain(text: str, separator: str = "") -> str:
    """The text in ASCII letters, digits and separators, as e-mail addresses and domains want it."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    words = "".join(mark if mark.isascii() and mark.isalnum() else " " for mark in folded if mark.isascii()).split()
    return separator.join(words)


@cache
def _load_people() -> Mapping[str, dict[str, Any]]:
    return _read("people.toml")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("resources").joinpath("samples", name).read_text(encoding="utf-8"))
