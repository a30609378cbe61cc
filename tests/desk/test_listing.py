"""The partners list: what is found, in which order, and what each row shows."""

from __future__ import annotations

from datetime import date

import pytest

from channeladmin.desk.desk import Desk, FixedClock
from channeladmin.desk.listing import SORTS, find_rows, get_rows
from channeladmin.errors import UserError
from channeladmin.evaluation.verdict import Cause, Measure, Status
from channeladmin.program.vocabulary import OPEN, SELECT, AgreementStatus, Region
from channeladmin.records import Agreement, AgreementStep, Partner
from tests.storage.company import add_company


def _names(desk: Desk, **wanted: object) -> list[str]:
    rows = get_rows(desk, find_rows(desk, **wanted))  # type: ignore[arg-type]  # any of its arguments
    return [f"{row.partner} {row.region or '-'}" for row in rows]


def test_a_row_shows_where_the_agreement_stands(desk: Desk) -> None:
    acme = add_company(desk.database, "Acme")
    with desk.database.act("Edit") as act:
        act.update(Agreement, acme.agreement_id, {"channel_manager": "Kim", "ends_on": date(2023, 4, 30)})
    [row] = get_rows(desk, find_rows(desk))
    assert (row.key, row.agreement_id, row.partner_id) == (acme.agreement_id, acme.agreement_id, acme.partner_id)
    assert (row.partner, row.external_ref, row.region, row.channel_manager) == ("Acme", "ref Acme", "EMEA", "Kim")
    assert (row.status, row.track) == (AgreementStatus.AUTHORIZED, OPEN)
    assert (row.standing, row.gap) == (Status.MET, None), "it stands by its own track, which is Open"
    assert (row.select_status, row.select_met, row.select_total) == (Status.UNMET, 2, 9)
    assert (row.holds_until, row.ends_by) == (date(2023, 4, 30), Cause.AGREEMENT)


def test_a_member_of_select_stands_by_select_and_its_first_gap(desk: Desk) -> None:
    acme = add_company(desk.database, "Acme")
    with desk.database.act("Promote") as act:
        act.insert(AgreementStep, {"track": SELECT, "since": desk.today()}, agreement_id=acme.agreement_id)
    [row] = get_rows(desk, find_rows(desk))
    assert (row.track, row.standing) == (SELECT, Status.UNMET)
    assert row.gap is not None
    assert (row.gap.requirement, row.gap.have, row.gap.need) == ("sales_verified", 2, 4)
    assert row.gap.measure is Measure.PEOPLE
    assert row.gap.label == "Sales verified"
    assert row.holds_until is None, "an unmet verdict with other gaps stays unmet"


def test_a_standing_tells_until_when_it_holds(desk: Desk) -> None:
    acme = add_company(desk.database, "Acme", people=3)
    with desk.database.act("End") as act:
        act.update(Agreement, acme.agreement_id, {"ends_on": date(2023, 4, 30)})
        act.insert(AgreementStep, {"status": AgreementStatus.SUSPENDED, "since": date(2022, 12, 1)},
                   agreement_id=acme.agreement_id)  # fmt: skip
    with desk.database.read() as connection:
        statement = "SELECT holds_until, ends_by FROM standing WHERE track = 'open'"
        assert tuple(connection.exec_driver_sql(statement).one()) == ("2022-11-30", Cause.AGREEMENT.value)


def test_a_company_without_an_agreement_has_a_row_of_its_own(desk: Desk) -> None:
    with desk.database.act("Add") as act:
        partner_id = act.insert(Partner, {"name": "Bare"})
    [key] = find_rows(desk)
    [row] = get_rows(desk, [key])
    assert key == partner_id == row.partner_id
    assert (row.agreement_id, row.region, row.status, row.standing, row.gap) == (None, None, None, None, None)
    assert list(find_rows(desk, text="bare")) == [partner_id]


def test_rows_come_by_name_and_region_and_in_the_order_asked_for(desk: Desk) -> None:
    for name, region in (("beta", Region.EMEA), ("Alpha", Region.PUBSEC), ("ÖKO", Region.EMEA)):
        add_company(desk.database, name, region=region)
    with desk.database.act("Second region") as act:
        [partner_id] = {row.partner_id for row in get_rows(desk, find_rows(desk, text="alpha"))}
        act.insert(Agreement, {"region": Region.APAC}, partner_id=partner_id)
        act.insert(Partner, {"name": "Bare"})
    order = ["Alpha APAC", "Alpha PUBSEC", "Bare -", "beta EMEA", "ÖKO EMEA"]
    assert _names(desk) == order
    assert _names(desk, sort="partner", descending=True) == [
        "ÖKO EMEA", "beta EMEA", "Bare -", "Alpha APAC", "Alpha PUBSEC",
    ]  # fmt: skip
    assert _names(desk, sort="region") == ["Alpha APAC", "beta EMEA", "ÖKO EMEA", "Alpha PUBSEC", "Bare -"]
    assert _names(desk, sort="region", descending=True)[-1] == "Bare -", "empty cells last either way"
    keys = find_rows(desk)
    assert get_rows(desk, [keys[3], 17, keys[0]]) == (get_rows(desk, keys)[3], get_rows(desk, keys)[0])


def test_filters_go_together(desk: Desk) -> None:
    add_company(desk.database, "Fit")
    add_company(desk.database, "Short", people=0)
    add_company(desk.database, "Far", region=Region.APAC)
    assert _names(desk, region=Region.EMEA) == ["Fit EMEA", "Short EMEA"]
    assert _names(desk, region=Region.EMEA, text="s") == ["Short EMEA"]
    assert _names(desk, track=SELECT) == []
    assert len(_names(desk, track=OPEN, status=AgreementStatus.AUTHORIZED)) == 3
    assert _names(desk, standing=Status.MET) == ["Far APAC", "Fit EMEA"]
    assert _names(desk, standing=Status.UNMET) == ["Short EMEA"]


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("descending", [False, True])
def test_every_sort_gives_every_row_once(desk: Desk, sort: str, descending: bool) -> None:
    add_company(desk.database, "A")
    add_company(desk.database, "B", people=0)
    with desk.database.act("Add") as act:
        act.insert(Partner, {"name": "Bare"})
    assert sorted(find_rows(desk, sort=sort, descending=descending)) == sorted(find_rows(desk))


def test_an_unknown_sort_is_refused(desk: Desk) -> None:
    with pytest.raises(UserError, match="cannot be sorted by “size”"):
        find_rows(desk, sort="size")


def test_the_list_shows_today(desk: Desk) -> None:
    acme = add_company(desk.database, "Acme")
    with desk.database.act("Suspend") as act:
        step = {"status": AgreementStatus.SUSPENDED, "since": date(2022, 12, 1)}
        act.insert(AgreementStep, step, agreement_id=acme.agreement_id)
    assert len(find_rows(desk, status=AgreementStatus.AUTHORIZED)) == 1
    desk.database.clock = FixedClock(date(2022, 12, 1))
    assert len(find_rows(desk, status=AgreementStatus.SUSPENDED)) == 1
