"""The words and values of the desk, for those who show them: the two faces import them from here."""

from __future__ import annotations

from pydantic import ValidationError

from channeladmin.desk.refusal import FieldRefused
from channeladmin.evaluation.counted import Counted, NotCounted, Reason
from channeladmin.evaluation.facts import WaiverFact
from channeladmin.evaluation.finding import Finding, FindingKey, QuarterHeld
from channeladmin.evaluation.remedy import Remedy, RemedyKey
from channeladmin.evaluation.verdict import Cause, Measure, Outlook, RequirementVerdict, Status, Verdict
from channeladmin.program.edition import Edition
from channeladmin.program.vocabulary import (
    OPEN,
    SELECT,
    ActivityKind,
    ActivityStatus,
    AgreementStatus,
    BookingKind,
    InvitationStatus,
    PartnerKind,
    PlanStatus,
    PracticeKind,
    Region,
    TrackKey,
)
from channeladmin.records import (
    ActivityFields,
    AgreementFields,
    AgreementStepFields,
    AwardFields,
    BookingFields,
    BusinessPlanFields,
    EmailAddressFields,
    EmploymentFields,
    FieldError,
    InvitationFields,
    MetricEntryFields,
    ObjectiveFields,
    PartnerFields,
    PersonFields,
    ReviewFields,
    Stored,
    WaiverFields,
    explain_errors,
)
from channeladmin.records.written import DateOrder, parse_date, parse_money
from channeladmin.storage.changes import Changes

__all__ = [
    "OPEN",
    "SELECT",
    "ActivityFields",
    "ActivityKind",
    "ActivityStatus",
    "AgreementFields",
    "AgreementStatus",
    "AgreementStepFields",
    "AwardFields",
    "BookingFields",
    "BookingKind",
    "BusinessPlanFields",
    "Cause",
    "Changes",
    "Counted",
    "DateOrder",
    "Edition",
    "EmailAddressFields",
    "EmploymentFields",
    "FieldError",
    "FieldRefused",
    "Finding",
    "FindingKey",
    "InvitationFields",
    "InvitationStatus",
    "Measure",
    "MetricEntryFields",
    "NotCounted",
    "ObjectiveFields",
    "Outlook",
    "PartnerFields",
    "PartnerKind",
    "PersonFields",
    "PlanStatus",
    "PracticeKind",
    "QuarterHeld",
    "Reason",
    "Region",
    "Remedy",
    "RemedyKey",
    "RequirementVerdict",
    "ReviewFields",
    "Status",
    "Stored",
    "TrackKey",
    "ValidationError",
    "Verdict",
    "WaiverFact",
    "WaiverFields",
    "explain_errors",
    "parse_date",
    "parse_money",
]
