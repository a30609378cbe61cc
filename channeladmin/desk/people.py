"""Keep people: their addresses, where they work and have worked, and the credentials they earned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import SQLModel

from channeladmin.desk.desk import Desk
from channeladmin.desk.editing import Added, add_record, committed, delete_record, edit_record
from channeladmin.desk.refusal import FieldRefused
from channeladmin.records import (
    Award,
    AwardFields,
    EmailAddress,
    EmailAddressFields,
    Employment,
    EmploymentFields,
    Person,
    PersonFields,
    Stored,
    fold,
)
from channeladmin.storage.changes import Changes
from channeladmin.storage.database import Act
from channeladmin.storage.reading import FieldsT, find_records, get_keys, get_parents, get_record

__all__ = [
    "AwardFields",
    "EmploymentFields",
    "PersonFields",
    "PersonView",
    "add_award",
    "add_employment",
    "add_person",
    "confirm_employments",
    "delete_award",
    "delete_employment",
    "delete_person",
    "edit_award",
    "edit_employment",
    "edit_person",
    "list_people",
    "set_emails",
]


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as one company sees them: the spells at that company only, every address and award."""

    person: Stored[PersonFields]
    emails: tuple[Stored[EmailAddressFields], ...]
    employments: tuple[Stored[EmploymentFields], ...]
    awards: tuple[Stored[AwardFields], ...]


def list_people(desk: Desk, partner_id: int) -> tuple[PersonView, ...]:
    """Everyone ever employed at a company, by name; spells and awards oldest first."""
    with desk.database.read() as connection:

        def by_person(
            model: type[SQLModel], fields: type[FieldsT], order_by: str
        ) -> Mapping[int, tuple[Stored[FieldsT], ...]]:
            grouped: dict[int, tuple[Stored[FieldsT], ...]] = defaultdict(tuple)
            records = find_records(connection, model, fields, order_by=(order_by,), person_id=ids)
            owner = get_parents(connection, model, "person_id", records)
            for record in records:
                grouped[owner[record.id]] += (record,)
            return grouped

        employments = find_records(
            connection, Employment, EmploymentFields, order_by=("starts_on",), partner_id=partner_id
        )
        spells = get_parents(connection, Employment, "person_id", employments)
        ids = set(spells.values())
        emails = by_person(EmailAddress, EmailAddressFields, "position")
        awards = by_person(Award, AwardFields, "earned_on")
        people = find_records(connection, Person, PersonFields, order_by=("name_key",), id=ids)
    return tuple(
        PersonView(
            person,
            emails[person.id],
            tuple(spell for spell in employments if spells[spell.id] == person.id),
            awards[person.id],
        )
        for person in people
    )


def add_person(
    desk: Desk, partner_id: int, person: PersonFields, emails: Sequence[str], employment: EmploymentFields
) -> Added:
    """A new person at a company; FieldRefused without a key to know them by, or with somebody else's."""
    with desk.database.act(f"Add {person.name}") as act:
        person_id = insert_person(act, partner_id, person, emails, employment)
    return Added(person_id, committed(act))


def insert_person(
    act: Act, partner_id: int, person: PersonFields, emails: Sequence[str], employment: EmploymentFields
) -> int:
    """Within an act: a new person at a company, and their key; refused as by `add_person`."""
    if not emails and person.learner_id is None:
        raise FieldRefused("emails", "Give an e-mail address or a learner id: rosters know a person by it.")
    _check_learner(act, person, None)
    person_id = act.insert(Person, person)
    _write_emails(act, person_id, emails)
    act.insert(Employment, employment, person_id=person_id, partner_id=partner_id)
    return person_id


def edit_person(desk: Desk, person_id: int, fields: PersonFields) -> Changes | None:
    """Change name, learner id or notes."""
    return edit_record(
        desk,
        f"Edit {fields.name}",
        Person,
        person_id,
        fields,
        check=lambda act: _check_learner(act, fields, person_id),
    )


def delete_person(desk: Desk, person_id: int) -> Changes:
    """Remove a person with addresses, employments (at every company) and awards."""
    return delete_record(desk, f"Delete {_name(desk, person_id)}", Person, person_id)


def set_emails(desk: Desk, person_id: int, addresses: Sequence[str]) -> Changes | None:
    """The addresses of a person, the first one first; FieldRefused if one is somebody else's."""
    with desk.database.act(f"Edit addresses of {_name(desk, person_id)}") as act:
        _write_emails(act, person_id, addresses)
    return act.changes


def add_employment(desk: Desk, person_id: int, partner_id: int, fields: EmploymentFields) -> Added:
    """A spell at a company; FieldRefused where it overlaps another one there."""
    return add_record(
        desk,
        f"Add employment of {_name(desk, person_id)}",
        Employment,
        fields,
        check=lambda act: _check_overlap(act, person_id, partner_id, fields, None),
        person_id=person_id,
        partner_id=partner_id,
    )


