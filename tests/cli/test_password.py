"""`password` as other programs drive it: what is given, what comes back, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from channeladmin.desk.desk import create_desk, is_desk, open_desk
from tests.cli.conftest import Run

NAME = "Nordlicht Systems"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text("correct horse\n", encoding="utf-8")
    return path


def test_a_password_is_set_changed_and_removed(
    run: Run, on_desk: Run, desk_file: Path, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = on_desk("history", "--json").out
    backup = Path(on_desk("backup").out.strip())
    ran = on_desk("password", "set", "--new-password-file", secret, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.json == {
        "file": str(desk_file),
        "encrypted": True,
        "copies": {"encrypted": [str(backup)], "deleted": [], "left": []},
    }
    assert not any(NAME.encode() in path.read_bytes() for path in desk_file.parent.rglob("*") if path.is_file())
    with_password = ("--file", desk_file, "--password-file", secret)
    assert run(*with_password, "history", "--json").out == before
    monkeypatch.setenv("CHANNELADMIN_NEW_PASSWORD", "пароль")
    assert run(*with_password, "password", "change").code == 0
    assert run(*with_password, "history").code == 1
    monkeypatch.setenv("CHANNELADMIN_PASSWORD", "пароль")
    ran = run("--file", desk_file, "password", "remove")
    assert (ran.code, ran.out) == (0, f"{desk_file}\n")
    assert f"{backup}: It is still encrypted" in ran.err
    assert is_desk(desk_file)
    assert run("--file", desk_file, "history", "--json").out == before
    assert run("--file", desk_file, "check").code == 0


def test_copies_are_deleted_where_that_is_said(on_desk: Run, secret: Path) -> None:
    backup = Path(on_desk("backup").out.strip())
    ran = on_desk("password", "set", "--new-password-file", secret, "--copies", "delete", "--json")
    assert ran.json["copies"] == {"encrypted": [], "deleted": [str(backup)], "left": []}
    assert not backup.exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["password", "set"], "CHANNELADMIN_NEW_PASSWORD"),
        (["password", "change"], "has no password"),
        (["password", "remove"], "has no password"),
        (["password", "set", "--new-password-file", "nowhere"], "cannot be read"),
    ],
)
def test_what_cannot_be_done_to_a_plain_file_is_the_users(
    on_desk: Run, desk_file: Path, words: list[str], sentence: str
) -> None:
    before = desk_file.read_bytes()
    ran = on_desk(*words)
    assert (ran.code, sentence in ran.err) == (1, True)
    assert desk_file.read_bytes() == before


def test_what_cannot_be_done_to_an_encrypted_file_is_the_users(run: Run, tmp_path: Path, secret: Path) -> None:
    path = tmp_path / "desk.channeladmin"
    create_desk(path, password="correct horse").close()
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("wrong", encoding="utf-8")
    before = path.read_bytes()
    new = ("--new-password-file", secret)
    ran = run("--file", path, "password", "set", *new)
    assert (ran.code, "password change" in ran.err) == (1, True)
    ran = run("--file", path, "password", "change", *new)
    assert (ran.code, "--password-file" in ran.err) == (1, True)
    ran = run("--file", path, "--password-file", wrong, "password", "change", *new)
    assert (ran.code, "password is wrong" in ran.err) == (1, True)
    ran = run("--file", path, "--password-file", secret, "password", "change", *new, "--copies", "keep")
    assert ran.code == 2
    ran = run("--file", tmp_path / "none", "password", "remove")
    assert (ran.code, "no data file" in ran.err) == (1, True)
    assert path.read_bytes() == before


def test_a_file_that_is_open_keeps_its_password(run: Run, desk_file: Path, secret: Path) -> None:
    desk = open_desk(desk_file, actor="m.okafor")
    ran = run("--file", desk_file, "password", "set", "--new-password-file", secret)
    assert (ran.code, "m.okafor has it open in the window" in ran.err) == (3, True)
    desk.close()
    assert is_desk(desk_file)
