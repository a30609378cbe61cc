"""The joint business plan of one agreement for one fiscal year."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from channeladmin.program.vocabulary import PlanStatus
from channeladmin.records.columns import KEY, MAX_CENTS, parent_key, primary_key, word_of
from channeladmin.records.text import OptionalText


def _cents() -> int | None:
    amount: int | None = Field(default=None, ge=0, le=MAX_CENTS, sa_type=KEY)
    return amount


class BusinessPlanFields(SQLModel):
    """Sponsors, targets (cents of NetARR), goals, the four Cs and the review days; `fiscal_year` 2023 is FY23."""

    fiscal_year: int = Field(ge=2000, le=2199)
    title: OptionalText = None
    status: PlanStatus = Field(default=PlanStatus.OUTLINE, sa_type=word_of(PlanStatus, "business_plan_status"))
    partner_sponsor: OptionalText = None
    partner_sponsor_title: OptionalText = None
    partner_sponsor_signed_on: date | None = None
    vendor_sponsor: OptionalText = None
    vendor_sponsor_signed_on: date | None = None
    committed_net_arr_cents: int | None = _cents()
    q1_cents: int | None = _cents()
    q2_cents: int | None = _cents()
    q3_cents: int | None = _cents()
    q4_cents: int | None = _cents()
    approved_on: date | None = None
    approved_by: OptionalText = None
    new_logo_goal: OptionalText = None
    growth_goal: OptionalText = None
    services_goal: OptionalText = None
    marketing_plan: OptionalText = None
    enablement_plan: OptionalText = None
    commitment: OptionalText = None
    capability: OptionalText = None
    coverage: OptionalText = None
    competition: OptionalText = None
    kickoff_on: date | None = None
    q1_review_on: date | None = None
    q2_review_on: date | None = None
    q3_review_on: date | None = None
    q4_review_on: date | None = None


class BusinessPlan(BusinessPlanFields, table=True):
    """The table: one plan per agreement and fiscal year."""

    __tablename__ = "business_plan"
    __table_args__ = (UniqueConstraint("agreement_id", "fiscal_year"), {"sqlite_strict": True})

    id: int = primary_key()
    agreement_id: int = parent_key("agreement.id")
