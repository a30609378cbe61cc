"""A partner help desk review of an agreement."""

from datetime import date

from sqlmodel import SQLModel

from channeladmin.records.columns import parent_key, primary_key
from channeladmin.records.text import OptionalText


class ReviewFields(SQLModel):
    """When the help desk looked, who did, and what it noted."""

    reviewed_on: date
    reviewed_by: OptionalText = None
    notes: OptionalText = None


class Review(ReviewFields, table=True):
    """The table."""

    __table_args__ = {"sqlite_strict": True}

    id: int = primary_key()
    agreement_id: int = parent_key("agreement.id")
