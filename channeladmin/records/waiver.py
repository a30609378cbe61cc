"""A requirement that a manager waives for an agreement, for some time and for a reason."""

from datetime import date
from typing import Self

from pydantic import model_validator
from sqlmodel import Field, SQLModel

from channeladmin.records.columns import KeyText, key_check, parent_key, primary_key
from channeladmin.records.field_error import refuse
from channeladmin.records.text import KeyName, OptionalText, RequiredText


class WaiverFields(SQLModel):
    """The requirement by its key in the programme; both days count, `until` is the last."""

    requirement: KeyName = Field(sa_type=KeyText)
    since: date
    until: date
    reason: RequiredText
    granted_by: OptionalText = None

    @model_validator(mode="after")
    def _check_period(self) -> Self:
        if self.until < self.since:
            raise refuse("until", f"The waiver ends on {self.until}, before it begins on {self.since}.")
        return self


class Waiver(WaiverFields, table=True):
    """The table."""

    __table_args__ = (key_check("requirement", "waiver_requirement"), {"sqlite_strict": True})

    id: int = primary_key()
    agreement_id: int = parent_key("agreement.id")
