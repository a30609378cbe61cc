"""Facts hold what was stored, in a settled order, for all agreements or for some."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pytest

from channeladmin.errors import DamagedFile
from channeladmin.evaluation.facts import (
    ActivityFact,
    AttestationFact,
    AwardFact,
    BookingFact,
    EmploymentFact,
    Facts,
    MetricFact,
    PersonFact,
    PlanFact,
    StatusStep,
    TrackStep,
    WaiverFact,
)
from channeladmin.program.vocabulary import (
    SELECT,
    ActivityKind,
    ActivityStatus,
    AgreementStatus,
    BookingKind,
    PlanStatus,
    PracticeKind,
    Region,
)
from channeladmin.records import (
    Activity,
    Agreement,
    AgreementFields,
    AgreementStep,
    Award,
    Booking,
    BusinessPlan,
    BusinessPlanFields,
    EmailAddress,
    Employment,
    MetricEntry,
    Partner,
    Person,
    Waiver,
)
from channeladmin.storage import facts as facts_module
from channeladmin.storage.database import Database
from channeladmin.storage.facts import load_facts
from channeladmin.storage.sqlite.engine import connect
from channeladmin.storage.sqlite.triggers import build_triggers
from tests.storage.company import add_company

DAY = date(2022, 5, 1)


def _load(database: Database, ids: list[int] | None = None) -> list[Facts]:
    with database.read() as connection:
        return list(load_facts(connection, ids))


def test_everything_that_is_stored_arrives(database: Database) -> None:
    with database.act("Add") as act:
        partner = act.insert(Partner, {"name": "Acme", "external_ref": "A1"})
        agreement = act.insert(
            Agreement,
            AgreementFields(
                region=Region.EMEA,
                signed_on=DAY,
                starts_on=date(2022, 6, 1),
                ends_on=date(2024, 5, 31),
                practice=PracticeKind.BOTH,
                practice_attested_on=date(2022, 7, 1),
                practice_attested_by="K. Lee",
                practice_evidence="page",
            ),
            partner_id=partner,
        )
        later = {"status": AgreementStatus.SUSPENDED, "since": date(2023, 1, 1)}
        act.insert(AgreementStep, later, agreement_id=agreement)
        act.insert(AgreementStep, {"status": AgreementStatus.AUTHORIZED}, agreement_id=agreement)
        act.insert(AgreementStep, {"track": SELECT, "since": DAY}, agreement_id=agreement)
        person = act.insert(Person, {"name": "Zoë"})
        act.insert(EmailAddress, {"address": "second@x.example", "position": 1}, person_id=person)
        act.insert(EmailAddress, {"address": "first@x.example", "position": 0}, person_id=person)
        for starts, ends, region in ((DAY, None, Region.APAC), (None, date(2022, 4, 30), None)):
            spell = {"starts_on": starts, "ends_on": ends, "region": region}
            act.insert(Employment, spell, person_id=person, partner_id=partner)
        award = {"credential": "pse", "earned_on": DAY, "expires_on": date(2024, 1, 1), "edition": "2021 \x1e ],["}
        act.insert(Award, award, person_id=person)
        act.insert(Award, {"credential": "sa_core", "earned_on": date(2021, 1, 1), "revoked_on": DAY}, person_id=person)
        plan = act.insert(
            BusinessPlan,
            BusinessPlanFields(
                fiscal_year=2023,
                status=PlanStatus.APPROVED,
                partner_sponsor="P",
                partner_sponsor_signed_on=DAY,
                vendor_sponsor="V",
                vendor_sponsor_signed_on=DAY,
                committed_net_arr_cents=30_000_000,
                approved_on=DAY,
            ),
            agreement_id=agreement,
        )
        held = {"held_on": DAY, "kind": ActivityKind.WEBINAR, "title": "CI", "status": ActivityStatus.COMPLETED}
        act.insert(Activity, held, agreement_id=agreement)
        sold = {"closed_on": DAY, "net_arr_cents": -5, "kind": BookingKind.GROWTH}
        act.insert(Booking, sold, agreement_id=agreement)
        reported = {"metric": "revenue", "reported_on": DAY, "amount_hundredths": 250}
        act.insert(MetricEntry, reported, agreement_id=agreement)
        waived = {"requirement": "pse", "since": DAY, "until": DAY, "reason": "Why not", "granted_by": "Dana"}
        act.insert(Waiver, waived, agreement_id=agreement)

    assert _load(database) == [
        Facts(
            agreement_id=agreement,
            partner_id=partner,
            partner="Acme",
            external_ref="A1",
            region=Region.EMEA,
            signed_on=DAY,
            starts_on=date(2022, 6, 1),
            ends_on=date(2024, 5, 31),
            status_steps=(
                StatusStep(AgreementStatus.AUTHORIZED, None),
                StatusStep(AgreementStatus.SUSPENDED, date(2023, 1, 1)),
            ),
            track_steps=(TrackStep(SELECT, DAY),),
            attestation=AttestationFact(PracticeKind.BOTH, date(2022, 7, 1), "K. Lee", "page"),
            people=(
                PersonFact(
                    person_id=person,
                    name="Zoë",
                    email="first@x.example",
                    employments=(EmploymentFact(DAY, None, Region.APAC), EmploymentFact(None, date(2022, 4, 30), None)),
                    awards=(
                        AwardFact("pse", DAY, date(2024, 1, 1), None, "2021 \x1e ],["),
                        AwardFact("sa_core", date(2021, 1, 1), None, DAY, None),
                    ),
                ),
            ),
            plans=(PlanFact(plan, 2023, PlanStatus.APPROVED, DAY, "P", DAY, "V", DAY, 30_000_000),),
            activities=(ActivityFact(DAY, ActivityKind.WEBINAR, ActivityStatus.COMPLETED, "CI"),),
            bookings=(BookingFact(DAY, -5, BookingKind.GROWTH),),
            metrics=(MetricFact("revenue", DAY, 250),),
            waivers=(WaiverFact("pse", DAY, DAY, "Why not", "Dana"),),
        )
    ]


def test_agreements_come_by_folded_name_then_region(database: Database) -> None:
    for name in ("beta", "Alpha", "Ärger"):
        add_company(database, name, people=0)
    [alpha] = [facts for facts in _load(database) if facts.partner == "Alpha"]
    with database.act("Second region") as act:
        act.insert(Agreement, {"region": Region.APAC}, partner_id=alpha.partner_id)
    loaded = _load(database)
    assert [(facts.partner, facts.region) for facts in loaded] == [
        ("Alpha", "APAC"), ("Alpha", "EMEA"), ("beta", "EMEA"), ("Ärger", "EMEA"),
    ]  # fmt: skip
    some = [loaded[3].agreement_id, loaded[0].agreement_id, 12345]
    assert _load(database, some) == [loaded[0], loaded[3]]
    assert _load(database, []) == []


def test_a_person_is_in_the_team_of_every_company_they_were_at(database: Database) -> None:
    acme, beta = add_company(database, "Acme", people=1), add_company(database, "Beta", people=0)
    with database.act("Move") as act:
        act.insert(Employment, {"starts_on": DAY}, person_id=acme.person_ids[0], partner_id=beta.partner_id)
    at_acme, at_beta = _load(database)
    assert [len(facts.people) for facts in (at_acme, at_beta)] == [1, 1]
    assert at_acme.people[0].awards == at_beta.people[0].awards
    assert at_beta.people[0].employments == (EmploymentFact(DAY, None, None),)


def test_portions_join_without_a_seam(database: Database, monkeypatch: object) -> None:
    for number in range(7):
        add_company(database, f"P{number}", people=1)
    whole = _load(database)
    facts_module._PARTNERS, kept = 2, facts_module._PARTNERS
    try:
        assert _load(database) == whole
    finally:
        facts_module._PARTNERS = kept


def test_half_an_attestation_is_none(database: Database) -> None:
    acme = add_company(database, "Acme")
    with database.act("Attest") as act:
        act.update(Agreement, acme.agreement_id, {"practice": PracticeKind.SALES})
    assert _load(database)[0].attestation is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE award SET earned_on = '2021-02-30'",
        "UPDATE employment SET ends_on = 'soon'",
        "UPDATE agreement SET signed_on = '1 May'",
        "UPDATE agreement_step SET since = ''",
    ],
)
def test_a_value_that_no_act_writes_is_damage(database: Database, statement: str) -> None:
    add_company(database, "Acme")
    with closing(connect(database.path)) as connection:
        for name in build_triggers():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
    with pytest.raises(DamagedFile, match=r"holds what cannot be read .*check"):
        _load(database)
