"""Who is employed at a company of the file and is not in it: perhaps gone; told, never removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from channeladmin.records import fold
from channeladmin.rosters.checked_rows import CheckedRow
from channeladmin.rosters.companies import find_by_name, find_by_ref
from channeladmin.rosters.known import Known
from channeladmin.rosters.record import Record


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody whom the desk has at a company today and the file has not; the ids are those of the desk."""

    person: str
    email: str
    partner: str
    person_id: int
    employment_id: int

    def to_document(self) -> dict[str, object]:
        """As the command line prints it."""
        return {"person": self.person, "email": self.email, "partner": self.partner}


def find_leavers(known: Known, rows: Iterable[CheckedRow], today: date) -> tuple[Leaver, ...]:
    """The possible leavers of the companies that the rows name, by company and name.

    Rows that are rejected or held are in the file all the same. An export that names some people only (of badges, of
    events) says nothing about the others.
    """
    if not known.has_stored("employment"):
        return ()
    subjects = {(id(row.mapping), row.subject): row for row in rows}.values()
    said = [(row.values, row.mapping.is_partial) for row in subjects]
    whole = {(values.get("external_ref"), values.get("partner")) for values, is_partial in said if not is_partial}
    companies = {company.id: company for names in whole if (company := _find_company(known, *names)) is not None}
    jobs = {
        company.id: [job for job in known.find("employment", ("partner_id",), company.id) if _is_current(job, today)]
        for company in companies.values()
        if company.stored is not None
    }
    present: set[int] = set()
    if any(jobs.values()):
        present.update(person_id for values, _ in said for person_id in _find_people(known, values))
    found = []
    for company_id, current in jobs.items():
        # Somebody who has two spells there is told once.
        for person_id, job in {job.values["person_id"]: job for job in current}.items():
            if person_id not in present:
                found.append(_name(known, companies[company_id], person_id, job))
    return tuple(sorted(found, key=lambda each: (fold(each.partner), fold(each.person), each.employment_id)))


def _find_company(known: Known, ref: str | None, name: str | None) -> Record | None:
    return find_by_ref(known, ref) or find_by_name(known, name) or find_by_ref(known, name)


def _find_people(known: Known, values: Mapping[str, Any]) -> Iterable[int]:
    learner_id = values.get("learner_id")
    person = None if learner_id is None else known.find_one("person", "learner_id_key", fold(learner_id))
    if person is not None:
        yield person.id
    for name in ("email", "other_emails"):
        for address in values.get(name) or ():
            email = known.find_one("email_address", "address_key", fold(address))
            if email is not None:
                yield email.values["person_id"]


def _is_current(job: Record, today: date) -> bool:
    begins, ends = job.values["starts_on"], job.values["ends_on"]
    return job.stored is not None and (begins is None or begins <= today) and (ends is None or ends >= today)


def _name(known: Known, company: Record, person_id: int, job: Record) -> Leaver:
    emails = known.find("email_address", ("person_id",), person_id)
    first = min(emails, key=lambda email: email.values["position"], default=None)
    return Leaver(
        known.get("person", person_id).values["name"],
        "" if first is None else first.values["address"],
        company.values["name"],
        person_id,
        job.id,
    )
