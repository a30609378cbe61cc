"""Making and opening a data file, and every file that is refused stays as it was."""

from __future__ import annotations

import os
import stat
from datetime import date
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from channeladmin.errors import EnvironmentProblem, UserError
from channeladmin.records import Person, PersonFields
from channeladmin.storage.clock import FixedClock
from channeladmin.storage.database import Database, create_database, open_database
from channeladmin.storage.sqlite.header import is_desk_file
from tests.storage.company import add_company, query
from tests.storage.other_process import other_process

CLOCK = FixedClock(date(2022, 10, 3))


def _open(path: Path, password: str | None = None) -> Database:
    return open_database(path, clock=CLOCK, actor="J. Lind", password=password)


def _create(path: Path, password: str | None = None) -> Database:
    return create_database(path, clock=CLOCK, actor="J. Lind", password=password)


def _refuse(path: Path, words: str, *, password: str | None = None) -> None:
    before = path.read_bytes() if path.is_file() else None
    beside = sorted(path.parent.iterdir())
    with pytest.raises(UserError, match=words):
        _open(path, password)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert sorted(path.parent.iterdir()) == beside


def test_a_new_file_is_a_desk_with_the_settings_of_the_house(database: Database) -> None:
    def pragma(name: str) -> object:
        return query(database, f"PRAGMA {name}")[0][0]

    assert is_desk_file(database.path)
    assert [pragma(name) for name in ("foreign_keys", "journal_mode", "synchronous", "trusted_schema")] == [
        1, "wal", 2, 0,
    ]  # fmt: skip
    assert [pragma(name) for name in ("cell_size_check", "application_id", "user_version")] == [1, 0x4368416D, 3]
    assert all(row[5] == 1 for row in query(database, "PRAGMA table_list") if not row[1].startswith("sqlite_"))


@pytest.mark.skipif(os.name == "nt", reason="modes of files are POSIX")
def test_the_file_and_its_side_files_are_the_owners_alone(database: Database) -> None:
    add_company(database, "Acme")
    modes = {path.suffix: stat.S_IMODE(path.stat().st_mode) for path in database.path.parent.iterdir()}
    assert set(modes) == {".channeladmin", ".channeladmin-wal", ".channeladmin-shm", ".open"}
    assert set(modes.values()) == {0o600}


def test_closing_leaves_one_file_that_opens_again(tmp_path: Path) -> None:
    path = tmp_path / "a b.channeladmin"
    database = _create(path)
    add_company(database, "Acme")
    database.close()
    assert list(tmp_path.iterdir()) == [path]
    again = _open(path)
    assert query(again, "SELECT name FROM partner") == [("Acme",)]
    again.close()


def test_an_existing_file_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("mine")
    with pytest.raises(UserError, match="exists already"):
        _create(path)
    assert path.read_text() == "mine"


def test_a_new_file_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"folder .*nowhere.* does not exist"):
        _create(tmp_path / "nowhere" / "desk.channeladmin")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    _refuse(tmp_path / "none.channeladmin", "There is no file")
    _refuse(tmp_path, "is a folder")


@pytest.mark.parametrize("content", [b"", b"name,region\nAcme,EMEA\n", b"x" * 5000])
def test_what_is_no_desk_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes(content)
    _refuse(path, "is not a desk file")
    assert not is_desk_file(path)


def test_another_programs_database_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    other = driver.connect(str(path))
    other.execute("PRAGMA application_id = 7")
    other.execute("CREATE TABLE theirs (id)")
    other.commit()
    other.close()
    _refuse(path, "belongs to another program")


def test_a_newer_file_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "desk.channeladmin"
    _create(path).close()
    newer = driver.connect(str(path))
    newer.execute("PRAGMA journal_mode = DELETE")
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    _refuse(path, "newer version")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_read_only_file_is_the_machines_fault(tmp_path: Path) -> None:
    path = tmp_path / "desk.channeladmin"
    _create(path).close()
    path.chmod(0o400)
    with pytest.raises(EnvironmentProblem, match="read-only"):
        _open(path)


