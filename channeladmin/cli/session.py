"""What the options before the command say, and the desk that they open."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

import typer

from channeladmin.cli.damage import find_overwriting, telling_of_backups
from channeladmin.cli.output import say
from channeladmin.errors import UserError

if TYPE_CHECKING:
    from channeladmin.desk.desk import Desk


class OpenWindow(Protocol):
    """Opens the window on a data file (None: the default one) and returns the exit code."""

    def __call__(self, path: Path | None, *, password: str | None = None, actor: str | None = None) -> int:
        """Returns when the window is closed."""
        ...


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the command line."""

    file: Path | None
    actor: str | None
    password_file: Path | None
    open_window: OpenWindow
    environment: Mapping[str, str]
    command: str
    """As others see it who meet this process at the data file."""
    typed: list[str] = field(default_factory=list)
    """The password, once somebody has been asked for it."""

    @property
    def path(self) -> Path:
        """The data file that is meant."""
        from channeladmin.desk.desk import default_path

        return self.file or default_path()

    def find_password(self) -> str | None:
        """The password as typed, from its file or the environment; UserError where that file cannot be read."""
        if self.typed:
            return self.typed[-1]
        if self.password_file is None:
            return self.environment.get("CHANNELADMIN_PASSWORD") or None
        return read_password_file(self.password_file)

    @contextmanager
    def open_desk(self, *, may_make: bool = False, is_reading: bool = False) -> Iterator[Desk]:
        """The desk, closed again afterwards.

        The default data file is made on first use; a named one only by a command that fills it (`may_make`), so that
        a misspelt name is found out. A command that only reads (`is_reading`) takes one that must not be written as it
        is, and says so; where it may make one, it looks at an empty desk that nobody keeps.
        """
        path = self.path
        if path.exists():
            with telling_of_backups(path, self.find_password), closing(self._open(path, is_reading=is_reading)) as desk:
                yield desk
        elif may_make and is_reading:
            with TemporaryDirectory() as folder, self._make(Path(folder) / path.name) as desk:
                yield desk
        elif may_make or self.file is None:
            path.parent.mkdir(parents=True, exist_ok=True)
            with self._make(path) as desk:
                yield desk
            say(f"A new data file was made: {path}")
        else:
            raise UserError(f"There is no data file {path}; check the name, or make it with “demo” or “import”.")

    @contextmanager
    def _make(self, path: Path) -> Iterator[Desk]:
        """A new desk, which is gone again if the block fails: a command that does nothing leaves nothing.

        Unless somebody else works in it by then.
        """
        from channeladmin.desk.desk import create_desk

        desk = create_desk(path, actor=self.actor, password=self.find_password(), what=self.command)
        try:
            yield desk
        except BaseException:
            if not desk.discard():
                say(f"A new data file was made, and stays, since others use it: {path}")
            raise
        desk.close()

    def ask_password(self, of: Path | None = None) -> str | None:
        """The password of a file (None: the data file): given, else asked for on a terminal if it is no plain desk."""
        from channeladmin.desk.desk import is_desk

        path = of or self.path
        if self.find_password() is None and sys.stdin.isatty() and path.is_file() and not is_desk(path):
            self.typed.append(str(typer.prompt("Password", hide_input=True, err=True)))
        return self.find_password()

    def _open(self, path: Path, *, is_reading: bool) -> Desk:
        from channeladmin.desk.desk import OpenRefused, RefusalKind, WayOn, open_desk

        password = self.ask_password()
        try:
            desk = open_desk(path, actor=self.actor, password=password, what=self.command)
        except OpenRefused as refused:
            damage = find_overwriting(path, refused)
            if damage is not None:
                raise damage from refused
            if refused.kind is RefusalKind.PASSWORD_NEEDED:
                raise UserError(word_password_needed(path)) from None
            if not is_reading or WayOn.READ_ONLY not in refused.ways_on:
                raise
            place = _PLACES.get(refused.kind.value, "it cannot be written")
        else:
            if desk.ended_uncleanly and self.command != "check":
                check_after_unclean_end(desk)
            return desk
        desk = open_desk(path, actor=self.actor, password=password, what=self.command, is_read_only=True)
        say(f"{path} is opened for reading only: {place}.")
        return desk


CHECKED_AT_ONCE = 200 * 2**20
"""Up to this size a desk is checked before the command that finds it left open: some seconds."""


def check_after_unclean_end(desk: Desk) -> None:
    """Check a desk that was left in the middle of things (a killed process, a power cut), and say what was found.

    A very big one is not checked in front of a command that did not ask for it: that is said instead.
    """
    from channeladmin.desk.checking import check

    if desk.path.stat().st_size > CHECKED_AT_ONCE:
        say(f"{desk.path} was not closed properly the last time. “check” proves it.")
        return
    problems = check(desk)
    found = " ".join(map(str, problems)) if problems else "It is sound."
    say(f"{desk.path} was not closed properly the last time, so it was checked. {found}")


def read_password_file(path: Path) -> str:
    """The password in a file, without the line's end; UserError where it cannot be read or is empty."""
    try:
        password = path.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as problem:
        raise UserError(f"The password file {path} cannot be read; give another one.") from problem
    if not password:
        raise UserError(f"The password file {path} is empty; write the password into it.")
    return password


_PLACES = {"network": "it lies on a network drive", "synced": "it lies in a folder that syncs"}


def word_password_needed(path: Path) -> str:
    """What to do where nobody can be asked."""
    return (
        f"“{path}” is not a desk file, or it needs a password. Give it with --password-file P, or in the environment "
        "variable CHANNELADMIN_PASSWORD."
    )


def get_session(context: typer.Context) -> Session:
    """The session of a command."""
    session = context.obj
    assert isinstance(session, Session)
    return session


def read_environment() -> Mapping[str, str]:
    """The environment variables of this process."""
    return os.environ
