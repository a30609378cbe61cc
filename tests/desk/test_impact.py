"""What another edition or reading would change, before it is decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import QueuePool

from channeladmin.desk.desk import Desk
from channeladmin.desk.evaluating import evaluate_agreement
from channeladmin.desk.impact import Impact, find_impact, measure_impact
from channeladmin.desk.partners import add_partner
from channeladmin.desk.programs import add_edition, use_edition
from channeladmin.desk.switches import set_switch
from channeladmin.desk.values import SELECT, AgreementFields, PartnerFields, Region, Status
from channeladmin.errors import Cancelled, UserError
from tests.desk.own_editions import switch_values
from tests.desk.select_partner import SelectPartner, enter_select_partner
from tests.program.texts import edit_shipped

IN_USE = "2022-10-03"


@pytest.fixture
def partner(desk: Desk) -> SelectPartner:
    """One that meets all, and beside it one of whom nothing is recorded."""
    add_partner(desk, PartnerFields(name="Zebra"), AgreementFields(region=Region.AMER))
    return enter_select_partner(desk)


def add_mine(desk: Desk, tmp_path: Path, edit: Callable[[str], str]) -> None:
    """An edition of ours."""
    (tmp_path / "mine.toml").write_text(edit(edit_shipped('id = "2022-10-03"', 'id = "mine"')), "utf-8")
    add_edition(desk, tmp_path / "mine.toml")


def word(impact: Impact) -> list[str]:
    return [f"{row.partner} {row.track}: {row.before} > {row.after} ({', '.join(row.causes)})" for row in impact.rows]


def test_a_reading_is_tried_before_it_is_decided(desk: Desk, partner: SelectPartner) -> None:
    impact = measure_impact(desk, IN_USE, switches={"revenue_basis": "booked"})
    assert word(impact) == ["Lumière Conseil SAS Select: met > unmet (Programme revenue)"]
    assert (impact.agreement_count, impact.rise_count, impact.fall_count) == (2, 0, 1)
    assert (impact.rows[0].partner_id, impact.rows[0].agreement_id) == (partner.partner_id, partner.agreement_id)
    assert switch_values(desk) == {}
    assert evaluate_agreement(desk, partner.agreement_id).get(SELECT).status is Status.MET


def test_a_reading_that_is_decided_is_tried_back(desk: Desk, partner: SelectPartner) -> None:
    set_switch(desk, "revenue_basis", "booked")
    impact = measure_impact(desk, IN_USE, switches={"revenue_basis": "committed"})
    assert word(impact) == ["Lumière Conseil SAS Select: unmet > met (Programme revenue)"]
    assert (impact.rise_count, impact.fall_count) == (1, 0)
    assert measure_impact(desk, IN_USE).rows == ()


def test_readings_that_stay_when_an_edition_is_used_count(desk: Desk, partner: SelectPartner, tmp_path: Path) -> None:
    """The two editions are the same: by the reading that is decided, nothing changes, and it is not forgotten."""
    add_mine(desk, tmp_path, lambda text: text)
    set_switch(desk, "revenue_basis", "booked")
    assert measure_impact(desk, "mine").rows == ()
    tried = measure_impact(desk, "mine", switches={"revenue_basis": "committed"})
    assert word(tried) == ["Lumière Conseil SAS Select: unmet > met (Programme revenue)"]


def test_what_is_told_is_what_then_happens(desk: Desk, partner: SelectPartner, tmp_path: Path) -> None:
    add_mine(desk, tmp_path, lambda text: text.replace("open = 2, select = 4", "open = 6, select = 6"))
    told = measure_impact(desk, "mine")
    assert word(told) == [
        "Lumière Conseil SAS Open: met > unmet (Sales verified)",
        "Lumière Conseil SAS Select: met > unmet (Sales verified)",
    ]
    use_edition(desk, "mine")
    evaluation = evaluate_agreement(desk, partner.agreement_id)
    assert [verdict.status for verdict in evaluation.verdicts] == [row.after for row in told.rows]


def test_the_day_decides(desk: Desk, partner: SelectPartner) -> None:
    del partner
    before_signing = date(2020, 1, 1)
    assert measure_impact(desk, IN_USE, on=before_signing, switches={"revenue_basis": "booked"}).rows == ()


def test_what_is_not_there_is_refused(desk: Desk, partner: SelectPartner) -> None:
    del partner
    with pytest.raises(UserError, match="There is no programme “other”"):
        measure_impact(desk, "other")
    with pytest.raises(UserError, match="“gravity” is not a switch"):
        measure_impact(desk, IN_USE, switches={"gravity": "off"})
    with pytest.raises(UserError, match="“some” is not a choice"):
        next(find_impact(desk, IN_USE, switches={"sharing": "some"}))


def test_it_tells_how_far_it_is_and_can_be_cancelled(desk: Desk, partner: SelectPartner) -> None:
    del partner
    told: list[tuple[int, int]] = []
    measure_impact(desk, "2025-08", progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2), (2, 2)]

    def stop(done: int, _total: int) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        measure_impact(desk, "2025-08", progress=stop)
    pool = desk.database.engine.pool
    assert isinstance(pool, QueuePool)
    assert pool.checkedout() == 0
    assert set_switch(desk, "grace", "none") is not None
