"""Where the table ends: totals, notices and notes after the last record."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from channeladmin.rosters.reading.cell_types import CellType, classify
from channeladmin.rosters.reading.packed_rows import Record

_TOTAL = re.compile(
    r"(?:grand |sub-?|report )?totals?(?: \(?[\d,.]+ (?:records?|rows?)\)?)?:?"
    r"|gesamt(?:summe)?:?|summe:?|total general:?|итого:?|合計|总计|總計|합계",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"grand totals \(.*|confidential information\b.*|(?:copyright ?)?(?:©|\(c\)|copyright(?= \d{4})) ?\d{4}.*"
    r"|all rights reserved\.?",
    re.IGNORECASE | re.DOTALL,
)
_NOTICE = re.compile(
    r"[\d,.]+ (?:rows?|records?|zeilen|results?)(?: (?:selected|exported|returned|total))?\.?"
    r"|\(?[\d,.]+ rows? affected\)?"
    r"|(?:rows?|records?|number of (?:rows|records)|total (?:rows|records))(?: (?:selected|exported))?: ?[\d,.]+"
    r"|(?:grand )?totals?: ?[\d,.]+|(?:strictly )?confidential(?:\.|\s*[-–—:(].*)?"
    r"|(?:generated|exported|printed|created|report (?:generated|run)|data as of|as of)(?: (?:by|on|at|from))?:? .+"
    r"|(?:end of (?:report|file|data)|\*+ ?end.*|-+ ?end.*)\.?|(?:notes?|source|legend|disclaimer|filters?)\s?:.*",
    re.IGNORECASE | re.DOTALL,
)
_MOST_TEXT = 2000


def count_footer(tail: Sequence[Record], width: int, blanks: Collection[int]) -> int:
    """How many of the last records are no data; `blanks` are the numbers of the empty lines among them."""
    sure = 0
    count = 0
    after_blank = 0
    for back in range(1, len(tail) + 1):
        line, cells, _ = tail[-back]
        texts = [cell.strip() for cell in cells if cell.strip()]
        if not texts or _is_footer(cells, texts, width):
            count = back
            sure = back if texts else sure
        elif len(texts) == 1 and cells[0].strip() and width >= 3:
            # A note of one cell is one only behind an empty line.
            count = back
        else:
            break
        if line - 1 in blanks and back == count and sure + after_blank >= 0 and _are_notes(tail[-back:], width):
            after_blank = back
    return max(sure, after_blank)


def is_notice(text: str) -> bool:
    """Whether a text is what exports write around their records: a total, a copyright, a count, a day."""
    return len(text) <= _MOST_TEXT and any(pattern.fullmatch(text) for pattern in (_TOTAL, _LEGAL, _NOTICE))


def _are_notes(records: Sequence[Record], width: int) -> bool:
    for _, cells, _ in records:
        texts = [cell.strip() for cell in cells if cell.strip()]
        if texts and not _is_footer(cells, texts, width) and not (len(texts) == 1 and cells[0].strip() and width >= 3):
            return False
    return True


def _is_footer(cells: Sequence[str], texts: Sequence[str], width: int) -> bool:
    first = texts[0]
    if len(first) > _MOST_TEXT:
        return False
    if _TOTAL.fullmatch(first):
        # A company may be called Total: then its row has other texts.
        others = [classify(text) for text in texts[1:]]
        return (
            (width > 1 or "(" in first)
            and len(texts) < max(width, 2)
            and all(kind is CellType.NUMBER for kind in others)
        )
    if _LEGAL.fullmatch(first):
        return len(texts) <= max(2, width // 2)
    return len(texts) <= max(1, width // 3) and bool(cells[0].strip()) and bool(_NOTICE.fullmatch(first))
