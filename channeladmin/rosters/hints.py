"""What somebody may have meant: the nearest of the names that are known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from channeladmin.records import fold

_ENDINGS = frozenset(
    ("ab", "ag", "as", "bv", "co", "company", "corp", "corporation", "gmbh", "inc", "incorporated", "kft", "kg", "kk",
     "limited", "llc", "llp", "ltd", "nv", "oy", "plc", "pty", "sa", "sarl", "sas", "spa", "srl")
)  # fmt: skip
_MOST_LOOKED_UP = 300
_LONGEST = 200
"""Characters of a text that may be a name with a slip of the pen in it."""


def find_nearest(text: str, names: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """Up to `count` of the names that a slip of the pen away could be the text, the nearest first."""
    from rapidfuzz import fuzz, process

    if len(text) > _LONGEST:
        return ()
    choices = list(names)
    found = process.extract(text, choices, scorer=fuzz.WRatio, processor=fold, limit=count, score_cutoff=70)
    return tuple(choice for choice, _, _ in found)


class NearestNames:
    """The same for many texts: names are folded once, a text that comes again is looked up once.

    Only the first texts are looked up: whoever reads a thousand messages is not helped by one more name.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(names)
        self._folded = [fold(name) for name in self._names]
        self._found: dict[str, tuple[str, ...]] = {}

    def find(self, text: str, count: int = 3) -> tuple[str, ...]:
        """Up to `count` of the names, the nearest first."""
        found = self._found.get(text)
        if found is None:
            found = self._found[text] = self._find(text, count) if len(self._found) < _MOST_LOOKED_UP else ()
        return found

    def _find(self, text: str, count: int) -> tuple[str, ...]:
        from rapidfuzz import fuzz, process

        if len(text) > _LONGEST:
            return ()
        nearest = process.extract(fold(text), self._folded, scorer=fuzz.WRatio, limit=count, score_cutoff=70)
        return tuple(self._names[place] for _, _, place in nearest)


def say_nearest(nearest: Sequence[str]) -> str:
    """The names as the end of a message, or nothing."""
    if not nearest:
        return ""
    quoted = [f"“{name}”" for name in nearest]
    return f" Nearest: {', '.join(quoted)}."


def reduce_name(name: str) -> str:
    """A company's name less case, punctuation and legal form; names that reduce alike are similar."""
    words = "".join(char if char.isalnum() else " " for char in fold(name).replace(".", "")).split()
    kept = [word for word in words if word not in _ENDINGS]
    return "".join(kept or words)
