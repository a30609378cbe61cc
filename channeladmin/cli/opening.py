"""`open` and `demo`: the window, and a sample desk to look at."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from channeladmin.cli.output import say, word_count, write
from channeladmin.cli.parsing import parse_day
from channeladmin.cli.session import get_session


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("open")(open_the_window)
    app.command("demo")(make_demo)


def open_the_window(context: typer.Context) -> None:
    """Open the window (also: no command at all)."""
    session = get_session(context)
    raise typer.Exit(session.open_window(session.file, password=session.find_password(), actor=session.actor))


_COUNTED = (
    ("partner", "partner", "partners"),
    ("agreement", "agreement", "agreements"),
    ("person", "person", "people"),
    ("award", "award", "awards"),
    ("business_plan", "business plan", "business plans"),
    ("activity", "activity", "activities"),
    ("booking", "booking", "bookings"),
    ("invitation", "invitation", "invitations"),
)


def make_demo(  # one parameter an option
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The data file to make; it must not exist yet.")],
    on: Annotated[
        date | None, typer.Option(parser=parse_day, metavar="DATE", help="The day its dates are laid around; today.")
    ] = None,
    seed: Annotated[int, typer.Option(metavar="N", help="The same seed makes the same desk.")] = 1,
    partners: Annotated[int, typer.Option(metavar="N", min=1, help="How many partners.")] = 60,
    fast: Annotated[bool, typer.Option("--fast", help="Without a history of the records; for big desks.")] = False,
) -> None:
    """Make a sample desk of fictional partners in every state."""
    from channeladmin.desk.desk import SystemClock
    from channeladmin.desk.sample import make_sample

    session = get_session(context)
    counts = make_sample(
        file,
        on=on or SystemClock().today(),
        seed=seed,
        partners=partners,
        fast=fast,
        actor=session.actor,
        password=session.find_password(),
    )
    say(", ".join(word_count(counts[table], one, many) for table, one, many in _COUNTED if table in counts))
    write(str(file))
