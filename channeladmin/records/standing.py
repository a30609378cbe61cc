"""The stored verdict of an agreement on one track: a projection that lists sort and filter by."""

from datetime import date

from sqlalchemy import Boolean
from sqlmodel import Field, SQLModel

from channeladmin.program.vocabulary import AgreementStatus, TrackKey
from channeladmin.records.columns import KEY, KeyText, key_check, word_of


class Standing(SQLModel, table=True):
    """Derived, not journalled; `next_change_on` is the earliest day on which a fact behind it begins or ends.

    `rows` holds each requirement's `key:status:have:need:measure` in the order of the programme, separated by `;`.
    `is_own` marks the track by which lists tell how an agreement stands: the granted one; the entry track where none
    was granted, or one that the edition in use does not have.
    """

    __table_args__ = (
        key_check("track", "standing_track"),
        key_check("granted_track", "standing_granted_track"),
        {"sqlite_strict": True},
    )

    agreement_id: int = Field(sa_type=KEY, foreign_key="agreement.id", ondelete="CASCADE", primary_key=True)
    track: TrackKey = Field(primary_key=True, sa_type=KeyText)
    is_own: bool = Field(sa_type=Boolean(create_constraint=True, name="standing_is_own"))
    agreement_status: AgreementStatus = Field(sa_type=word_of(AgreementStatus, "standing_agreement_status"))
    granted_track: TrackKey | None = Field(default=None, sa_type=KeyText)
    status: str
    met_count: int
    total_count: int
    first_gap: str | None = None
    rows: str
    holds_until: date | None = None
    ends_by: str | None = None
    evaluated_on: date
    next_change_on: date | None = Field(default=None, index=True)
