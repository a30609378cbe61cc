"""Companies and their agreements, edited as staff do."""

from __future__ import annotations

from datetime import date

import pytest

from channeladmin.desk import history
from channeladmin.desk.agreements import (
    AgreementFields,
    AgreementStepFields,
    add_agreement,
    add_step,
    delete_agreement,
    delete_step,
    edit_agreement,
    edit_step,
)
from channeladmin.desk.backups import BackupReason, list_backups
from channeladmin.desk.desk import Desk
from channeladmin.desk.partners import PartnerFields, add_partner, delete_partner, edit_partner, load_partner
from channeladmin.desk.values import OPEN, SELECT, AgreementStatus, FieldRefused, Region
from channeladmin.errors import EnvironmentProblem, UserError

HOSTILE = "A&B <Test> </para> GmbH"
SIGNED = date(2021, 3, 14)


def _emea(**values: object) -> AgreementFields:
    return AgreementFields.model_validate({"region": Region.EMEA, **values})


def test_a_company_comes_back_as_entered(desk: Desk) -> None:
    entered = {"name": f"  {HOSTILE} ", "external_ref": "P-1", "kinds": ("services", "reseller"), "website": " "}
    fields = PartnerFields.model_validate(entered)
    added = add_partner(desk, fields)
    stored = load_partner(desk, added.id).partner.fields
    assert stored.name == HOSTILE
    assert stored.website is None
    assert set(stored.kinds) == {"reseller", "services"}
    assert added.changes.rows["partner"] == {added.id}
    assert added.changes.label == f"Add partner {HOSTILE}"


@pytest.mark.parametrize("name", ["ACME GMBH", "acme gmbh", "Ａcme GmbH"])
def test_a_name_is_taken_whatever_its_case_and_width(desk: Desk, name: str) -> None:
    add_partner(desk, PartnerFields(name="Acme GmbH"))
    with pytest.raises(FieldRefused) as refused:
        add_partner(desk, PartnerFields(name=name))
    assert refused.value.field == "name"
    assert "Acme GmbH" in str(refused.value)


def test_a_reference_belongs_to_one_company(desk: Desk) -> None:
    add_partner(desk, PartnerFields(name="Acme", external_ref="P-1"))
    other = add_partner(desk, PartnerFields(name="Bolt"))
    with pytest.raises(FieldRefused) as refused:
        edit_partner(desk, other.id, PartnerFields(name="Bolt", external_ref="p-1"))
    assert (refused.value.field, load_partner(desk, other.id).partner.fields.external_ref) == ("external_ref", None)


def test_an_edit_that_changes_nothing_is_no_act(desk: Desk) -> None:
    added = add_partner(desk, PartnerFields(name="Acme", external_ref="P-1"))
    assert edit_partner(desk, added.id, PartnerFields(name="Acme", external_ref="P-1")) is None
    assert len(history.list_operations(desk)) == 1


def test_signing_makes_a_prospect_authorized_and_open_from_that_day(desk: Desk) -> None:
    added = add_partner(desk, PartnerFields(name="Acme"), _emea())
    agreement = load_partner(desk, added.id).agreements[0]
    assert (agreement.status, agreement.track) == (AgreementStatus.PROSPECT, None)

    edit_agreement(desk, agreement.agreement.id, _emea(signed_on=SIGNED))
    signed = load_partner(desk, added.id).agreements[0]
    assert (signed.status, signed.track) == (AgreementStatus.AUTHORIZED, OPEN)
    assert {(step.fields.since, step.fields.decided_by) for step in signed.steps} == {(SIGNED, "J. Lind")}


def test_the_steps_of_signing_follow_its_day_and_go_with_it(desk: Desk) -> None:
    added = add_partner(desk, PartnerFields(name="Acme"), _emea(signed_on=SIGNED))
    agreement_id = load_partner(desk, added.id).agreements[0].agreement.id
    later = date(2022, 1, 1)
    edit_agreement(desk, agreement_id, _emea(signed_on=later))
    assert {step.fields.since for step in load_partner(desk, added.id).agreements[0].steps} == {later}
    edit_agreement(desk, agreement_id, _emea())
    assert load_partner(desk, added.id).agreements[0].steps == ()


