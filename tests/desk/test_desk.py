"""A desk opens, knows who acts and what day it is, and which edition is in use."""

from __future__ import annotations

import getpass
from datetime import date
from pathlib import Path

import pytest

from channeladmin.desk.desk import FixedClock, create_desk, default_path, is_desk, open_desk
from channeladmin.errors import UserError
from channeladmin.storage.settings import SWITCHES, write_setting


def test_a_desk_is_made_once_and_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "a.channeladmin"
    assert not is_desk(path)
    desk = create_desk(path, actor="Kim", clock=FixedClock(date(2022, 10, 3)))
    assert (desk.path, desk.actor, desk.today()) == (path, "Kim", date(2022, 10, 3))
    desk.close()
    assert is_desk(path)
    with pytest.raises(UserError, match="exists already"):
        create_desk(path)
    open_desk(path).close()


def test_the_actor_is_the_login_name_unless_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.channeladmin"
    monkeypatch.setattr(getpass, "getuser", lambda: "jlind")
    desk = create_desk(path)
    assert desk.actor == "jlind"
    desk.close()

    def fail() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr(getpass, "getuser", fail)
    desk = open_desk(path)
    assert desk.actor == "unknown"
    desk.close()


def test_the_default_file_lies_in_the_users_data_folder() -> None:
    path = default_path()
    assert path.is_absolute()
    assert (path.name, path.parent.name) == ("desk.channeladmin", "channeladmin")


def test_the_edition_carries_the_switches_of_the_file(tmp_path: Path) -> None:
    desk = create_desk(tmp_path / "a.channeladmin")
    assert desk.edition.id == "2022-10-03"
    switch = desk.edition.switches[0]
    other = next(choice for choice in switch.choices if choice != desk.edition.get_switch_value(switch.key))
    with desk.database.act("Set switch") as act:
        write_setting(act, SWITCHES, {switch.key: other})
    assert desk.edition.get_switch_value(switch.key) == other
    desk.close()
