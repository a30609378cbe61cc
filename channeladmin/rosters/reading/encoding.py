"""Bytes to text: which encoding a file is in, how sure that is, and what else it could be."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from channeladmin.errors import UserError
from channeladmin.rosters.reading.byte_source import ByteSource
from channeladmin.rosters.reading.encoding_guess import find_high_lines, guess_encoding
from channeladmin.rosters.reading.limits import SAMPLE_BYTES

_MARKS = (
    # The mark of UTF-32 LE begins with that of UTF-16 LE, so it is looked for first.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NO_TABLES = (
    (b"PK\x05\x06", "an empty archive"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
    (b"%PDF", "a PDF"),
    (b"SQLite format 3", "a database"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a text of a word processor"),
)
# Beyond this many control characters a "text" is a binary file, and nobody wants its rows.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1e\x7f]")
_CONTROL_SHARE = 0.1
_SAMPLE = 65_536
_MOST_HIGH = 262_144
_MANY_BYTES = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_PLAIN = re.compile(rb"[\t\n\r -~]")
_SURE = 0.95
_SPLIT = 8


@dataclass(frozen=True, slots=True)
class Encoding:
    """The encoding by its Python name, the bytes of its mark, whether parts of the file do not fit, how sure it is."""

    name: str
    mark: int = 0
    is_damaged: bool = False
    confidence: float = 1.0
    warnings: tuple[str, ...] = ()


def find_encoding(source: ByteSource, *, told: str | None = None, is_whole: bool = True) -> Encoding:
    """The encoding as told, else by byte order mark, else UTF-8, else guessed with a warning.

    UserError for an encoding that is unknown or does not fit, and for what is no text at all.
    """
    head = source.read_head(SAMPLE_BYTES)
    if told is not None:
        return _check_told(source, head, told, is_whole=is_whole)
    for magic, what in _NO_TABLES:
        if head.startswith(magic):
            raise UserError(f"“{source.name}” is {what}, not a table. Save it as CSV (UTF-8) and take that file.")
    found = _find_marked(source, head, is_whole=is_whole) or _find_bare(source, head, is_whole=is_whole)
    _refuse_binary(head[found.mark : found.mark + _SAMPLE].decode(found.name, errors="ignore"), source.name)
    return found


def _check_told(source: ByteSource, head: bytes, told: str, *, is_whole: bool) -> Encoding:
    try:
        known = codecs.lookup(told).name
        b"a".decode(known, errors="replace")
    except (LookupError, ValueError) as error:
        raise UserError(f"“{told}” is not an encoding; write for example utf-8, cp1252 or utf-16.") from error
    name, mark = known, 0
    for sign, marked in _MARKS:
        # A byte order mark goes with the encoding that it marks.
        if head.startswith(sign) and known in (marked, marked.rpartition("-")[0], f"{marked}-sig"):
            name, mark = marked, len(sign)
            break
    at = _find_misfit(source, name, mark, None if is_whole else head)
    if at is not None:
        line = source.read_head(at).count(b"\n") + 1
        raise UserError(
            f"“{source.name}” is not in {told}: line {line} cannot be read so. Leave the encoding out to have it found."
        )
    return Encoding(name, mark)


def _find_marked(source: ByteSource, head: bytes, *, is_whole: bool) -> Encoding | None:
    for sign, name in _MARKS:
        if head.startswith(sign):
            misfit = _find_misfit(source, name, len(sign), None if is_whole else head)
            return Encoding(name, len(sign), is_damaged=misfit is not None)
    return None


def _find_bare(source: ByteSource, head: bytes, *, is_whole: bool) -> Encoding:
    part = None if is_whole else head
    wide = _find_wide(head)
    if wide is not None:
        warning = f"The file has no byte order mark; it was read as {wide}."
        return Encoding(wide, 0, _find_misfit(source, wide, 0, part) is not None, 0.95, (warning,))
    if b"\x1b$" in head and _find_misfit(source, "iso2022_jp", 0, part) is None:
        return Encoding("iso2022_jp", confidence=0.95, warnings=(_word_guess("iso2022_jp", "Japanese", None, 0.95),))
    if _find_misfit(source, "utf-8", 0, part) is None:
        return Encoding("utf-8")
    high = _collect_high(source, part)
    # Nearly all of it being good UTF-8, the rest is damage and no other encoding.
    if len(_MANY_BYTES.findall(high)) > 2 * high.decode("utf-8", errors="replace").count("�"):
        return Encoding("utf-8", is_damaged=True, confidence=0.9)
    guess = guess_encoding(high)
    name = guess.encoding
    is_damaged = _find_misfit(source, name, 0, part) is not None
    warning = _word_guess(name, guess.language, guess.runner_up, guess.confidence)
    return Encoding(name, 0, is_damaged, guess.confidence, (warning,))


def _word_guess(name: str, language: str, runner_up: str | None, confidence: float) -> str:
    what = f"{name} ({language})" if language else name
    other = f"; it could also be {runner_up}" if runner_up and confidence < _SURE else ""
    return (
        f"The file is not UTF-8; it was read as {what}, {confidence:.0%} sure{other}. "
        "If names look wrong, give its encoding."
    )


def _find_misfit(source: ByteSource, name: str, mark: int, part: bytes | None) -> int | None:
    """Where the bytes are none of the encoding; of a part, whose end may cut a character, only that is looked at."""
    decoder = codecs.getincrementaldecoder(name)()
    done = mark
    try:
        for chunk in source.read_chunks(mark) if part is None else (part[mark:],):
            decoder.decode(chunk)
            done += len(chunk)
        if part is None or source.size <= len(part):
            decoder.decode(b"", final=True)
    except UnicodeError as error:
        return done + (error.start if isinstance(error, UnicodeDecodeError) else 0)
    return None


def _collect_high(source: ByteSource, part: bytes | None) -> bytes:
    """Lines that hold more than ASCII, from all over the file."""
    lines: list[bytes] = []
    size = 0
    for chunk in source.read_chunks() if part is None else (part,):
        for whole in find_high_lines(chunk):
            line = whole[:65_536]
            lines.append(line)
            size += len(line)
            if size > _MOST_HIGH:
                return b"".join(lines)
    return b"".join(lines)


def _find_wide(head: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: in plain text, and at every delimiter and line end, most bytes are zero."""
    sample = head[:_SAMPLE]
    pairs = len(sample) // 2
    zeros = sample.count(0)
    # A few zeros among plain letters are damage and no wide characters.
    if pairs < 2 or not zeros or (zeros < 0.3 * len(sample) and len(_PLAIN.findall(sample)) > 0.85 * len(sample)):
        return None
    for name, width in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        whole = sample[: len(sample) // width * width]
        try:
            text = whole[: -width or None].decode(name) if len(whole) > width else whole.decode(name)
        except UnicodeDecodeError:
            continue
        breaks = sum(map(text.count, "\r\n\t,;|"))
        if breaks and "\x00" not in text and breaks * 200 > len(text) and _is_text(text):
            return name
        if text and text.isascii() and text.isprintable():
            return name
    return None


def _is_text(text: str) -> bool:
    odd = sum(not char.isprintable() and char not in "\r\n\t" for char in text[:2000])
    return odd * 50 <= len(text[:2000])


def _refuse_binary(sample: str, name: str) -> None:
    if len(_CONTROLS.findall(sample)) > max(_SPLIT, len(sample) * _CONTROL_SHARE):
        raise UserError(f"“{name}” is not a text table. Save it as CSV (UTF-8) and take that file.")
