"""What the desk knows: one file per record, each with its validated fields and its table."""

from channeladmin.records.activity import Activity, ActivityFields
from channeladmin.records.agreement import Agreement, AgreementFields
from channeladmin.records.agreement_step import AgreementStep, AgreementStepFields
from channeladmin.records.award import Award, AwardFields
from channeladmin.records.booking import Booking, BookingFields
from channeladmin.records.business_plan import BusinessPlan, BusinessPlanFields
from channeladmin.records.email_address import EmailAddress, EmailAddressFields
from channeladmin.records.employment import Employment, EmploymentFields, Period
from channeladmin.records.field_error import FieldError, explain_errors
from channeladmin.records.folded import FOLDED, with_folded
from channeladmin.records.invitation import Invitation, InvitationFields
from channeladmin.records.metric_entry import MetricEntry, MetricEntryFields
from channeladmin.records.objective import Objective, ObjectiveFields
from channeladmin.records.partner import Partner, PartnerFields
from channeladmin.records.person import Person, PersonFields
from channeladmin.records.review import Review, ReviewFields
from channeladmin.records.row_writes import RowInsert, RowInserts, RowUpdate, RowWrites
from channeladmin.records.setting import Setting
from channeladmin.records.standing import Standing
from channeladmin.records.stored import Stored
from channeladmin.records.text import fold
from channeladmin.records.waiver import Waiver, WaiverFields

__all__ = [
    "FOLDED",
    "Activity",
    "ActivityFields",
    "Agreement",
    "AgreementFields",
    "AgreementStep",
    "AgreementStepFields",
    "Award",
    "AwardFields",
    "Booking",
    "BookingFields",
    "BusinessPlan",
    "BusinessPlanFields",
    "EmailAddress",
    "EmailAddressFields",
    "Employment",
    "EmploymentFields",
    "FieldError",
    "Invitation",
    "InvitationFields",
    "MetricEntry",
    "MetricEntryFields",
    "Objective",
    "ObjectiveFields",
    "Partner",
    "PartnerFields",
    "Period",
    "Person",
    "PersonFields",
    "Review",
    "ReviewFields",
    "RowInsert",
    "RowInserts",
    "RowUpdate",
    "RowWrites",
    "Setting",
    "Standing",
    "Stored",
    "Waiver",
    "WaiverFields",
    "explain_errors",
    "fold",
    "with_folded",
]
