"""People, their addresses, employments and awards, edited as staff do."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from channeladmin.desk import people
from channeladmin.desk.desk import Desk
from channeladmin.desk.partners import PartnerFields, add_partner
from channeladmin.desk.people import AwardFields, EmploymentFields, PersonFields, PersonView
from channeladmin.desk.values import FieldRefused, Region, explain_errors

EARNED = date(2022, 3, 12)


@pytest.fixture
def acme(desk: Desk) -> int:
    """A company."""
    return add_partner(desk, PartnerFields(name="Acme")).id


def _add(desk: Desk, partner_id: int, name: str, *emails: str, **employment: object) -> int:
    fields = EmploymentFields.model_validate({"region": Region.EMEA, **employment})
    return people.add_person(desk, partner_id, PersonFields(name=name), emails, fields).id


def _only(desk: Desk, partner_id: int) -> PersonView:
    (person,) = people.list_people(desk, partner_id)
    return person


def test_a_person_comes_with_addresses_in_order_and_the_spell_there(desk: Desk, acme: int) -> None:
    _add(desk, acme, "Ana Ruiz", "ana@acme.example", "ANA@acme.example", "a.ruiz@old.example")
    person = _only(desk, acme)
    assert [email.fields.address for email in person.emails] == ["ana@acme.example", "a.ruiz@old.example"]
    assert [spell.fields.region for spell in person.employments] == [Region.EMEA]


def test_a_person_needs_a_key_that_rosters_know_them_by(desk: Desk, acme: int) -> None:
    with pytest.raises(FieldRefused, match="learner id") as refused:
        _add(desk, acme, "Ana Ruiz")
    assert refused.value.field == "emails"
    people.add_person(desk, acme, PersonFields(name="Ana Ruiz", learner_id="L-1"), (), EmploymentFields())
    assert _only(desk, acme).person.fields.learner_id == "L-1"


def test_addresses_are_reordered_added_and_dropped(desk: Desk, acme: int) -> None:
    person_id = _add(desk, acme, "Ana Ruiz", "ana@acme.example", "old@acme.example")
    people.set_emails(desk, person_id, ["new@acme.example", "ana@acme.example"])
    assert [email.fields.address for email in _only(desk, acme).emails] == ["new@acme.example", "ana@acme.example"]
    assert people.set_emails(desk, person_id, ["new@acme.example", "ana@acme.example"]) is None


def test_nobody_takes_an_address_or_a_learner_id_of_another(desk: Desk, acme: int) -> None:
    _add(desk, acme, "Ana Ruiz", "ana@acme.example")
    with pytest.raises(FieldRefused, match="Ana Ruiz") as refused:
        _add(desk, acme, "Eva Brandt", "Ana@Acme.example")
    assert refused.value.field == "emails"
    assert len(people.list_people(desk, acme)) == 1

    eva = _add(desk, acme, "Eva Brandt", "eva@acme.example")
    people.edit_person(desk, eva, PersonFields(name="Eva Brandt", learner_id="L-1"))
    ana = people.list_people(desk, acme)[0].person.id
    with pytest.raises(FieldRefused, match="Eva Brandt") as refused:
        people.edit_person(desk, ana, PersonFields(name="Ana Ruiz", learner_id="l-1"))
    assert refused.value.field == "learner_id"


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "is_refused"),
    [
        (date(2022, 7, 1), None, False),
        (date(2022, 6, 30), None, True),
        (None, None, True),
        (None, date(2022, 1, 1), True),
        (None, date(2021, 12, 31), False),
    ],
)
def test_two_spells_at_one_company_never_share_a_day(
    desk: Desk, acme: int, starts_on: date | None, ends_on: date | None, is_refused: bool
) -> None:
    person_id = _add(desk, acme, "Ana", "a@acme.example", starts_on=date(2022, 1, 1), ends_on=date(2022, 6, 30))
    fields = EmploymentFields(starts_on=starts_on, ends_on=ends_on)
    if is_refused:
        with pytest.raises(FieldRefused):
            people.add_employment(desk, person_id, acme, fields)
    else:
        people.add_employment(desk, person_id, acme, fields)
    assert len(_only(desk, acme).employments) == (1 if is_refused else 2)


def test_a_person_may_work_at_two_companies_at_once(desk: Desk, acme: int) -> None:
    bolt = add_partner(desk, PartnerFields(name="Bolt")).id
    person_id = _add(desk, acme, "Ana", "a@acme.example")
    people.add_employment(desk, person_id, bolt, EmploymentFields())
    assert len(_only(desk, acme).employments) == len(_only(desk, bolt).employments) == 1


def test_an_edited_spell_may_not_run_into_the_next(desk: Desk, acme: int) -> None:
    person_id = _add(desk, acme, "Ana", "a@acme.example", ends_on=date(2022, 6, 30))
    people.add_employment(desk, person_id, acme, EmploymentFields(starts_on=date(2022, 7, 1)))
    first = _only(desk, acme).employments[0]
    with pytest.raises(FieldRefused):
        people.edit_employment(desk, first.id, EmploymentFields(ends_on=date(2022, 7, 1)))
    people.delete_employment(desk, first.id)
    assert len(_only(desk, acme).employments) == 1


def test_confirming_notes_the_day_and_who(desk: Desk, acme: int) -> None:
    _add(desk, acme, "Ana", "a@acme.example")
    people.confirm_employments(desk, [_only(desk, acme).employments[0].id])
    spell = _only(desk, acme).employments[0].fields
    assert (spell.confirmed_on, spell.confirmed_by) == (desk.today(), "J. Lind")


def test_an_award_is_kept_by_the_programmes_key(desk: Desk, acme: int) -> None:
    person_id = _add(desk, acme, "Ana", "a@acme.example")
    award = people.add_award(desk, person_id, AwardFields(credential="Sales Architect Core", earned_on=EARNED))
    assert _only(desk, acme).awards[0].fields.credential == "sa_core"
    people.edit_award(desk, award.id, AwardFields(credential="pse", earned_on=EARNED, expires_on=EARNED))
    assert _only(desk, acme).awards[0].fields.expires_on == EARNED
    people.delete_award(desk, award.id)
    assert _only(desk, acme).awards == ()


def test_an_unknown_credential_is_refused_under_its_field(desk: Desk, acme: int) -> None:
    person_id = _add(desk, acme, "Ana", "a@acme.example")
    with pytest.raises(FieldRefused) as refused:
        people.add_award(desk, person_id, AwardFields(credential="Barista", earned_on=EARNED))
    assert refused.value.field == "credential"


def test_an_award_does_not_expire_before_it_is_earned() -> None:
    with pytest.raises(ValidationError) as error:
        AwardFields(credential="pse", earned_on=EARNED, expires_on=date(2022, 3, 11))
    (found,) = explain_errors(error.value)
    assert (found.field, found.message) == (
        "expires_on",
        "The award expires on 2022-03-11, before it was earned on 2022-03-12.",
    )


def test_people_come_by_name_and_a_deleted_one_is_gone(desk: Desk, acme: int) -> None:
    _add(desk, acme, "zoe", "z@acme.example")
    ana = _add(desk, acme, "Ana", "a@acme.example")
    assert [person.person.fields.name for person in people.list_people(desk, acme)] == ["Ana", "zoe"]
    people.delete_person(desk, ana)
    assert _only(desk, acme).person.fields.name == "zoe"