def edit_employment(desk: Desk, employment_id: int, fields: EmploymentFields) -> Changes | None:
    """Change a spell; FieldRefused where it would overlap another one there."""
    keys = _keys(desk, Employment, employment_id)
    return edit_record(
        desk,
        f"Edit employment of {_name(desk, keys['person_id'])}",
        Employment,
        employment_id,
        fields,
        check=lambda act: _check_overlap(act, keys["person_id"], keys["partner_id"], fields, employment_id),
    )


def delete_employment(desk: Desk, employment_id: int) -> Changes:
    """Remove a spell that never was; someone who left gets an end instead."""
    name = _name(desk, _keys(desk, Employment, employment_id)["person_id"])
    return delete_record(desk, f"Delete employment of {name}", Employment, employment_id)


def confirm_employments(desk: Desk, employment_ids: Collection[int]) -> Changes | None:
    """Note that these people still work there, today, by the acting user."""
    with desk.database.act(f"Confirm {len(employment_ids)} still there") as act:
        for employment_id in employment_ids:
            act.update(Employment, employment_id, {"confirmed_on": desk.today(), "confirmed_by": desk.actor})
    return act.changes


def add_award(desk: Desk, person_id: int, fields: AwardFields) -> Added:
    """A credential that a person earned; FieldRefused if the programme does not know it."""
    known = check_known_credential(desk, fields)
    return add_record(desk, f"Add award of {_name(desk, person_id)}", Award, known, person_id=person_id)


def edit_award(desk: Desk, award_id: int, fields: AwardFields) -> Changes | None:
    """Change an award."""
    name = _name(desk, _keys(desk, Award, award_id)["person_id"])
    return edit_record(desk, f"Edit award of {name}", Award, award_id, check_known_credential(desk, fields))


def delete_award(desk: Desk, award_id: int) -> Changes:
    """Remove an award that never was; a revoked one gets its day instead."""
    name = _name(desk, _keys(desk, Award, award_id)["person_id"])
    return delete_record(desk, f"Delete award of {name}", Award, award_id)


def check_known_credential(desk: Desk, fields: AwardFields) -> AwardFields:
    """The award with the programme's key of its credential; FieldRefused if the programme does not know it."""
    credential = desk.edition.find_credential(fields.credential)
    if credential is None:
        raise FieldRefused("credential", f"“{fields.credential}” is not a credential of this programme.")
    return fields.model_copy(update={"credential": credential.key})


def _write_emails(act: Act, person_id: int, addresses: Sequence[str]) -> None:
    wanted: dict[str, str] = {}
    for text in addresses:
        fields = EmailAddressFields(address=text)
        wanted.setdefault(fold(fields.address), fields.address)
    stored = find_records(act.connection, EmailAddress, EmailAddressFields, person_id=person_id)
    known = {fold(email.fields.address): email.id for email in stored}
    act.delete(EmailAddress, [record_id for key, record_id in known.items() if key not in wanted])
    for position, (key, address) in enumerate(wanted.items()):
        fields = EmailAddressFields(address=address, position=position)
        if key in known:
            act.update(EmailAddress, known[key], fields)
            continue
        for other in find_records(act.connection, EmailAddress, EmailAddressFields, address_key=key):
            owner = get_keys(act.connection, EmailAddress, other.id)["person_id"]
            name = get_record(act.connection, Person, PersonFields, owner).fields.name
            raise FieldRefused("emails", f"{address} is an address of {name}.")
        act.insert(EmailAddress, fields, person_id=person_id)


def _check_learner(act: Act, fields: PersonFields, own_id: int | None) -> None:
    if fields.learner_id is None:
        return
    for other in find_records(act.connection, Person, PersonFields, learner_id_key=fold(fields.learner_id)):
        if other.id != own_id:
            raise FieldRefused("learner_id", f"This learner id belongs to {other.fields.name}.")


def _check_overlap(act: Act, person_id: int, partner_id: int, fields: EmploymentFields, own_id: int | None) -> None:
    for other in find_records(act.connection, Employment, EmploymentFields, person_id=person_id, partner_id=partner_id):
        if other.id != own_id and fields.overlaps(other.fields):
            begins = other.fields.starts_on or "always"
            raise FieldRefused(
                "starts_on", f"This overlaps the employment there from {begins} to {other.fields.ends_on or 'today'}."
            )


def _name(desk: Desk, person_id: int) -> str:
    with desk.database.read() as connection:
        return get_record(connection, Person, PersonFields, person_id).fields.name


def _keys(desk: Desk, model: type[SQLModel], record_id: int) -> Mapping[str, int]:
    with desk.database.read() as connection:
        return get_keys(connection, model, record_id)
