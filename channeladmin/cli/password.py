"""`password`: setting, changing and removing the password of the data file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from channeladmin.cli.output import say, word_count, write, write_json
from channeladmin.cli.session import Session, get_session, read_password_file, word_password_needed
from channeladmin.errors import UserError

if TYPE_CHECKING:
    from channeladmin.desk.password import TreatedCopies

NewPasswordFile = Annotated[
    Path | None, typer.Option("--new-password-file", metavar="P", help="A file that holds the new password.")
]
Copies = Annotated[
    Literal["encrypt", "delete"],
    typer.Option("--copies", help="What becomes of earlier copies beside the file that open without it."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    group = typer.Typer(help="Set, change or remove the password of the data file.", rich_markup_mode=None)
    group.command("set")(set_password)
    group.command("change")(change_password)
    group.command("remove")(remove_password)
    app.add_typer(group, name="password")


def set_password(
    context: typer.Context, new_file: NewPasswordFile = None, copies: Copies = "encrypt", as_json: AsJson = False
) -> None:
    """Encrypt a data file that has no password, and the copies beside it."""
    session = get_session(context)
    if not _is_plain(session):
        raise UserError(
            f"“{session.path}” has a password already, or is not a desk file. “password change” gives it another one."
        )
    _change(session, None, _get_new_password(session, new_file), copies, as_json=as_json)


def change_password(
    context: typer.Context, new_file: NewPasswordFile = None, copies: Copies = "encrypt", as_json: AsJson = False
) -> None:
    """Give the data file, and the copies beside it, another password."""
    session = get_session(context)
    old = _get_old_password(session)
    _change(session, old, _get_new_password(session, new_file), copies, as_json=as_json)


def remove_password(context: typer.Context, as_json: AsJson = False) -> None:
    """Decrypt the data file; copies beside it that are encrypted stay so."""
    session = get_session(context)
    _change(session, _get_old_password(session), None, "encrypt", as_json=as_json)


def _is_plain(session: Session) -> bool:
    from channeladmin.desk.desk import is_desk

    if not session.path.exists():
        raise UserError(f"There is no data file {session.path}; check the name, or make it with “demo” or “import”.")
    return is_desk(session.path)


def _get_old_password(session: Session) -> str:
    if _is_plain(session):
        raise UserError(f"“{session.path}” has no password. “password set” gives it one.")
    password = session.ask_password()
    if password is None:
        raise UserError(word_password_needed(session.path))
    return password


def _get_new_password(session: Session, file: Path | None) -> str:
    if file is not None:
        return read_password_file(file)
    password = session.environment.get("CHANNELADMIN_NEW_PASSWORD")
    if password:
        return password
    if not sys.stdin.isatty():
        raise UserError(
            "Give the new password with --new-password-file P, or in the environment variable "
            "CHANNELADMIN_NEW_PASSWORD."
        )
    return str(typer.prompt("New password", hide_input=True, confirmation_prompt="Once more", err=True))


def _change(session: Session, old: str | None, new: str | None, copies: str, *, as_json: bool) -> None:
    from channeladmin.desk import password

    earlier = password.EarlierCopies(copies)
    treated = password.change_password(session.path, old=old, new=new, earlier=earlier, actor=session.actor)
    if as_json:
        write_json({"file": str(session.path), "encrypted": new is not None, "copies": _describe(treated)})
        return
    say("The data file is encrypted." if new is not None else "The data file is no longer encrypted.")
    if treated.encrypted:
        say(f"{word_count(len(treated.encrypted), 'earlier copy', 'earlier copies')} encrypted.")
    if treated.deleted:
        say(f"{word_count(len(treated.deleted), 'earlier copy', 'earlier copies')} deleted.")
    for each in treated.left:
        say(f"Left as it is: {each.path}: {each.reason}")
    write(str(session.path))


def _describe(treated: TreatedCopies) -> dict[str, object]:
    return {
        "encrypted": [str(path) for path in treated.encrypted],
        "deleted": [str(path) for path in treated.deleted],
        "left": [{"file": str(each.path), "reason": each.reason} for each in treated.left],
    }
