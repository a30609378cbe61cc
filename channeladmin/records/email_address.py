"""An e-mail address of a person: the join key of every export."""

from sqlmodel import Field, SQLModel

from channeladmin.records.columns import parent_key, primary_key
from channeladmin.records.text import EmailText


class EmailAddressFields(SQLModel):
    """The address as given; position 0 is the person's first address."""

    address: EmailText
    position: int = Field(default=0, ge=0)


class EmailAddress(EmailAddressFields, table=True):
    """The table; `address_key` is the folded form, and no two people share one."""

    __tablename__ = "email_address"
    __table_args__ = {"sqlite_strict": True}

    id: int = primary_key()
    person_id: int = parent_key("person.id")
    address_key: str = Field(unique=True)
