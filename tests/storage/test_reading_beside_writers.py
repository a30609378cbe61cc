"""Who reads where nothing can be written has a whole state before it, whatever somebody writes elsewhere meanwhile."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from channeladmin.errors import DamagedFile
from channeladmin.storage import places, still_copy
from channeladmin.storage.backups import back_up_database
from channeladmin.storage.clock import FixedClock
from channeladmin.storage.database import Database, create_database, open_database
from channeladmin.storage.sqlite.engine import Access
from channeladmin.storage.sqlite.files import copy_privately
from channeladmin.storage.sqlite.header import find_kept_header
from tests.storage.company import add_company, query
from tests.storage.other_process import other_process, run_process

CLOCK = FixedClock(date(2022, 10, 3))

_ACT = """
database = open_it()
with database.act('Many') as act:
    for number in range(400):
        act.insert(Partner, {'name': f'P{number} ' + 'x' * 300})
"""
_WRITE = f"{_ACT}database.close()\n"
_STAY = f"{_ACT}be_ready()\ndatabase.close()\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    database = create_database(folder / "desk.channeladmin", clock=CLOCK, actor="J. Lind")
    add_company(database, "Acme")
    database.close()
    return database.path


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@contextmanager
def _read_only_mount(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """For this process nothing can be written in the folder, while others write there."""
    opened = os.open

    def refuse_writing(name: Path | str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if folder in Path(name).parents and flags & (os.O_RDWR | os.O_WRONLY):
            raise OSError(errno.EROFS, "Read-only file system")
        return opened(name, flags, mode, dir_fd=dir_fd)

    with monkeypatch.context() as patch:
        patch.setattr(places, "may_write", lambda path: folder not in path.parents)
        patch.setattr(os, "open", refuse_writing)
        yield


def _open(path: Path) -> Database:
    return open_database(path, clock=CLOCK, actor="J. Lind", is_read_only=True)


def _prove(reader: Database, count: int) -> None:
    assert query(reader, "PRAGMA integrity_check") == [("ok",)]
    assert query(reader, "SELECT count(*) FROM partner") == [(count,)]


def test_a_writer_that_is_there_already_is_seen(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with other_process(path, _STAY), _read_only_mount(path.parent, monkeypatch):
        reader = _open(path)
        assert reader.access is Access.READ
        _prove(reader, 401)
        reader.close()


def test_a_writer_that_comes_later_does_not_change_what_is_read(
    path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _read_only_mount(path.parent, monkeypatch):
        reader = _open(path)
        assert run_process(path, _WRITE).returncode == 0
        _prove(reader, 1)
        copy = back_up_database(reader, temporary / "out.channeladmin")
        assert reader.path == path
        again = _open(path)
        _prove(again, 401)
        again.close()
        reader.close()
    assert list(temporary.iterdir()) == [copy]
    backup = _open(copy)
    _prove(backup, 1)
    backup.close()
    assert find_kept_header(path) is None


def test_what_is_written_while_it_is_copied_is_waited_for(
    path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[int] = []

    def copy_slowly(source: Path, target: Path) -> None:
        copy_privately(source, target)
        if not runs:
            runs.append(run_process(path, _WRITE).returncode)

    monkeypatch.setattr(still_copy, "copy_privately", copy_slowly)
    with _read_only_mount(path.parent, monkeypatch):
        reader = _open(path)
        _prove(reader, 401)
        reader.close()
    assert runs == [0]
    assert list(temporary.iterdir()) == []


def test_damage_is_told_of_the_file_itself(path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_process(path, _WRITE)
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 40_000] = b"\x07" * 40_000
    path.write_bytes(content)
    with _read_only_mount(path.parent, monkeypatch):
        reader = _open(path)
        with pytest.raises(DamagedFile) as reading:
            query(reader, "SELECT count(*) FROM journal WHERE after LIKE '%x'")
        with pytest.raises(DamagedFile) as copying:
            back_up_database(reader, temporary / "out.channeladmin")
        reader.close()
    for damage in (reading, copying):
        assert str(path) in str(damage.value)
        assert "channeladmin-look" not in str(damage.value)
    assert list(temporary.iterdir()) == []


def test_what_is_refused_leaves_no_copy(path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(path.read_bytes()[:8192])
    with _read_only_mount(path.parent, monkeypatch), pytest.raises(DamagedFile, match=path.name):
        _open(path)
    assert list(temporary.iterdir()) == []
