"""A held file is one process's alone, and gone or free when that has ended."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from channeladmin.errors import EnvironmentProblem
from channeladmin.file_lock import hold_file, is_held, remove_left_over


def test_only_one_holds_it_and_others_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / ".held"
    held = hold_file(path)
    assert held is not None
    held.write("Zoë")
    assert path.read_text(encoding="utf-8") == "Zoë"
    assert hold_file(path) is None
    assert is_held(path)
    assert not remove_left_over(path)
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    held.close()
    held.close()
    assert list(tmp_path.iterdir()) == []
    assert not is_held(path)
    assert not remove_left_over(path)


def test_a_file_that_nobody_holds_is_taken_over_empty_or_removed(tmp_path: Path) -> None:
    path = tmp_path / ".held"
    path.write_text("of one that died")
    assert not is_held(path)
    held = hold_file(path)
    assert held is not None
    assert path.read_text() == ""
    held.close()
    path.write_text("of one that died")
    assert remove_left_over(path)
    assert not path.exists()


@pytest.mark.skipif(os.name == "nt", reason="an open file keeps its name there")
def test_a_lock_on_a_file_that_has_lost_its_name_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between our opening of the file and our lock, the one who held it has gone, and somebody else has come."""
    path = tmp_path / ".held"
    first = hold_file(path)
    assert first is not None
    opened, others = os.open, []

    def open_slowly(name: Path, flags: int, mode: int = 0o777) -> int:
        descriptor = opened(name, flags, mode)
        monkeypatch.undo()
        first.close()
        others.append(hold_file(path))
        return descriptor

    monkeypatch.setattr(os, "open", open_slowly)
    assert hold_file(path) is None
    [other] = others
    assert other is not None
    assert is_held(path)
    other.close()


def test_a_place_that_cannot_be_written_is_the_machines_fault(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="cannot be written"):
        hold_file(tmp_path / "nowhere" / ".held")


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
@pytest.mark.parametrize("kind", ["link", "hard link", "link to nothing", "pipe", "folder"])
def test_what_is_no_file_of_ours_is_neither_taken_over_nor_removed(tmp_path: Path, kind: str) -> None:
    path, diary = tmp_path / ".held", tmp_path / "diary.txt"
    diary.write_text("Dear diary")
    if kind == "hard link":
        path.hardlink_to(diary)
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(diary if kind == "link" else tmp_path / "nothing.txt")
    with pytest.raises(EnvironmentProblem, match=r"“.*\.held” is in the way"):
        hold_file(path)
    assert not is_held(path)
    assert not remove_left_over(path)
    assert diary.read_text() == "Dear diary"
    assert sorted(tmp_path.iterdir()) == [path, diary]


def test_where_nothing_can_be_written_it_is_seen_who_holds_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, left_over = tmp_path / ".held", tmp_path / ".left"
    left_over.touch()
    held = hold_file(path)
    assert held is not None
    opened = os.open

    def open_for_reading(name: Path, flags: int, mode: int = 0o777) -> int:
        if flags & (os.O_RDWR | os.O_WRONLY):
            raise OSError(errno.EROFS, "Read-only file system")
        return opened(name, flags, mode)

    monkeypatch.setattr(os, "open", open_for_reading)
    assert is_held(path)
    assert not is_held(left_over)
    monkeypatch.undo()
    held.close()


def test_a_file_that_cannot_be_asked_counts_as_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / ".held"
    path.touch()

    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert is_held(path)
    assert not remove_left_over(path)
