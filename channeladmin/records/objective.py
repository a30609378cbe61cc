"""An objective of a business plan, by quarter."""

from sqlmodel import Field, SQLModel

from channeladmin.records.columns import parent_key, primary_key
from channeladmin.records.text import OptionalText, RequiredText


class ObjectiveFields(SQLModel):
    """What is to be reached in which quarter (1-4; none: the year), target and actual as written, weight in %."""

    title: RequiredText
    quarter: int | None = Field(default=None, ge=1, le=4)
    target: OptionalText = None
    actual: OptionalText = None
    weight: int | None = Field(default=None, ge=0, le=100)


class Objective(ObjectiveFields, table=True):
    """The table."""

    __table_args__ = {"sqlite_strict": True}

    id: int = primary_key()
    business_plan_id: int = parent_key("business_plan.id")
