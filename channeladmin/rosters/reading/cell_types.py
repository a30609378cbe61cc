"""What a cell looks like: the evidence by which delimiters and header rows are told from data."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache


class CellType(Enum):
    """The kinds of text that cells of a table are."""

    EMPTY = "empty"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    EMAIL = "email"
    LINK = "link"
    WORDS = "words"
    OTHER = "other"


TYPED = frozenset((CellType.NUMBER, CellType.DATE, CellType.TIME, CellType.EMAIL, CellType.LINK))
"""What data has and names of columns have not."""

_LONGEST = 400
_MONTH = r"(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-zé]*\.?"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?(?: ?(?:z|utc|gmt|[+-]\d{2}:?\d{2}))?"
_DAY = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})"
    rf"|\d{{1,2}}[-. ]?{_MONTH}[-., ]?(?:\d{{4}}|\d{{2}})|{_MONTH} \d{{1,2}},? \d{{4}}|\d{{4}}年\d{{1,2}}月\d{{1,2}}日)"
)
_PATTERNS = (
    (CellType.NUMBER, r"[-+(]?(?:[$€£¥₹] ?|[A-Z]{3} )?[-+]?"
     r"(?:(?:\d{1,3}(?:[ ,.'’\u00a0\u202f]\d{3})+|\d+)(?:[.,]\d*)?|[.,]\d+)"
     r"(?:e[-+]?\d+)?(?: ?(?:%|[$€£¥₹kmb]|[A-Z]{3}))?\)?"),
    (CellType.DATE, rf"{_DAY}(?:[T ,]+{_CLOCK})?"),
    (CellType.TIME, _CLOCK),
    (CellType.EMAIL, r"[^\s@,;|<>]+@[^\s@,;|<>]+\.[^\s@,;|<>]+"),
    (CellType.LINK, r"(?:https?://|www\.)[^\s,;|]+"),
    (CellType.WORDS, r"[^\W_](?:[^,;|\t:^~<>{}\[\]\"=\x00-\x1f]|[,;:](?= ))*"),
)  # fmt: skip
_MATCHERS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)


@lru_cache(maxsize=65_536)
def classify(cell: str) -> CellType:
    """The type of a cell, blanks around it aside."""
    text = cell.strip()
    if not text:
        return CellType.EMPTY
    if len(text) <= _LONGEST:
        if not any(map(str.isdigit, text)) and "@" not in text and "/" not in text:
            return CellType.WORDS if _MATCHERS[-1][1].fullmatch(text) else CellType.OTHER
        for kind, matcher in _MATCHERS:
            if matcher.fullmatch(text):
                return kind
    return CellType.OTHER
