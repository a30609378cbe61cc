"""The kinds of files and their canonical columns."""

from __future__ import annotations

from collections.abc import Mapping

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
from channeladmin.rosters import title_words as words
from channeladmin.rosters.award_states import AwardNotes
from channeladmin.rosters.columns import Column, Kind, Reading

_COMPANY = (
    "company", "company name", "partner name", "account", "account name", "organization", "organisation",
    "partner account", "partner account name", "partner company", "organization name", "organisation name", "employer",
    "reseller", *words.COMPANY,
)  # fmt: skip
_REF = Column(
    "external_ref",
    PartnerFields,
    "external_ref",
    aliases=("account id", "partner id", "partner account id", "crm id", "salesforce id", "account number"),
)
_NAME_PARTS = (
    ("first name", "given name", "forename", *words.FIRST_NAME),
    ("middle name", "middle names", *words.MIDDLE_NAME),
    ("last name", "surname", "family name", *words.LAST_NAME),
)
_GEO = ("geo", "territory", "theater", "theatre", *words.REGION)


def _partner(*aliases: str) -> Column:
    return Column("partner", PartnerFields, "name", aliases=aliases)


def _agreement_region() -> Column:
    aliases = ("partner region", "agreement region", "contract region", *_GEO)
    return Column("region", AgreementFields, "region", Reading.REGION, aliases)


def _plan(name: str, field: str = "", reads: Reading = Reading.TEXT) -> Column:
    return Column(name, BusinessPlanFields, field or name, reads, is_clearable=True)


_MANAGER = ("channel account manager", "channel sales manager", "dedicated channel manager", "partner manager")

PARTNERS = Kind(
    "partners",
    (
        _partner(*_COMPANY, "name"),
        Column(
            "legal_name", PartnerFields, "legal_name", aliases=("legal entity", "registered name"), is_clearable=True
        ),
        Column("external_ref", PartnerFields, "external_ref", aliases=_REF.aliases, is_clearable=True),
        Column("website", PartnerFields, "website", aliases=("web site", "url"), is_clearable=True),
        Column("country", PartnerFields, "country", aliases=("billing country", *words.COUNTRY), is_clearable=True),
        Column("kinds", PartnerFields, "kinds", Reading.WORDS, ("kind", "partner type"), is_clearable=True, joins=";"),
        Column("address", PartnerFields, "address", aliases=("billing address",), is_clearable=True, joins=", "),
        _agreement_region(),
        Column("status", AgreementStepFields, "status", Reading.WORD, ("partner status", "agreement status")),
        Column("status_since", AgreementStepFields, "since", Reading.DATE),
        Column(
            "track", AgreementStepFields, "track", Reading.TRACK, ("partner track", "program track", "programme track")
        ),
        Column("track_since", AgreementStepFields, "since", Reading.DATE),
        Column(
            "agreement_signed",
            AgreementFields,
            "signed_on",
            Reading.DATE,
            ("signed", "signed on", "agreement date"),
            is_clearable=True,
        ),
        Column(
            "agreement_starts",
            AgreementFields,
            "starts_on",
            Reading.DATE,
            ("starts", "contract start", "contract start date"),
            is_clearable=True,
        ),
        Column(
            "agreement_ends",
            AgreementFields,
            "ends_on",
            Reading.DATE,
            ("ends", "contract end", "contract end date"),
            is_clearable=True,
        ),
        Column("channel_manager", AgreementFields, "channel_manager", aliases=_MANAGER, is_clearable=True),
        Column("practice", AgreementFields, "practice", Reading.WORD, is_clearable=True),
        Column("practice_attested_on", AgreementFields, "practice_attested_on", Reading.DATE, is_clearable=True),
        Column("practice_attested_by", AgreementFields, "practice_attested_by", is_clearable=True),
        Column("practice_evidence", AgreementFields, "practice_evidence", is_clearable=True),
    ),
    needs=(("partner", "external_ref"),),
)

