"""What is entered of a person at once: the record's own fields, and with them addresses and first employment."""

from __future__ import annotations

from pydantic import field_validator

from channeladmin.desk.values import (
    EmailAddressFields,
    EmploymentFields,
    PersonFields,
    Stored,
    ValidationError,
    explain_errors,
)


class PersonEntry(PersonFields):
    """A person with their addresses, the first one first."""

    emails: tuple[str, ...] = ()

    @field_validator("emails")
    @classmethod
    def _check_emails(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_check_address(text) for text in value)

    def person(self) -> PersonFields:
        """The person's record."""
        return PersonFields.model_validate({name: getattr(self, name) for name in PersonFields.model_fields})

    @classmethod
    def of(cls, person: Stored[PersonFields], emails: tuple[Stored[EmailAddressFields], ...]) -> Stored[PersonEntry]:
        """A stored person, as entered."""
        addresses = tuple(email.fields.address for email in emails)
        return Stored(person.id, cls.model_validate({**person.fields.model_dump(), "emails": addresses}))


class NewPersonEntry(PersonEntry, EmploymentFields):
    """A person, and where they begin to work."""

    def employment(self) -> EmploymentFields:
        """The employment's record."""
        return EmploymentFields.model_validate({name: getattr(self, name) for name in EmploymentFields.model_fields})


def _check_address(text: str) -> str:
    try:
        return EmailAddressFields(address=text).address
    except ValidationError as error:
        raise ValueError(explain_errors(error)[0].message) from error
