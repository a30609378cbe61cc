"""Every reason for which a file is not opened has its kind, its sentence and a way on, and the file stays as it was."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from channeladmin.errors import EnvironmentProblem, UserError
from channeladmin.records import Person, RowInsert
from channeladmin.storage import places
from channeladmin.storage.clock import FixedClock
from channeladmin.storage.database import Database, create_database, open_database
from channeladmin.storage.mounts import Mount
from channeladmin.storage.refusals import OpenRefused, RefusalKind, WayOn, build_refusal
from tests.storage.company import add_company, query
from tests.storage.frozen_folder import frozen_folder
from tests.storage.other_process import other_process, run_process

CLOCK = FixedClock(date(2022, 10, 3))
SECRET = "correct horse"


def _open(path: Path, password: str | None = None, *, is_read_only: bool = False) -> Database:
    return open_database(path, clock=CLOCK, actor="J. Lind", password=password, is_read_only=is_read_only)


def _look(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in folder.iterdir() if each.is_file()}


def _refuse(path: Path, kind: RefusalKind, password: str | None = None, *, is_read_only: bool = False) -> OpenRefused:
    before = _look(path.parent)
    with pytest.raises(OpenRefused) as refused:
        _open(path, password, is_read_only=is_read_only)
    assert refused.value.kind is kind
    assert path.name in str(refused.value)
    assert _look(path.parent) == before
    return refused.value


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A desk with a company, closed, in a folder of its own."""
    folder = tmp_path / "folder"
    folder.mkdir()
    database = create_database(folder / "desk.channeladmin", clock=CLOCK, actor="J. Lind")
    add_company(database, "Acme")
    database.close()
    return database.path


@pytest.fixture
def secret_path(tmp_path: Path) -> Path:
    database = create_database(tmp_path / "secret.channeladmin", clock=CLOCK, actor="J. Lind", password=SECRET)
    add_company(database, "Acme")
    database.close()
    return database.path


def _run(path: Path, *statements: str) -> None:
    other = driver.connect(str(path), isolation_level=None)
    for statement in statements:
        other.execute(statement).close()
    other.close()


def test_each_kind_is_the_users_or_the_machines_and_has_a_way_on() -> None:
    for kind in RefusalKind:
        refusal = build_refusal(kind, "Sentence.")
        assert isinstance(refusal, UserError) is not isinstance(refusal, EnvironmentProblem)
        assert refusal.ways_on
        assert str(refusal) == "Sentence."


def test_what_is_no_desk_or_has_a_password_is_not_told_apart(secret_path: Path, tmp_path: Path) -> None:
    noise = tmp_path / "noise.channeladmin"
    noise.write_bytes(os.urandom(8192))
    for path in (secret_path, noise):
        refused = _refuse(path, RefusalKind.PASSWORD_NEEDED)
        assert "not a desk file, or it needs a password" in str(refused)
        assert WayOn.PASSWORD in refused.ways_on
        wrong = _refuse(path, RefusalKind.PASSWORD_WRONG, "wrong")
        assert "not a desk file, or the password is wrong" in str(wrong)
        _refuse(path, RefusalKind.PASSWORD_WRONG, "wrong", is_read_only=True)


def test_missing_strange_and_newer_files(path: Path, tmp_path: Path) -> None:
    _refuse(tmp_path / "none.channeladmin", RefusalKind.MISSING)
    notes = tmp_path / "notes.txt"
    notes.write_text("mine")
    _refuse(notes, RefusalKind.NOT_A_DESK)
    other = tmp_path / "other.sqlite"
    _run(other, "CREATE TABLE theirs (id)")
    assert "another program" in str(_refuse(other, RefusalKind.OTHER_PROGRAM))
    _run(path, "PRAGMA user_version = 99")
    assert "newer version" in str(_refuse(path, RefusalKind.NEWER))