def test_a_file_that_may_not_be_written_is_the_machines_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "desk.channeladmin"
    _create(path).close()
    before = path.read_bytes()
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with pytest.raises(EnvironmentProblem, match="read-only"):
        _open(path)
    assert path.read_bytes() == before


def test_a_file_whose_journal_was_tampered_with_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "desk.channeladmin"
    _create(path).close()
    other = driver.connect(str(path))
    other.execute("DROP TRIGGER journal_award_delete")
    other.close()
    with pytest.raises(EnvironmentProblem, match="journal_award_delete"):
        _open(path)


def test_a_damaged_file_is_the_machines_fault(tmp_path: Path) -> None:
    path = tmp_path / "desk.channeladmin"
    _create(path).close()
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\x01" * 3996
    path.write_bytes(content)
    with pytest.raises(EnvironmentProblem, match="damaged"):
        _open(path)


def test_a_password_is_needed_and_must_be_right(tmp_path: Path) -> None:
    path = tmp_path / "secret.channeladmin"
    database = _create(path, "open 'sésame\"")
    with database.act("Add") as act:
        act.insert(Person, PersonFields(name="Renée Hidden"))
    database.close()
    assert not is_desk_file(path)
    assert b"Hidden" not in path.read_bytes()
    _refuse(path, "not a desk file, or it needs a password")
    _refuse(path, "not a desk file, or the password is wrong", password="open sesame")
    again = _open(path, "open 'sésame\"")
    assert query(again, "SELECT name FROM person") == [("Renée Hidden",)]
    again.close()


def test_a_password_does_not_make_a_file_of_something_else_a_desk(tmp_path: Path) -> None:
    path = tmp_path / "noise"
    path.write_bytes(bytes(range(256)) * 32)
    _refuse(path, "not a desk file, or the password is wrong", password="any")


def test_side_files_left_from_a_file_that_is_gone_do_not_get_into_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "new.channeladmin"
    first = _create(path)
    add_company(first, "Acme")
    left_over = Path(f"{path}-wal").read_bytes()
    first.close()
    path.unlink()
    Path(f"{path}-wal").write_bytes(left_over)
    second = _create(path)
    assert query(second, "SELECT count(*) FROM partner") == [(0,)]
    add_company(second, "Bolt")
    second.close()


_MAKE = """
from channeladmin.storage import opening
from channeladmin.storage.database import create_database

asked, told = opening.refuse_place, []

def pause(*given, **named):
    asked(*given, **named)
    told.append(None) or (len(told) == 1 and be_ready())

opening.refuse_place = pause
try:
    create_database(path, clock=SystemClock(), actor="m.okafor", what="import").close()
except UserError as error:
    print(error)
else:
    print("created")
"""


@pytest.mark.parametrize("is_open", [True, False])
def test_who_makes_a_file_second_learns_so_and_the_first_one_keeps_its_acts(tmp_path: Path, *, is_open: bool) -> None:
    """Both have found the name free; the second one goes on when the first one has worked in its file."""
    path = tmp_path / "new.channeladmin"
    with other_process(path, _MAKE) as child:
        first = _create(path)
        add_company(first, "Acme")
        if not is_open:
            first.close()
        said, _ = child.communicate("go on\n", timeout=60)
        assert "exists already" in said
        first.close()
    again = _open(path)
    assert query(again, "SELECT name FROM partner") == [("Acme",)]
    again.close()
    assert list(tmp_path.iterdir()) == [path]


def test_while_a_file_is_made_nobody_else_makes_it(tmp_path: Path) -> None:
    path = tmp_path / "new.channeladmin"
    slow = "from channeladmin.storage import opening\nfill = opening._fill\n"
    slow += "opening._fill = lambda *given: (be_ready(), fill(*given))\n"
    slow += "opening.create_file(path, password=None, actor='m.okafor', what='import', clock=SystemClock())\n"
    with (
        other_process(path, slow) as child,
        pytest.raises(EnvironmentProblem, match=rf"m.okafor's “import” \(process {child.pid}\) has .* to itself"),
    ):
        _create(path)
    _open(path).close()
    assert list(tmp_path.iterdir()) == [path]
