"""Finds the line of a programme file that a fault is about; the TOML parser keeps no lines once it has parsed."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")

Path = tuple[str | int, ...]


def find_line(text: str, location: Sequence[str | int]) -> int:
    """The line (from 1) of the deepest part of `location` that the text writes on a line of its own, else 1.

    Parts that the file does not write (the kind of a requirement, a key inside an inline table) are passed over.
    """
    lines = _index_lines(text)
    path: Path = ()
    for part in location:
        if (*path, part) in lines:
            path = (*path, part)
    return lines.get(path, 1)


def _index_lines(text: str) -> dict[Path, int]:
    lines: dict[Path, int] = {}
    counts: dict[str, int] = {}
    table: Path = ()
    inside_text = False
    for number, line in enumerate(text.splitlines(), start=1):
        was_inside_text = inside_text
        inside_text ^= (line.count('"""') + line.count("'''")) % 2 == 1
        if was_inside_text:
            continue
        if header := _HEADER.fullmatch(line):
            name = header.group(2)
            table = tuple(name.split("."))
            lines.setdefault(table, number)
            if header.group(1) == "[[":
                counts[name] = counts.get(name, -1) + 1
                table = (*table, counts[name])
                lines[table] = number
        elif key := _KEY.match(line):
            lines.setdefault((*table, key.group(1)), number)
    return lines
