"""Changes are tried without a trace, and kept as one act that undo takes back whole."""

from __future__ import annotations

from datetime import date

import pytest

from channeladmin.desk.agreements import add_agreement
from channeladmin.desk.desk import Desk
from channeladmin.desk.evaluating import evaluate_agreement
from channeladmin.desk.history import list_operations, undo
from channeladmin.desk.people import delete_person, list_people
from channeladmin.desk.refusal import FieldRefused
from channeladmin.desk.trying import (
    ApprovePlan,
    AttestPractice,
    CloseBooking,
    EarnAward,
    HoldActivity,
    JoinCompany,
    LeaveCompany,
    ReportMetric,
    SignAgreement,
    Tried,
    WaiveRequirement,
    WorkHere,
    keep_tried,
    list_row_changes,
    try_on_agreement,
)
from channeladmin.desk.values import OPEN, SELECT, ActivityKind, AgreementFields, PracticeKind, Region, Status
from channeladmin.errors import UserError
from tests.desk.select_partner import SelectPartner, enter_select_partner

ON = date(2022, 10, 10)
EVERYTHING: tuple[Tried, ...] = (
    JoinCompany(-1, "Noor New", date(2022, 9, 1), "noor@lumiere.example"),
    EarnAward(-1, "Professional Services Engineer", ON),
    AttestPractice(PracticeKind.BOTH, ON),
    HoldActivity(ActivityKind.WEBINAR, ON, "CI"),
    CloseBooking(5_00, ON),
    WaiveRequirement("sales_verified", ON, date(2022, 12, 31), "soon"),
)


@pytest.fixture
def partner(desk: Desk) -> SelectPartner:
    return enter_select_partner(desk)


def test_nothing_is_stored_by_trying(desk: Desk, partner: SelectPartner) -> None:
    acts = list_operations(desk)
    kwame = partner.people["Kwame Adebayo"]
    trial = try_on_agreement(desk, partner.agreement_id, [LeaveCompany(kwame, date(2022, 10, 9))])
    assert (trial.before.get(SELECT).status, trial.after.get(SELECT).status) == (Status.MET, Status.UNMET)
    assert trial.before == evaluate_agreement(desk, partner.agreement_id)
    assert list_operations(desk) == acts


def test_the_rows_that_would_differ_are_listed(desk: Desk, partner: SelectPartner) -> None:
    kwame = partner.people["Kwame Adebayo"]
    tried = (LeaveCompany(kwame, date(2022, 10, 9)), JoinCompany(-1, "Noor New", ON), EarnAward(-1, "sales_core", ON))
    changes = list_row_changes(try_on_agreement(desk, partner.agreement_id, tried), SELECT)
    assert [(change.before.key, change.before.have, change.after.have) for change in changes] == [
        ("sales_verified", 4, 5),
        ("solution_architect_verified", 2, 1),
        ("professional_services", 1, 0),
    ]


def test_another_day_can_be_tried(desk: Desk, partner: SelectPartner) -> None:
    trial = try_on_agreement(desk, partner.agreement_id, [], on=date(2023, 3, 1))
    assert trial.before.get(SELECT).on == trial.after.get(SELECT).on == date(2023, 3, 1)


def test_who_or_what_is_gone_is_refused(desk: Desk, partner: SelectPartner) -> None:
    with pytest.raises(UserError, match="no longer in the data file"):
        try_on_agreement(desk, 12345, [])
    kwame = partner.people["Kwame Adebayo"]
    delete_person(desk, kwame)
    with pytest.raises(UserError, match="no longer at this partner"):
        try_on_agreement(desk, partner.agreement_id, [EarnAward(kwame, "pse", ON)])


def test_all_that_was_tried_is_kept_as_one_act_and_says_what_was_promised(desk: Desk, partner: SelectPartner) -> None:
    acts = len(list_operations(desk))
    delete_person(desk, partner.people["Kwame Adebayo"])
    trial = try_on_agreement(desk, partner.agreement_id, EVERYTHING)
    changes = keep_tried(desk, partner.agreement_id, EVERYTHING)
    assert changes is not None
    kept, promised = evaluate_agreement(desk, partner.agreement_id).verdicts, trial.after.verdicts
    assert [[(row.key, row.status, row.have) for row in verdict.requirements] for verdict in kept] == [
        [(row.key, row.status, row.have) for row in verdict.requirements] for verdict in promised
    ]
    newest = list_operations(desk)[0]
    assert newest.label == "Keep 6 tried changes of Lumière Conseil SAS (EMEA)"
    assert len(list_operations(desk)) == acts + 2
    undo(desk)
    assert evaluate_agreement(desk, partner.agreement_id) == trial.before


