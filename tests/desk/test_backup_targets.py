"""A backup takes the place of an older one of the same desk, and of nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from channeladmin.desk.backups import (
    back_up,
)
from channeladmin.desk.desk import Desk, FixedClock, create_desk, is_desk, open_desk
from channeladmin.desk.password import change_password
from channeladmin.errors import DamagedFile, EnvironmentProblem, UserError
from tests.desk.backup_files import CLOCK, list_names, tamper
from tests.storage.company import add_company, dump
from tests.storage.other_process import other_process

EARLIER = FixedClock(date(2022, 10, 9))


def test_a_strangers_file_is_never_replaced(desk: Desk, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("mine")
    with pytest.raises(UserError, match="not a backup of this desk"):
        back_up(desk, notes)
    assert notes.read_text() == "mine"


def test_an_older_backup_gives_way_only_to_a_proved_one(desk: Desk, tmp_path: Path) -> None:
    add_company(desk.database, "Acme")
    out = back_up(desk, tmp_path / "out.channeladmin")
    before = out.read_bytes()
    tamper(desk.path, "UPDATE partner SET name = 'Acne'")
    with pytest.raises(DamagedFile, match=r"failed its proof.*The partner"):
        back_up(desk, out)
    assert out.read_bytes() == before
    assert all(not name.endswith(".part") for name in list_names(tmp_path))
    tamper(desk.path, "UPDATE partner SET name = 'Acme'")
    add_company(desk.database, "Beta")
    back_up(desk, out)
    assert out.read_bytes() != before


def _make(path: Path, name: str, password: str | None = None) -> Path:
    """Another desk, closed."""
    desk = create_desk(path, password=password, clock=EARLIER)
    add_company(desk.database, name)
    desk.close()
    return path


@pytest.mark.parametrize("content", [b"a thesis " * 100, b"short", b""])
def test_a_strangers_file_is_not_replaced_by_the_backup_of_an_encrypted_desk(tmp_path: Path, content: bytes) -> None:
    desk = create_desk(tmp_path / "secret.channeladmin", password="sésame", clock=CLOCK)
    thesis = tmp_path / "thesis.docx"
    thesis.write_bytes(content)
    with pytest.raises(UserError, match="is there already"):
        back_up(desk, thesis)
    desk.close()
    assert thesis.read_bytes() == content


@pytest.mark.parametrize("password", [None, "sésame", "of another desk"])
def test_another_desk_is_not_replaced_by_a_backup(tmp_path: Path, password: str | None) -> None:
    other = _make(tmp_path / "other.channeladmin", "Beta", password)
    before = other.read_bytes()
    desk = create_desk(tmp_path / "secret.channeladmin", password="sésame", clock=CLOCK)
    with pytest.raises(UserError, match="is there already"):
        back_up(desk, other)
    desk.close()
    assert other.read_bytes() == before


def test_a_copy_that_was_worked_on_is_not_replaced_by_a_backup(desk: Desk, tmp_path: Path) -> None:
    add_company(desk.database, "Acme")
    out = back_up(desk, tmp_path / "out.channeladmin")
    copy = open_desk(out, clock=FixedClock(date(2022, 10, 11)))
    add_company(copy.database, "Beta")
    copy.close()
    add_company(desk.database, "Gamma")
    before = out.read_bytes()
    with pytest.raises(UserError, match="acts that are not in this desk"):
        back_up(desk, out)
    assert out.read_bytes() == before


def test_a_backup_that_is_open_as_a_desk_is_not_replaced(desk: Desk, tmp_path: Path) -> None:
    out = back_up(desk, tmp_path / "out.channeladmin")
    held = other_process(out, "database = open_it()\nbe_ready()\ndatabase.close()\n")
    with held, pytest.raises(EnvironmentProblem, match="is open"):
        back_up(desk, out)
    assert back_up(desk, out) == out


def test_what_lies_beside_the_place_of_a_backup_is_not_taken_for_its_log(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "out.channeladmin"
    add_company(desk.database, "Acme")
    state = dump(desk.database)
    for suffix in ("-wal", "-journal"):
        Path(f"{out}{suffix}").write_bytes(b"of a file that is gone" * 100)
    back_up(desk, out)
    assert [name for name in list_names(tmp_path) if name.startswith("out")] == [out.name]
    copy = open_desk(out, clock=CLOCK)
    assert dump(copy.database) == state
    copy.close()


def test_an_older_backup_with_another_password_stays(tmp_path: Path) -> None:
    path, out = tmp_path / "secret.channeladmin", tmp_path / "out.channeladmin"
    desk = create_desk(path, clock=CLOCK)
    back_up(desk, out)
    desk.close()
    change_password(path, old=None, new="sésame")
    desk = open_desk(path, password="sésame", clock=CLOCK)
    back_up(desk, out)
    assert not is_desk(out), "a plain one of this desk gives way"
    desk.close()
    change_password(path, old="sésame", new="other")
    desk = open_desk(path, password="other", clock=CLOCK)
    with pytest.raises(UserError, match="another password"):
        back_up(desk, out)
    desk.close()
