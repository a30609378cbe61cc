"""A roster of 100,000 rows into a desk that knows its companies, against `csv.reader` and a bare `executemany`.

`import_apply` goes from the file to the commit: read, validated, matched, planned, journalled, sealed, the standings
of all partners rewritten; the desk is open and backed up before the clock starts, and closed after it has stopped, when
the log is in the data file. `import_dry_run` is the plan alone.
The reference brings the same lines, as text, into one table of a database with the settings of the house.
"""

from __future__ import annotations

import tempfile
from contextlib import closing
from itertools import count
from pathlib import Path

from benchmarks.measuring import Figure, Work, compare
from benchmarks.rosters import PARTNERS, PEOPLE, insert_bare, make_desk, open_made, write_roster
from channeladmin.desk.desk import Desk
from channeladmin.desk.importing import ImportOptions, ImportPlan, apply_import, plan_import

APPLY_TARGET = 10
DRY_TARGET = 6


def measure_apply(*, people: int = PEOPLE, partners: int = PARTNERS, runs: int = 5) -> Figure:
    """Seconds from the file to the commit, in a fresh desk each time."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        roster = write_roster(folder / "roster.csv", people=people, partners=partners)
        desks = [
            open_made(make_desk(folder / f"{number}.channeladmin", partners=partners)) for number in range(runs + 1)
        ]
        used: list[Desk] = []

        def import_one() -> ImportPlan:
            used.append(desks.pop())
            return _import(used[-1], roster)

        def close_used() -> None:
            while used:
                used.pop().close()

        return compare(
            "import_apply",
            import_one,
            _build_bare(roster, folder),
            target=APPLY_TARGET,
            runs=runs,
            rest=close_used,
        )


def measure_dry_run(*, people: int = PEOPLE, partners: int = PARTNERS, runs: int = 5) -> Figure:
    """Seconds to plan the same, storing nothing."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        roster = write_roster(folder / "roster.csv", people=people, partners=partners)
        with closing(open_made(make_desk(folder / "desk.channeladmin", partners=partners))) as desk:
            return compare(
                "import_dry_run",
                lambda: plan_import(desk, "roster", [roster], ImportOptions()),
                _build_bare(roster, folder),
                target=DRY_TARGET,
                runs=runs,
            )


def _import(desk: Desk, roster: Path) -> ImportPlan:
    """The plan, which whoever imported still looks at."""
    plan = plan_import(desk, "roster", [roster], ImportOptions())
    apply_import(desk, plan)
    return plan


def _build_bare(roster: Path, folder: Path) -> Work:
    numbers = count()
    return lambda: insert_bare(roster, folder / f"bare {next(numbers)}.db")
