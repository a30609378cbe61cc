"""A held file is one process's alone, and gone or free when that has ended."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from channeladmin.errors import EnvironmentProblem
from channeladmin.storage.file_lock import hold_file, is_held, remove_left_over


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
