"""The command line as a whole: the options before the command, and the one place where errors become exit codes."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from channeladmin import __version__
from channeladmin.cli import (
    erasing,
    evaluating,
    exchanging,
    history,
    inviting,
    keeping,
    opening,
    password,
    profiles,
    programs,
    waiving,
)
from channeladmin.cli.exit_code import BUG, DONE, MACHINE, USER
from channeladmin.cli.output import say, write, write_json
from channeladmin.cli.session import OpenWindow, Session, read_environment
from channeladmin.errors import Cancelled, EnvironmentProblem, UserError

_INTERRUPTED = 130
"""What Typer makes of Ctrl+C."""


class _Failure(NamedTuple):
    code: int
    kind: str
    message: str


def main(open_window: OpenWindow, arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; `arguments` default to those of this process."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = _run(open_window, words)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, a closed pager) has seen enough.
        _drop_result()
        code = DONE
    except OSError as error:
        _drop_result()
        say(f"The result could not be written: {error.strerror}. What the command stored is stored.")
        code = MACHINE
    return code


def _drop_result() -> None:
    """What is still buffered goes nowhere, quietly."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(open_window: OpenWindow, words: Sequence[str]) -> int:
    try:
        result = _build(open_window)(args=list(words), prog_name="channeladmin", standalone_mode=False)
        code = result if isinstance(result, int) else DONE
        return code if code != _INTERRUPTED else _report(Cancelled(), words)
    except SystemExit as stop:
        # Typer ends the process by itself where the reader of a pipe has gone.
        raise BrokenPipeError from stop
    except Exception as error:  # the one place where errors become exit codes
        return _report(error, words)


def _report(error: Exception, words: Sequence[str]) -> int:
    failure = _explain(error)
    say(failure.message)
    if "--json" in words:
        write_json({"error": {"kind": failure.kind, "message": failure.message}})
    return failure.code


def _explain(error: Exception) -> _Failure:
    match error:
        case typer.TyperException():
            # Typer passes on how its own validation begins.
            words = error.format_message().replace("Value error, ", "")
            return _Failure(error.exit_code, "usage", f"{words} ({_find_command(error)} --help)")
        case typer.Abort() | Cancelled():
            return _Failure(USER, "cancelled", "Stopped; nothing was changed.")
        case UserError():
            return _Failure(USER, "user", str(error))
        case UnicodeEncodeError():
            words = "A word of the command holds bytes that are no characters; write it in UTF-8."
            return _Failure(USER, "user", words)
        case EnvironmentProblem() | OSError():
            return _Failure(MACHINE, "environment", _word(error))
    # The frames only: the message of an unforeseen error may quote a record.
    say("".join(traceback.format_tb(error.__traceback__)).rstrip())
    name = type(error).__name__
    return _Failure(BUG, "bug", f"This is a bug ({name}); nothing was left half done. Please report the lines above.")


def _find_command(error: typer.TyperException) -> str:
    """The command that was used wrongly, as far as it is known: its help tells how it is used."""
    context = getattr(error, "ctx", None)
    return context.command_path if context is not None else "channeladmin"


def _word(error: EnvironmentProblem | OSError) -> str:
    """The sentence of a problem, or one around the words of the operating system."""
    if isinstance(error, EnvironmentProblem):
        return str(error)
    where = f" (“{error.filename}”)" if error.filename else ""
    return f"The machine refused: {error.strerror or error}{where}."


def _build(open_window: OpenWindow) -> typer.Typer:
    app = typer.Typer(
        name="channeladmin",
        help="The desk of a channel partner programme: rosters in, standings and gaps, Select packets out.",
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )

    @app.callback(invoke_without_command=True)
    def _start(
        context: typer.Context,
        file: Annotated[
            Path | None, typer.Option("--file", metavar="F", envvar="CHANNELADMIN_FILE", help="The data file.")
        ] = None,
        by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who acts; default: your login.")] = None,
        password_file: Annotated[
            Path | None, typer.Option("--password-file", metavar="P", help="A file that holds the password.")
        ] = None,
        version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
    ) -> None:
        if version:
            write(f"channeladmin {__version__}")
            raise typer.Exit
        command = context.invoked_subcommand or "open"
        context.obj = Session(file, by, password_file, open_window, read_environment(), command)
        if context.invoked_subcommand is None:
            opening.open_the_window(context)

    for group in (
        opening, exchanging, profiles, evaluating, inviting, waiving, programs, history, erasing, keeping, password,
    ):  # fmt: skip
        group.register(app)
    return app
