"""What files leave open of new people: the name, the region where they work."""

from __future__ import annotations

from collections.abc import Iterator

from channeladmin.records import fold
from channeladmin.rosters.known import Known


def is_nameless(known: Known, person_id: int, name: str) -> bool:
    """Whether an address stands in place of the person's name."""
    email = known.find_one("email_address", "address_key", fold(name)) if "@" in name else None
    return email is not None and bool(email.values["person_id"] == person_id)


def find_nameless(known: Known) -> Iterator[str]:
    """A sentence where new people have no name in their files."""
    new = zip(known.list_planned_ids("person"), known.take_planned("person", "name")["name"], strict=True)
    count = sum(is_nameless(known, person_id, name) for person_id, name in new)
    if count:
        who = "1 person has" if count == 1 else f"{count} people have"
        yield f"{who} no name in the file; the address stands for it until a file or somebody gives the name."


def find_regionless(known: Known) -> Iterator[str]:
    """A sentence where it is not said in which region new people work: the programme asks for it."""
    new = set(known.list_planned_ids("person"))
    jobs = known.take_planned("employment", "person_id", "region")
    count = len({person for person, region in zip(*jobs.values(), strict=True) if region is None and person in new})
    if count:
        who, do = ("1 new person works", "does") if count == 1 else (f"{count:,} new people work", "do")
        yield (
            f"{who} in a region that is not known, and {do} not count where the programme asks for one: "
            "give the region in a column, or the same for every row."
        )
