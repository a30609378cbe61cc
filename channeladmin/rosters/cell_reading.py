"""The text of one cell to a value, by its column: read once however often it comes again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic import ValidationError

from channeladmin.program.edition import Edition
from channeladmin.program.names import squash
from channeladmin.records import explain_errors
from channeladmin.rosters.columns import Reading
from channeladmin.rosters.manners import PLAIN, Manner, is_open_order
from channeladmin.rosters.mapping import Mapped
from channeladmin.rosters.parsing import Parser, StoredKeys, UnknownName, build_parser
from channeladmin.rosters.values import take_off_guard


class Unsaid:
    """What a cell means that gives its field no value."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Bad(Unsaid):
    """A cell that cannot be taken, and why."""

    message: str
    is_open_order: bool = False
    unknown: str = ""
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Blank(Unsaid):
    """A word that stands for an empty cell."""

    word: str


KEEP = Unsaid()
CLEAR = None


class Meanings(dict[str, Any]):
    """What the texts of one column mean, each read once; `is_odd`: one of them is bad, or a word for nothing."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        super().__init__()
        self._read = read
        self.is_odd = False

    def __missing__(self, text: str) -> Any:  # noqa: ANN401 - whatever the column holds
        found = self[text] = self._read(text)
        self.is_odd = self.is_odd or isinstance(found, (Bad, Blank))
        return found


class CellReader:
    """Reads the cells of one import."""

    def __init__(self, edition: Edition, stored: StoredKeys) -> None:
        self._edition = edition
        self._stored = stored
        self._known: dict[tuple[object, ...], Meanings] = {}

    def find_meanings(self, mapped: Mapped, manner: Manner) -> Meanings:
        """What the texts of a column mean, filled as they are asked for; columns that are read alike share it."""
        alike = (mapped.column.name, mapped.constant, mapped.clears, mapped.words, mapped.is_exact, manner)
        meanings = self._known.get(alike)
        if meanings is None:
            parser = build_parser(mapped.column, self._edition, manner, self._stored, is_exact=mapped.is_exact)
            meanings = self._known[alike] = Meanings(partial(_read, mapped, manner, parser))
        return meanings

    def find_days(self, mapped: Mapped, find_manner: Callable[[], Manner]) -> Meanings:
        """The same of a column of days, whose manner (it takes all texts) is looked for only where one needs it."""
        plain = self.find_meanings(mapped, PLAIN)

        def read(text: str) -> Any:  # noqa: ANN401 - a day, or what gives none
            if not text or _ISO_DAY.fullmatch(text):
                # It is the same in every manner.
                found = plain[text]
                if not isinstance(found, (Bad, Blank)):
                    return found
            return self.find_meanings(mapped, find_manner())[text]

        return Meanings(read)


_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _read(mapped: Mapped, manner: Manner, parse: Parser, text: str) -> Any:  # noqa: ANN401 - whatever the column holds
    bare = (text.strip() if mapped.is_exact else strip_cell(text)) or mapped.constant.strip()
    if not bare:
        return CLEAR if mapped.clears else KEEP
    if flaw := _find_flaw(mapped, bare):
        return Bad(flaw)
    bare = _translate(mapped, bare)
    try:
        return parse(bare)
    except ValidationError as error:
        return _read_as_word(mapped, bare, Bad(explain_errors(error)[0].message))
    except UnknownName as error:
        return _read_as_word(mapped, bare, Bad(str(error), unknown=error.what, nearest=error.nearest))
    except ValueError as error:
        is_open = mapped.column.reads is Reading.DATE and is_open_order(bare, manner)
        return _read_as_word(mapped, bare, Bad(str(error), is_open))


def _find_flaw(mapped: Mapped, bare: str) -> str:
    """Why a text is not even looked at, or nothing."""
    if ("\x00" in bare or "�" in bare) and not mapped.is_exact:
        return "The cell holds a character that cannot be read. Save the file again as UTF-8."
    if len(bare) > _LONGEST and mapped.column.reads not in _TEXTS:
        return f"The cell holds {len(bare):,} characters, which cannot be {mapped.column.name}."
    return ""


def _translate(mapped: Mapped, bare: str) -> str:
    """What the words of a preset mean."""
    if not mapped.words:
        return bare
    said = squash(bare)
    return next((meant for word, meant in mapped.words if word == said), bare)


_LONGEST = 2_000
_TEXTS = frozenset((Reading.TEXT, Reading.EMAILS, Reading.WORDS))
"""What may be as long as the record's own rule says."""


def _read_as_word(mapped: Mapped, bare: str, bad: Bad) -> Any:  # noqa: ANN401 - as above
    """What cannot be read may be a word for nothing: never ends, not known yet, does not apply."""
    if mapped.column.reads is Reading.TEXT:
        return bad
    word = bare.casefold().strip(" .")
    if word in _ENDLESS and mapped.column.name in _ENDS:
        return CLEAR
    if word in _NOTHING:
        return CLEAR if mapped.clears else KEEP
    # An amount that is not known yet is no empty one: it may decide a verdict, so somebody has to say it.
    return Blank(bare) if word in _UNKNOWN and mapped.column.reads is not Reading.MONEY else bad


_ENDS = frozenset(("expires", "revoked", "employed_until", "agreement_ends"))
_ENDLESS = frozenset(("never", "no end", "no expiry", "no expiration", "does not expire", "never expires", "unlimited"))
_NOTHING = frozenset(("", "-", "--", "–", "—", "n/a", "na", "n.a", "#n/a", "none", "null", "nil", "(blank)"))
_UNKNOWN = frozenset(
    ("tbd", "tba", "tbc", "t.b.d", "to be determined", "to be defined", "to be confirmed", "to be announced",
     "unknown", "pending", "?", "??", "???", "#ref!", "#value!")
)  # fmt: skip


def strip_cell(text: str) -> str:
    """The text without white space around it and without the guard against formulas."""
    return take_off_guard(text.strip()).strip()
