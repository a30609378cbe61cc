"""A process killed in the middle of an act leaves a file that opens as it was before."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from channeladmin.storage.checking import check_database
from channeladmin.storage.database import Database, open_database
from channeladmin.storage.refreshing import rebuild_standings
from tests.storage.company import add_company, dump, query

_KILLED = """
import os, signal, sys
from pathlib import Path
from channeladmin.records import Partner, RowInsert
from channeladmin.storage.clock import SystemClock
from channeladmin.storage.database import open_database

def list_people(act):
    for number, key in enumerate(act.new_ids(5000)):
        if (sys.argv[2], number) == ("while the trigger is away", 4500):
            os.kill(os.getpid(), signal.SIGKILL)
        yield RowInsert("person", key, {"name": "x" * 200})

database = open_database(Path(sys.argv[1]), clock=SystemClock(), actor="Killed")
with database.act("Killed") as act:
    # More than the cache holds, so that pages of the unfinished act have reached the disk.
    act.connection.exec_driver_sql("PRAGMA cache_size = 10")
    act.insert(Partner, {"name": "Half"})
    act.write_many(list_people(act))
    if sys.argv[2] == "inside":
        os.kill(os.getpid(), signal.SIGKILL)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize(("moment", "partners"), [("while the trigger is away", 1), ("inside", 1), ("after", 2)])
def test_a_killed_act_is_whole_or_not_there(database: Database, moment: str, partners: int) -> None:
    add_company(database, "Acme")
    before = dump(database)
    database.close()
    subprocess.run([sys.executable, "-c", _KILLED, str(database.path), moment], check=False, timeout=60)
    assert Path(f"{database.path}-wal").stat().st_size > 100_000, "the killed process had written"
    again = open_database(database.path, clock=database.clock, actor="J. Lind")
    rebuild_standings(again)  # the killed process had the clock of today
    assert query(again, "SELECT count(*) FROM partner") == [(partners,)]
    assert (dump(again) == before) is (moment != "after")
    assert check_database(again) == ()
    again.close()
