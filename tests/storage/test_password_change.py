"""A password is set, changed and removed in one step, killed or not, and nothing readable is left behind."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from channeladmin.errors import Cancelled, EnvironmentProblem, UserError
from channeladmin.progress import Progress, ignore_progress
from channeladmin.records import Person
from channeladmin.storage import opening, places
from channeladmin.storage.backups import back_up_database
from channeladmin.storage.checking import check_database
from channeladmin.storage.clock import FixedClock
from channeladmin.storage.database import Database, create_database, open_database
from channeladmin.storage.earlier_copies import CopyState, EarlierCopies, TreatedCopies, list_earlier_copies
from channeladmin.storage.password_change import change_password
from channeladmin.storage.refusals import OpenRefused, RefusalKind
from channeladmin.storage.restoring import restore_file
from channeladmin.storage.sqlite import exporting
from tests.storage.company import add_company, dump, query
from tests.storage.other_process import run_process

CLOCK = FixedClock(date(2022, 10, 3))
NAME = "Zwillingsnamen"
SECRET, OTHER = "sésame ouvre-toi 🔑 'x\"", "второй"


def _open(path: Path, password: str | None = None) -> Database:
    return open_database(path, clock=CLOCK, actor="J. Lind", password=password)


def _change(
    path: Path,
    old: str | None,
    new: str | None,
    earlier: EarlierCopies = EarlierCopies.ENCRYPT,
    progress: Progress = ignore_progress,
) -> TreatedCopies:
    return change_password(path, old=old, new=new, earlier=earlier, actor="J. Lind", progress=progress)


def _state(path: Path, password: str | None = None) -> tuple[object, ...]:
    """All that a desk holds, once it has been proved."""
    database = _open(path, password)
    try:
        assert check_database(database) == ()
        notes = query(database, "SELECT * FROM meta ORDER BY key")
        return dump(database), query(database, "SELECT id, hash FROM operation ORDER BY id"), notes
    finally:
        database.close()


def _list_readable(folder: Path, name: str = NAME) -> list[str]:
    """The files, whatever they are, in which somebody with a search for bytes finds the name."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(path.name for path in files if name.encode() in path.read_bytes())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A desk with companies and a history, closed."""
    folder = tmp_path / "folder"
    folder.mkdir()
    database = create_database(folder / "desk.channeladmin", clock=CLOCK, actor="J. Lind")
    for number in range(20):
        add_company(database, f"{NAME} {number}")
    database.close()
    return database.path


def _keep_copies(path: Path, password: str | None = None) -> tuple[Path, Path]:
    """A backup, and the file that a restore set aside, by name."""
    database = _open(path, password)
    backup = back_up_database(database)
    with database.act("Later") as act:
        act.insert(Person, {"name": f"{NAME} later"})
    database.close()
    kept = restore_file(path, backup, at=CLOCK.now(), password=password).kept
    assert kept is not None
    first, second = sorted((backup, kept))
    return first, second


def test_a_password_is_set_changed_and_removed_and_the_desk_stays_the_same(path: Path) -> None:
    before = _state(path)
    _change(path, None, SECRET)
    assert _state(path, SECRET) == before
    assert _list_readable(path.parent) == []
    with pytest.raises(OpenRefused):
        _open(path)
    _change(path, SECRET, OTHER)
    assert _state(path, OTHER) == before
    with pytest.raises(OpenRefused):
        _open(path, SECRET)
    _change(path, OTHER, None)
    assert _state(path) == before
    assert list(path.parent.iterdir()) == [path]
    if os.name != "nt":
        assert path.stat().st_mode & 0o777 == 0o600


def test_the_new_file_is_written_to_and_undone_as_the_old_one(path: Path) -> None:
    _change(path, None, SECRET)
    database = _open(path, SECRET)
    add_company(database, f"{NAME} later")
    back_up_database(database)
    assert _list_readable(path.parent) == [], "neither in the log nor in the backup"
    assert query(database, "SELECT count(*) FROM partner") == [(21,)]
    assert query(database, "PRAGMA temp_store") == [(2,)]
    assert check_database(database) == ()
    database.close()


