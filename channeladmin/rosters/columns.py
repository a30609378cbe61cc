"""The canonical columns of each kind of file: what each is read as, and whose record and field it fills."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from sqlmodel import SQLModel

from channeladmin.errors import UserError
from channeladmin.records import (
    ActivityFields,
    AgreementFields,
    AgreementStepFields,
    AwardFields,
    BookingFields,
    BusinessPlanFields,
    EmailAddressFields,
    EmploymentFields,
    MetricEntryFields,
    PartnerFields,
    PersonFields,
)
from channeladmin.rosters.award_states import AwardNotes


class Reading(Enum):
    """How the text of a cell becomes a value."""

    TEXT = auto()
    DATE = auto()
    MONEY = auto()
    YEAR = auto()
    REGION = auto()
    TRACK = auto()
    METRIC = auto()
    CREDENTIAL = auto()
    WORD = auto()
    WORDS = auto()
    EMAILS = auto()
    STATE = auto()
    EXPIRED = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its canonical name; `is_clearable`: an empty cell may take away what is stored.

    `joins` stands between the texts of several columns of a file that fill it together; without it only one may.
    """

    name: str
    record: type[SQLModel]
    field: str
    reads: Reading = Reading.TEXT
    aliases: tuple[str, ...] = ()
    is_clearable: bool = False
    joins: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. Of each group in `needs` one column must be mapped; `extras` are taken and never written."""

    key: str
    columns: tuple[Column, ...]
    needs: tuple[tuple[str, ...], ...]
    extras: tuple[Column, ...] = ()

    @property
    def fields(self) -> Mapping[str, Column]:
        """Every column that a file may bring, by its name."""
        return {column.name: column for column in self.columns + self.extras}

    def columns_of(self, record: type[SQLModel]) -> Iterator[Column]:
        """The columns that fill fields of one record."""
        return (column for column in self.columns + self.extras if column.record is record)


_COMPANY = ("company", "company name", "partner name", "account", "account name", "organization", "organisation")
_REF = Column("external_ref", PartnerFields, "external_ref", aliases=("account id", "partner id"))


def _partner(*aliases: str) -> Column:
    return Column("partner", PartnerFields, "name", aliases=aliases)


def _agreement_region() -> Column:
    return Column("region", AgreementFields, "region", Reading.REGION)


def _plan(name: str, field: str = "", reads: Reading = Reading.TEXT) -> Column:
    return Column(name, BusinessPlanFields, field or name, reads, is_clearable=True)


PARTNERS = Kind(
    "partners",
    (
        _partner(*_COMPANY, "name"),
        Column("legal_name", PartnerFields, "legal_name", is_clearable=True),
        Column("external_ref", PartnerFields, "external_ref", aliases=_REF.aliases, is_clearable=True),
        Column("website", PartnerFields, "website", aliases=("web site", "url"), is_clearable=True),
        Column("country", PartnerFields, "country", is_clearable=True),
        Column("kinds", PartnerFields, "kinds", Reading.WORDS, ("kind", "partner type"), is_clearable=True),
        Column("address", PartnerFields, "address", is_clearable=True),
        _agreement_region(),
        Column("status", AgreementStepFields, "status", Reading.WORD),
        Column("status_since", AgreementStepFields, "since", Reading.DATE),
        Column("track", AgreementStepFields, "track", Reading.TRACK),
        Column("track_since", AgreementStepFields, "since", Reading.DATE),
        Column("agreement_signed", AgreementFields, "signed_on", Reading.DATE, ("signed",), is_clearable=True),
        Column("agreement_starts", AgreementFields, "starts_on", Reading.DATE, ("starts",), is_clearable=True),
        Column("agreement_ends", AgreementFields, "ends_on", Reading.DATE, ("ends",), is_clearable=True),
        Column("channel_manager", AgreementFields, "channel_manager", is_clearable=True),
        Column("practice", AgreementFields, "practice", Reading.WORD, is_clearable=True),
        Column("practice_attested_on", AgreementFields, "practice_attested_on", Reading.DATE, is_clearable=True),
        Column("practice_attested_by", AgreementFields, "practice_attested_by", is_clearable=True),
        Column("practice_evidence", AgreementFields, "practice_evidence", is_clearable=True),
    ),
    needs=(("partner", "external_ref"),),
)

ROSTER = Kind(
    "roster",
    (
        _partner(*_COMPANY),
        Column("region", EmploymentFields, "region", Reading.REGION, is_clearable=True),
        Column("name", PersonFields, "name", aliases=("full name", "person", "learner name")),
        Column("email", EmailAddressFields, "address", Reading.EMAILS, ("email address", "e-mail address")),
        Column("other_emails", EmailAddressFields, "address", Reading.EMAILS),
        Column("learner_id", PersonFields, "learner_id", is_clearable=True),
        Column("title", EmploymentFields, "title", aliases=("job title",), is_clearable=True),
        Column("credential", AwardFields, "credential", Reading.CREDENTIAL, ("certification", "badge name", "course")),
        Column("edition", AwardFields, "edition"),
        Column("certificate_no", AwardFields, "certificate_no", aliases=("certificate number",), is_clearable=True),
        Column("earned", AwardFields, "earned_on", Reading.DATE, ("earned on", "issue date", "issued on")),
        Column("expires", AwardFields, "expires_on", Reading.DATE, ("expires on",), is_clearable=True),
        Column("revoked", AwardFields, "revoked_on", Reading.DATE, ("revoked on",), is_clearable=True),
        Column("employed_from", EmploymentFields, "starts_on", Reading.DATE, ("start date",)),
        Column("employed_until", EmploymentFields, "ends_on", Reading.DATE, ("end date",), is_clearable=True),
        Column("confirmed_on", EmploymentFields, "confirmed_on", Reading.DATE, is_clearable=True),
    ),
    needs=(("partner", "external_ref"), ("email", "other_emails", "learner_id")),
    extras=(
        _REF,
        Column("award_status", AwardNotes, "state", Reading.STATE, ("status", "badge status", "certification status")),
        Column("expired", AwardNotes, "is_expired", Reading.EXPIRED),
    ),
)

PLANS = Kind(
    "plans",
    (
        _partner(*_COMPANY),
        _agreement_region(),
        Column("fiscal_year", BusinessPlanFields, "fiscal_year", Reading.YEAR, ("fy", "year")),
        _plan("title"),
        Column("status", BusinessPlanFields, "status", Reading.WORD),
        _plan("partner_sponsor"),
        _plan("partner_sponsor_title"),
        _plan("partner_sponsor_signed", "partner_sponsor_signed_on", Reading.DATE),
        _plan("vendor_sponsor"),
        _plan("vendor_sponsor_signed", "vendor_sponsor_signed_on", Reading.DATE),
        _plan("committed_net_arr", "committed_net_arr_cents", Reading.MONEY),
        _plan("q1", "q1_cents", Reading.MONEY),
        _plan("q2", "q2_cents", Reading.MONEY),
        _plan("q3", "q3_cents", Reading.MONEY),
        _plan("q4", "q4_cents", Reading.MONEY),
        _plan("approved_on", reads=Reading.DATE),
        _plan("approved_by"),
    ),
    needs=(("partner", "external_ref"), ("fiscal_year",)),
    extras=(_REF,),
)

BOOKINGS = Kind(
    "bookings",
    (
        _partner(*_COMPANY),
        _agreement_region(),
        Column("closed", BookingFields, "closed_on", Reading.DATE, ("close date", "closed on")),
        Column("net_arr", BookingFields, "net_arr_cents", Reading.MONEY, ("amount",)),
        Column("kind", BookingFields, "kind", Reading.WORD, ("type",)),
        Column("opportunity", BookingFields, "opportunity", aliases=("opportunity id",)),
    ),
    needs=(("partner", "external_ref"), ("closed",), ("net_arr",)),
    extras=(_REF,),
)

ACTIVITIES = Kind(
    "activities",
    (
        _partner(*_COMPANY),
        _agreement_region(),
        Column("held", ActivityFields, "held_on", Reading.DATE, ("held on", "date")),
        Column("kind", ActivityFields, "kind", Reading.WORD, ("type",)),
        Column("title", ActivityFields, "title"),
        Column("status", ActivityFields, "status", Reading.WORD),
    ),
    needs=(("partner", "external_ref"), ("held",), ("kind",)),
    extras=(_REF,),
)

METRICS = Kind(
    "metrics",
    (
        _partner(*_COMPANY),
        _agreement_region(),
        Column("metric", MetricEntryFields, "metric", Reading.METRIC, ("measure", "kpi")),
        Column("reported", MetricEntryFields, "reported_on", Reading.DATE, ("reported on",)),
        Column("amount", MetricEntryFields, "amount_hundredths", Reading.MONEY, ("value",)),
        Column("note", MetricEntryFields, "note", aliases=("notes",), is_clearable=True),
    ),
    needs=(("partner", "external_ref"), ("metric",), ("reported",), ("amount",)),
    extras=(_REF,),
)

KINDS: Mapping[str, Kind] = {kind.key: kind for kind in (PARTNERS, ROSTER, PLANS, BOOKINGS, ACTIVITIES, METRICS)}


def get_kind(key: str) -> Kind:
    """The kind of that name; UserError naming those that there are for another."""
    kind = KINDS.get(key)
    if kind is None:
        raise UserError(f"“{key}” is not a kind of file; use {', '.join(KINDS)}.")
    return kind
