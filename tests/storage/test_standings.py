"""Stored standings follow every act, every day and every change of the programme."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from channeladmin.evaluation.evaluate import evaluate_tracks
from channeladmin.records import Agreement, AgreementStep, Award, Employment, MetricEntry, Partner, Person, Waiver
from channeladmin.storage.checking import check_database
from channeladmin.storage.clock import FixedClock
from channeladmin.storage.database import Database
from channeladmin.storage.editions import load_active_edition
from channeladmin.storage.facts import load_facts
from channeladmin.storage.refreshing import rebuild_standings, refresh_standings
from channeladmin.storage.settings import EDITION, EDITION_FILE, SWITCHES, write_setting
from channeladmin.storage.undoing import undo
from tests.program.metals import TEXT
from tests.storage.company import SIGNED, add_company, dump, query

DAY = date(2022, 10, 1)
STANDING = "SELECT track, status, is_own, met_count, total_count, first_gap FROM standing ORDER BY track"


def _status(database: Database, agreement_id: int) -> Any:  # noqa: ANN401 - one cell
    [(status,)] = query(database, f"SELECT status FROM standing WHERE track = 'open' AND agreement_id = {agreement_id}")
    return status


def test_both_tracks_are_stored_with_the_act(database: Database) -> None:
    add_company(database, "Acme")
    assert query(database, STANDING) == [
        ("open", "met", 1, 3, 3, None),
        ("select", "unmet", 0, 2, 9, "sales_verified"),
    ]
    [(rows,)] = query(database, "SELECT rows FROM standing WHERE track = 'open'")
    assert rows == (
        "partner_agreement:met:1:1:yes_no;sales_verified:met:2:2:people;solution_architect_verified:met:2:1:people"
    )


def test_an_award_taken_away_is_seen_at_once_and_undone_with_the_act(database: Database) -> None:
    acme = add_company(database, "Acme")
    [(award_id,)] = query(
        database, f"SELECT id FROM award WHERE credential = 'sa_core' AND person_id = {acme.person_ids[0]}"
    )
    with database.act("Revoke") as act:
        act.update(Award, award_id, {"revoked_on": date(2022, 1, 1)})
    with database.act("Leave") as act:
        act.delete(Person, [acme.person_ids[1]])
    assert _status(database, acme.agreement_id) == "unmet"


def test_a_failed_act_leaves_the_standing(database: Database) -> None:
    acme = add_company(database, "Acme")
    with pytest.raises(ZeroDivisionError), database.act("Leave") as act:
        act.delete(Person, list(acme.person_ids))
        _ = 1 // 0
    assert _status(database, acme.agreement_id) == "met"


def test_the_day_on_which_a_fact_ends_makes_the_standing_new(database: Database) -> None:
    acme = add_company(database, "Acme")
    with database.act("Leaves in November") as act:
        spell = f"SELECT id FROM employment WHERE person_id = {acme.person_ids[0]}"
        employment_id = act.connection.exec_driver_sql(spell).scalar_one()
        act.update(Employment, employment_id, {"ends_on": date(2022, 10, 31)})
    assert query(database, "SELECT DISTINCT next_change_on FROM standing") == [("2022-11-01",)]
    for day, is_stale, status in ((date(2022, 10, 31), False, "met"), (date(2022, 11, 1), True, "unmet")):
        database.clock = FixedClock(day)
        assert refresh_standings(database) is is_stale
        assert _status(database, acme.agreement_id) == status
    assert not refresh_standings(database)
    database.clock = FixedClock(SIGNED)
    assert refresh_standings(database), "a clock set back makes what was evaluated later stale"
    assert query(database, "SELECT DISTINCT evaluated_on FROM standing") == [(SIGNED.isoformat(),)]


def test_nothing_is_refreshed_while_an_act_runs(database: Database) -> None:
    add_company(database, "Acme")
    database.clock = FixedClock(date(2030, 1, 1))
    with database.act("Long"):
        assert not refresh_standings(database)
    assert refresh_standings(database)


def test_a_switch_of_the_programme_makes_all_of_them_new(database: Database) -> None:
    acme, other = add_company(database, "Acme"), add_company(database, "Other")
    with database.read() as connection:
        edition = load_active_edition(connection)
    switch = next(switch for switch in edition.switches if switch.requirement == "solution_architect_verified")
    assert "courses" in switch.field, "the first such switch asks for both courses"
    with database.act("Ask for both") as act:
        write_setting(act, SWITCHES, {switch.key: "both"})
    assert act.changes is not None
    assert act.changes.agreement_ids == {acme.agreement_id, other.agreement_id}
    assert _status(database, acme.agreement_id) == "unmet"


def test_a_switch_that_is_not_known_is_not_stored(database: Database) -> None:
    from channeladmin.errors import UserError

    add_company(database, "Acme")
    with pytest.raises(UserError, match="not a switch"), database.act("Set") as act:
        write_setting(act, SWITCHES, {"nonsense": True})
    assert query(database, "SELECT * FROM setting") == []


def test_rebuilding_gives_what_was_there(database: Database) -> None:
    add_company(database, "Acme")
    before = query(database, "SELECT * FROM standing")
    with database.derive() as connection:
        connection.exec_driver_sql("DELETE FROM standing")
    rebuild_standings(database)
    assert query(database, "SELECT * FROM standing") == before


def test_the_stored_row_is_the_verdict(database: Database) -> None:
    acme = add_company(database, "Acme")
    with database.act("End") as act:
        act.update(Agreement, acme.agreement_id, {"ends_on": date(2023, 5, 5)})
    with database.read() as connection:
        [facts] = load_facts(connection, [acme.agreement_id])
        verdicts = evaluate_tracks(facts, load_active_edition(connection), date(2022, 10, 3))
    columns = "SELECT status, met_count, holds_until, ends_by, agreement_status, granted_track FROM standing"
    assert query(database, f"{columns} ORDER BY track") == [
        (
            verdict.status.value,
            verdict.met_count,
            verdict.outlook.holds_until and verdict.outlook.holds_until.isoformat(),
            verdict.outlook.ends_by and verdict.outlook.ends_by.value,
            "authorized",
            "open",
        )
        for verdict in verdicts
    ]


def test_the_own_track_is_the_granted_one_else_the_entry_track(database: Database) -> None:
    acme = add_company(database, "Acme")
    own = "SELECT track, granted_track FROM standing WHERE is_own"
    assert query(database, own) == [("open", "open")]
    with database.act("Grant") as act:
        act.insert(AgreementStep, {"track": "select", "since": date(2022, 10, 1)}, agreement_id=acme.agreement_id)
    assert query(database, own) == [("select", "select")]
    with database.act("Use metals") as act:
        write_setting(act, f"{EDITION_FILE}metals", TEXT)
        write_setting(act, EDITION, "metals")
    assert query(database, own) == [("silver", "select")]
    assert query(database, "SELECT track FROM standing ORDER BY track") == [("gold",), ("platinum_plus",), ("silver",)]
    with database.act("Grant") as act:
        act.insert(AgreementStep, {"track": "gold", "since": date(2022, 10, 2)}, agreement_id=acme.agreement_id)
    assert query(database, own) == [("gold", "gold")]
    assert check_database(database) == ()


@pytest.mark.parametrize(
    ("model", "values", "change"),
    [
        pytest.param(
            Waiver,
            {"requirement": "sales_verified", "since": DAY, "until": date(2022, 12, 31), "reason": "Two hired"},
            {"until": date(2022, 11, 30)},
            id="waiver",
        ),
        pytest.param(
            MetricEntry,
            {"metric": "points", "reported_on": DAY, "amount_hundredths": 2**53 + 1},
            {"amount_hundredths": -5},
            id="metric entry",
        ),
    ],
)
def test_waivers_and_reported_metrics_touch_their_agreement(
    database: Database, model: type[SQLModel], values: dict[str, Any], change: dict[str, Any]
) -> None:
    acme, other = add_company(database, "Acme"), add_company(database, "Other")
    touched = frozenset({acme.agreement_id})
    with database.act("Add") as act:
        record_id = act.insert(model, values, agreement_id=acme.agreement_id)
    assert act.changes is not None and act.changes.agreement_ids == touched
    with database.act("Edit") as act:
        act.update(model, record_id, change)
    assert act.changes is not None and act.changes.agreement_ids == touched
    whole = dump(database)
    with database.act("Delete") as act:
        act.delete(model, [record_id])
    assert act.changes is not None and act.changes.agreement_ids == touched
    assert undo(database).agreement_ids == touched
    assert dump(database) == whole
    with database.act("Leave") as act:
        act.delete(Partner, [acme.partner_id])
    assert query(database, f"SELECT count(*) FROM {model.__tablename__}") == [(0,)]
    undo(database)
    assert dump(database) == whole
    assert other.agreement_id not in touched
    assert check_database(database) == ()


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Waiver, {"requirement": "Sales Verified", "since": DAY, "until": DAY, "reason": "x"}),
        (MetricEntry, {"metric": "1st", "reported_on": DAY, "amount_hundredths": 1}),
    ],
)
def test_the_data_file_takes_keys_only(database: Database, model: type[SQLModel], values: dict[str, Any]) -> None:
    acme = add_company(database, "Acme")
    with pytest.raises(IntegrityError), database.act("Add") as act:
        act.insert(model, values, agreement_id=acme.agreement_id)


def test_a_row_that_passes_by_the_waiver_of_a_part_is_stored_as_waived(database: Database) -> None:
    acme = add_company(database, "Acme")
    with database.act("Use metals") as act:
        write_setting(act, f"{EDITION_FILE}metals", TEXT)
        write_setting(act, EDITION, "metals")
    rows = "SELECT rows FROM standing WHERE track = 'platinum_plus'"
    [(before,)] = query(database, rows)
    assert "sales_or_team:unmet:0:1:parts" in before
    with database.act("Waive") as act:
        waiver = {"requirement": "team", "since": DAY, "until": date(2022, 12, 31), "reason": "x"}
        act.insert(Waiver, waiver, agreement_id=acme.agreement_id)
    [(after,)] = query(database, rows)
    assert "sales_or_team:waived:1:1:parts" in after
    assert check_database(database) == ()
