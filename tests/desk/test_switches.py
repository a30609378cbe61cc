"""The readings that a manager may decide otherwise: how they stand, and deciding them."""

from __future__ import annotations

from pathlib import Path

import pytest

from channeladmin.desk.desk import Desk
from channeladmin.desk.evaluating import Wanted, evaluate_agreement, evaluate_desk
from channeladmin.desk.history import list_operations
from channeladmin.desk.programs import add_edition, use_edition
from channeladmin.desk.switches import list_switches, read_switches, set_switch
from channeladmin.desk.values import SELECT, Reason
from channeladmin.errors import UserError
from channeladmin.program.loading import list_shipped
from tests.desk.own_editions import switch_values, write_windows
from tests.desk.select_partner import enter_select_partner


def test_a_switch_is_set_and_set_back(desk: Desk) -> None:
    agreement_id = enter_select_partner(desk).agreement_id
    assert len(list_switches(desk)) == 8
    assert switch_values(desk) == {}
    assert set_switch(desk, "sharing", "forbidden") is not None
    assert set_switch(desk, "sharing", "forbidden") is None
    assert switch_values(desk) == {"sharing": "forbidden"}
    assert evaluate_agreement(desk, agreement_id).get(SELECT).met_count < 9
    assert set_switch(desk, "sharing", "allowed") is not None
    assert set_switch(desk, "sharing", "allowed") is None
    assert switch_values(desk) == {}
    assert evaluate_agreement(desk, agreement_id).get(SELECT).met_count == 9


def test_a_switch_that_is_not_there_is_refused(desk: Desk) -> None:
    with pytest.raises(UserError, match="“gravity” is not a switch"):
        set_switch(desk, "gravity", "off")
    with pytest.raises(UserError, match="“some” is not a choice"):
        set_switch(desk, "sharing", "some")


def test_switches_that_do_not_go_together_are_refused_before_they_are_kept(desk: Desk, tmp_path: Path) -> None:
    add_edition(desk, write_windows(tmp_path / "windows.toml"))
    use_edition(desk, "windows")
    assert set_switch(desk, "revenue_window", 12) is not None
    with pytest.raises(UserError, match=r"go together: revenue_window = 12, revenue_basis = committed\. What a plan"):
        set_switch(desk, "revenue_basis", "committed")
    assert switch_values(desk) == {"revenue_window": 12}


def test_a_choice_is_read_as_a_programme_file_writes_it(desk: Desk, tmp_path: Path) -> None:
    add_edition(desk, write_windows(tmp_path / "windows.toml"))
    use_edition(desk, "windows")
    texts = {"professional_services_region": "false", "revenue_window": "12", "sharing": "forbidden"}
    assert read_switches(desk, texts) == {
        "professional_services_region": False,
        "revenue_window": 12,
        "sharing": "forbidden",
    }
    assert read_switches(desk, {"revenue_window": "default", "grace": "default"}) == {
        "revenue_window": "fiscal_year",
        "grace": "next_quarter",
    }
    assert read_switches(desk, {"sharing": "Some", "gravity": "default"}) == {"sharing": "Some", "gravity": "default"}
    with pytest.raises(
        UserError, match="“13” is not a choice of the switch “revenue_window”; choose from: fiscal_year"
    ):
        set_switch(desk, "revenue_window", read_switches(desk, {"revenue_window": "13"})["revenue_window"])


def test_the_switches_of_another_edition_stand_as_they_would_if_it_were_used(desk: Desk) -> None:
    set_switch(desk, "grace", "none")
    set_switch(desk, "architect_courses", "both")
    before = {view.key: view.value for view in list_switches(desk, "2025-08")}
    use_edition(desk, "2025-08")
    assert {view.key: view.value for view in list_switches(desk)} == before
    assert before["grace"] == "none"
    assert "architect_courses" not in before
    with pytest.raises(UserError, match="There is no programme “other”"):
        list_switches(desk, "other")


def test_another_edition_is_evaluated_with_what_is_decided_of_it(desk: Desk) -> None:
    """As it would be judged if it were used."""
    enter_select_partner(desk)
    set_switch(desk, "sharing", "forbidden")
    wanted = Wanted(track=SELECT)
    promised = list(evaluate_desk(desk, wanted, edition_id="2022-10-24"))
    use_edition(desk, "2022-10-24")
    assert list(evaluate_desk(desk, wanted)) == promised
    reasons = {person.reason for row in promised[0].requirements for person in row.not_counted}
    assert Reason.USED_ELSEWHERE in reasons


def test_the_act_is_told_in_the_words_of_the_programme(desk: Desk) -> None:
    set_switch(desk, "revenue_basis", "booked")
    assert list_operations(desk)[0].label == "What meets the revenue target: what was booked"
    set_switch(desk, "professional_services_region", False)
    assert list_operations(desk)[0].label == "Professional services in the region: in any region"


@pytest.mark.parametrize("edition_id", list_shipped())
def test_every_choice_that_ships_has_words_of_its_own(desk: Desk, edition_id: str) -> None:
    for view in list_switches(desk, edition_id):
        assert len(set(view.words)) == len(view.choices)
        assert not {"true", "false", "fiscal year"} & set(view.words)
        assert view.word(view.default) == view.words[view.choices.index(view.default)]
