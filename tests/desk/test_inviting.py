"""An invitation from draft to answer, and every way in which a step is refused."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from channeladmin.desk import history
from channeladmin.desk.activities import delete_activity, list_activities
from channeladmin.desk.agreements import add_step
from channeladmin.desk.desk import Desk, FixedClock
from channeladmin.desk.evaluating import evaluate_agreement
from channeladmin.desk.inviting import draft_invitation, get_invitation, list_invitations, take_step
from channeladmin.desk.partners import PartnerFields, edit_partner, load_partner
from channeladmin.desk.people import AwardFields, add_award, delete_person
from channeladmin.desk.values import (
    OPEN,
    SELECT,
    AgreementStatus,
    AgreementStepFields,
    InvitationStatus,
    Region,
    TrackKey,
)
from channeladmin.errors import UserError
from tests.desk.conftest import TODAY
from tests.desk.select_partner import SelectPartner, enter_select_partner

DAY = timedelta(days=1)


@pytest.fixture
def partner(desk: Desk) -> SelectPartner:
    return enter_select_partner(desk)


def _set_today(desk: Desk, day: date) -> None:
    desk.database.clock = FixedClock(day)


def _track_on(desk: Desk, agreement_id: int, day: date) -> TrackKey | None:
    return evaluate_agreement(desk, agreement_id, day).get(SELECT).granted_track


def test_from_draft_to_acceptance(desk: Desk, partner: SelectPartner) -> None:
    drafted = draft_invitation(desk, partner.agreement_id)
    assert drafted.number == "SEL-2022-0001"
    assert drafted.changes.label == "Draft invitation SEL-2022-0001 of Lumière Conseil SAS (EMEA)"
    view = get_invitation(desk, drafted.number)
    assert (view.partner, view.region, view.status) == ("Lumière Conseil SAS", Region.EMEA, InvitationStatus.DRAFTED)
    assert (view.partner_id, view.agreement_id) == (partner.partner_id, partner.agreement_id)
    assert view.allowed_steps == ("approve", "withdraw")
    assert view.evidence_mark is None

    changes = take_step(desk, " sel-2022-0001", "approve")
    assert changes.label == "Approve invitation SEL-2022-0001"
    view = get_invitation(desk, "sel-2022-0001 ")
    fields = view.invitation.fields
    assert (fields.approved_on, fields.approved_by, fields.reply_by) == (TODAY, "J. Lind", date(2022, 11, 9))
    assert fields.evidence_hash is not None
    assert view.evidence_mark == f"{fields.evidence_hash[:4]}-{fields.evidence_hash[4:8]}"
    assert view.allowed_steps == ("print", "sent", "withdraw")

    take_step(desk, drafted.number, "print")
    assert get_invitation(desk, drafted.number).allowed_steps == ("sent", "withdraw")
    take_step(desk, drafted.number, "sent")
    assert get_invitation(desk, drafted.number).allowed_steps == ("accept", "decline", "withdraw")
    _set_today(desk, TODAY + 10 * DAY)
    changes = take_step(desk, drafted.number, "accept", TODAY + 7 * DAY)
    assert changes.rows.keys() == {"invitation", "agreement_step"}
    assert changes.agreement_ids == {partner.agreement_id}
    view = get_invitation(desk, drafted.number)
    assert view.allowed_steps == ()
    assert [label for label, _ in view.days] == ["Drafted", "Approved", "Printed", "Sent", "Accepted"]
    assert _track_on(desk, partner.agreement_id, TODAY + 6 * DAY) == OPEN
    assert _track_on(desk, partner.agreement_id, TODAY + 7 * DAY) == SELECT
    step = load_partner(desk, partner.partner_id).agreements[0].steps[-1].fields
    assert (step.decided_by, step.reason) == ("J. Lind", "Accepted invitation SEL-2022-0001")


def test_undo_takes_the_acceptance_and_its_track_back(desk: Desk, partner: SelectPartner) -> None:
    number = draft_invitation(desk, partner.agreement_id).number
    for step in ("approve", "sent", "accept"):
        take_step(desk, number, step)
    history.undo(desk)
    assert get_invitation(desk, number).status is InvitationStatus.SENT
    assert _track_on(desk, partner.agreement_id, TODAY) == OPEN


def test_a_decline_leaves_the_track(desk: Desk, partner: SelectPartner) -> None:
    number = draft_invitation(desk, partner.agreement_id).number
    for step in ("approve", "sent", "decline"):
        take_step(desk, number, step)
    assert _track_on(desk, partner.agreement_id, TODAY) == OPEN
    assert draft_invitation(desk, partner.agreement_id).number == "SEL-2022-0002"


@pytest.mark.parametrize("steps", [(), ("approve",), ("approve", "print"), ("approve", "sent")])
def test_any_open_invitation_may_be_withdrawn(desk: Desk, partner: SelectPartner, steps: tuple[str, ...]) -> None:
    number = draft_invitation(desk, partner.agreement_id).number
    for step in (*steps, "withdraw"):
        take_step(desk, number, step)
    assert get_invitation(desk, number).status is InvitationStatus.WITHDRAWN


@pytest.mark.parametrize(
    ("steps", "step", "message"),
    [
        ((), "print", "is drafted, so it cannot be printed. What can be done now: approve or withdraw."),
        ((), "accept", "is drafted, so it cannot be accepted. What can be done now: approve or withdraw."),
        (
            ("approve",),
            "approve",
            "is approved, so it cannot be approved. What can be done now: print, sent or withdraw.",
        ),
        (("approve",), "decline", "is approved, so it cannot be declined."),
        (("approve", "sent"), "print", "is sent, so it cannot be printed."),
        (("withdraw",), "approve", "is withdrawn, so it cannot be approved. Nothing more can be done with it"),
        (("approve", "sent", "accept"), "withdraw", "is accepted, so it cannot be withdrawn."),
    ],
)
def test_a_step_out_of_order_is_refused_with_what_can_be_done(
    desk: Desk, partner: SelectPartner, steps: tuple[str, ...], step: str, message: str
) -> None:
    number = draft_invitation(desk, partner.agreement_id).number
    for each in steps:
        take_step(desk, number, each)
    before = get_invitation(desk, number)
    with pytest.raises(UserError) as refused:
        take_step(desk, number, step)
    assert message in str(refused.value)
    assert get_invitation(desk, number) == before


def test_an_unknown_step_or_number_is_refused(desk: Desk, partner: SelectPartner) -> None:
    number = draft_invitation(desk, partner.agreement_id).number
    with pytest.raises(UserError, match="“frame” is not a step of an invitation; the steps are approve, print"):
        take_step(desk, number, "frame")
    with pytest.raises(UserError, match="no invitation SEL-1999-0001"):
        take_step(desk, "SEL-1999-0001", "approve")


def test_a_day_before_the_last_step_or_far_ahead_is_refused(desk: Desk, partner: SelectPartner) -> None:
    number = draft_invitation(desk, partner.agreement_id).number
    with pytest.raises(UserError, match="was drafted on 10 Oct 2022, so it cannot be approved on 9 Oct 2022"):
        take_step(desk, number, "approve", TODAY - DAY)
    with pytest.raises(UserError, match="10 Oct 2032 is more than a year ahead; check the year"):
        take_step(desk, number, "withdraw", date(2032, 10, 10))


def test_requirements_that_are_not_met_refuse_a_draft_unless_there_is_a_reason(
    desk: Desk, partner: SelectPartner
) -> None:
    delete_person(desk, partner.people["Kwame Adebayo"])
    with pytest.raises(UserError) as refused:
        draft_invitation(desk, partner.agreement_id, exception_reason="  ")
    message = str(refused.value)
    assert "does not meet 2 of the 9 Select requirements on 10 Oct 2022" in message
    assert "Solution architect verified (1 of 2), Professional services certified (0 of 1)" in message
    assert list_invitations(desk) == ()
    number = draft_invitation(desk, partner.agreement_id, exception_reason=" PSE booked for November ").number
    take_step(desk, number, "approve")
    view = get_invitation(desk, number)
    assert view.exception_reason == "PSE booked for November"
    evidence = json.loads(view.invitation.fields.evidence or "")
    assert evidence["scorecard"]["exception"] == "Exception: PSE booked for November"
    assert "meets 7 of the 9 requirements" in evidence["letter"]["paragraphs"][0]


def test_approval_is_refused_where_a_requirement_failed_since_the_draft(desk: Desk, partner: SelectPartner) -> None:
    number = draft_invitation(desk, partner.agreement_id).number
    delete_person(desk, partner.people["Ana Ruiz"])
    with pytest.raises(UserError, match=r"Sales verified \(3 of 4\)\. Close the gaps, or withdraw SEL-2022-0001"):
        take_step(desk, number, "approve")
    assert get_invitation(desk, number).status is InvitationStatus.DRAFTED


def test_approval_judges_the_day_that_it_is_dated(desk: Desk, partner: SelectPartner) -> None:
    number = draft_invitation(desk, partner.agreement_id).number
    _set_today(desk, date(2023, 2, 10))
    with pytest.raises(UserError, match=r"on 10 Feb 2023"):
        take_step(desk, number, "approve")
    take_step(desk, number, "approve", date(2022, 10, 20))
    assert get_invitation(desk, number).invitation.fields.reply_by == date(2022, 11, 19)


@pytest.mark.parametrize("status", [AgreementStatus.SUSPENDED, AgreementStatus.DENIED, AgreementStatus.ENDED])
def test_only_an_authorized_agreement_is_invited_approved_and_granted(
    desk: Desk, partner: SelectPartner, status: AgreementStatus
) -> None:
    number = draft_invitation(desk, partner.agreement_id, exception_reason="Strategic").number
    add_step(desk, partner.agreement_id, AgreementStepFields(status=status, since=TODAY))
    with pytest.raises(UserError, match=f"is {status} on 10 Oct 2022; only an authorized one"):
        take_step(desk, number, "approve")
    history.undo(desk)
    take_step(desk, number, "approve")
    take_step(desk, number, "sent")
    add_step(desk, partner.agreement_id, AgreementStepFields(status=status, since=TODAY))
    with pytest.raises(UserError, match=f"is {status} on 10 Oct 2022, so it cannot enter the Select track"):
        take_step(desk, number, "accept")
    take_step(desk, number, "withdraw")
    with pytest.raises(UserError, match=f"is {status}; only an authorized one can be invited"):
        draft_invitation(desk, partner.agreement_id, exception_reason="Strategic")


def test_a_second_open_invitation_is_refused(desk: Desk, partner: SelectPartner) -> None:
    draft_invitation(desk, partner.agreement_id)
    with pytest.raises(UserError, match=r"has the open invitation SEL-2022-0001 \(drafted\)"):
        draft_invitation(desk, partner.agreement_id)


@pytest.mark.parametrize("since", [TODAY - DAY, TODAY, TODAY + DAY])
def test_a_select_partner_is_not_invited_again(desk: Desk, partner: SelectPartner, since: date) -> None:
    add_step(desk, partner.agreement_id, AgreementStepFields(track=SELECT, since=since))
    with pytest.raises(UserError, match="is in the Select track"):
        draft_invitation(desk, partner.agreement_id)


def test_numbers_follow_one_another_within_a_year(desk: Desk, partner: SelectPartner) -> None:
    other = enter_select_partner(desk, "Acme GmbH")
    assert draft_invitation(desk, partner.agreement_id).number == "SEL-2022-0001"
    assert draft_invitation(desk, other.agreement_id).number == "SEL-2022-0002"
    _set_today(desk, date(2023, 1, 5))
    take_step(desk, "SEL-2022-0001", "withdraw")
    assert draft_invitation(desk, partner.agreement_id, exception_reason="Renewal").number == "SEL-2023-0001"
    assert [view.number for view in list_invitations(desk)] == ["SEL-2023-0001", "SEL-2022-0002", "SEL-2022-0001"]
    assert [view.number for view in list_invitations(desk, other.agreement_id)] == ["SEL-2022-0002"]


def test_an_invitation_without_an_answer_expires_and_may_still_be_accepted(desk: Desk, partner: SelectPartner) -> None:
    number = draft_invitation(desk, partner.agreement_id).number
    take_step(desk, number, "approve")
    take_step(desk, number, "sent")
    _set_today(desk, date(2022, 11, 9))
    assert get_invitation(desk, number).status is InvitationStatus.SENT
    _set_today(desk, date(2022, 11, 10))
    view = get_invitation(desk, number)
    assert view.status is InvitationStatus.EXPIRED
    assert view.allowed_steps == ("accept", "decline", "withdraw")
    take_step(desk, number, "accept")
    assert _track_on(desk, partner.agreement_id, date(2022, 11, 10)) == SELECT


def test_a_letter_whose_reply_by_date_is_past_is_not_sent(desk: Desk, partner: SelectPartner) -> None:
    number = draft_invitation(desk, partner.agreement_id).number
    take_step(desk, number, "approve")
    _set_today(desk, date(2022, 11, 10))
    assert get_invitation(desk, number).allowed_steps == ("withdraw",)
    with pytest.raises(UserError, match="asks for an answer by 9 Nov 2022, which is past; withdraw it"):
        take_step(desk, number, "sent")


def test_a_new_draft_closes_an_expired_invitation(desk: Desk, partner: SelectPartner) -> None:
    number = draft_invitation(desk, partner.agreement_id).number
    take_step(desk, number, "approve")
    take_step(desk, number, "sent")
    _set_today(desk, date(2022, 12, 1))
    second = draft_invitation(desk, partner.agreement_id, exception_reason="Activity held late").number
    first = get_invitation(desk, number)
    assert (first.invitation.fields.status, first.invitation.fields.expired_on) == ("expired", date(2022, 11, 10))
    assert first.allowed_steps == ()
    assert second == "SEL-2022-0002"


def test_only_a_changed_fact_makes_a_letter_stale(desk: Desk, partner: SelectPartner) -> None:
    number = draft_invitation(desk, partner.agreement_id).number
    take_step(desk, number, "approve")
    assert not get_invitation(desk, number).is_stale
    _set_today(desk, date(2022, 10, 25))
    assert not get_invitation(desk, number).is_stale

    add_award(desk, partner.people["Ana Ruiz"], AwardFields(credential="sa_core", earned_on=date(2022, 9, 1)))
    assert get_invitation(desk, number).is_stale
    history.undo(desk)
    assert not get_invitation(desk, number).is_stale
    edit_partner(desk, partner.partner_id, PartnerFields(name="Lumière SAS"))
    assert get_invitation(desk, number).is_stale
    history.undo(desk)
    activity = list_activities(desk, partner.agreement_id)[0]
    delete_activity(desk, activity.id)
    assert get_invitation(desk, number).is_stale
    history.undo(desk)
    take_step(desk, number, "withdraw")
    delete_person(desk, partner.people["Ana Ruiz"])
    assert not get_invitation(desk, number).is_stale


def test_a_requirement_that_has_failed_by_today_makes_a_letter_stale(desk: Desk, partner: SelectPartner) -> None:
    number = draft_invitation(desk, partner.agreement_id).number
    take_step(desk, number, "approve")
    _set_today(desk, date(2022, 11, 3))
    assert not get_invitation(desk, number).is_stale, "a quarter closed, with an activity in it"
    _set_today(desk, date(2023, 2, 4))
    assert get_invitation(desk, number).is_stale, "a certificate expired and there is no plan for the new year"


def test_a_letter_that_cannot_be_printed_is_not_approved(desk: Desk) -> None:
    korean = enter_select_partner(desk, "한빛 Systems")
    number = draft_invitation(desk, korean.agreement_id).number
    with pytest.raises(UserError, match=r"U\+D55C, HANGUL SYLLABLE HAN"):
        take_step(desk, number, "approve")
    assert get_invitation(desk, number).status is InvitationStatus.DRAFTED
