"""Names so alike that somebody should look, though the rules say they differ; hints, never a reason to hold a row."""

from __future__ import annotations

from collections.abc import Iterator

from channeladmin.rosters.hints import reduce_name
from channeladmin.rosters.known import Known


def find_similar(known: Known) -> tuple[str, ...]:
    """A sentence for every new company, and for every new person at a company, that another is named much alike."""
    return (*_find_companies(known), *_find_people(known))


def _find_companies(known: Known) -> Iterator[str]:
    if not known.planned["partner"]:
        return
    by_name: dict[str, list[str]] = {}
    for name in known.list_values("partner", "name"):
        by_name.setdefault(reduce_name(name), []).append(name)
    for company in known.planned["partner"]:
        name = company.values["name"]
        for other in by_name[reduce_name(name)]:
            if other != name:
                yield f"“{name}” is new and much like “{other}”; if they are one company, give both one name."


def _find_people(known: Known) -> Iterator[str]:
    new = {person.id for person in known.planned["person"]}
    for job in known.planned["employment"]:
        if job.values["person_id"] not in new:
            continue
        person = known.get("person", job.values["person_id"])
        for namesake in known.find("person", ("name_key",), person.values["name_key"]):
            if namesake is not person and known.find(
                "employment", ("person_id", "partner_id"), namesake.id, job.values["partner_id"]
            ):
                yield (
                    f"“{person.values['name']}” is new, and somebody of that name is at the same company under "
                    f"another address."
                )
                break
