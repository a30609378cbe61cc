"""What `import` says on a terminal: each reason once with its lines, what can be done about it, what is to do."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from channeladmin.cli.output import say, word_count

if TYPE_CHECKING:
    from channeladmin.desk.importing import CellError, Leaver, Taken, TodoItem

_SETTLED_BY = {
    "column": '--map "{column}={text}"',
    "credential": '--alias "{text}=KEY"',
    "partner": '--same "{text}=NAME"',
    "domain": '--same "{text}=NAME"',
    "dates": "--dates",
}

_FOUND_BY = {"credential": " “programs credentials” lists the keys."}
"""Where to find what an option needs."""

MOST_SHOWN = 50
"""Reasons that are told on a terminal; `--json` and `--rejects` give all rows."""
_MOST_LINES = 5


def word_taken(taken: Taken) -> str:
    """That a name was taken for a company, as an earlier import had it."""
    what = "new people work at" if taken.what == "domain" else "taken for"
    return f'“{taken.text}”: {what} “{taken.other}”, as in an earlier import (--same "{taken.text}=" takes that back).'


def tell_errors(errors: Sequence[CellError]) -> None:
    """Each reason once, in the order of the first cells; of a held row also what can be done about it."""
    from channeladmin.desk.held_words import advise_about

    found: dict[tuple[str, ...], list[CellError]] = {}
    left = 0
    for error in errors:
        reason = (error.source, error.column, error.message, advise_about(error))
        if reason in found or len(found) < MOST_SHOWN:
            found.setdefault(reason, []).append(error)
        else:
            left += 1
    for (*_, message, advice), alike in found.items():
        say(f"{_word_place(alike)}: {message}")
        if advice:
            say(f"  What to do: {advice}")
    if left:
        say(f"… and {left:,} more; --json lists all, --rejects writes the rows to a file.")


def tell_todo(todo: Sequence[TodoItem]) -> None:
    """What would let more rows in; what several things to do have in common is said once."""
    if todo:
        say("To do:")
    for (what, message), items in groupby(todo[:MOST_SHOWN], attrgetter("what", "message")):
        alike = list(items)
        if len(alike) == 1:
            where = f"{_word_settling(alike[0])}{_word_nearest(alike[0])}{_FOUND_BY.get(what, '')}"
            say(f"  {what} {_word_item(alike[0])}: {message}{where}")
            continue
        say(f"  {what}: {message}{_FOUND_BY.get(what, '')}")
        for item in alike:
            say(f"    {_word_item(item)}{_word_settling(item)}{_word_nearest(item)}")
    _tell_left(len(todo), "to do")


def tell_leavers(leavers: Sequence[Leaver]) -> None:
    """Who is in the desk and not in the files."""
    if leavers:
        say(f"In the desk and not in the file ({word_count(len(leavers), 'person', 'people')}; nobody is removed):")
    for leaver in leavers[:MOST_SHOWN]:
        say(f"  {leaver.person}{f' <{leaver.email}>' if leaver.email else ''}, {leaver.partner}")
    _tell_left(len(leavers), "people")


def _tell_left(count: int, what: str) -> None:
    if count > MOST_SHOWN:
        say(f"… and {count - MOST_SHOWN} more {what}; --json lists all.")


def _word_place(errors: Sequence[CellError]) -> str:
    """The file, the lines (of many the first) and the column, with what stands there if it is the same in all."""
    first = errors[0]
    lines = list(dict.fromkeys(error.line for error in errors))
    if len(lines) == 1:
        where = f"line {lines[0]}"
    else:
        more = ", …" if len(lines) > _MOST_LINES else ""
        where = f"{word_count(len(lines), 'row')} (lines {', '.join(map(str, lines[:_MOST_LINES]))}{more})"
    is_one_value = all(error.value == first.value for error in errors)
    value = f" “{first.value}”" if first.value and is_one_value else ""
    return f"{first.source}, {where}, {first.column or 'row'}{value}"


def _word_item(item: TodoItem) -> str:
    return f"“{item.text}” ({word_count(item.count, 'row')})"


def _word_settling(item: TodoItem) -> str:
    how = _SETTLED_BY.get(item.what, "").format(text=item.text, column=next(iter(item.nearest), ""))
    return f" ({how})" if how else ""


def _word_nearest(item: TodoItem) -> str:
    if item.what == "column":
        # The first stands in the option.
        return f" Or: {', '.join(f'“{title}”' for title in item.nearest[1:])}." if item.nearest[1:] else ""
    return f" Nearest: {', '.join(f'“{name}”' for name in item.nearest)}." if item.nearest else ""