def test_a_newer_encrypted_file_and_one_of_another_program(tmp_path: Path, secret_path: Path) -> None:
    for pragma, kind in (("user_version = 99", RefusalKind.NEWER), ("application_id = 7", RefusalKind.OTHER_PROGRAM)):
        database = _open(secret_path, SECRET)
        with database.engine.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA {pragma}")
            connection.commit()
        database.close()
        _refuse(secret_path, kind, SECRET)
        secret_path.unlink()
        create_database(secret_path, clock=CLOCK, actor="J. Lind", password=SECRET).close()


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER journal_award_delete",
        "CREATE TRIGGER theirs AFTER INSERT ON person BEGIN DELETE FROM journal; END",
        "CREATE VIEW theirs AS SELECT * FROM person",
    ],
)
@pytest.mark.parametrize("is_read_only", [False, True])
def test_an_altered_schema_is_refused(path: Path, statement: str, *, is_read_only: bool) -> None:
    _run(path, statement)
    refused = _refuse(path, RefusalKind.ALTERED, is_read_only=is_read_only)
    assert "altered by another program" in str(refused)
    assert WayOn.RESTORE in refused.ways_on


def test_a_changed_trigger_is_refused(path: Path) -> None:
    _run(
        path,
        "DROP TRIGGER journal_award_delete",
        "CREATE TRIGGER journal_award_delete AFTER DELETE ON award BEGIN SELECT 1; END",
    )
    assert "journal_award_delete" in str(_refuse(path, RefusalKind.ALTERED))


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _overwrite(content: bytes) -> bytes:
    return content[:100] + b"\x01" * 3996 + content[4096:]


@pytest.mark.parametrize("harm", [_cut, _overwrite])
def test_damage_is_the_machines_fault(path: Path, harm: Callable[[bytes], bytes]) -> None:
    path.write_bytes(harm(path.read_bytes()))
    refused = _refuse(path, RefusalKind.DAMAGED)
    assert isinstance(refused, EnvironmentProblem)
    assert WayOn.RESTORE in refused.ways_on
    _refuse(path, RefusalKind.DAMAGED, is_read_only=True)