def test_employments_and_the_plan_are_changed_where_they_are(desk: Desk, partner: SelectPartner) -> None:
    ana = partner.people["Ana Ruiz"]
    people = len(list_people(desk, partner.partner_id))
    keep_tried(
        desk,
        partner.agreement_id,
        [WorkHere(ana, ON), LeaveCompany(ana, ON), ApprovePlan(ON, 500_000_00)],
    )
    found = evaluate_agreement(desk, partner.agreement_id)
    assert len(found.facts.people) == people
    [ana_then] = [person for person in found.facts.people if person.person_id == ana]
    assert [spell.ends_on for spell in ana_then.employments] == [ON]
    assert [plan.committed_net_arr_cents for plan in found.facts.plans] == [500_000_00]


def test_a_plan_is_made_where_there_is_none(desk: Desk, partner: SelectPartner) -> None:
    keep_tried(desk, partner.agreement_id, [ApprovePlan(date(2023, 3, 1), 1_00, "A. Sponsor")])
    plans = evaluate_agreement(desk, partner.agreement_id).facts.plans
    sponsors = [(plan.fiscal_year, plan.partner_sponsor) for plan in plans]
    assert sponsors == [(2023, "Renée Brontë"), (2024, "A. Sponsor")]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (JoinCompany(-1, "Noor New", ON), "Give an e-mail address of Noor New"),
        (ApprovePlan(date(2023, 3, 1)), "Name the partner's executive sponsor"),
        (WaiveRequirement("nonsense", ON, ON, "x"), "“nonsense” is not a requirement"),
        (ReportMetric("nonsense", 7_00, ON), "“nonsense” is not a metric"),
        (SignAgreement(ON), "The agreement is signed already"),
    ],
)
def test_what_cannot_be_recorded_is_refused_and_then_nothing_is(
    desk: Desk, partner: SelectPartner, change: Tried, sentence: str
) -> None:
    acts = list_operations(desk)
    with pytest.raises(FieldRefused, match=sentence):
        keep_tried(desk, partner.agreement_id, [*EVERYTHING, change])
    assert list_operations(desk) == acts


def test_a_credential_or_a_period_that_cannot_be_is_refused(desk: Desk, partner: SelectPartner) -> None:
    ana = partner.people["Ana Ruiz"]
    with pytest.raises(FieldRefused, match="is not a credential"):
        keep_tried(desk, partner.agreement_id, [EarnAward(ana, "nonsense", ON)])
    refused: tuple[Tried, ...] = (
        EarnAward(ana, "nonsense", ON),
        WaiveRequirement("nonsense", ON, ON, "x"),
        ReportMetric("nonsense", 1, ON),
        SignAgreement(ON),
    )
    for change in refused:
        with pytest.raises(FieldRefused, match=r"“nonsense” is not a|signed already"):
            try_on_agreement(desk, partner.agreement_id, [change])
    with pytest.raises(FieldRefused, match="2020-01-01"):
        keep_tried(desk, partner.agreement_id, [WaiveRequirement("sales_verified", ON, date(2020, 1, 1), "x")])
    with pytest.raises(UserError, match="does not work at this partner on that day"):
        keep_tried(desk, partner.agreement_id, [LeaveCompany(ana, date(2001, 1, 1))])


def test_an_agreement_that_would_end_before_it_is_signed_is_refused(desk: Desk, partner: SelectPartner) -> None:
    ended = add_agreement(desk, partner.partner_id, AgreementFields(region=Region.APAC, ends_on=date(2020, 1, 1))).id
    with pytest.raises(FieldRefused, match="ends on 2020-01-01, before it begins") as refusal:
        keep_tried(desk, ended, [SignAgreement(ON)])
    assert refusal.value.field == "ends_on"
    assert evaluate_agreement(desk, ended).facts.signed_on is None


def test_who_is_new_may_leave_again(desk: Desk, partner: SelectPartner) -> None:
    joins = (JoinCompany(-1, "Noor New", date(2022, 9, 1), "noor@lumiere.example"), LeaveCompany(-1, ON))
    keep_tried(desk, partner.agreement_id, joins)
    [noor] = [each for each in list_people(desk, partner.partner_id) if each.person.fields.name == "Noor New"]
    assert [spell.fields.ends_on for spell in noor.employments] == [ON]


def test_an_award_of_somebody_who_is_gone_meanwhile_is_refused(desk: Desk, partner: SelectPartner) -> None:
    kwame = partner.people["Kwame Adebayo"]
    delete_person(desk, kwame)
    with pytest.raises(UserError, match="no longer at this partner"):
        keep_tried(desk, partner.agreement_id, [EarnAward(kwame, "pse", ON)])


def test_a_prospect_that_signs_is_kept_as_it_was_tried(desk: Desk, partner: SelectPartner) -> None:
    prospect = add_agreement(desk, partner.partner_id, AgreementFields(region=Region.APAC)).id
    promised = try_on_agreement(desk, prospect, [SignAgreement(ON)]).after
    keep_tried(desk, prospect, [SignAgreement(ON)])
    kept = evaluate_agreement(desk, prospect)
    assert [verdict.granted_track for verdict in kept.verdicts] == [OPEN, OPEN]
    assert [(verdict.status, verdict.granted_track) for verdict in kept.verdicts] == [
        (verdict.status, verdict.granted_track) for verdict in promised.verdicts
    ]
