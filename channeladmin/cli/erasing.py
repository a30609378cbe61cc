"""`erase`: a person who asks for it is removed from everything; the one command without an undo."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from channeladmin.cli.output import say, write
from channeladmin.cli.session import get_session
from channeladmin.errors import Cancelled, UserError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("erase")(erase)


def erase(
    context: typer.Context,
    person: Annotated[str, typer.Argument(metavar="PERSON", help="By e-mail address, learner id or name.")],
    is_text: Annotated[
        bool, typer.Option("--text", help="Take this name out of the texts of other records and their history.")
    ] = False,
    is_sure: Annotated[bool, typer.Option("--yes", help="Do not ask; needed where nobody can be asked.")] = False,
) -> None:
    """Erase a person from records, history and frozen letters. This cannot be undone."""
    from channeladmin.desk.erasing import erase_person, erase_text, find_person

    with get_session(context).open_desk() as desk:
        if is_text:
            if not is_sure:
                _ask(person)
            erase_text(desk, person)
            write("The name was taken out of every text and its history.")
            return
        person_id = find_person(desk, person)
        if not is_sure:
            _ask(person)
        erased = erase_person(desk, person_id)
    write("One person was erased.")
    for mention in erased.mentions:
        say(f"The name still stands in: {mention}. “erase --text NAME” takes it out there and in the history.")
    if not erased.is_compacted:
        say("Somebody is reading the file, or the disk is full: its last bytes go at the next opening.")
    for copy in erased.holding:
        say(f"This copy still holds the person: {copy}")
    for copy in erased.unread:
        say(f"This copy could not be looked into: {copy}")


def _ask(person: str) -> None:
    if not sys.stdin.isatty():
        raise UserError("Erasing a person cannot be undone. Say --yes if that is meant.")
    if not typer.confirm(f"Erase “{person}” for good? This cannot be undone.", err=True):
        raise Cancelled
