"""SQLite's locks on a file fall with any other descriptor of it that the process closes: there must be none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from channeladmin.storage.backups import back_up_database, find_newest
from channeladmin.storage.clock import SystemClock
from channeladmin.storage.copies_holding import find_copies_holding
from channeladmin.storage.database import Database, create_database, open_database
from channeladmin.storage.earlier_copies import EarlierCopies, list_earlier_copies
from channeladmin.storage.password_change import change_password
from channeladmin.storage.refusals import OpenRefused, RefusalKind
from channeladmin.storage.sqlite.header import could_be_encrypted, find_kept_header, is_desk_file
from channeladmin.storage.thinning import is_sound
from tests.storage.company import add_company, query
from tests.storage.other_process import run_process

TRY_TO_LOCK = """
import fcntl

# The bytes that SQLite locks (shared) on every file that it has open in WAL mode.
with path.open("rb+") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)
    except OSError:
        print("locked")
    else:
        print("free")
"""


def _ask_another_process(path: Path) -> str:
    """Whether SQLite's lock on the file holds against another process."""
    return run_process(path, TRY_TO_LOCK).stdout.strip()


@pytest.fixture(params=[None, "secret"])
def password(request: pytest.FixtureRequest) -> str | None:
    found: str | None = request.param
    return found


@pytest.fixture
def database(tmp_path: Path, password: str | None) -> Iterator[Database]:
    """A desk that is open and has been written to; plain, and encrypted."""
    database = create_database(tmp_path / "a.channeladmin", clock=SystemClock(), actor="A", password=password)
    add_company(database, "Acme")
    yield database
    database.close()


@pytest.mark.skipif(os.name == "nt", reason="locks do not fall with other descriptors there")
def test_however_it_is_looked_at_meanwhile(database: Database, password: str | None) -> None:
    path = database.path
    for is_read_only in (False, True):
        again = open_database(path, clock=SystemClock(), actor="A", password=password, is_read_only=is_read_only)
        assert query(again, "SELECT count(*) FROM partner") == [(1,)]
        again.close()
    assert is_desk_file(path) is (password is None)
    back_up_database(database)
    list_earlier_copies(path)
    with pytest.raises(OpenRefused) as refused:
        change_password(path, old=password, new="other", earlier=EarlierCopies.ENCRYPT, actor="A")
    assert refused.value.kind is RefusalKind.IN_USE
    assert _ask_another_process(path) == "locked"
    add_company(database, "Beta")
    database.close()
    assert find_kept_header(path) is None
    assert _ask_another_process(path) == "free"


@pytest.mark.skipif(os.name == "nt", reason="locks do not fall with other descriptors there")
def test_a_backup_that_is_open_as_a_desk_stays_locked_when_it_is_looked_at(
    database: Database, password: str | None
) -> None:
    backup = back_up_database(database)
    opened = open_database(backup, clock=SystemClock(), actor="A", password=password)
    add_company(opened, "Beta")
    newest = query(opened, "SELECT max(id) FROM operation")[0][0]
    key = database.file_key
    found = find_newest(database.path, key)
    assert found is not None and found[1].newest == newest, "what lies in its log is seen"
    assert is_sound(backup, key)
    person_id = query(opened, "SELECT max(id) FROM person")[0][0]
    assert find_copies_holding([backup], person_id, key=key).holding == (backup,)
    assert could_be_encrypted(backup) is (password is not None)
    with pytest.raises(OpenRefused):
        back_up_database(database, backup)
    assert _ask_another_process(backup) == "locked"
    add_company(opened, "Gamma")
    opened.close()
    assert _ask_another_process(backup) == "free"
