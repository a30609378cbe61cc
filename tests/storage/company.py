"""A small company to store: partner, agreement and people, in one act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from channeladmin.program.vocabulary import OPEN, AgreementStatus, Region
from channeladmin.records import (
    Agreement,
    AgreementFields,
    AgreementStep,
    Award,
    AwardFields,
    EmailAddress,
    EmailAddressFields,
    Employment,
    EmploymentFields,
    Partner,
    PartnerFields,
    Person,
    PersonFields,
)
from channeladmin.storage.database import Act, Database
from channeladmin.storage.tables import list_journalled

SIGNED = date(2021, 3, 1)
EARNED = date(2021, 5, 5)


@dataclass(frozen=True)
class Company:
    partner_id: int
    agreement_id: int
    person_ids: tuple[int, ...]
    operation_id: int


def add_company(database: Database, name: str, *, region: Region = Region.EMEA, people: int = 2) -> Company:
    """An authorized Open partner; each of its people holds Sales Core and Solution Architect Core."""
    with database.act(f"Add {name}") as act:
        partner_id = act.insert(Partner, PartnerFields(name=name, external_ref=f"ref {name}"))
        agreement_id = act.insert(Agreement, AgreementFields(region=region, signed_on=SIGNED), partner_id=partner_id)
        act.insert(AgreementStep, {"status": AgreementStatus.AUTHORIZED, "since": SIGNED}, agreement_id=agreement_id)
        act.insert(AgreementStep, {"track": OPEN, "since": SIGNED}, agreement_id=agreement_id)
        hired = tuple(hire(act, partner_id, f"{name} {number}", region=region) for number in range(people))
    return Company(partner_id, agreement_id, hired, act.operation_id)


def hire(act: Act, partner_id: int, name: str, *, region: Region | None = Region.EMEA) -> int:
    """A person with two awards and an address, employed since always."""
    person_id = act.insert(Person, PersonFields(name=name))
    address = f"{name.replace(' ', '.')}@example.com"
    act.insert(EmailAddress, EmailAddressFields(address=address), person_id=person_id)
    act.insert(Employment, EmploymentFields(region=region), person_id=person_id, partner_id=partner_id)
    for credential in ("sales_core", "sa_core"):
        act.insert(Award, AwardFields(credential=credential, earned_on=EARNED), person_id=person_id)
    return person_id


def dump(database: Database) -> Mapping[str, list[tuple[Any, ...]]]:
    """Every row of every journalled table, as stored."""
    with database.read() as connection:
        return {
            table.name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table.name} ORDER BY id")]
            for table in list_journalled()
        }


def query(database: Database, statement: str) -> list[tuple[Any, ...]]:
    """What a statement of SQL gives."""
    with database.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(statement)]
