"""What is copied for a look is its owner's alone, and goes with the process, or with the next one."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from datetime import date
from pathlib import Path

import pytest

from channeladmin.storage import inspecting
from channeladmin.storage.clock import FixedClock
from channeladmin.storage.database import create_database, open_database
from channeladmin.storage.sqlite.files import copy_privately
from channeladmin.storage.sqlite.looking import at_rest
from channeladmin.storage.sqlite.private_folder import private_folder
from tests.storage.company import add_company
from tests.storage.other_process import run_process

CLOCK = FixedClock(date(2022, 10, 3))

_LEAVE_LOG = (
    "database = open_it()\nwith database.act('Add') as act:\n    act.insert(Partner, {'name': 'Late'})\n"
    "os.kill(os.getpid(), signal.SIGKILL)\n"
)
_DIE_LOOKING = """
from channeladmin.storage.sqlite.looking import at_rest
with at_rest(path):
    os.kill(os.getpid(), signal.SIGKILL)
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL, and modes of files are POSIX")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder of temporary files, for this process and those that it starts."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


@pytest.fixture
def path(temporary: Path) -> Path:
    """A desk that a killed process left with a log beside it, and readable for all."""
    folder = temporary.with_name("folder")
    folder.mkdir()
    database = create_database(folder / "desk.channeladmin", clock=CLOCK, actor="J. Lind")
    add_company(database, "Acme")
    database.close()
    run_process(database.path, _LEAVE_LOG)
    assert Path(f"{database.path}-wal").stat().st_size
    for each in folder.iterdir():
        each.chmod(0o644)
    return database.path


def _list_modes(folder: Path) -> set[int]:
    return {stat.S_IMODE(each.stat().st_mode) for each in folder.rglob("*") if each.is_file()}


def test_the_trial_before_an_opening_is_the_owners_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, int] = {}
    read = inspecting._read_mark

    def look(trial: Path, *given: object) -> object:
        if trial.name.endswith(".part") and not seen:
            seen.update({each.name[-4:]: stat.S_IMODE(each.stat().st_mode) for each in path.parent.glob(".*.part*")})
        return read(trial, *given)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(inspecting, "_read_mark", look)
    previous = os.umask(0o022)
    try:
        open_database(path, clock=CLOCK, actor="J. Lind").close()
    finally:
        os.umask(previous)
    assert seen == {"part": 0o600, "-wal": 0o600, "held": 0o600}


def test_the_copy_for_a_look_is_the_owners_alone_and_goes(path: Path, temporary: Path) -> None:
    with at_rest(path) as copy:
        assert temporary in copy.parents
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
        assert _list_modes(temporary) == {0o600}
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("is_looked_at_again", [True, False])
def test_the_copy_of_a_killed_process_goes_with_the_next(
    path: Path, temporary: Path, *, is_looked_at_again: bool
) -> None:
    run_process(path, _DIE_LOOKING)
    assert [each for each in temporary.rglob("*") if b"Acme" in (each.read_bytes() if each.is_file() else b"")]
    if is_looked_at_again:
        with at_rest(path):
            pass
    else:
        open_database(path, clock=CLOCK, actor="J. Lind").close()
    assert list(temporary.iterdir()) == []


def test_the_folder_of_a_process_that_lives_and_what_is_not_ours_stay(temporary: Path) -> None:
    others = [temporary / "channeladmin-look-mine", temporary / "channeladmin-look-0a1b2c3d.txt", temporary / "else"]
    for other in others:
        other.mkdir()
    (temporary / "channeladmin-look-00000000").symlink_to(others[0])
    with private_folder() as first:
        (first / "copy").touch()
        with private_folder() as second:
            assert first != second
        assert (first / "copy").exists()
    assert sorted(temporary.iterdir()) == sorted([*others, temporary / "channeladmin-look-00000000"])


def test_a_private_copy_holds_the_same(tmp_path: Path) -> None:
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(os.urandom(200_000))
    copy_privately(source, target)
    assert target.read_bytes() == source.read_bytes()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
