"""What is called damage, and what is only a password that is missing or wrong."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest
import typer

from channeladmin.desk.backups import back_up
from channeladmin.desk.desk import create_desk, open_desk
from channeladmin.desk.password import change_password
from tests.cli.conftest import Run


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text("correct horse\n", encoding="utf-8")
    return path


@pytest.fixture
def encrypted(desk_file: Path) -> Path:
    """A desk with the password “correct horse”, beside a backup without one and a backup with an older one."""
    change_password(desk_file, old=None, new="older")
    desk = open_desk(desk_file, password="older")
    old = back_up(desk)
    desk.close()
    change_password(desk_file, old="older", new=None)
    desk = open_desk(desk_file)
    back_up(desk)
    desk.close()
    aside = desk_file.with_name("aside")
    old.parent.rename(aside)
    change_password(desk_file, old=None, new="correct horse")
    aside.rename(old.parent)
    return desk_file


@pytest.mark.parametrize("password", [None, "older", "never used"])
@pytest.mark.parametrize("command", ["history", "check"])
def test_a_password_that_is_missing_or_wrong_is_no_damage(
    run: Run, encrypted: Path, monkeypatch: pytest.MonkeyPatch, password: str | None, command: str
) -> None:
    if password is not None:
        monkeypatch.setenv("CHANNELADMIN_PASSWORD", password)
    ran = run("--file", encrypted, command)
    assert (ran.code, "password" in ran.err) == (1, True)
    assert "restore" not in ran.err and "damaged" not in ran.err


@pytest.mark.parametrize(
    "content", [b"something else", b"something else" * 1000, b"", b"SQLite format 3\0" + bytes(4080)]
)
def test_a_file_that_was_overwritten_is_damage_where_it_has_backups(run: Run, desk_file: Path, content: bytes) -> None:
    desk_file.write_bytes(content)
    assert run("--file", desk_file, "history").code == 1
    desk_file.unlink()
    desk = create_desk(desk_file)
    backup = back_up(desk)
    desk.close()
    desk_file.write_bytes(content)
    ran = run("--file", desk_file, "history")
    assert (ran.code, str(backup) in ran.err) == (3, True)


@pytest.mark.parametrize("damage", [bytes(4096), b"\x99" * 200])
def test_an_encrypted_file_whose_beginning_is_gone_is_damage(
    run: Run, desk_file: Path, secret: Path, damage: bytes
) -> None:
    change_password(desk_file, old=None, new="correct horse")
    words = ("--file", desk_file, "--password-file", secret)
    backup = run(*words, "backup").out.strip()
    content = bytearray(desk_file.read_bytes())
    content[: len(damage)] = damage
    desk_file.write_bytes(content)
    ran = run(*words, "history")
    assert (ran.code, backup in ran.err) == (3, True)


def test_what_the_user_did_wrong_is_told_without_a_look_into_the_file(
    run: Run, desk_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(empty))
    run("--file", desk_file, "backup")
    window = open_desk(desk_file)
    with window.database.act("Note") as act:
        act.connection.exec_driver_sql("UPDATE partner SET name = name || '!'")
    empty.rmdir()
    ran = run("--file", desk_file, "undo", "12345")
    window.close()
    assert (ran.code, "restore" in ran.err) == (1, False)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Somebody at a terminal who types the password, and each time that they were asked for it."""
    asked: list[str] = []

    def prompt(text: str, **_how: bool) -> str:
        asked.append(text)
        return "correct horse"

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(typer, "prompt", prompt)
    return asked


@pytest.mark.parametrize("command", ["check", "restore"])
def test_a_password_typed_at_the_terminal_serves_the_whole_command(
    run: Run, desk_file: Path, asked: list[str], command: str
) -> None:
    change_password(desk_file, old=None, new="correct horse")
    backup = run("--file", desk_file, "backup").out.strip()
    content = bytearray(desk_file.read_bytes())
    content[20 * 4096 : 20 * 4096 + 50] = bytes(50)
    desk_file.write_bytes(content)
    asked.clear()
    ran = run("--file", desk_file, command, *([backup] if command == "restore" else []))
    assert asked == ["Password"]
    if command == "check":
        assert (ran.code, backup in ran.out) == (3, True)
    else:
        assert (ran.code, "could not be proved sound" in ran.err) == (0, True)
