"""A dated change of an agreement's status or of its granted track."""

from datetime import date
from typing import Self

from pydantic import model_validator
from sqlmodel import Field, SQLModel

from channeladmin.program.vocabulary import AgreementStatus
from channeladmin.records.columns import KeyText, key_check, parent_key, primary_key, word_of
from channeladmin.records.field_error import refuse
from channeladmin.records.text import OptionalText, TrackText


class AgreementStepFields(SQLModel):
    """Exactly one of `status` and `track`; no `since` holds always."""

    since: date | None = None
    status: AgreementStatus | None = Field(default=None, sa_type=word_of(AgreementStatus, "agreement_step_status"))
    track: TrackText | None = Field(default=None, sa_type=KeyText)
    decided_by: OptionalText = None
    reason: OptionalText = None

    @model_validator(mode="after")
    def _check_one_change(self) -> Self:
        if (self.status is None) == (self.track is None):
            raise refuse("status", "A step changes either the status or the track.")
        return self


class AgreementStep(AgreementStepFields, table=True):
    """The table."""

    __tablename__ = "agreement_step"
    __table_args__ = (key_check("track", "agreement_step_track"), {"sqlite_strict": True})

    id: int = primary_key()
    agreement_id: int = parent_key("agreement.id")
