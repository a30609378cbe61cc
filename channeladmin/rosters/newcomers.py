"""Somebody whom nobody knows yet and of whom a row says all that is needed, taken over as they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from channeladmin.records import EmploymentFields, PersonFields, fold
from channeladmin.rosters.kinds import ROSTER
from channeladmin.rosters.known import Known

_EMAIL = "email_address"
_PERSON = tuple((column.name, column.field) for column in ROSTER.columns_of(PersonFields))
_JOB = tuple((column.name, column.field) for column in ROSTER.columns_of(EmploymentFields))


class Newcomer(NamedTuple):
    """A person who was added, and the employment, by the stand-ins for their keys."""

    person_id: int
    job_id: int


def list_addresses(values: Mapping[str, Any]) -> dict[str, str]:
    """The addresses of a row, each once, by their folded form."""
    found: dict[str, str] = {}
    for name in ("email", "other_emails"):
        for address in values.get(name) or ():
            found.setdefault(fold(address), address)
    return found


def add_newcomer(known: Known, values: Mapping[str, Any], company_id: int, number: int) -> Newcomer | None:
    """Add the person of a row with all addresses and the employment; None, and nothing is added, for anybody else."""
    learner_id, addresses = values.get("learner_id"), list_addresses(values)
    if values.get("name") is None or (learner_id is None and not addresses):
        return None
    if learner_id is not None and known.find_one("person", "learner_id_key", fold(learner_id)) is not None:
        return None
    if any(known.find_one(_EMAIL, "address_key", key) is not None for key in addresses):
        return None
    try:
        whole = known.check("person", _pick(values, _PERSON))
        spell = known.check("employment", _pick(values, _JOB))
        emails = [
            known.check(_EMAIL, {"address": address, "position": position})
            for position, address in enumerate(addresses.values())
        ]
    except ValidationError:
        return None
    person_id = known.sketch("person", whole, number)
    for email in emails:
        email["person_id"] = person_id
        known.sketch(_EMAIL, email, number)
    spell["person_id"], spell["partner_id"] = person_id, company_id
    return Newcomer(person_id, known.sketch("employment", spell, number))


def _pick(values: Mapping[str, Any], columns: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    return {field: value for name, field in columns if (value := values.get(name)) is not None}
