"""How likely it is that somebody wrote a text: what is left to tell encodings apart that decode the same bytes."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache

from channeladmin.rosters.reading.languages import Language, list_languages

_HIGH = re.compile(r"[^\x00-\x7f]")
_RUN = re.compile(r"(?:^|[\x00-\x7f])[^\x00-\x7f]+(?:[\x00-\x7f](?:(?=[\x00-\x7f])|$)|(?=[\x00-\x7f])|$)")
_TYPOGRAPHY = frozenset("“”„’‘–—…€°™®©·•«»£§№、。，：；（）「」・ー　¿¡ªº½²³±×µ\u00a0")
_TYPOGRAPHY_SHARE = 0.01
_UNKNOWN_SHARE = {"Latin": 0.0004, "Cyrillic": 0.0003, "Greek": 0.0003, "Han": 0.00008, "Hangul": 0.0002}
_OTHER_SHARE = 0.0001
_FOREIGN_SHARE = 0.00002
_SYMBOL_SHARE = 0.00001
_CONTROL = -18.0
# What a pair of neighbours costs: letters of two scripts in a word, a capital after a small letter, a sign in a word.
_MIXED, _CAPITAL_WITHIN, _SIGN_WITHIN, _SIDE_BY_SIDE = -5.0, -4.0, -5.0, -1.6
# A sign that belongs to numbers before a letter; a letter beyond ASCII that is a word.
_SIGN_BEFORE, _ALONE = -4.0, -3.0
_JOINING = frozenset("’·ー\u00ad\u200c\u200d")
_BEFORE_NUMBERS = frozenset("£€¥¢±§²³°®™º¹…")
_FINAL_HEBREW = frozenset("םןךףץ")


@cache
def _load_languages() -> tuple[Language, ...]:
    return list_languages()


def rate_text(text: str, scripts: tuple[str, ...]) -> tuple[float, str]:
    """The logarithm of how likely a text is in the likeliest language of some scripts, and that language's name."""
    letters = Counter(_HIGH.findall(text))
    if not letters:
        return 0.0, ""
    pairs = _rate_pairs(text)
    rated = (
        (_rate_letters(letters, language) + language.usual, language.name)
        for language in _load_languages()
        if language.script in scripts
    )
    best, name = max(rated)
    return best + pairs, name


def _rate_letters(letters: Mapping[str, int], language: Language) -> float:
    shares, script = language.shares, language.script
    return sum(count * math.log(shares.get(char) or _rate_stranger(char, script)) for char, count in letters.items())


@lru_cache(maxsize=65_536)
def _rate_stranger(char: str, script: str) -> float:
    """The share of a character that is no usual letter of the language."""
    if char in _TYPOGRAPHY:
        return _TYPOGRAPHY_SHARE
    category = unicodedata.category(char)
    if category in ("Cc", "Cn", "Co", "Cs") or char == "\ufffd":
        return math.exp(_CONTROL)
    if category[0] in "LM":
        own = find_script(char) in (script, "Hangul" if script == "Hangul" else script)
        return _UNKNOWN_SHARE.get(script, _OTHER_SHARE) if own else _FOREIGN_SHARE
    return _SYMBOL_SHARE


@lru_cache(maxsize=65_536)
def find_script(char: str) -> str:
    """The script of a letter, "" for what is none."""
    code = ord(char)
    if code < 0x80:
        return "ASCII" if char.isalpha() else ""
    if not char.isalpha():
        return ""
    for script, first, last in _SCRIPTS:
        if first <= code <= last:
            return script
    return "other"


_SCRIPTS = (
    ("Latin", 0x80, 0x24F),
    ("Greek", 0x370, 0x3FF),
    ("Cyrillic", 0x400, 0x52F),
    ("Hebrew", 0x590, 0x5FF),
    ("Arabic", 0x600, 0x6FF),
    ("Thai", 0xE00, 0xE7F),
    ("Latin", 0x1E00, 0x1EFF),
    ("Hangul", 0xAC00, 0xD7A3),
    ("Han", 0x3040, 0x30FF),
    ("Han", 0x3400, 0x9FFF),
    ("Han", 0xF900, 0xFAFF),
    ("Han", 0xFF66, 0xFF9F),
)


def _rate_pairs(text: str) -> float:
    """What neighbours that do not go together cost; each place where ASCII ends and begins is looked at."""
    cost = 0.0
    for found in _RUN.finditer(text):
        cost += _rate_run(found.group())
    return cost


@lru_cache(maxsize=16_384)
def _rate_run(run: str) -> float:
    """A run beyond ASCII with the character before it and the one after it."""
    cost = 0.0
    before_char, before = "", ""
    for at, char in enumerate(run):
        script = find_script(char)
        if script and before:
            cost += _rate_pair(before_char, before, char, script)
        if script and before_char in _BEFORE_NUMBERS:
            cost += _SIGN_BEFORE
        elif not script and before and char > "\x7f" and char not in _JOINING and at + 1 < len(run):
            is_within = find_script(run[at + 1]) and unicodedata.category(char)[0] != "M"
            cost += _SIGN_WITHIN if is_within else 0.0
        before_char, before = char, script
    if len(run) == 3 and find_script(run[1]) == "Latin" and not find_script(run[0]) and not find_script(run[2]):
        cost += _ALONE
    return cost


@lru_cache(maxsize=65_536)
def _rate_pair(before_char: str, before: str, char: str, script: str) -> float:
    if before == script == "ASCII":
        return 0.0
    if before != script:
        if {before, script} == {"ASCII", "Latin"}:
            return _CAPITAL_WITHIN if before_char.islower() and char.isupper() else 0.0
        # Names of products stand beside Asian letters without a blank.
        return 0.0 if {before, script} & {"Han", "Hangul"} and "ASCII" in (before, script) else _MIXED
    if script in ("Latin", "Cyrillic", "Greek") and before_char.islower() and char.isupper():
        return _CAPITAL_WITHIN
    if script == "Hebrew" and before_char in _FINAL_HEBREW:
        return _MIXED / 2
    return _SIDE_BY_SIDE if script == "Latin" else 0.0
