"""A desk of each released version of the tables opens as one of today, whole, or stays what it was."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from channeladmin.errors import Cancelled
from channeladmin.records import AgreementStep
from channeladmin.storage.checking import check_database
from channeladmin.storage.clock import FixedClock
from channeladmin.storage.database import create_database, open_database
from channeladmin.storage.migrating import migrate_file
from channeladmin.storage.sqlite.engine import connect
from channeladmin.storage.sqlite.identity import SCHEMA_VERSION
from channeladmin.storage.undoing import redo, undo
from tests.storage.company import dump

RELEASED = Path(__file__).parent / "schemas"
CLOCK = FixedClock(date(2022, 10, 10))
OWN_TABLES = ("operation", "journal", "operation_context", "meta", "search_text", "standing")


@pytest.fixture(params=sorted(each.stem for each in RELEASED.glob("*.channeladmin")))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a desk as a released version made it."""
    return Path(shutil.copy(RELEASED / f"{request.param}.channeladmin", tmp_path / "old.channeladmin"))


def split_statement(sql: str) -> tuple[str, list[str], str]:
    """A CREATE TABLE as its head, its columns and constraints in the order of the alphabet, and its end.

    White space aside; a column that was added by a later version stands behind the constraints.
    """
    text = " ".join(sql.split())
    head, _, rest = text.partition("(")
    body, _, end = rest.rpartition(")")
    return head.strip(), sorted(part.strip() for part in re.split(r",(?![^(]*\))", body)), end.strip()


def describe(path: Path) -> dict[str, Any]:
    """The schema as SQLite sees it, and the statements that made it."""
    with closing(connect(path)) as connection:
        objects = connection.execute("SELECT type, name, tbl_name FROM sqlite_schema ORDER BY 1, 2").fetchall()
        found: dict[str, Any] = {"objects": objects}
        for name in [name for kind, name, _ in objects if kind == "table"]:
            for about in ("table_xinfo", "foreign_key_list"):
                found[f"{about} {name}"] = connection.execute(f'PRAGMA {about}("{name}")').fetchall()
            [(statement,)] = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchall()
            found[f"statement {name}"] = split_statement(statement)
            found[f"strict {name}"] = connection.execute(
                "SELECT strict FROM pragma_table_list WHERE name = ?", (name,)
            ).fetchone()
        for name in [name for kind, name, _ in objects if kind == "index"]:
            found[f"index {name}"] = connection.execute(f'PRAGMA index_xinfo("{name}")').fetchall()
        found["indexes"] = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'index'").fetchall()
        found["indexes"].sort()
        found["triggers"] = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        found["triggers"].sort()
        found["header"] = [
            connection.execute(f"PRAGMA {name}").fetchone() for name in ("user_version", "application_id")
        ]
    return found


def read_rows(path: Path) -> Iterator[tuple[str, list[Any]]]:
    """Every row of every table that the old file has, less what a version added."""
    with closing(connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
        for (name,) in names:
            rows = connection.execute(f'SELECT * FROM "{name}"').fetchall()
            yield name, [tuple(row) for row in rows]


def test_there_is_a_desk_of_every_version_before_this_one() -> None:
    assert sorted(each.stem for each in RELEASED.glob("*.channeladmin")) == [
        str(version) for version in range(1, SCHEMA_VERSION)
    ]


def test_a_migrated_schema_equals_a_fresh_one(old: Path, tmp_path: Path) -> None:
    migrate_file(old, None)
    create_database(tmp_path / "fresh.channeladmin", clock=CLOCK, actor="A").close()
    assert describe(old) == describe(tmp_path / "fresh.channeladmin")


def test_every_row_is_still_there(old: Path) -> None:
    before = dict(read_rows(old))
    migrate_file(old, None)
    after = dict(read_rows(old))
    for name, rows in before.items():
        kept = [row[: len(rows[0])] for row in after[name]]
        # The notes of the file are sealed anew.
        assert _leave_seal(name, kept) == _leave_seal(name, rows)


def _leave_seal(table: str, rows: list[Any]) -> list[Any]:
    return [row for row in rows if table != "meta" or row[0] != "seal"]


def test_a_track_of_any_edition_can_be_stored_after_it(old: Path) -> None:
    migrate_file(old, None)
    database = open_database(old, clock=CLOCK, actor="J. Lind")
    with database.act("Grant gold") as act:
        agreement_id = act.connection.exec_driver_sql("SELECT min(id) FROM agreement").scalar_one()
        act.insert(AgreementStep, {"track": "gold_2", "since": CLOCK.today()}, agreement_id=agreement_id)
    for wrong in ("Gold", "_gold", "2", "gold-2", "gold ", "göld"):
        with pytest.raises(IntegrityError), database.act("Grant") as act:
            act.insert(AgreementStep, {"track": wrong}, agreement_id=agreement_id)
    assert check_database(database) == ()
    database.close()


def test_the_history_holds_and_goes_on(old: Path) -> None:
    migrate_file(old, None)
    database = open_database(old, clock=CLOCK, actor="J. Lind")
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM meta WHERE key = 'seal'").scalar_one() == 1
    assert check_database(database) == ()
    before = dump(database)
    undo(database)
    assert dump(database) != before
    redo(database)
    assert dump(database) == before
    assert check_database(database) == ()
    database.close()


def test_a_file_of_today_is_left_alone(old: Path) -> None:
    migrate_file(old, None)
    before = old.read_bytes()
    migrate_file(old, None)
    assert old.read_bytes() == before


def test_a_cancelled_migration_leaves_the_old_file(old: Path) -> None:
    before = describe(old)

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        migrate_file(old, None, progress=stop)
    assert describe(old) == before


_KILLED = """
import os, signal, sys
from pathlib import Path
import channeladmin.storage.migrating as migrating

migrating.create_triggers = lambda connection: os.kill(os.getpid(), signal.SIGKILL)
migrating.migrate_file(Path(sys.argv[1]), None)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_migration_leaves_the_old_file(old: Path) -> None:
    before = describe(old)
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(old)], check=False, timeout=60)
    assert killed.returncode == -9
    assert describe(old) == before


@pytest.mark.parametrize("kind", ["erasure", "nonsense"])
def test_the_kind_of_an_old_operation_cannot_be_changed_unseen(old: Path, kind: str) -> None:
    migrate_file(old, None)
    with closing(connect(old)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE operation SET kind = ? WHERE id = (SELECT min(id) FROM operation)", (kind,))
    database = open_database(old, clock=CLOCK, actor="J. Lind")
    assert check_database(database) != ()
    database.close()
