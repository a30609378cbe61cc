"""The short form of `make bench`: every figure is measured once, on little, and comes in the shape of the contract."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks import (
    desk_counts,
    desk_growth,
    desk_memory,
    desk_outlook,
    imports,
    journalled_insert,
    one_edit,
    open_big,
    reading_big,
    undo_import,
    window_start,
)
from benchmarks.__main__ import MEASURES, main
from benchmarks.counting import count_holders, load_tables
from benchmarks.desks import CLOCK, ON, SampleDesks, evaluate_whole
from benchmarks.fetching import BY_KEY, IN_ORDER, fetch_all
from benchmarks.measuring import build_figure, compare
from benchmarks.rosters import insert_bare, write_roster
from channeladmin.desk.desk import open_desk
from channeladmin.desk.evaluating import Depth, Wanted, evaluate_desk
from channeladmin.storage.sqlite.engine import connect

KEYS = ["name", "unit", "figure", "reference", "ratio", "target", "holds", "runs"]
PEOPLE_ROWS = ("sales_verified", "sales_professional", "solution_architect_verified", "professional_services")


@pytest.fixture
def desks(tmp_path: Path) -> SampleDesks:
    return SampleDesks(tmp_path)


class Clock:
    """Stands still unless work moves it."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def work(self, seconds: Iterator[float]) -> None:
        self.now += next(seconds)


def test_medians_are_taken_in_turn_after_a_first_run_that_does_not_count() -> None:
    clock = Clock()
    app, bare = iter((90.0, 3.0, 8.0, 4.0)), iter((90.0, 1.0, 2.0, 5.0))
    figure = compare("x", lambda: clock.work(app), lambda: clock.work(bare), target=2.0, runs=3, clock=clock)
    assert list(json.loads(figure.to_json())) == KEYS
    assert (figure.figure, figure.reference, figure.ratio, figure.holds, figure.runs) == (4.0, 2.0, 2.0, True, 3)


def test_a_ratio_above_the_target_does_not_hold() -> None:
    clock = Clock()
    app, bare = iter((1.0, 2.01)), iter((1.0, 1.0))
    assert not compare("x", lambda: clock.work(app), lambda: clock.work(bare), target=2.0, runs=1, clock=clock).holds


def test_a_figure_without_a_target_neither_holds_nor_fails() -> None:
    figure = build_figure("x", 3.0, 2.0, target=None, runs=1)
    assert (figure.ratio, figure.target, figure.holds) == (1.5, None, None)


def test_a_whole_desk_is_evaluated(desks: SampleDesks) -> None:
    figures = (*desk_counts.measure(desks, partners=8, runs=1), desk_outlook.measure(desks, partners=8, runs=1))
    assert [(figure.name, figure.unit, figure.runs) for figure in figures] == [
        ("desk_counts", "s", 1),
        ("desk_counts_by_key", "s", 1),
        ("desk_counts_by_duckdb", "s", 1),
        ("desk_outlook", "s", 1),
    ]
    assert [figure.holds is None for figure in figures] == [False, True, True, False]


def test_growth_and_memory_are_measured_on_little(desks: SampleDesks) -> None:
    growth = desk_growth.measure(desks, big=8, small=4, runs=1)
    memory = desk_memory.measure(desks, partners=8)
    assert (growth.name, growth.unit) == ("desk_growth", "ms")
    assert (memory.name, memory.unit, memory.holds) == ("desk_memory", "MB", True)
    assert 10 < memory.reference < memory.figure < 500


def test_every_edit_is_one_of_another_award(desks: SampleDesks) -> None:
    assert one_edit.measure(desks, big=8, small=4, runs=3).name == "one_edit"
    with closing(open_desk(desks.get(8), clock=CLOCK)) as desk, desk.database.read() as connection:
        rows = connection.exec_driver_sql("SELECT row_id FROM journal WHERE table_name = 'award'").scalars().all()
    assert len(rows) == len(set(rows)) == 4


def test_a_desk_is_made_once(desks: SampleDesks) -> None:
    made = desks.get(4).stat().st_mtime_ns
    assert desks.get(4).stat().st_mtime_ns == made


def test_the_reference_fetches_what_there_is_in_both_orders(desks: SampleDesks) -> None:
    path = desks.get(8)
    with closing(open_desk(path, clock=CLOCK)) as desk, desk.database.read() as connection:
        tables = ("agreement", "employment", "award", "business_plan", "agreement_step", "activity", "booking")
        counts = [connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() for table in tables]
        addresses = "SELECT count(*) FROM email_address WHERE position = 0"
        counts.append(connection.exec_driver_sql(addresses).scalar_one())
    assert fetch_all(path, IN_ORDER) == fetch_all(path, BY_KEY) == sum(counts) > 100


def test_duckdb_counts_holders_as_the_app_does_where_nothing_stands_for_anything_else(desks: SampleDesks) -> None:
    path = desks.get(8)
    with closing(load_tables(path)) as memory:
        counted = {agreement_id: holders for agreement_id, *holders in count_holders(memory, ON)}
    with closing(open_desk(path, clock=CLOCK)) as desk:
        verdicts = tuple(evaluate_desk(desk, Wanted(track="select"), on=ON, depth=Depth.COUNTS))
    assert evaluate_whole(path, Depth.COUNTS) == 2 * len(verdicts)
    assert counted == {
        verdict.agreement_id: [
            sum(each.via in ("sales_core", "sales_professional", "sa_core", "pse") for each in row.counted)
            for row in verdict.requirements
            if row.key in PEOPLE_ROWS
        ]
        for verdict in verdicts
        if verdict.agreement_id in counted
    }
    assert len(counted) == len(verdicts) == 9


def test_the_window_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    assert window_start.measure(runs=1).name == "window_start"


def test_a_figure_that_is_not_there_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["speed_of_light"]) == 2
    told = capsys.readouterr().err
    assert all(name in told for name in MEASURES)


def test_the_data_file_is_measured_on_little() -> None:
    figures = (
        journalled_insert.measure(people=10, runs=1),
        undo_import.measure(partners=3, people=4, runs=1),
        open_big.measure(rows=100, runs=1),
    )
    assert [figure.name for figure in figures] == ["journalled_insert", "undo_import", "open_big"]


def test_imports_are_measured_on_little() -> None:
    figures = (
        imports.measure_apply(people=3, partners=2, runs=1),
        imports.measure_dry_run(people=3, partners=2, runs=1),
        reading_big.measure_preview(people=3, runs=1),
        reading_big.measure_memory(people=3),
    )
    assert [figure.name for figure in figures] == ["import_apply", "import_dry_run", "preview_first", "read_memory"]
    assert (figures[-1].unit, figures[-1].holds) == ("MB", True)


def test_the_reference_of_an_import_takes_every_line(tmp_path: Path) -> None:
    roster = write_roster(tmp_path / "roster.csv", people=3, partners=2)
    insert_bare(roster, tmp_path / "bare.db")
    with closing(connect(tmp_path / "bare.db")) as connection:
        assert connection.execute("SELECT count(*), count(DISTINCT email) FROM line").fetchone() == (15, 3)
