"""The states that partners of the sample desk are in; each story is a few strokes on the same ready-made scene."""

from __future__ import annotations

from collections.abc import Mapping

from channeladmin.desk.sample.scene import Scene
from channeladmin.desk.sample.strokes import (
    ARCHITECT,
    ENGINEER,
    LEAD,
    PARTS,
    SELLER,
    SPECIALISTS,
    Stroke,
    ask,
    change_awards,
    change_employment,
    compose_professional,
    drop_plan,
    drop_practice,
    drop_quarter,
    hire_trained,
    invite,
    join_select,
    leave_one_part,
    make_ready,
    move_people,
    set_agreement,
    set_commitment,
    set_plan,
    set_status,
    sign_only,
    start_recently,
    trade_openly,
    without,
    work_elsewhere,
    work_in,
)
from channeladmin.program.vocabulary import AgreementStatus, PlanStatus

_COURSES = ("sales_core", *SPECIALISTS, *PARTS)


def tell(story: str, scene: Scene) -> None:
    """Lay out the agreement and its people as the story says."""
    for stroke in STORIES[story]:
        stroke(scene)
    while len(scene.people) < scene.company.team_size:
        scene.hire("Consultant", *scene.rng.sample(_COURSES, scene.rng.randint(3, 6)))


STORIES: Mapping[str, tuple[Stroke, ...]] = {
    "prospect": (ask,),
    "prospect_trained": (ask, hire_trained),
    "denied": (ask, set_status(AgreementStatus.DENIED, 5, "No sales presence in the region")),
    "suspended": (trade_openly, set_status(AgreementStatus.SUSPENDED, 25, "Invoices of two quarters are open")),
    "ended": (trade_openly, set_status(AgreementStatus.ENDED, 70, "Acquired by a company that is no partner")),
    "agreement_ended": (trade_openly, set_agreement(ends_on=-30)),
    "starts_later": (trade_openly, set_agreement(signed_on=-20, starts_on=15)),
    "open_met": (trade_openly,),
    "open_bare": (sign_only,),
    "open_unmet_sales": (trade_openly, without(SELLER), without(LEAD)),
    "open_unmet_architect": (trade_openly, without(ARCHITECT)),
    "open_review": (trade_openly, without(LEAD), work_in(SELLER, None)),
    "open_expired_awards": (
        trade_openly,
        change_awards(SELLER, expires_on=-18),
        change_awards(LEAD, expires_on=-18),
    ),
    "open_revoked": (trade_openly, change_awards(ARCHITECT, revoked_on=-12)),
    "open_leavers": (trade_openly, change_employment(SELLER, ends_on=-55), change_employment(LEAD, ends_on=-20)),
    "open_other_region": (trade_openly, without(LEAD), work_elsewhere),
    "open_future_award": (trade_openly, without(LEAD), change_awards(SELLER, earned_on=9)),
    "open_near_services": (leave_one_part,),
    "open_near_sales": (make_ready, without(SELLER)),
    "open_composite": (compose_professional,),
    "eligible": (make_ready,),
    "invitation_drafted": (make_ready, invite()),
    "invitation_approved": (make_ready, invite(("approve", 6))),
    "invitation_printed": (make_ready, invite(("approve", 9), ("print", 8))),
    "invitation_sent": (make_ready, invite(("approve", 15), ("print", 14), ("sent", 13))),
    "invitation_accepted": (make_ready, invite(("approve", 40), ("print", 39), ("sent", 38), ("accept", 21))),
    "invitation_declined": (make_ready, invite(("approve", 50), ("print", 49), ("sent", 48), ("decline", 30))),
    "invitation_withdrawn": (make_ready, invite(("approve", 33), ("withdraw", 31))),
    "invitation_expired": (make_ready, invite(("approve", 160), ("print", 159), ("sent", 158))),
    "invitation_exception": (
        make_ready,
        set_commitment(240_000),
        invite(exception="New in the region; the commitment follows with the second half of the year"),
    ),
    "select": (join_select,),
    "select_losing_award": (join_select, change_awards(ENGINEER, expires_on=45)),
    "select_losing_person": (join_select, change_employment(ENGINEER, ends_on=30)),
    "select_losing_agreement": (join_select, set_agreement(ends_on=50)),
    "select_lost_engineer": (
        join_select,
        change_employment(ENGINEER, ends_on=-40),
        move_people(ENGINEER, "Ravensgate Digital"),
    ),
    "select_without_plan": (join_select, drop_plan),
    "select_draft_plan": (join_select, set_plan(status=PlanStatus.DRAFT, approved_on=None, approved_by=None)),
    "select_unsigned_plan": (join_select, set_plan(partner_sponsor_signed_on=None)),
    "select_small_commitment": (join_select, set_commitment(180_000)),
    "select_missing_quarter": (join_select, drop_quarter),
    "select_without_practice": (join_select, drop_practice),
    "select_new_agreement": (join_select, start_recently),
}
"""The strokes of each story, in order."""
