"""A credential that a person earned; it moves with them to the next employer."""

from datetime import date
from typing import Self

from pydantic import model_validator
from sqlmodel import Field, SQLModel

from channeladmin.records.columns import ProgrammeText, parent_key, primary_key
from channeladmin.records.field_error import refuse
from channeladmin.records.text import OptionalText, RequiredText


class AwardFields(SQLModel):
    """`credential` is a key of the programme; `expires_on` still counts, `revoked_on` no longer does."""

    credential: RequiredText = Field(sa_type=ProgrammeText)
    edition: OptionalText = Field(default=None, sa_type=ProgrammeText)
    certificate_no: OptionalText = None
    earned_on: date
    expires_on: date | None = None
    revoked_on: date | None = None

    @model_validator(mode="after")
    def _check_period(self) -> Self:
        for field, what, ends in (
            ("expires_on", "expires", self.expires_on),
            ("revoked_on", "was revoked", self.revoked_on),
        ):
            if ends and ends < self.earned_on:
                raise refuse(field, f"The award {what} on {ends}, before it was earned on {self.earned_on}.")
        return self


class Award(AwardFields, table=True):
    """The table; a recertification is an award of its own."""

    __table_args__ = {"sqlite_strict": True}

    id: int = primary_key()
    person_id: int = parent_key("person.id")
