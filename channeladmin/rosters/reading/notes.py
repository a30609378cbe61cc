"""What a reader has to say about a file: once for each kind of finding, with how many and where, never line by line."""

from __future__ import annotations

_MOST_LINES = 5


class Notes:
    """Collects sentences in the order in which they first came up."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[int, list[int]]] = {}

    def add(self, sentence: str, line: int | None = None) -> None:
        """Keep a sentence; with a line it is counted, and said once for all its lines."""
        count, lines = self._found.get(sentence, (0, []))
        if line is not None and len(lines) < _MOST_LINES:
            lines.append(line)
        self._found[sentence] = (count + 1, lines)

    def take_back(self, sentence: str, line: int) -> None:
        """Unsay a sentence about a line that turned out to be no record."""
        count, lines = self._found.get(sentence, (0, []))
        if count == 1:
            del self._found[sentence]
        elif count:
            self._found[sentence] = (count - 1, [each for each in lines if each != line])

    def say(self, what: str = "Line") -> tuple[str, ...]:
        """All sentences; `what` is the word for a line (a sheet has rows)."""
        return tuple(_word(sentence, count, lines, what) for sentence, (count, lines) in self._found.items())


def _word(sentence: str, count: int, lines: list[int], what: str) -> str:
    if not lines:
        return sentence
    if count == 1:
        return f"{what} {lines[0]}: {sentence}"
    more = " …" if count > len(lines) else ""
    return f"{what}s {', '.join(map(str, lines))}{more} ({count:,} in all): {sentence}"


def shorten(text: str, most: int = 60) -> str:
    """A text as a warning can hold it."""
    plain = " ".join(text.split())
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"
