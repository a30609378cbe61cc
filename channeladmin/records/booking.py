"""A deal that closed under an agreement."""

from datetime import date

from sqlmodel import Field, SQLModel

from channeladmin.program.vocabulary import BookingKind
from channeladmin.records.columns import KEY, MAX_CENTS, parent_key, primary_key, word_of
from channeladmin.records.text import OptionalText


class BookingFields(SQLModel):
    """Annual recurring revenue in cents (negative: a correction); renewals are kept and are not NetARR."""

    closed_on: date
    net_arr_cents: int = Field(ge=-MAX_CENTS, le=MAX_CENTS, sa_type=KEY)
    kind: BookingKind = Field(default=BookingKind.NEW, sa_type=word_of(BookingKind, "booking_kind"))
    opportunity: OptionalText = None


class Booking(BookingFields, table=True):
    """The table."""

    __table_args__ = {"sqlite_strict": True}

    id: int = primary_key()
    agreement_id: int = parent_key("agreement.id")
