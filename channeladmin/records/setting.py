"""A setting that travels in the data file (edition in use, switches, vendor details)."""

from sqlmodel import Field, SQLModel

from channeladmin.records.columns import primary_key


class Setting(SQLModel, table=True):
    """The table: a unique key and its value as JSON."""

    __table_args__ = {"sqlite_strict": True}

    id: int = primary_key()
    key: str = Field(unique=True)
    value: str
