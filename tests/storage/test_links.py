"""Through a symbolic link a desk is the same one: its backups and whatever takes its place lie where it lies."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from channeladmin.errors import EnvironmentProblem, UserError
from channeladmin.storage.backups import back_up_database
from channeladmin.storage.clock import FixedClock
from channeladmin.storage.database import Database, create_database, open_database
from channeladmin.storage.earlier_copies import EarlierCopies
from channeladmin.storage.password_change import change_password
from channeladmin.storage.restoring import find_good_backup, restore_file
from channeladmin.storage.sqlite.header import is_desk_file
from channeladmin.storage.sqlite.looking import look
from tests.storage.company import add_company, query
from tests.storage.other_process import run_process

CLOCK = FixedClock(date(2022, 10, 3))

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")


def _open(path: Path, password: str | None = None, *, is_read_only: bool = False) -> Database:
    return open_database(path, clock=CLOCK, actor="J. Lind", password=password, is_read_only=is_read_only)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A desk with a company, closed."""
    folder = tmp_path / "real"
    folder.mkdir()
    database = create_database(folder / "desk.channeladmin", clock=CLOCK, actor="J. Lind")
    add_company(database, "Acme")
    database.close()
    return database.path


@pytest.fixture
def link(path: Path, tmp_path: Path) -> Path:
    """A link to it in another folder, under another name."""
    folder = tmp_path / "links"
    folder.mkdir()
    link = folder / "work.channeladmin"
    link.symlink_to(path)
    return link


@pytest.mark.parametrize("is_read_only", [False, True])
def test_its_backups_lie_beside_the_file(path: Path, link: Path, *, is_read_only: bool) -> None:
    database = _open(link, is_read_only=is_read_only)
    backup = back_up_database(database)
    database.close()
    assert database.path == path
    assert backup.parent == path.with_name("desk backups")
    assert list(link.parent.iterdir()) == [link]
    good = find_good_backup(link, None)
    assert good is not None and good.path == backup


def test_a_password_reaches_the_copies_and_the_link_stays_one(path: Path, link: Path) -> None:
    database = _open(link)
    backup = back_up_database(database)
    database.close()
    treated = change_password(link, old=None, new="secret", earlier=EarlierCopies.ENCRYPT, actor="J. Lind")
    assert treated.encrypted == (backup,)
    assert (is_desk_file(path), is_desk_file(backup)) == (False, False)
    assert link.is_symlink() and link.resolve() == path


def test_a_restore_replaces_the_file_and_keeps_the_present_one_beside_it(path: Path, link: Path) -> None:
    database = _open(link)
    backup = back_up_database(database)
    add_company(database, "Later")
    database.close()
    restored = restore_file(link, backup, at=CLOCK.now())
    assert restored.kept is not None and restored.kept.parent == backup.parent
    assert not restored.is_damaged
    assert link.is_symlink() and list(link.parent.iterdir()) == [link]
    database = _open(path)
    assert query(database, "SELECT name FROM partner") == [("Acme",)]
    database.close()


def test_what_a_killed_process_left_beside_the_file_is_seen(path: Path, link: Path) -> None:
    run_process(
        path,
        "database = open_it()\nwith database.act('Add') as act:\n    act.insert(Partner, {'name': 'Late'})\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n",
    )
    with look(link) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM partner").scalar_one() == 2


def test_a_link_to_nowhere_or_to_itself_is_no_place(tmp_path: Path) -> None:
    nowhere, itself = tmp_path / "nowhere.channeladmin", tmp_path / "itself.channeladmin"
    nowhere.symlink_to(tmp_path / "gone.channeladmin")
    itself.symlink_to(itself)
    for link in (nowhere, itself):
        with pytest.raises(UserError, match="exists already"):
            create_database(link, clock=CLOCK, actor="J. Lind")
        with pytest.raises((UserError, EnvironmentProblem), match=f"no file|{link.name}. cannot be read"):
            _open(link)
    with pytest.raises(EnvironmentProblem, match="cannot be read"):
        restore_file(itself, nowhere, at=CLOCK.now())
    assert sorted(tmp_path.iterdir()) == [itself, nowhere]