def test_signing_leaves_what_staff_decided(desk: Desk) -> None:
    added = add_partner(desk, PartnerFields(name="Acme"), _emea())
    agreement_id = load_partner(desk, added.id).agreements[0].agreement.id
    add_step(desk, agreement_id, AgreementStepFields(status=AgreementStatus.SUSPENDED, reason="Audit"))
    add_step(desk, agreement_id, AgreementStepFields(track=SELECT))
    edit_agreement(desk, agreement_id, _emea(signed_on=SIGNED))
    agreement = load_partner(desk, added.id).agreements[0]
    assert (agreement.status, agreement.track, len(agreement.steps)) == (
        AgreementStatus.SUSPENDED,
        SELECT,
        2,
    )


def test_the_latest_step_on_or_before_today_holds(desk: Desk) -> None:
    added = add_partner(desk, PartnerFields(name="Acme"), _emea(signed_on=SIGNED))
    agreement_id = load_partner(desk, added.id).agreements[0].agreement.id
    add_step(desk, agreement_id, AgreementStepFields(since=date(2022, 10, 11), status=AgreementStatus.ENDED))
    today = add_step(desk, agreement_id, AgreementStepFields(since=date(2022, 10, 10), track=SELECT))
    agreement = load_partner(desk, added.id).agreements[0]
    assert (agreement.status, agreement.track) == (AgreementStatus.AUTHORIZED, SELECT)

    edit_step(desk, today.id, AgreementStepFields(since=date(2022, 10, 11), track=SELECT))
    assert load_partner(desk, added.id).agreements[0].track == OPEN
    delete_step(desk, today.id)
    assert len(load_partner(desk, added.id).agreements[0].steps) == 3


def test_one_agreement_per_region(desk: Desk) -> None:
    added = add_partner(desk, PartnerFields(name="Acme"), _emea())
    second = add_agreement(desk, added.id, AgreementFields(region=Region.APAC))
    with pytest.raises(FieldRefused) as refused:
        edit_agreement(desk, second.id, _emea())
    assert refused.value.field == "region"
    assert [each.agreement.fields.region for each in load_partner(desk, added.id).agreements] == ["APAC", "EMEA"]
    delete_agreement(desk, second.id)
    assert len(load_partner(desk, added.id).agreements) == 1


def test_a_deleted_company_is_gone_and_comes_back_with_all_it_had(desk: Desk) -> None:
    added = add_partner(desk, PartnerFields(name=HOSTILE), _emea(signed_on=SIGNED))
    before = load_partner(desk, added.id)
    delete_partner(desk, added.id)
    with pytest.raises(UserError, match="no longer"):
        load_partner(desk, added.id)
    history.undo(desk)
    assert load_partner(desk, added.id) == before


def test_a_company_that_takes_records_along_is_backed_up_before_it_goes(desk: Desk) -> None:
    bare = add_partner(desk, PartnerFields(name="Bare"))
    whole = add_partner(desk, PartnerFields(name="Whole"), AgreementFields(region=Region.EMEA))
    delete_partner(desk, bare.id)
    assert list_backups(desk.path) == ()
    delete_partner(desk, whole.id)
    [backup] = list_backups(desk.path)
    assert backup.reason is BackupReason.BEFORE_DELETING
    history.undo(desk)
    desk.path.with_name("test backups").rename(desk.path.with_name("elsewhere"))
    desk.path.with_name("test backups").write_text("in the way")
    with pytest.raises(EnvironmentProblem, match="cannot be"):
        delete_partner(desk, whole.id)
    assert load_partner(desk, whole.id).partner.fields.name == "Whole"
