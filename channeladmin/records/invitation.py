"""An invitation of an agreement to the Select track, from draft to answer."""

from datetime import date

from sqlmodel import Field, SQLModel

from channeladmin.program.vocabulary import InvitationStatus
from channeladmin.records.columns import parent_key, primary_key, word_of
from channeladmin.records.text import OptionalText, RequiredText


class InvitationFields(SQLModel):
    """The steps with their days; `evidence` is the packet as frozen at approval (JSON), `evidence_hash` its digest."""

    number: RequiredText
    status: InvitationStatus = Field(
        default=InvitationStatus.DRAFTED, sa_type=word_of(InvitationStatus, "invitation_status")
    )
    drafted_on: date
    drafted_by: OptionalText = None
    exception_reason: OptionalText = None
    approved_on: date | None = None
    approved_by: OptionalText = None
    printed_on: date | None = None
    sent_on: date | None = None
    reply_by: date | None = None
    accepted_on: date | None = None
    declined_on: date | None = None
    withdrawn_on: date | None = None
    expired_on: date | None = None
    evidence: str | None = None
    evidence_hash: str | None = None


class Invitation(InvitationFields, table=True):
    """The table; numbers are unique in the data file."""

    __table_args__ = {"sqlite_strict": True}

    id: int = primary_key()
    agreement_id: int = parent_key("agreement.id")
    number: str = Field(unique=True)
