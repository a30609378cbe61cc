"""Finds the line of a programme file that a fault is about; the TOML parser keeps no lines once it has parsed."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TOKEN = re.compile(
    r"""
      (?P<blank>[ \t\r]+|\#[^\n]*)
    | (?P<newline>\n)
    | (?P<word>\"{3}(?:\\.|[^\\])*?\"{3,5} | '{3}.*?'{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*' | [^][{}=,.\#\s"']+)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)

_MOST_PARTS = 40  # of a path: what lies deeper is refused, and its lines are nobody's question

Path = tuple[str | int, ...]


class LineIndex:
    """The lines (from 1) of every table, key and list entry of a text that is TOML."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        self._entries: dict[Path, int] = {}  # the last entry of each [[table]]
        self._table: Path = ()
        self._open: list[tuple[Path, int | None]] = []  # lists and inline tables, the place in a list
        self._brackets = 0  # of a [header] that is being read
        self._keys: list[str] = []
        self._is_key = True
        self._path: Path = ()
        line = 1
        for token in _TOKEN.finditer(text):
            if token.lastgroup == "newline":
                self._end_line()
            elif token.lastgroup == "word":
                self._read_word(token.group(), line)
            elif token.lastgroup == "mark":
                self._read_mark(token.group(), line)
            line += token.group().count("\n")

    def find(self, location: Sequence[str | int]) -> int:
        """The line of the deepest part of `location` that the text writes, else 1.

        Parts that the file does not write (a key that is missing) are passed over.
        """
        path: Path = ()
        for part in location:
            if (*path, part) in self._lines:
                path = (*path, part)
        return self._lines.get(path, 1)

    def _end_line(self) -> None:
        if not self._open:
            self._brackets, self._keys, self._is_key = 0, [], True

    def _read_word(self, word: str, line: int) -> None:
        if self._is_key:
            self._keys.append(word.strip("\"'"))
        else:
            self._begin_value(line)

    def _read_mark(self, mark: str, line: int) -> None:
        if mark == "=":
            self._note_key(line)
        elif mark in "[{" and not (self._is_key and mark == "["):
            self._open.append((self._begin_value(line), 0 if mark == "[" else None))
            self._is_key, self._keys = mark == "{", []
        elif mark == "[":
            self._brackets += 1
        elif mark == "]" and self._brackets:
            self._enter_table(line)
        elif mark in "]}":
            self._open.pop()
            self._is_key = False
        elif mark == ",":
            path, place = self._open.pop()
            self._open.append((path, None if place is None else place + 1))
            self._is_key, self._keys = place is None, []

    def _note_key(self, line: int) -> None:
        self._path = self._open[-1][0] if self._open else self._table
        for key in self._keys:
            self._path = (*self._path, key)
            self._lines.setdefault(self._path, line)
        self._is_key = False

    def _begin_value(self, line: int) -> Path:
        path, place = self._open[-1] if self._open else ((), None)
        if place is not None:
            self._path = (*path, place)
            self._lines.setdefault(self._path, line)
        return self._path

    def _enter_table(self, line: int) -> None:
        """A header stands for the last entry of every [[table]] on its way; a second closing bracket finds no keys."""
        if not self._keys:
            return
        path: Path = ()
        *way, last = self._keys[:_MOST_PARTS]
        for key in way:
            path = (*path, key)
            self._lines.setdefault(path, line)
            path = (*path, self._entries[path]) if path in self._entries else path
        path = (*path, last)
        self._lines.setdefault(path, line)
        if self._brackets > 1:
            self._entries[path] = self._entries.get(path, -1) + 1
            path = (*path, self._entries[path])
            self._lines[path] = line
        self._table, self._keys = path, []
