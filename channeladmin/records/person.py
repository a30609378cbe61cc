"""A person who holds credentials; people outlive their employments."""

from sqlmodel import Field, SQLModel

from channeladmin.records.columns import primary_key
from channeladmin.records.text import OptionalText, RequiredText


class PersonFields(SQLModel):
    """The name as given, and the learner id of the training system where there is one."""

    name: RequiredText
    learner_id: OptionalText = None
    notes: OptionalText = None


class Person(PersonFields, table=True):
    """The table; `learner_id_key` is the folded form, unique."""

    __table_args__ = {"sqlite_strict": True}

    id: int = primary_key()
    name_key: str = Field(index=True)
    learner_id_key: str | None = Field(default=None, unique=True)
