"""A person at a company, dated, with the region they work in."""

from datetime import date
from typing import NamedTuple, Self

from pydantic import model_validator
from sqlmodel import Field, SQLModel

from channeladmin.program.vocabulary import Region
from channeladmin.records.columns import parent_key, primary_key, word_of
from channeladmin.records.field_error import refuse
from channeladmin.records.text import OptionalText


class Period(NamedTuple):
    """The first and the last day of a spell; None: without a beginning, without an end."""

    starts_on: date | None
    ends_on: date | None

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share a day."""
        first, last = date.min, date.max
        return (self.starts_on or first) <= (other.ends_on or last) and (other.starts_on or first) <= (
            self.ends_on or last
        )


class EmploymentFields(SQLModel):
    """No start is "always", no end is open, both days count; no region is unknown."""

    region: Region | None = Field(default=None, sa_type=word_of(Region, "employment_region"))
    title: OptionalText = None
    starts_on: date | None = None
    ends_on: date | None = None
    confirmed_on: date | None = None
    confirmed_by: OptionalText = None

    @model_validator(mode="after")
    def _check_period(self) -> Self:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise refuse("ends_on", f"The employment ends on {self.ends_on}, before it begins on {self.starts_on}.")
        return self

    def lasts_on(self, day: date) -> bool:
        """Whether the spell holds on a day."""
        return (self.starts_on or date.min) <= day <= (self.ends_on or date.max)

    def overlaps(self, other: "EmploymentFields") -> bool:
        """Whether the two spells share a day."""
        return Period(self.starts_on, self.ends_on).overlaps(Period(other.starts_on, other.ends_on))


class Employment(EmploymentFields, table=True):
    """The table; two spells of one person at one company never overlap (checked where they enter)."""

    __table_args__ = {"sqlite_strict": True}

    id: int = primary_key()
    person_id: int = parent_key("person.id")
    partner_id: int = parent_key("partner.id")
