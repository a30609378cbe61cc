"""A demand-generation or enablement activity of an agreement."""

from datetime import date

from sqlmodel import Field, SQLModel

from channeladmin.program.vocabulary import ActivityKind, ActivityStatus
from channeladmin.records.columns import parent_key, primary_key, word_of
from channeladmin.records.text import OptionalText


class ActivityFields(SQLModel):
    """What was held, when, and whether it took place."""

    held_on: date
    kind: ActivityKind = Field(sa_type=word_of(ActivityKind, "activity_kind"))
    title: OptionalText = None
    status: ActivityStatus = Field(default=ActivityStatus.PLANNED, sa_type=word_of(ActivityStatus, "activity_status"))


class Activity(ActivityFields, table=True):
    """The table."""

    __table_args__ = {"sqlite_strict": True}

    id: int = primary_key()
    agreement_id: int = parent_key("agreement.id")
