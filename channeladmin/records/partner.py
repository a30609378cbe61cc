"""A partner company: what holds for it whatever the region."""

from pydantic import field_validator
from sqlmodel import Field, SQLModel

from channeladmin.program.vocabulary import PartnerKind
from channeladmin.records.columns import WordList, primary_key
from channeladmin.records.text import OptionalText, RequiredText


class PartnerFields(SQLModel):
    """What staff enter of a company; `name` is how lists and rosters call it."""

    name: RequiredText
    legal_name: OptionalText = None
    external_ref: OptionalText = None
    website: OptionalText = None
    country: OptionalText = None
    kinds: tuple[PartnerKind, ...] = Field(default=(), sa_type=WordList(PartnerKind))
    address: OptionalText = None

    @field_validator("kinds", mode="before")
    @classmethod
    def _no_kinds(cls, value: object) -> object:
        return value if value is not None else ()


class Partner(PartnerFields, table=True):
    """The table; `name_key` and `external_ref_key` are the folded forms, unique."""

    __table_args__ = {"sqlite_strict": True}

    id: int = primary_key()
    name_key: str = Field(unique=True)
    external_ref_key: str | None = Field(default=None, unique=True)
