"""One agreement or the whole desk, on any day, under any edition."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import closing
from datetime import date

import pytest
from sqlalchemy import QueuePool

from channeladmin.desk.agreements import add_agreement, delete_agreement
from channeladmin.desk.desk import Desk
from channeladmin.desk.evaluating import Wanted, evaluate_agreement, evaluate_desk
from channeladmin.desk.partners import add_partner
from channeladmin.desk.switches import set_switch
from channeladmin.desk.values import OPEN, SELECT, AgreementFields, PartnerFields, Region, TrackKey
from channeladmin.errors import Cancelled, UserError
from channeladmin.evaluation.verdict import Status, Verdict
from tests.desk.select_partner import enter_select_partner


@pytest.fixture
def three(desk: Desk) -> Desk:
    """Lumière meets everything in EMEA; Acme has two agreements, Bolt one, and none of the three meets anything."""
    enter_select_partner(desk)
    acme = add_partner(desk, PartnerFields(name="Acme", external_ref="A-1")).id
    for region in (Region.EMEA, Region.APAC):
        add_agreement(desk, acme, AgreementFields(region=region))
    bolt = add_partner(desk, PartnerFields(name="Bolt Systems Inc.")).id
    add_agreement(desk, bolt, AgreementFields(region=Region.AMER))
    add_partner(desk, PartnerFields(name="Without an agreement"))
    return desk


def is_read_by_nobody(desk: Desk) -> bool:
    pool = desk.database.engine.pool
    assert isinstance(pool, QueuePool)
    return pool.checkedout() == 0


def named(verdicts: list[Verdict]) -> list[tuple[str, Region, TrackKey]]:
    return [(verdict.partner, verdict.region, verdict.track) for verdict in verdicts]


def test_both_tracks_of_an_agreement_today(desk: Desk) -> None:
    found = evaluate_agreement(desk, enter_select_partner(desk).agreement_id)
    assert [(verdict.track, verdict.on) for verdict in found.verdicts] == [(OPEN, desk.today()), (SELECT, desk.today())]
    assert (found.entry, found.get(SELECT)) == found.verdicts
    assert (found.entry.status, found.get(SELECT).status) == (Status.MET, Status.MET)
    assert (found.headline, found.facts.partner) == (SELECT, "Lumière Conseil SAS")
    assert found.labels == ("Open", "Select")
    assert found.get(SELECT).met_count == 9
    with pytest.raises(KeyError):
        found.get(TrackKey("gold"))


def test_an_agreement_on_another_day(desk: Desk) -> None:
    agreement_id = enter_select_partner(desk).agreement_id
    before = evaluate_agreement(desk, agreement_id, date(2021, 1, 1))
    assert (before.entry.on, before.entry.status, before.headline) == (date(2021, 1, 1), Status.UNMET, OPEN)


def test_an_agreement_that_is_gone_is_said_to_be(desk: Desk) -> None:
    agreement_id = enter_select_partner(desk).agreement_id
    delete_agreement(desk, agreement_id)
    with pytest.raises(UserError, match="This agreement is no longer in the data file"):
        evaluate_agreement(desk, agreement_id)


def test_the_switches_of_the_file_are_followed(desk: Desk) -> None:
    agreement_id = enter_select_partner(desk).agreement_id
    set_switch(desk, "sharing", "forbidden")
    assert evaluate_agreement(desk, agreement_id).get(SELECT).status is Status.UNMET


def test_the_whole_desk_comes_by_partner_region_and_track(three: Desk) -> None:
    found = list(evaluate_desk(three))
    agreements = [
        ("Acme", Region.APAC),
        ("Acme", Region.EMEA),
        ("Bolt Systems Inc.", Region.AMER),
        ("Lumière Conseil SAS", Region.EMEA),
    ]
    assert named(found) == [(*agreement, track) for agreement in agreements for track in (OPEN, SELECT)]
    assert [verdict.status for verdict in found[-2:]] == [Status.MET, Status.MET]
    assert {verdict.on for verdict in found} == {three.today()}


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (
            lambda desk: evaluate_desk(desk, Wanted(partners=["  acme ", "a-1"], track=OPEN)),
            [("Acme", Region.APAC, OPEN), ("Acme", Region.EMEA, OPEN)],
        ),
        (
            lambda desk: evaluate_desk(desk, Wanted(partners=["A-1"], region=Region.EMEA, track=OPEN)),
            [("Acme", Region.EMEA, OPEN)],
        ),
        (
            lambda desk: evaluate_desk(desk, Wanted(region=Region.EMEA, track=SELECT)),
            [("Acme", Region.EMEA, SELECT), ("Lumière Conseil SAS", Region.EMEA, SELECT)],
        ),
        (lambda desk: evaluate_desk(desk, Wanted(partners=["Without an agreement"])), []),
    ],
)
def test_what_is_named_is_evaluated(
    three: Desk, run: Callable[[Desk], list[Verdict]], expected: list[tuple[str, Region, TrackKey]]
) -> None:
    assert named(list(run(three))) == expected


def test_an_unknown_partner_is_refused_with_the_nearest_names(three: Desk) -> None:
    with pytest.raises(
        UserError, match=r"There is no partner “Bolt System” in this file\. Did you mean “Bolt Systems Inc\.”"
    ):
        list(evaluate_desk(three, Wanted(partners=["Bolt System"])))
    with pytest.raises(UserError, match="Give a name as the list of partners has it"):
        list(evaluate_desk(three, Wanted(partners=["ŽŽŽŽ"])))


def test_another_edition_may_be_named(three: Desk) -> None:
    assert {verdict.edition for verdict in evaluate_desk(three, edition_id="2022-10-03")} == {"2022-10-03"}
    with pytest.raises(UserError, match="There is no programme “1999”"):
        list(evaluate_desk(three, edition_id="1999"))


def test_progress_is_told_and_can_stop_the_work(three: Desk) -> None:
    told: list[tuple[int, int]] = []
    list(evaluate_desk(three, Wanted(region=Region.EMEA), progress=lambda done, total: told.append((done, total))))
    assert told == [(0, 2), (1, 2), (2, 2)]

    def stop(done: int, total: int) -> None:
        if done:
            raise Cancelled

    seen: list[Verdict] = []
    with pytest.raises(Cancelled):
        seen.extend(evaluate_desk(three, progress=stop))
    assert is_read_by_nobody(three)
    assert add_partner(three, PartnerFields(name="The file is free again")).id


def test_whoever_stops_early_gives_the_file_back(three: Desk) -> None:
    with closing(evaluate_desk(three)) as verdicts:
        next(verdicts)
        assert not is_read_by_nobody(three)
    assert is_read_by_nobody(three)


def test_memory_is_tidied_while_the_caller_goes_through_the_verdicts(three: Desk) -> None:
    assert all(gc.isenabled() for _ in evaluate_desk(three))