_PERSON = ("full name", "person", "learner name", "contact name", "employee name", "student name", *words.FULL_NAME)
_EMAIL = (
    "email address", "e-mail address", "mail", "work email", "business email", "user email", "contact email",
    "learner email", "primary email", *words.EMAIL,
)  # fmt: skip
_OTHER_EMAILS = ("other email", "secondary email", "alternate email", "personal email", "additional emails")
_CREDENTIAL = (
    "certification", "badge name", "course", "credential name", "certification name", "certificate", "badge",
    "course name", "course title", "accreditation", *words.CREDENTIAL,
)  # fmt: skip
_EARNED = (
    "earned on", "issue date", "issued on", "date earned", "earned date", "completion date", "completed on",
    "date completed", "awarded on", "award date", "certified on", "certification date", *words.EARNED,
)  # fmt: skip
_EXPIRES = (
    "expires on", "expiry", "expiry date", "expiration", "expiration date", "valid until", "valid to", *words.EXPIRES
)  # fmt: skip

ROSTER = Kind(
    "roster",
    (
        _partner(*_COMPANY),
        Column("region", EmploymentFields, "region", Reading.REGION, ("working region", *_GEO), is_clearable=True),
        Column("name", PersonFields, "name", aliases=_PERSON, joins=" ", parts=_NAME_PARTS),
        Column("email", EmailAddressFields, "address", Reading.EMAILS, _EMAIL, joins=";"),
        Column("other_emails", EmailAddressFields, "address", Reading.EMAILS, _OTHER_EMAILS, joins=";"),
        Column("learner_id", PersonFields, "learner_id", aliases=("student id", "lms id"), is_clearable=True),
        Column(
            "title", EmploymentFields, "title", aliases=("job title", "job role", *words.JOB_TITLE), is_clearable=True
        ),
        Column("credential", AwardFields, "credential", Reading.CREDENTIAL, _CREDENTIAL),
        Column("edition", AwardFields, "edition"),
        Column(
            "certificate_no",
            AwardFields,
            "certificate_no",
            aliases=("certificate number", "certificate id", *words.CERTIFICATE_NO),
            is_clearable=True,
        ),
        Column("earned", AwardFields, "earned_on", Reading.DATE, _EARNED),
        Column("expires", AwardFields, "expires_on", Reading.DATE, _EXPIRES, is_clearable=True),
        Column(
            "revoked", AwardFields, "revoked_on", Reading.DATE, ("revoked on", "revocation date"), is_clearable=True
        ),
        Column("employed_from", EmploymentFields, "starts_on", Reading.DATE, ("start date", "hire date", "joined on")),
        Column(
            "employed_until",
            EmploymentFields,
            "ends_on",
            Reading.DATE,
            ("end date", "left on", "termination date"),
            is_clearable=True,
        ),
        Column("confirmed_on", EmploymentFields, "confirmed_on", Reading.DATE, is_clearable=True),
    ),
    needs=(("partner", "external_ref"), ("email", "other_emails", "learner_id")),
    extras=(
        _REF,
        Column(
            "award_status",
            AwardNotes,
            "state",
            Reading.STATE,
            ("status", "badge status", "certification status", *words.AWARD_STATE),
        ),
        Column("expired", AwardNotes, "is_expired", Reading.EXPIRED),
        Column("log_event", AwardNotes, "log_event"),
        Column("log_status", AwardNotes, "log_status", joins=" "),
    ),
    each=(AwardFields, AwardNotes),
    places=("email", "other_emails"),
    asks=(("credential", "earned"),),
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
        Column(
            "closed",
            BookingFields,
            "closed_on",
            Reading.DATE,
            ("close date", "closed on", "closed date", "booking date"),
        ),
        Column(
            "net_arr", BookingFields, "net_arr_cents", Reading.MONEY, ("amount", "incremental arr", "booking amount")
        ),
        Column("kind", BookingFields, "kind", Reading.WORD, ("type", "opportunity type", "booking type")),
        Column("opportunity", BookingFields, "opportunity", aliases=("opportunity id", "opportunity name")),
    ),
    needs=(("partner", "external_ref"), ("closed",), ("net_arr",)),
    extras=(_REF,),
)

ACTIVITIES = Kind(
    "activities",
    (
        _partner(*_COMPANY),
        _agreement_region(),
        Column("held", ActivityFields, "held_on", Reading.DATE, ("held on", "date", "event date", "activity date")),
        Column("kind", ActivityFields, "kind", Reading.WORD, ("type", "activity type", "event type")),
        Column("title", ActivityFields, "title", aliases=("event name", "activity name")),
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