def test_an_encrypted_file_that_was_cut_off_is_damaged(secret_path: Path) -> None:
    content = secret_path.read_bytes()
    secret_path.write_bytes(content[: len(content) // 8192 * 4096])
    _refuse(secret_path, RefusalKind.DAMAGED, SECRET)


def _leave_log(path: Path, name: str) -> None:
    script = (
        f"database = open_it()\nwith database.act('Add') as act:\n    act.insert(Partner, {{'name': '{name}'}})\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    run_process(path, script)
    for stale in path.parent.glob(".*.open"):
        stale.unlink()


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_the_log_of_another_file_is_not_brought_in(path: Path, tmp_path: Path) -> None:
    other = create_database(tmp_path / "other.channeladmin", clock=FixedClock(date(2021, 1, 1)), actor="A")
    for number in range(30):
        add_company(other, f"P{number}")
    other.close()
    _leave_log(other.path, "Stray")
    shutil.copy(f"{other.path}-wal", f"{path}-wal")
    refused = _refuse(path, RefusalKind.STRANGE_SIDE_FILE)
    assert f"{path.name}-wal" in str(refused)
    Path(f"{path}-wal").unlink()
    database = _open(path)
    assert query(database, "SELECT name FROM partner") == [("Acme",)]
    database.close()


def _copy_whole_log(source: Path, target: Path) -> None:
    """A log that holds every page of a file, so that it fits anywhere without a fault of structure."""
    whole = driver.connect(str(source), isolation_level=None)
    for statement in ("PRAGMA journal_mode = WAL", "PRAGMA wal_autocheckpoint = 0", "VACUUM"):
        whole.execute(statement).close()
    shutil.copy(f"{source}-wal", target)
    whole.close()


@pytest.mark.parametrize("is_empty", [False, True])
def test_the_log_of_another_desk_is_known_by_what_the_file_says_of_itself(
    path: Path, tmp_path: Path, *, is_empty: bool
) -> None:
    twin = create_database(tmp_path / "twin.channeladmin", clock=FixedClock(date(2021, 1, 1)), actor="A")
    add_company(twin, "Twin")
    twin.close()
    if is_empty:
        path.unlink()
        create_database(path, clock=CLOCK, actor="J. Lind").close()
    _copy_whole_log(twin.path, Path(f"{path}-wal"))
    _refuse(path, RefusalKind.STRANGE_SIDE_FILE)


def test_the_log_of_an_earlier_state_is_not_brought_in(path: Path, tmp_path: Path) -> None:
    """The newer file was put back over the older one, whose log stayed: the same desk, and yet not its log."""
    log = tmp_path / "kept-wal"
    earlier = tmp_path / "earlier.channeladmin"
    shutil.copy(path, earlier)
    _copy_whole_log(earlier, log)
    database = _open(path)
    add_company(database, "Newer")
    database.close()
    shutil.copy(log, f"{path}-wal")
    _refuse(path, RefusalKind.STRANGE_SIDE_FILE)


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_history_that_was_sealed_anew_or_shortened_in_the_log_is_brought_in(path: Path) -> None:
    older = "< (SELECT max(id) FROM operation)"
    shortened = (f"DELETE FROM journal WHERE operation_id {older}", f"DELETE FROM operation WHERE id {older}")
    for statements in (("UPDATE operation SET hash = 'anew'",), shortened):
        script = (
            "database = open_it()\nwith database.act('Add') as act:\n"
            "    act.insert(Partner, {'name': str(os.getpid())})\n"
            "with database.engine.connect() as connection:\n"
            f"    for statement in {statements!r}:\n        connection.exec_driver_sql(statement)\n"
            "    connection.commit()\nos.kill(os.getpid(), signal.SIGKILL)\n"
        )
        assert run_process(path, script).returncode == -9
        assert Path(f"{path}-wal").stat().st_size
        _open(path).close()


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_ones_own_log_is_brought_in(path: Path) -> None:
    _leave_log(path, "Kept")
    assert Path(f"{path}-wal").stat().st_size
    reader = _open(path, is_read_only=True)
    assert query(reader, "SELECT count(*) FROM partner") == [(2,)]
    reader.close()
    assert Path(f"{path}-wal").stat().st_size, "a reader brings nothing home"
    database = _open(path)
    assert query(database, "SELECT name FROM partner") == [("Acme",), ("Kept",)]
    database.close()
    assert list(path.parent.iterdir()) == [path]


@pytest.fixture(params=["network", "synced", "read-only"])
def kept_place(request: pytest.FixtureRequest, path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RefusalKind]:
    """The desk lies where nothing may be written."""
    kind = RefusalKind(request.param)
    if kind is RefusalKind.READ_ONLY:
        with frozen_folder(path.parent, monkeypatch):
            yield kind
        return
    if kind is RefusalKind.NETWORK:
        monkeypatch.setattr(places, "list_mounts", lambda _: (Mount(path.parent, "nfs4"),))
    else:
        (path.parent / ".stfolder").mkdir()
    yield kind


def test_such_a_place_is_refused_for_writing_and_read_without_a_trace(path: Path, kept_place: RefusalKind) -> None:
    refused = _refuse(path, kept_place)
    assert isinstance(refused, EnvironmentProblem)
    assert refused.ways_on == (WayOn.READ_ONLY, WayOn.COPY)
    before = _look(path.parent)
    reader = _open(path, is_read_only=True)
    assert query(reader, "SELECT name FROM partner") == [("Acme",)]
    assert reader.is_read_only
    with pytest.raises(UserError, match="open for reading only"), reader.act("Add"):
        pass
    with pytest.raises(UserError, match="open for reading only"), reader.derive():
        pass
    assert reader.find_foreign_changes() is None
    assert _look(path.parent) == before
    reader.close()
    assert _look(path.parent) == before


def test_no_desk_is_made_at_such_a_place(path: Path, kept_place: RefusalKind) -> None:
    if kept_place is RefusalKind.READ_ONLY:
        return
    with pytest.raises(OpenRefused, match="Make it in a folder of this computer") as refused:
        create_database(path.with_name("new.channeladmin"), clock=CLOCK, actor="J. Lind")
    assert refused.value.kind is kept_place
    assert not path.with_name("new.channeladmin").exists()


def test_a_log_on_a_read_only_place_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _leave_log(path, "Late")
    Path(f"{path}-shm").unlink()
    with frozen_folder(path.parent, monkeypatch):
        try:
            reader = _open(path, is_read_only=True)
        except OpenRefused as refused:
            assert refused.kind is RefusalKind.UNFINISHED
            assert "-wal" in str(refused)
        else:
            # Where the folder is only said to be read-only, SQLite could make the file that it needs.
            assert query(reader, "SELECT count(*) FROM partner") == [(2,)]
            reader.close()


def test_reading_on_a_disk_sees_what_others_write_and_leaves_nothing(path: Path) -> None:
    reader = _open(path, is_read_only=True)
    writer = _open(path)
    add_company(writer, "Beta")
    assert query(reader, "SELECT count(*) FROM partner") == [(2,)]
    changes = reader.find_foreign_changes()
    assert changes is not None and changes.label == "J. Lind: Add Beta"
    writer.close()
    reader.close()
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="modes of files are POSIX")
def test_a_file_that_others_can_read_becomes_the_owners_alone(path: Path) -> None:
    path.chmod(0o644)
    _open(path, is_read_only=True).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o644, "a reader changes nothing"
    database = _open(path)
    with database.act("Many") as act:
        act.write_many(tuple(RowInsert("person", key, {"name": "P"}) for key in act.new_ids(10)))
    assert {stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()} == {0o600}
    database.close()


def test_unfinished_copies_of_killed_processes_are_removed_by_the_next_one_alone(path: Path) -> None:
    folder = path.with_name(f"{path.stem} backups")
    folder.mkdir()
    left = [path.with_name(f".{path.name}.0a1b2c3d.part"), folder / f".{path.stem} 2022.channeladmin.00000000.part"]
    left.append(Path(f"{left[0]}-journal"))
    others = [path.with_name(".else.channeladmin.0a1b2c3d.part"), path.with_name(f"{path.name}.part")]
    first = _open(path)
    for each in (*left, *others):
        each.touch()
    _open(path).close()
    assert all(each.exists() for each in (*left, *others)), "somebody may be at work there"
    first.close()
    _open(path, is_read_only=True).close()
    assert all(each.exists() for each in left)
    _open(path).close()
    assert [each.exists() for each in (*left, *others)] == [False, False, False, True, True]


_BACK_UP = """
from channeladmin.storage import backups
from channeladmin.storage.backups import back_up_database

proved = backups.prove_file
backups.prove_file = lambda *given, **named: (be_ready(), proved(*given, **named))[1]
database = open_database(path, clock=SystemClock(), actor="m.okafor", is_read_only=True)
print(back_up_database(database).name)
database.close()
"""


def test_the_unfinished_copy_of_a_reader_that_lives_is_left_to_it(path: Path) -> None:
    """Whoever reads only is not seen at the file; it may be at work on a backup all the same."""
    with other_process(path, _BACK_UP) as child:
        _open(path).close()
        name = child.communicate("go on\n", timeout=60)[0].strip()
    folder = path.with_name("desk backups")
    assert (folder / name).stat().st_size == path.stat().st_size
    assert list(folder.iterdir()) == [folder / name]


def test_a_password_typed_on_another_system_opens_the_file(tmp_path: Path) -> None:
    composed, decomposed = "caf\u00e9", "cafe\u0301"
    for number, (made, given) in enumerate([(composed, decomposed), (decomposed, composed)]):
        path = tmp_path / f"{number}.channeladmin"
        create_database(path, clock=CLOCK, actor="J. Lind", password=made).close()
        _open(path, given).close()
        _refuse(path, RefusalKind.PASSWORD_WRONG, "cafe")


def test_a_file_whose_password_was_taken_as_it_came_opens_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import unicodedata

    path, given = tmp_path / "old.channeladmin", "cafe\u0301 \U0001f511"
    monkeypatch.setattr(unicodedata, "normalize", lambda _form, text: text)
    database = create_database(path, clock=CLOCK, actor="J. Lind", password=given)
    with database.act("Add") as act:
        act.insert(Person, {"name": "A"})
    database.close()
    monkeypatch.undo()
    _open(path, given).close()


def test_an_empty_password_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="password is empty"):
        create_database(tmp_path / "a.channeladmin", clock=CLOCK, actor="J. Lind", password="")
    assert list(tmp_path.iterdir()) == []