def test_what_is_not_yet_in_the_file_itself_comes_along(path: Path) -> None:
    script = (
        "database = open_it()\nwith database.act('Add') as act:\n    act.insert(Partner, {'name': 'Late'})\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    run_process(path, script)
    assert Path(f"{path}-wal").stat().st_size
    _change(path, None, SECRET)
    assert _list_readable(path.parent, "Late") == []
    database = _open(path, SECRET)
    assert query(database, "SELECT count(*) FROM partner") == [(21,)]
    database.close()


def test_earlier_copies_are_encrypted_and_keep_their_date(path: Path) -> None:
    copies = _keep_copies(path)
    states = [_state(copy) for copy in copies]
    dates = [copy.stat().st_mtime_ns for copy in copies]
    assert [(each.path, each.state) for each in list_earlier_copies(path)] == [
        (copy, CopyState.PLAIN) for copy in copies
    ]
    leftover = copies[0].with_name(f".{copies[0].name}.0a1b2c3d.part")
    shutil.copy(copies[0], leftover)
    treated = _change(path, None, SECRET)
    assert (set(treated.encrypted), treated.deleted, treated.left) == (set(copies), (), ())
    assert _list_readable(path.parent) == []
    assert not leftover.exists()
    assert [copy.stat().st_mtime_ns for copy in copies] == dates
    assert [_state(copy, SECRET) for copy in copies] == states
    assert {each.state for each in list_earlier_copies(path)} == {CopyState.ENCRYPTED}
    treated = _change(path, SECRET, OTHER)
    assert set(treated.encrypted) == set(copies)
    assert [_state(copy, OTHER) for copy in copies] == states
    treated = _change(path, OTHER, None)
    assert {each.path for each in treated.left} == set(copies)
    assert all("former password" in each.reason for each in treated.left)
    assert [_state(copy, OTHER) for copy in copies] == states


def test_earlier_copies_are_deleted_where_that_is_chosen(path: Path) -> None:
    copies = _keep_copies(path)
    treated = _change(path, None, SECRET, EarlierCopies.DELETE)
    assert (treated.encrypted, set(treated.deleted), treated.left) == ((), set(copies), ())
    assert not any(copy.exists() for copy in copies)
    assert _list_readable(path.parent) == []
    assert query_count(path, SECRET) == 20


def query_count(path: Path, password: str | None) -> int:
    database = _open(path, password)
    [(count,)] = query(database, "SELECT count(*) FROM partner")
    database.close()
    return int(count)


def test_a_damaged_copy_is_named_as_left_or_deleted(path: Path) -> None:
    content = path.read_bytes()
    whole = path.with_name("desk before restore 2022-10-01 120000.channeladmin")
    whole.write_bytes(content[:4096] + b"\x00" * 4096 + content[8192:])
    headless = path.with_name("desk 2022-10-01 120000.damaged")
    headless.write_bytes(b"\x00" * 4096 + content[4096:])
    assert [each.state for each in list_earlier_copies(path)] == [CopyState.UNREADABLE, CopyState.PLAIN]
    left = _change(path, None, SECRET).left
    assert {each.path for each in left} == {whole, headless}
    assert all("damaged" in each.reason for each in left)
    assert sorted(_list_readable(path.parent)) == sorted([whole.name, headless.name])
    assert not list(path.parent.glob(".*"))
    treated = _change(path, SECRET, OTHER, EarlierCopies.DELETE)
    assert set(treated.deleted) == {whole, headless}
    assert _list_readable(path.parent) == []


def test_a_copy_with_a_third_password_is_left_and_named(path: Path) -> None:
    backup, _ = _keep_copies(path)
    _change(path, None, SECRET)
    kept = backup.read_bytes()
    _change(path, SECRET, OTHER)
    stranger = backup.with_name("older.channeladmin")
    stranger.write_bytes(kept)
    treated = _change(path, OTHER, "third", EarlierCopies.DELETE)
    assert [each.path for each in treated.left] == [stranger]
    assert "another password" in treated.left[0].reason
    assert stranger.read_bytes() == kept


def test_a_copy_that_is_open_is_left_and_named(path: Path) -> None:
    backup, kept = _keep_copies(path)
    database = _open(backup)
    treated = _change(path, None, SECRET)
    assert [each.path for each in treated.left] == [backup]
    assert "J. Lind has it open in the window" in treated.left[0].reason
    assert treated.encrypted == (kept,)
    add_company(database, "Still")
    database.close()


def test_other_desks_in_the_folder_are_not_touched(path: Path) -> None:
    names = [
        "desk two.channeladmin",
        "desk before merger.channeladmin",
        "desk before restore.channeladmin",
        "other before restore 2022-10-01 120000.channeladmin",
        "desk Europe 2022-10-01 120000.damaged",
        "desk 2022-10-01.damaged",
        "desk.channeladmin.damaged",
        "desk Europe 2022-10-01 120000.damaged-wal",
    ]
    others = [path.with_name(name) for name in names]
    for other in others:
        shutil.copy(path, other)
    before = [other.read_bytes() for other in others]
    assert list_earlier_copies(path) == ()
    _change(path, None, SECRET, EarlierCopies.DELETE)
    assert [other.read_bytes() for other in others] == before


@pytest.mark.parametrize("earlier", list(EarlierCopies))
@pytest.mark.parametrize("secret", [None, SECRET])
def test_another_desk_under_the_name_of_a_copy_is_left_and_named(
    path: Path, tmp_path: Path, earlier: EarlierCopies, secret: str | None
) -> None:
    backup, kept = _keep_copies(path)
    later = FixedClock(date(2022, 10, 11))
    if secret is not None:
        _change(path, None, secret)
    made = create_database(tmp_path / "made.channeladmin", clock=later, actor="J. Lind", password=secret)
    made.close()
    names = ("desk before restore 2022-10-01 120000.channeladmin", "desk 2022-10-01 120000 (2).damaged")
    others = [path.with_name(name) for name in names]
    others.append(backup.with_name("desk 2022-10-01 120000.channeladmin"))
    for other in others:
        shutil.copy(made.path, other)
    before = made.path.read_bytes()
    treated = _change(path, secret, OTHER, earlier)
    assert {each.path for each in treated.left} == set(others)
    assert all("another desk" in each.reason for each in treated.left)
    assert {*treated.encrypted, *treated.deleted} == {backup, kept}
    assert [other.read_bytes() for other in others] == [before] * 3


def test_side_files_that_were_set_aside_without_their_file_are_listed(path: Path) -> None:
    names = ["desk 2022-10-01 120000.damaged-journal", "desk 2022-10-01 120000.damaged-wal"]
    orphans = [path.with_name(name) for name in names]
    for orphan in orphans:
        orphan.write_bytes(f"page {NAME}".encode() * 100)
    whole = path.with_name("desk 2022-10-02 120000.damaged")
    for beside in (whole, Path(f"{whole}-wal")):
        beside.write_bytes(b"damaged")
    found = [(each.path, each.state) for each in list_earlier_copies(path)]
    assert found == [(each, CopyState.UNREADABLE) for each in (*orphans, whole)]
    assert {each.path for each in _change(path, None, SECRET).left} == {*orphans, whole}
    assert len(_list_readable(path.parent)) == 2
    treated = _change(path, SECRET, OTHER, EarlierCopies.DELETE)
    assert set(treated.deleted) == {*orphans, whole}
    assert list(path.parent.iterdir()) == [path]


def test_what_is_refused_changes_nothing(path: Path) -> None:
    _open(path).close()
    before = path.read_bytes()
    with pytest.raises(UserError, match="password is empty"):
        _change(path, None, "")
    with pytest.raises(UserError, match="has no password"):
        _change(path, None, None)
    database = _open(path)
    with pytest.raises(OpenRefused, match=r"Lind has it open in the window"):
        _change(path, None, SECRET)
    database.close()
    stranger = driver.connect(str(path), isolation_level=None)
    stranger.execute("SELECT count(*) FROM partner").fetchall()
    with pytest.raises(EnvironmentProblem, match="is open"):
        _change(path, None, SECRET)
    stranger.close()
    (path.parent / ".stfolder").mkdir()
    with pytest.raises(OpenRefused) as refused:
        _change(path, None, SECRET)
    assert refused.value.kind is RefusalKind.SYNCED
    (path.parent / ".stfolder").rmdir()
    assert path.read_bytes() == before
    _change(path, None, SECRET)
    before = path.read_bytes()
    for wrong in (None, "wrong"):
        with pytest.raises(OpenRefused, match="password"):
            _change(path, wrong, OTHER)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_stopped_change_leaves_the_file_and_nothing_else(path: Path) -> None:
    before = _state(path)

    def stop(done: int, total: int) -> None:
        raise Cancelled(f"{done} of {total}")

    with pytest.raises(Cancelled):
        _change(path, None, SECRET, progress=stop)
    assert list(path.parent.iterdir()) == [path]
    assert _state(path) == before


def test_stopped_among_the_copies_it_names_those_that_are_left(path: Path) -> None:
    copies = _keep_copies(path)

    def stop(done: int, total: int) -> None:
        if (done, total) == (1, 2):
            raise Cancelled

    treated = _change(path, None, SECRET, progress=stop)
    assert treated.encrypted == copies[:1]
    assert [(each.path, "stopped" in each.reason) for each in treated.left] == [(copies[1], True)]
    assert query_count(path, SECRET) == 20


def test_a_new_file_that_fails_its_proof_is_thrown_away(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _state(path)
    monkeypatch.setattr(exporting, "_COPIED_PRAGMAS", ("application_id",))
    described = exporting._describe
    monkeypatch.setattr(
        exporting,
        "_describe",
        lambda connection: (*described(connection), connection.execute("PRAGMA user_version").fetchall()),
    )
    with pytest.raises(EnvironmentProblem, match=r"failed its proof.*does not hold"):
        _change(path, None, SECRET)
    monkeypatch.undo()
    assert list(path.parent.iterdir()) == [path]
    assert _state(path) == before


_CHANGE = """
import resource
from channeladmin.storage import password_change
from channeladmin.storage.earlier_copies import EarlierCopies
from channeladmin.storage.sqlite import watching

old, new, when = {old!r}, {new!r}, {when!r}

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def fill_up(*_):
    # As a full disk: no file grows beyond this.
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))

def after(done):
    def run(*given, **named):
        done(*given, **named)
        die()
    return run

progress = lambda done, total: None
if when == "settled":
    password_change._write_anew = die
elif when == "writing":
    watching._STEPS = 1000
    progress = lambda done, total: die() if done else None
elif when == "proved":
    Path.replace = die
elif when == "named":
    Path.replace = after(Path.replace)
elif when == "copies":
    password_change.treat_copies = die
elif when == "among the copies":
    done = []
    replace = Path.replace
    Path.replace = lambda *given: (done.append(1), die() if len(done) == 3 else None, replace(*given))
elif when == "full":
    fill_up()
try:
    password_change.change_password(
        path, old=old, new=new, earlier=EarlierCopies.ENCRYPT, actor="m.okafor", progress=progress
    )
except EnvironmentProblem as problem:
    print(problem)
    sys.exit(3)
"""
_PASSWORDS = [(None, SECRET), (SECRET, OTHER), (SECRET, None)]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("when", ["settled", "writing", "proved", "named", "copies"])
@pytest.mark.parametrize(("old", "new"), _PASSWORDS)
def test_killed_at_any_moment_the_file_is_the_old_or_the_new_one(
    path: Path, old: str | None, new: str | None, when: str
) -> None:
    if old is not None:
        _change(path, None, old)
    database = _open(path, old)
    for number in range(30):
        add_company(database, f"{NAME} more {number}")
    database.close()
    before = _state(path, old)
    ran = run_process(path, _CHANGE.format(old=old, new=new, when=when))
    if when == "copies" and new is None:
        assert ran.returncode == 0
    else:
        assert ran.returncode == -9, ran.stderr
    is_done = when in ("named", "copies")
    assert _state(path, new if is_done else old) == before
    assert list(path.parent.iterdir()) == [path], "the next opening has cleared up"
    if new is not None and is_done:
        assert _list_readable(path.parent) == []


def test_who_waits_for_the_change_opens_the_new_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The header is read once the gate is open: before, it was that of the file that has gone."""

    def change_meanwhile(place: Path) -> None:
        monkeypatch.undo()
        _change(path, None, SECRET)
        places.refuse_place(place)

    monkeypatch.setattr(opening, "refuse_place", change_meanwhile)
    _open(path, SECRET).close()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_among_the_copies_the_same_password_once_more_completes_it(path: Path) -> None:
    copies = _keep_copies(path)
    ran = run_process(path, _CHANGE.format(old=None, new=SECRET, when="among the copies"))
    assert ran.returncode == -9, ran.stderr
    assert [each.state for each in list_earlier_copies(path)] == [CopyState.ENCRYPTED, CopyState.PLAIN]
    assert query_count(path, SECRET) == 20
    treated = _change(path, SECRET, SECRET)
    assert (treated.encrypted, treated.left) == (copies[1:], ())
    assert _list_readable(path.parent) == []
    assert [query_count(copy, SECRET) for copy in copies] == [20, 20]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits of that kind")
@pytest.mark.parametrize(("old", "new"), _PASSWORDS)
def test_on_a_full_disk_the_file_is_as_it_was(path: Path, old: str | None, new: str | None) -> None:
    if old is not None:
        _change(path, None, old)
    before = _state(path, old)
    content = path.read_bytes()
    assert len(content) > 100_000
    ran = run_process(path, _CHANGE.format(old=old, new=new, when="full"))
    assert ran.returncode == 3, ran.stderr
    assert "full" in ran.stdout or "cannot be written" in ran.stdout
    assert list(path.parent.iterdir()) == [path]
    assert _state(path, old) == before
