"""The dialect under which a file is most like a table: rows of one length, cells of a kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from channeladmin.rosters.reading.cell_types import TYPED, CellType, classify
from channeladmin.rosters.reading.dialect import DELIMITERS, RARE_DELIMITERS, Dialect, cut_sample

_RARE_WEIGHT = 0.6
_BLANK_WEIGHT = 0.3
_WORTH = {CellType.OTHER: 0.05, CellType.EMPTY: 0.6}
# Below it nothing speaks for a delimiter; above it times this the runner-up is near enough to be told.
_LEAST = 0.02
_NEAR = 0.85
_MOST_CELLS = 6_000
_LEAST_RARE_EVENNESS = 0.8


@dataclass(frozen=True, slots=True)
class DialectGuess:
    """The best dialect, and the delimiter that explains the file almost as well (None: nothing does)."""

    dialect: Dialect
    runner_up: str | None = None


def find_dialect(
    text: str, *, delimiter: str | None = None, quote: str | None = None, escape: str | None = None
) -> DialectGuess:
    """The way of writing that fits best to what is told; the comma where nothing tells."""
    lines = cut_sample(text)
    joined = "".join(lines)
    scores: list[tuple[float, int, Dialect]] = []
    choices = (delimiter,) if delimiter else (*DELIMITERS, *RARE_DELIMITERS)
    for order, choice in enumerate(choices):
        if choice not in joined:
            continue
        for dialect in _list_dialects(lines, joined, choice, quote, escape):
            scores.append((score_dialect(dialect, lines), -order, dialect))
    scores.sort(key=lambda scored: scored[:2], reverse=True)
    if not scores or (scores[0][0] < _LEAST and not delimiter):
        return DialectGuess(_plain(lines, joined, delimiter or ",", quote, escape))
    best_score, _, best = scores[0]
    if not delimiter and _is_prose(best.delimiter, lines):
        return DialectGuess(_plain(lines, joined, _find_unused(joined), quote, escape))
    rivals = (dialect.delimiter for score, _, dialect in scores if score > best_score * _NEAR)
    return DialectGuess(best, next((rival for rival in rivals if rival != best.delimiter), None))


def score_dialect(dialect: Dialect, lines: Sequence[str]) -> float:
    """Between 0 and 1: how alike the rows are in length, times how many cells are of a known kind."""
    rows = dialect.read(list(dialect.guard(iter(lines))))
    filled = [row for row in rows if len(row) > 1 or row[0].strip()]
    if not filled:
        return 0.0
    widths = Counter(map(len, filled))
    total = len(filled)
    evenness = sum((count / total) ** 2 for count in widths.values())
    parted = sum(count * (width - 1) / width for width, count in widths.items()) / total
    if dialect.delimiter not in DELIMITERS and evenness < _LEAST_RARE_EVENNESS:
        return 0.0
    cells = worth = stray = typed = 0.0
    for row in filled:
        for cell in row[:200]:
            cells += 1
            kind = classify(cell)
            worth += _WORTH.get(kind, 1.0)
            typed += kind in TYPED
            stray += bool(dialect.quote) and dialect.quote in cell[1:-1].replace(dialect.quote * 2, "")
        if cells > _MOST_CELLS:
            break
    if dialect.delimiter == " " and not _is_parted_by_blanks(lines, total, max(widths), typed / cells):
        return 0.0
    weight = _BLANK_WEIGHT if dialect.delimiter == " " else 1.0 if dialect.delimiter in DELIMITERS else _RARE_WEIGHT
    return evenness * parted * (worth / cells) * max(0.1, 1 - stray / cells) * weight


def _is_parted_by_blanks(lines: Sequence[str], rows: int, width: int, typed: float) -> bool:
    """Words have blanks between them too: only numbers and the like, or quotes, make a table of that."""
    return rows > 1 and width > 2 and (typed >= 0.25 or sum('" "' in line for line in lines) * 2 > rows)


def _list_dialects(
    lines: Sequence[str], joined: str, delimiter: str, quote: str | None, escape: str | None
) -> Iterator[Dialect]:
    quotes = [quote] if quote is not None else ['"', "'"] if _is_quoted_singly(delimiter, lines) else ['"']
    for each in quotes:
        escaping = escape if escape is not None else _find_escape(joined, delimiter, each)
        yield Dialect(delimiter, each, escape=escaping)
        if each and delimiter != " " and f"{delimiter} {each}" in joined:
            yield Dialect(delimiter, each, skips_blanks=True, escape=escaping)


def _plain(lines: Sequence[str], joined: str, delimiter: str, quote: str | None, escape: str | None) -> Dialect:
    return next(_list_dialects(lines, joined, delimiter, quote, escape))


def _find_escape(joined: str, delimiter: str, quote: str) -> str:
    r"""`\` where it stands before quotes within cells more often than before quotes that close one."""
    if not quote or f"\\{quote}" not in joined:
        return ""
    ends = rf"(?:{re.escape(delimiter)}|[\r\n]|$)"
    within = len(re.findall(rf"\\{quote}(?!{quote}*{ends})", joined))
    closing = len(re.findall(rf"\\{quote}{quote}{{0,1}}(?={ends})", joined))
    closing -= len(re.findall(rf"\\{quote}{quote}(?={ends})", joined))
    return "\\" if within > closing else ""


def _is_quoted_singly(delimiter: str, lines: Sequence[str]) -> bool:
    """Whether `'` quotes: cells that begin with it end with it too, and `"` does not begin any."""
    ends = re.escape(delimiter)
    whole = re.compile(rf"(?:(?<={ends})|^)[ ]?'(?:[^'\r\n]|'')*'[ ]?(?={ends}|[\r\n]|$)")
    opened = closed = doubles = 0
    for line in lines:
        # What a cell between two of them holds may be a delimiter.
        rest, count = whole.subn("", line) if "'" in line else (line, 0)
        closed += count
        cells = rest.strip("\r\n").split(delimiter)
        opened += count + sum(cell.lstrip().startswith("'") for cell in cells)
        doubles += sum(cell.lstrip().startswith('"') for cell in cells)
    return closed >= 2 and closed >= opened * 0.5 and doubles <= closed * 0.1


def _is_prose(delimiter: str, lines: Sequence[str]) -> bool:
    """One column of texts: the first line has no delimiter, and in the others a blank follows every one."""
    if delimiter not in ",;:" or len(lines) < 2 or delimiter in lines[0] or '"' in lines[0]:
        return False
    rest = "".join(lines[1:])
    is_even = len({line.count(delimiter) for line in lines[1:] if line.strip()}) == 1
    return rest.count(delimiter) == rest.count(f"{delimiter} ") and (
        not is_even or len(lines) * 2 > rest.count(delimiter)
    )


def _find_unused(joined: str) -> str:
    return next((each for each in ("\t", "|", ";", ",", *RARE_DELIMITERS) if each not in joined), "\x1f")
