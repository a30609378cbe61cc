"""A partner that meets every Select requirement on 10 October 2022, as staff would enter it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from channeladmin.desk.activities import add_activity
from channeladmin.desk.agreements import add_agreement
from channeladmin.desk.desk import Desk
from channeladmin.desk.partners import add_partner
from channeladmin.desk.people import add_award, add_person
from channeladmin.desk.plans import add_objective, add_plan
from channeladmin.desk.values import (
    ActivityFields,
    ActivityKind,
    ActivityStatus,
    AgreementFields,
    AwardFields,
    BusinessPlanFields,
    EmploymentFields,
    ObjectiveFields,
    PartnerFields,
    PersonFields,
    PlanStatus,
    PracticeKind,
    Region,
)

_TEAM = (
    ("Ana Ruiz", (("sales_core", date(2022, 3, 12), None),)),
    ("Jürgen Çelik", (("sales_core", date(2022, 2, 3), date(2023, 2, 3)),)),
    (
        "Eva Brandt",
        tuple(
            (key, date(2022, 1, 10 + day), None)
            for day, key in enumerate(("sales_core", "spec_devops", "spec_devsecops", "spec_ci", "spec_agile"))
        ),
    ),
    ("Mei Nakamura", (("sa_core", date(2022, 6, 7), None),)),
    ("Kwame Adebayo", (("pse", date(2021, 9, 19), None),)),
)
_HELD = (date(2021, 12, 2), date(2022, 4, 5), date(2022, 6, 14), date(2021, 9, 9), date(2022, 8, 30))


@dataclass(frozen=True)
class SelectPartner:
    """The keys of what was entered."""

    partner_id: int
    agreement_id: int
    plan_id: int
    people: dict[str, int]


def enter_select_partner(desk: Desk, name: str = "Lumière Conseil SAS") -> SelectPartner:
    address = "12 rue des Archives\n75004 Paris"
    partner_id = add_partner(desk, PartnerFields(name=name, address=address, country="France")).id
    agreement = AgreementFields(
        region=Region.EMEA,
        signed_on=date(2021, 3, 14),
        ends_on=date(2024, 3, 13),
        channel_manager="M. Okafor",
        practice=PracticeKind.SERVICES,
        practice_attested_on=date(2022, 7, 15),
        practice_attested_by="M. Okafor",
    )
    agreement_id = add_agreement(desk, partner_id, agreement).id
    people = {}
    for number, (person, awards) in enumerate(_TEAM):
        employment = EmploymentFields(region=Region.EMEA, starts_on=date(2020, 1, 1))
        people[person] = add_person(
            desk, partner_id, PersonFields(name=person), (f"{number}@{partner_id}.example",), employment
        ).id
        for credential, earned_on, expires_on in awards:
            award = AwardFields(credential=credential, earned_on=earned_on, expires_on=expires_on)
            add_award(desk, people[person], award)
    plan = BusinessPlanFields(
        fiscal_year=2023,
        status=PlanStatus.APPROVED,
        partner_sponsor="Renée Brontë",
        partner_sponsor_title="Directrice générale",
        partner_sponsor_signed_on=date(2022, 2, 20),
        vendor_sponsor="P. Vance",
        approved_on=date(2022, 3, 1),
        approved_by="J. Lind",
        committed_net_arr_cents=420_000_00,
        q1_cents=80_000_00,
        q2_cents=110_000_00,
        q2_review_on=date(2022, 8, 4),
        growth_goal="Ultimate upgrades at five customers",
    )
    plan_id = add_plan(desk, agreement_id, plan).id
    add_objective(desk, plan_id, ObjectiveFields(title="Ten new logos", quarter=2, target="10", weight=40))
    for day in _HELD:
        activity = ActivityFields(held_on=day, kind=ActivityKind.WEBINAR, status=ActivityStatus.COMPLETED)
        add_activity(desk, agreement_id, activity)
    return SelectPartner(partner_id, agreement_id, plan_id, people)
