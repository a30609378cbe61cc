"""One company's partner contract for one region; track, plan, activities and evaluation hang on it."""

from datetime import date
from typing import Self

from pydantic import model_validator
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from channeladmin.program.vocabulary import PracticeKind, Region
from channeladmin.records.columns import parent_key, primary_key, word_of
from channeladmin.records.field_error import refuse
from channeladmin.records.text import OptionalText


class AgreementFields(SQLModel):
    """The contract's dates (the end is the last day that counts) and the practice as attested."""

    region: Region = Field(sa_type=word_of(Region, "agreement_region"))
    signed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    channel_manager: OptionalText = None
    practice: PracticeKind | None = Field(default=None, sa_type=word_of(PracticeKind, "agreement_practice"))
    practice_attested_on: date | None = None
    practice_attested_by: OptionalText = None
    practice_evidence: OptionalText = None

    @model_validator(mode="after")
    def _check_period(self) -> Self:
        begins = self.starts_on or self.signed_on
        if begins and self.ends_on and self.ends_on < begins:
            raise refuse("ends_on", f"The agreement ends on {self.ends_on}, before it begins on {begins}.")
        return self


class Agreement(AgreementFields, table=True):
    """The table: one agreement per company and region."""

    __table_args__ = (UniqueConstraint("partner_id", "region"), {"sqlite_strict": True})

    id: int = primary_key()
    partner_id: int = parent_key("partner.id")
