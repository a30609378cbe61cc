"""Editions of the programme, the switches of a file, and benefits."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from channeladmin.desk.agreements import add_step
from channeladmin.desk.desk import Desk, FixedClock, open_desk
from channeladmin.desk.evaluating import evaluate_agreement
from channeladmin.desk.history import undo
from channeladmin.desk.programs import (
    BenefitState,
    add_edition,
    check_edition_file,
    list_benefits,
    list_editions,
    save_edition_file,
    use_edition,
)
from channeladmin.desk.switches import set_switch
from channeladmin.desk.values import OPEN, SELECT, AgreementStepFields
from channeladmin.errors import EnvironmentProblem, UserError
from tests.desk.own_editions import switch_values, write_windows
from tests.desk.select_partner import enter_select_partner
from tests.program.texts import edit_shipped, list_files, write_row


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """An edition of ours that asks three sellers of an Open partner and has no switch for sharing."""
    text = edit_shipped('id = "2022-10-03"', 'id = "mine"')
    text = text.replace("effective_on = 2022-10-03", "effective_on = 2023-02-01")
    text = text.replace("need = { open = 2, select = 4 }", "need = { open = 3, select = 4 }")
    head, _, tail = text.partition('[[switches]]\nkey = "sharing"')
    path = tmp_path / "mine.toml"
    path.write_text(head + tail[tail.index("[[switches]]") :], encoding="utf-8")
    return path


SHIPPED = ["2022-10-03", "2022-10-24", "2024-08", "2025-08"]


def listed(desk: Desk) -> list[str]:
    """The editions in their order; a star marks the one in use, brackets one that the file carries."""
    marked = [(each.id if each.is_shipped else f"({each.id})", each.is_active) for each in list_editions(desk)]
    return [f"{name}{'*' if is_active else ''}" for name, is_active in marked]


def test_the_shipped_edition_is_in_use_from_the_start(desk: Desk) -> None:
    assert listed(desk) == ["2022-10-03*", *SHIPPED[1:]]
    assert desk.edition.id == "2022-10-03"


def test_an_edition_is_checked_without_being_added(desk: Desk, mine: Path) -> None:
    assert check_edition_file(mine).id == "mine"
    assert listed(desk) == ["2022-10-03*", *SHIPPED[1:]]


def test_an_edition_is_added_and_used_and_travels_in_the_file(desk: Desk, mine: Path) -> None:
    assert add_edition(desk, mine) is not None
    assert add_edition(desk, mine) is None
    assert listed(desk) == ["2022-10-03*", "2022-10-24", "(mine)", "2024-08", "2025-08"]
    assert use_edition(desk, "mine") is not None
    assert use_edition(desk, "mine") is None
    assert listed(desk) == ["2022-10-03", "2022-10-24", "(mine)*", "2024-08", "2025-08"]
    desk.close()
    mine.unlink()
    again = open_desk(desk.path, clock=FixedClock(date(2022, 10, 10)))
    assert again.edition.get_track(OPEN).requirements[1].need[OPEN] == 3
    again.close()


def test_an_edition_that_is_added_again_takes_the_place_of_the_first(desk: Desk, mine: Path) -> None:
    add_edition(desk, mine)
    use_edition(desk, "mine")
    mine.write_text(mine.read_text("utf-8").replace("open = 3", "open = 5"), "utf-8")
    assert add_edition(desk, mine) is not None
    assert desk.edition.get_track(OPEN).requirements[1].need[OPEN] == 5


def test_what_is_no_edition_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"There is no file .*nowhere.toml"):
        add_edition(desk, tmp_path / "nowhere.toml")
    latin = tmp_path / "latin.toml"
    latin.write_bytes("id = 'é'".encode("latin-1"))
    with pytest.raises(UserError, match="is not UTF-8 text"):
        check_edition_file(latin)
    with pytest.raises(EnvironmentProblem, match="cannot be read"):
        check_edition_file(tmp_path)
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(edit_shipped("first_month = 2", "first_month = 20"), "utf-8")
    with pytest.raises(UserError, match=r"wrong\.toml, line 13, fiscal\.first_month: This must be at most 12\."):
        add_edition(desk, wrong)
    same = tmp_path / "same.toml"
    same.write_text(edit_shipped('currency = "USD"', 'currency = "EUR"'), "utf-8")
    with pytest.raises(UserError, match="2022-10-03 comes with the app; give yours another id"):
        add_edition(desk, same)
    with pytest.raises(UserError, match="There is no programme “other”"):
        use_edition(desk, "other")
    assert listed(desk) == ["2022-10-03*", *SHIPPED[1:]]


def test_switches_that_the_next_edition_does_not_have_are_dropped(desk: Desk, mine: Path) -> None:
    add_edition(desk, mine)
    set_switch(desk, "sharing", "forbidden")
    set_switch(desk, "grace", "none")
    use_edition(desk, "mine")
    assert switch_values(desk) == {"grace": "none"}
    undo(desk)
    assert desk.edition.id == "2022-10-03"
    assert switch_values(desk) == {"sharing": "forbidden", "grace": "none"}


def test_readings_are_decided_in_the_act_that_uses_an_edition(desk: Desk) -> None:
    set_switch(desk, "grace", "none")
    assert use_edition(desk, "2025-08", switches={"revenue_window": 12, "grace": "next_quarter"}) is not None
    assert (desk.edition.id, switch_values(desk)) == ("2025-08", {"revenue_window": 12})
    undo(desk)
    assert (desk.edition.id, switch_values(desk)) == ("2022-10-03", {"grace": "none"})
    with pytest.raises(UserError, match="“some” is not a choice of the switch “sharing”"):
        use_edition(desk, "2025-08", switches={"sharing": "some"})
    assert desk.edition.id == "2022-10-03"


def test_switches_that_do_not_go_together_in_the_next_edition_are_dropped_until_they_do(
    desk: Desk, tmp_path: Path
) -> None:
    """In the edition before, the same two switches are about two requirements."""
    before = write_windows(tmp_path / "before.toml", edition="before")
    text = before.read_text("utf-8").replace('"program_revenue"\nfield = "months"', '"more_revenue"\nfield = "months"')
    text += write_row("amount", 'need = { select = 1 }\nbasis = "booked"', key="more_revenue")
    before.write_text(text, "utf-8")
    add_edition(desk, before)
    use_edition(desk, "before")
    set_switch(desk, "revenue_window", 12)
    set_switch(desk, "revenue_basis", "committed")
    assert switch_values(desk) == {"revenue_window": 12, "revenue_basis": "committed"}
    add_edition(desk, write_windows(tmp_path / "windows.toml"))
    use_edition(desk, "windows")
    assert switch_values(desk) == {"revenue_basis": "committed"}


def test_an_edition_that_is_added_again_keeps_only_the_switches_that_it_has(desk: Desk, tmp_path: Path) -> None:
    add_edition(desk, write_windows(tmp_path / "windows.toml"))
    use_edition(desk, "windows")
    set_switch(desk, "revenue_window", 12)
    set_switch(desk, "grace", "none")
    without = edit_shipped('id = "2022-10-03"', 'id = "windows"')
    (tmp_path / "windows.toml").write_text(without, "utf-8")
    assert add_edition(desk, tmp_path / "windows.toml") is not None
    assert switch_values(desk) == {"grace": "none"}
    undo(desk)
    assert switch_values(desk) == {"revenue_window": 12, "grace": "none"}


def test_a_file_without_end_is_refused_for_its_length(desk: Desk, tmp_path: Path) -> None:
    long = tmp_path / "long.toml"
    long.write_text("#" * 20_000_000, "ascii")
    with pytest.raises(UserError, match=r"long\.toml, line 1: This is longer than a programme file may be"):
        add_edition(desk, long)


def test_a_file_with_the_mark_that_windows_writes_is_taken(desk: Desk, tmp_path: Path) -> None:
    marked = tmp_path / "marked.toml"
    marked.write_bytes(edit_shipped('id = "2022-10-03"', 'id = "marked"').replace("\n", "\r\n").encode("utf-8-sig"))
    assert add_edition(desk, marked) is not None
    use_edition(desk, "marked")
    assert desk.edition.id == "marked"


def test_the_file_of_an_edition_is_saved_as_it_came(desk: Desk, mine: Path, tmp_path: Path) -> None:
    add_edition(desk, mine)
    save_edition_file(desk, "mine", tmp_path / "again.toml")
    assert (tmp_path / "again.toml").read_bytes() == mine.read_bytes()
    save_edition_file(desk, "2024-08", tmp_path / "again.toml")
    assert check_edition_file(tmp_path / "again.toml").id == "2024-08"
    with pytest.raises(UserError, match="There is no programme “other”"):
        save_edition_file(desk, "other", tmp_path / "other.toml")
    assert not (tmp_path / "other.toml").exists()


def test_the_examples_can_be_added(desk: Desk, tmp_path: Path) -> None:
    for name in ("atlassian-marketplace.toml", "microsoft-capability-score.toml"):
        (tmp_path / name).write_text(list_files()[name], "utf-8")
        assert add_edition(desk, tmp_path / name) is not None
    assert len(listed(desk)) == 6


def test_benefits_of_an_open_partner_and_of_a_select_partner(desk: Desk) -> None:
    agreement_id = enter_select_partner(desk).agreement_id
    found = {each.key: each for each in list_benefits(desk, evaluate_agreement(desk, agreement_id))}
    mdf = found["proposal_based_mdf"]
    assert (mdf.state, mdf.qualifier, mdf.group, mdf.line) == (
        BenefitState.EARNED,
        "Through Distribution",
        "Marketing",
        80,
    )
    assert (mdf.is_in_table, mdf.offered) == (True, {OPEN: "Through Distribution", SELECT: ""})
    assert found["leads"].state is BenefitState.NOT_OFFERED
    assert not found["select_lead_sharing"].is_in_table

    before = list_benefits(desk, evaluate_agreement(desk, agreement_id, date(2021, 3, 14)))
    assert {each.state for each in before} == {BenefitState.WITHHELD, BenefitState.NOT_OFFERED}

    add_step(desk, agreement_id, AgreementStepFields(track=SELECT, since=date(2022, 10, 10)))
    found = {each.key: each for each in list_benefits(desk, evaluate_agreement(desk, agreement_id))}
    assert (found["leads"].state, found["listing"].qualifier) == (BenefitState.EARNED, "featured")
