"""Waivers as a manager grants, ends and takes them back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from channeladmin.desk.agreements import add_agreement, delete_agreement
from channeladmin.desk.desk import Desk
from channeladmin.desk.history import list_operations, undo
from channeladmin.desk.partners import add_partner
from channeladmin.desk.programs import add_edition, use_edition
from channeladmin.desk.refusal import FieldRefused
from channeladmin.desk.values import AgreementFields, PartnerFields, Region, WaiverFields, explain_errors
from channeladmin.desk.waiving import (
    WaiverState,
    delete_waiver,
    edit_waiver,
    end_waiver,
    get_waiver,
    grant_waiver,
    list_waivers,
)
from channeladmin.errors import UserError
from tests.program.metals import write_metals

FIRST, LAST = date(2022, 10, 1), date(2022, 12, 31)
FIELDS = WaiverFields(requirement="sales_verified", since=FIRST, until=LAST, reason="Two hired in January")


@pytest.fixture
def agreement_id(desk: Desk) -> int:
    partner = add_partner(desk, PartnerFields(name="Łódź S.A.", external_ref="P-1"))
    return add_agreement(desk, partner.id, AgreementFields(region=Region.EMEA)).id


def change(**values: object) -> WaiverFields:
    return WaiverFields.model_validate({**FIELDS.model_dump(), **values})


def test_a_waiver_is_granted_by_who_acts(desk: Desk, agreement_id: int) -> None:
    added = grant_waiver(desk, agreement_id, FIELDS)
    assert added.changes.label == "Waive Sales verified for Łódź S.A. (EMEA)"
    assert added.changes.agreement_ids == {agreement_id}
    [view] = list_waivers(desk, agreement_id)
    assert view == get_waiver(desk, added.id)
    assert view.waiver.fields == change(granted_by="J. Lind")
    assert (view.waiver.id, view.agreement_id, view.partner, view.external_ref, view.region) == (
        added.id,
        agreement_id,
        "Łódź S.A.",
        "P-1",
        Region.EMEA,
    )
    assert (view.label, view.state) == ("Sales verified", WaiverState.IN_FORCE)


def test_who_granted_it_may_be_named(desk: Desk, agreement_id: int) -> None:
    waiver = grant_waiver(desk, agreement_id, change(granted_by="  P. Vance "))
    assert get_waiver(desk, waiver.id).waiver.fields.granted_by == "P. Vance"


def test_a_requirement_that_is_none_is_refused_with_those_that_are(desk: Desk, agreement_id: int) -> None:
    before = list_operations(desk)
    sentence = (
        r"“sellers” is not a requirement of the programme 2022-10-03; use partner_agreement, sales_verified, "
        r".*, demand_generation\."
    )
    with pytest.raises(FieldRefused, match=sentence):
        grant_waiver(desk, agreement_id, change(requirement="sellers"))
    assert list_operations(desk) == before
    waiver = grant_waiver(desk, agreement_id, FIELDS)
    with pytest.raises(FieldRefused, match=sentence):
        edit_waiver(desk, waiver.id, change(requirement="sellers"))


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"until": date(2022, 9, 30)}, "until", "The waiver ends on 2022-09-30, before it begins on 2022-10-01."),
        ({"reason": "  "}, "reason", "This is needed."),
        ({"until": None}, "until", "This is needed."),
        (
            {"requirement": "Sales Verified"},
            "requirement",
            "“Sales Verified” is no key; write it with small letters, digits and “_”, as the programme has it.",
        ),
    ],
)
def test_what_cannot_be_is_said_under_its_field(values: dict[str, object], field: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        change(**values)
    [error] = explain_errors(refused.value)
    assert (error.field, error.message) == (field, sentence)


def test_both_days_count(desk: Desk, agreement_id: int) -> None:
    today = desk.today()
    for since, until, state in (
        (today, today, WaiverState.IN_FORCE),
        (FIRST, date(2022, 10, 9), WaiverState.OVER),
        (date(2022, 10, 11), LAST, WaiverState.AHEAD),
    ):
        waiver = grant_waiver(desk, agreement_id, change(since=since, until=until))
        assert get_waiver(desk, waiver.id).state is state


def test_it_is_ended_with_a_day(desk: Desk, agreement_id: int) -> None:
    waiver = grant_waiver(desk, agreement_id, FIELDS)
    changes = end_waiver(desk, waiver.id, date(2022, 10, 9))
    assert changes is not None and changes.label == "End waiver of Łódź S.A. (EMEA)"
    view = get_waiver(desk, waiver.id)
    assert (view.waiver.fields.until, view.state) == (date(2022, 10, 9), WaiverState.OVER)
    with pytest.raises(UserError, match=r"ends on 9 Oct 2022 already; grant another"):
        end_waiver(desk, waiver.id, date(2022, 10, 10))
    with pytest.raises(UserError, match=r"begins only on 1 Oct 2022; delete it"):
        end_waiver(desk, waiver.id, date(2022, 9, 30))
    assert end_waiver(desk, waiver.id, date(2022, 10, 9)) is None
    undo(desk)
    assert get_waiver(desk, waiver.id).waiver.fields.until == LAST


def test_it_is_edited_and_taken_back(desk: Desk, agreement_id: int) -> None:
    waiver = grant_waiver(desk, agreement_id, FIELDS)
    assert edit_waiver(desk, waiver.id, change(reason="Three hired", granted_by="J. Lind")) is not None
    assert get_waiver(desk, waiver.id).waiver.fields.reason == "Three hired"
    assert delete_waiver(desk, waiver.id).agreement_ids == {agreement_id}
    assert list_waivers(desk, agreement_id) == ()
    with pytest.raises(UserError, match="no longer in the data file"):
        get_waiver(desk, waiver.id)
    undo(desk)
    assert len(list_waivers(desk, agreement_id)) == 1


def test_all_waivers_by_partner_region_and_day(desk: Desk, agreement_id: int) -> None:
    first = add_partner(desk, PartnerFields(name="Alpha"))
    apac, emea = (add_agreement(desk, first.id, AgreementFields(region=each)).id for each in (Region.APAC, Region.EMEA))
    for owner, since in ((agreement_id, FIRST), (emea, LAST), (emea, FIRST), (apac, LAST)):
        grant_waiver(desk, owner, change(since=since))
    listed = [(view.partner, view.region, view.waiver.fields.since) for view in list_waivers(desk)]
    assert listed == [
        ("Alpha", Region.APAC, LAST),
        ("Alpha", Region.EMEA, FIRST),
        ("Alpha", Region.EMEA, LAST),
        ("Łódź S.A.", Region.EMEA, FIRST),
    ]
    delete_agreement(desk, emea)
    assert len(list_waivers(desk)) == 2


def test_parts_of_requirements_can_be_waived(desk: Desk, agreement_id: int, tmp_path: Path) -> None:
    add_edition(desk, write_metals(tmp_path))
    use_edition(desk, "metals")
    for key in ("sales_or_team", "sales", "team"):
        grant_waiver(desk, agreement_id, change(requirement=key))
    with pytest.raises(FieldRefused, match="use contract, sellers, events, sales_or_team, sales, team"):
        grant_waiver(desk, agreement_id, FIELDS)
    use_edition(desk, "2022-10-03")
    labels = [view.label for view in list_waivers(desk, agreement_id)]
    assert labels == ["sales or team", "sales", "team"]
    first = list_waivers(desk, agreement_id)[0].waiver
    assert edit_waiver(desk, first.id, first.fields.model_copy(update={"reason": "Another"})) is not None
