"""Which of the old encodings bytes are in, with how sure that is and what it could be else."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from channeladmin.rosters.reading.plausibility import rate_text

_L, _C, _G = ("Latin",), ("Cyrillic",), ("Greek",)
# Encoding, the scripts that it is for, and how usual it is in offices (a logarithm).
_CANDIDATES: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("cp1252", _L, 0.0),
    ("cp1250", _L, -2.0),
    ("cp1251", _C, -2.0),
    ("cp1253", _G, -2.0),
    ("cp1254", _L, -2.5),
    ("cp1255", ("Hebrew",), -2.0),
    ("cp1256", ("Arabic",), -2.0),
    ("cp1257", _L, -3.5),
    ("cp874", ("Thai",), -3.0),
    ("cp932", ("Han",), -2.0),
    ("gb18030", ("Han",), -2.0),
    ("big5", ("Han",), -2.2),
    ("cp950", ("Han",), -2.4),
    ("euc_kr", ("Hangul",), -2.0),
    ("cp949", ("Hangul",), -2.2),
    ("euc_jp", ("Han",), -3.0),
    ("iso8859_2", _L, -3.0),
    ("iso8859_15", _L, -3.0),
    ("iso8859_9", _L, -4.0),
    ("iso8859_5", _C, -4.0),
    ("iso8859_7", _G, -3.0),
    ("iso8859_8", ("Hebrew",), -3.5),
    ("iso8859_6", ("Arabic",), -3.5),
    ("iso8859_13", _L, -4.5),
    ("koi8_r", _C, -3.0),
    ("koi8_u", _C, -3.2),
    ("mac_roman", _L, -3.0),
    ("mac_latin2", _L, -4.0),
    ("mac_cyrillic", _C, -3.5),
    ("mac_greek", _G, -4.0),
    ("mac_turkish", _L, -4.5),
    ("cp850", _L, -3.5),
    ("cp437", _L, -3.7),
    ("cp852", _L, -4.0),
    ("cp866", _C, -3.5),
    ("cp857", _L, -5.0),
    ("latin_1", _L, -6.0),
)
_MOST_SAMPLE = 24_000
_LINE = re.compile(rb"[^\n\r]+[\n\r]*")
# Letters of one text are not drawn one by one: a name that comes ten times is one piece of evidence.
_TEMPER = 0.6


@dataclass(frozen=True, slots=True)
class EncodingGuess:
    """The likeliest encoding by its Python name, how sure it is (0 to 1), its language, and the next one."""

    encoding: str
    confidence: float
    language: str
    runner_up: str | None


def guess_encoding(data: bytes) -> EncodingGuess:
    """The likeliest encoding of bytes that are no Unicode; `latin_1`, which takes any bytes, where none fits."""
    sample = _cut_sample(data)
    rated: list[tuple[float, str, str, str]] = []
    for encoding, scripts, prior in _CANDIDATES:
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError as error:
            # A sample may end within a character.
            if error.start < len(sample) - 3 or len(sample) == len(data):
                continue
            text = sample[: error.start].decode(encoding)
        rating, language = rate_text(text, scripts)
        rated.append((rating * _TEMPER + prior, encoding, language, text))
    rated.sort(key=lambda each: -each[0])
    best, encoding, language, text = rated[0]
    others = [each for each in rated[1:] if each[3] != text]
    weight = sum(math.exp(max(each[0] - best, -700)) for each in others)
    runner_up = others[0][1] if others else None
    return EncodingGuess(encoding, 1 / (1 + weight), language, runner_up)


def find_high_lines(data: bytes) -> Iterator[bytes]:
    """The lines that hold more than ASCII, with their ends."""
    return (line for found in _LINE.finditer(data) if not (line := found.group()).isascii())


def _cut_sample(data: bytes) -> bytes:
    """The beginning of each of these lines, once, up to some size."""
    lines: dict[bytes, None] = {}
    size = 0
    for whole in find_high_lines(data):
        line = whole[:4096]
        if line not in lines:
            lines[line] = None
            size += len(line)
            if size > _MOST_SAMPLE:
                break
    return b"".join(lines)[:_MOST_SAMPLE]
