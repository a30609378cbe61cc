"""From the text of a programme file to its tables, or to the one reason why nothing can be read from it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from channeladmin.program.fault import Fault, Location

MOST_CHARACTERS = 1_000_000
"""Some fifty times the longest file that ships; what is longer is no programme, and would be slow to say so."""
MOST_PARTS = 32
"""Of the path to a value: far below where reading by recursion fails."""
MOST_NUMBER = 10**15

_TOO_DEEP = "Lists and tables lie too deep in each other here; take levels out."
_PLACE = re.compile(r"(?P<reason>.*?) \(at (?:line (?P<line>\d+), column \d+|end of document)\)", re.DOTALL)
_LONG_NUMBER = re.compile(r"[\d_]{4000}")
_NAME = re.compile(r"""\s*(?:\[{1,2}\s*(?P<table>[^\]\s]{1,60})|(?P<key>[\w."'-]{1,60})\s*=)""")
_TWICE = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Cannot redefine", "Duplicate")


class UnreadableText(ValueError):
    """Why a text is no TOML that can be read: the line, what stands there (may be empty) and a sentence."""

    def __init__(self, sentence: str, *, line: int, name: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.line, self.name = sentence, line, name


def read_tables(text: str) -> dict[str, Any]:
    """The tables of a TOML text; UnreadableText where it is none."""
    if len(text) > MOST_CHARACTERS:
        sentence = f"This is longer than a programme file may be ({MOST_CHARACTERS:,} characters); is it another file?"
        raise UnreadableText(sentence, line=1)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _explain(str(error), text) from error
    except RecursionError as error:
        line = max(enumerate(text.split("\n"), start=1), key=lambda each: each[1].count("[") + each[1].count("{"))[0]
        raise UnreadableText(_TOO_DEEP, line=line) from error
    except ValueError as error:  # a number of thousands of digits
        found = _LONG_NUMBER.search(text)
        line = text.count("\n", 0, found.start() if found else 0) + 1
        raise UnreadableText("This number has too many digits to be read; write a smaller one.", line=line) from error


def find_unreadable(tables: dict[str, Any]) -> Iterator[Fault]:
    """Values that would be read only at a risk: numbers beyond all sense, and what lies too deep to go on."""
    waiting: list[tuple[Location, Any]] = [((), tables)]
    while waiting:
        location, value = waiting.pop()
        if len(location) > MOST_PARTS:
            yield Fault(location, _TOO_DEEP)
            return
        elif isinstance(value, dict):
            waiting += [((*location, key), each) for key, each in reversed(value.items())]
        elif isinstance(value, list):
            waiting += [((*location, place), each) for place, each in reversed(list(enumerate(value)))]
        elif isinstance(value, int | float) and not abs(value) <= MOST_NUMBER:
            yield Fault(location, f"This must be a number, and {MOST_NUMBER:,} at most.")


def _explain(message: str, text: str) -> UnreadableText:
    lines = text.split("\n")
    found = _PLACE.fullmatch(message)
    reason = found["reason"] if found else message
    last = len(text.rstrip().split("\n"))
    line = min(int(found["line"]), len(lines)) if found and found["line"] else last
    named = _NAME.match(lines[line - 1])
    name = (named["table"] or named["key"]) if named else ""
    if reason.startswith(_TWICE):
        return UnreadableText("This is there twice; keep one.", line=line, name=name)
    return UnreadableText(f"This is not TOML that can be read: {reason}.", line=line, name=name)
