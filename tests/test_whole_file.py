"""A file takes its name only when it is complete."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from channeladmin import whole_file
from channeladmin.errors import EnvironmentProblem, UserError
from channeladmin.whole_file import new_file, remove_scratch_files


def test_it_takes_the_place_of_the_older_one_when_it_is_complete(tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    out.write_text("older")
    with new_file(out) as unfinished:
        unfinished.write_text("newer")
        assert out.read_text() == "older"
    assert (out.read_text(), stat.S_IMODE(out.stat().st_mode)) == ("newer", 0o600)
    assert list(tmp_path.iterdir()) == [out]


def test_after_an_error_the_older_one_stays_alone(tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    out.write_text("older")
    with pytest.raises(ZeroDivisionError), new_file(out, side_suffixes=("-wal",)) as unfinished:
        unfinished.write_text("half")
        Path(f"{unfinished}-wal").write_text("side")
        _ = 1 // 0
    assert (out.read_text(), list(tmp_path.iterdir())) == ("older", [out])


def test_a_full_disk_is_the_machines_fault_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(EnvironmentProblem, match="No space left"), new_file(tmp_path / "out.txt") as unfinished:
        unfinished.write_text("whole")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [".", "", "folder", "missing/out.txt"])
def test_a_place_that_is_no_file_name_is_refused(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match=r"is a folder|does not exist"), new_file(Path(name)):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize("has_links", [True, False])
def test_a_name_that_was_taken_meanwhile_stays_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_links: bool
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    if not has_links:
        monkeypatch.setattr(os, "link", refuse)
    out, free = tmp_path / "out.txt", tmp_path / "free.txt"
    with pytest.raises(UserError, match="exists already"), new_file(out, may_replace=False) as unfinished:
        unfinished.write_text("mine")
        out.write_text("theirs")
    with new_file(free, may_replace=False) as unfinished:
        unfinished.write_text("mine")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"out.txt": "theirs", "free.txt": "mine"}
    assert free.stat().st_nlink == 1


def test_clearing_up_leaves_what_somebody_is_at_work_on(tmp_path: Path) -> None:
    left = [tmp_path / f".out.txt.0a1b2c3d.part{side}" for side in ("", "-wal", "-held")]
    for path in left:
        path.touch()
    with new_file(tmp_path / "out.txt", side_suffixes=("-wal",)) as unfinished:
        unfinished.write_text("whole")
        side = Path(f"{unfinished}-wal")
        side.touch()
        remove_scratch_files(tmp_path)
        assert (unfinished.exists(), side.exists()) == (True, True)
        assert not any(path.exists() for path in left)
    assert list(tmp_path.iterdir()) == [tmp_path / "out.txt"]


def test_where_there_are_no_locks_it_goes_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> None:
        raise EnvironmentProblem(f"“{path}” cannot be locked: Function not implemented.")

    monkeypatch.setattr(whole_file, "hold_file", refuse)
    with new_file(tmp_path / "out.txt") as unfinished:
        unfinished.write_text("whole")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["whole"]
