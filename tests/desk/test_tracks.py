"""Tracks are the edition's: what signing grants, what a form and a file may say, and what an earlier edition leaves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from channeladmin.desk.agreements import add_agreement, add_step, edit_step
from channeladmin.desk.desk import Desk
from channeladmin.desk.evaluating import Wanted, evaluate_agreement, evaluate_desk
from channeladmin.desk.history import list_operations
from channeladmin.desk.importing import ImportOptions, apply_import, plan_import
from channeladmin.desk.inviting import draft_invitation, get_invitation, list_invitations, take_step
from channeladmin.desk.listing import find_rows, get_rows
from channeladmin.desk.partners import add_partner, load_partner
from channeladmin.desk.programs import add_edition, list_benefits, use_edition
from channeladmin.desk.refusal import FieldRefused
from channeladmin.desk.tracks import list_tracks, word_track
from channeladmin.desk.values import OPEN, SELECT, AgreementFields, AgreementStepFields, PartnerFields, Region, TrackKey
from channeladmin.errors import UserError
from tests.desk.select_partner import enter_select_partner
from tests.program.metals import GOLD, METALS, PLATINUM, SILVER, write_metals

NO_SELECT = "The programme metals has no Select track; use an edition that has one."


@pytest.fixture
def metals(desk: Desk, tmp_path: Path) -> Desk:
    """A desk that goes by a programme of three other tracks."""
    add_edition(desk, write_metals(tmp_path))
    use_edition(desk, "metals")
    return desk


def _sign(desk: Desk, name: str = "Acme") -> tuple[int, int]:
    agreement = AgreementFields(region=Region.EMEA, signed_on=date(2022, 2, 1))
    partner_id = add_partner(desk, PartnerFields(name=name), agreement).id
    return partner_id, load_partner(desk, partner_id).agreements[0].agreement.id


def test_signing_grants_the_entry_track_of_the_edition_in_use(metals: Desk) -> None:
    partner_id, agreement_id = _sign(metals)
    [view] = load_partner(metals, partner_id).agreements
    assert (view.track, view.track_word) == (SILVER, "Silver")
    found = evaluate_agreement(metals, agreement_id)
    assert [verdict.track for verdict in found.verdicts] == [SILVER, GOLD, PLATINUM]
    assert (found.entry.track, found.headline) == (SILVER, SILVER)
    assert found.labels == ("Silver", "Solid Gold", "Platinum & more")
    assert [view.state.value for view in list_benefits(metals, found)] == ["withheld"]


def test_a_step_takes_the_tracks_of_the_edition_and_those_that_are_stored(metals: Desk) -> None:
    _, agreement_id = _sign(metals)
    add_step(metals, agreement_id, AgreementStepFields(track=PLATINUM, since=date(2022, 3, 1)))
    before = list_operations(metals)
    with pytest.raises(FieldRefused, match=r"“select” is not a track of the programme metals; use silver, gold, plat"):
        add_step(metals, agreement_id, AgreementStepFields(track=SELECT))
    assert list_operations(metals) == before
    use_edition(metals, "2022-10-03")
    step = load_partner(metals, add_partner_of(metals, agreement_id)).agreements[0].steps[-1]
    edit_step(metals, step.id, step.fields.model_copy(update={"reason": "By the board"}))
    add_step(metals, agreement_id, AgreementStepFields(track=SILVER, since=date(2022, 4, 1)))
    with pytest.raises(FieldRefused, match=r"“gold” is not a track of the programme 2022-10-03; use open, select\."):
        edit_step(metals, step.id, AgreementStepFields(track=GOLD))


def add_partner_of(desk: Desk, agreement_id: int) -> int:
    return evaluate_agreement(desk, agreement_id).facts.partner_id


@pytest.mark.parametrize("text", ["Gold", "_a", "1st", "two words", "ö", ""])
def test_a_track_has_the_form_of_a_key(text: str) -> None:
    with pytest.raises(ValueError, match="is no key"):
        AgreementStepFields(track=TrackKey(text))


def test_tracks_of_before_have_a_name_and_break_nothing(desk: Desk, tmp_path: Path) -> None:
    entered = enter_select_partner(desk)
    drafted = draft_invitation(desk, entered.agreement_id)
    take_step(desk, drafted.number, "approve")
    add_step(desk, entered.agreement_id, AgreementStepFields(track=SELECT, since=date(2022, 10, 1)))
    assert list_tracks(desk) == ((OPEN, "Open"), (SELECT, "Select"))
    add_edition(desk, write_metals(tmp_path))
    use_edition(desk, "metals")
    assert list_tracks(desk) == (
        (SILVER, "Silver"),
        (GOLD, "Solid Gold"),
        (PLATINUM, "Platinum & more"),
        (OPEN, "Open"),
        (SELECT, "Select"),
    )
    assert word_track(METALS, TrackKey("select_services")) == "Select services"
    [row] = get_rows(desk, find_rows(desk, track=SELECT))
    assert (row.track, row.track_word, row.standing) == (SELECT, "Select", "met")
    assert (row.select_status, row.select_met, row.select_total) == (None, None, None)
    assert load_partner(desk, entered.partner_id).agreements[0].track_word == "Select"
    assert evaluate_agreement(desk, entered.agreement_id).headline == GOLD
    [invitation] = list_invitations(desk)
    assert invitation.is_stale
    use_edition(desk, "2022-10-03")
    assert not get_invitation(desk, drafted.number).is_stale


def test_without_a_select_track_nothing_is_invited_and_nothing_stored(desk: Desk, tmp_path: Path) -> None:
    entered = enter_select_partner(desk)
    number = draft_invitation(desk, entered.agreement_id).number
    sent = draft_invitation(desk, enter_select_partner(desk, "Second SAS").agreement_id).number
    for step in ("approve", "print", "sent"):
        take_step(desk, sent, step)
    add_edition(desk, write_metals(tmp_path))
    use_edition(desk, "metals")
    other = add_agreement(desk, entered.partner_id, AgreementFields(region=Region.APAC, signed_on=date(2022, 1, 1))).id
    before = list_operations(desk)
    for refused in (
        lambda: draft_invitation(desk, other),
        lambda: draft_invitation(desk, other, exception_reason="A good one"),
        lambda: take_step(desk, number, "approve"),
        lambda: take_step(desk, sent, "accept"),
    ):
        with pytest.raises(UserError) as problem:
            refused()
        assert str(problem.value) == NO_SELECT
    assert list_operations(desk) == before
    take_step(desk, number, "withdraw")
    take_step(desk, sent, "decline")


def test_the_track_asked_for_is_one_of_the_edition_that_is_evaluated(metals: Desk) -> None:
    _sign(metals)
    assert [verdict.track for verdict in evaluate_desk(metals, Wanted(track="solid gold"))] == [GOLD]
    assert [verdict.track for verdict in evaluate_desk(metals, Wanted(track="Platinum_Plus"))] == [PLATINUM]
    assert [verdict.track for verdict in evaluate_desk(metals, Wanted(track="select"), edition_id="2022-10-03")] == [
        SELECT
    ]
    with pytest.raises(UserError, match=r"“select” is not a track of the programme metals; use silver, gold, plat"):
        list(evaluate_desk(metals, Wanted(track="select")))


def test_a_file_may_say_the_tracks_of_the_edition_and_those_that_are_stored(metals: Desk, tmp_path: Path) -> None:
    path = tmp_path / "partners.csv"
    path.write_text(
        "partner,region,agreement_signed,track,track_since\n"
        "Acme,EMEA,2022-01-01,,\n"
        "Bolt,EMEA,2022-01-01,solid-gold,2022-03-01\n"
        "Cube,EMEA,2022-01-01,Platinum plus,\n"
        "Dune,EMEA,2022-01-01,select,\n",
        encoding="utf-8",
    )
    plan = plan_import(metals, "partners", [path], ImportOptions())
    [error] = plan.errors
    assert (error.column, error.value) == ("track", "select")
    assert error.message == "“select” is not a track of the programme metals; use silver, gold, platinum_plus."
    apply_import(metals, plan)
    rows = get_rows(metals, find_rows(metals))
    assert [(row.partner, row.track) for row in rows] == [("Acme", SILVER), ("Bolt", GOLD), ("Cube", PLATINUM)]
    use_edition(metals, "2022-10-03")
    again = plan_import(metals, "partners", [path], ImportOptions())
    assert (again.counts.same, again.counts.new, again.counts.rejected) == (2, 1, 1)
    assert [error.value for error in again.errors] == ["solid-gold"]
