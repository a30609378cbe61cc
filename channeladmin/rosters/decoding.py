"""Bytes to text: which encoding a file is in, and what had to be guessed."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from channeladmin.errors import UserError

_MARKS = (
    # The mark of UTF-32 LE begins with that of UTF-16 LE, so it is looked for first.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NO_TABLES = (
    (b"PK\x03\x04", "a spreadsheet or an archive"),
    (b"\xd0\xcf\x11\xe0", "an old spreadsheet"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"%PDF", "a PDF"),
    (b"SQLite format 3", "a database"),
    (b"\x89PNG", "a picture"),
)
# Beyond this many control characters a "text" is a binary file, and nobody wants its rows.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_SHARE = 0.1
_SAMPLE = 65_536
_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")
_FEW = 24
_MANY_BYTES = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, the encoding by its Python name, and sentences about what was guessed or damaged."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, *, source: str, encoding: str | None = None) -> Decoded:
    """The text of the bytes: as told, else by byte order mark, else UTF-8, else guessed with a warning.

    UserError for an encoding that is unknown or does not fit, and for what is no text at all.
    """
    if encoding is not None:
        return _decode_as_told(data, source, encoding)
    for magic, what in _NO_TABLES:
        if data.startswith(magic):
            raise UserError(f"“{source}” is {what}, not a text table. Save it as CSV (UTF-8) and take that file.")
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], source, name)
    decoded = _decode_bare(data)
    _refuse_binary(decoded.text, source)
    return decoded


def _decode_as_told(data: bytes, source: str, encoding: str) -> Decoded:
    try:
        # A byte order mark goes with the encoding that it marks.
        known = codecs.lookup(encoding).name
        for mark, name in _MARKS:
            if data.startswith(mark) and known in (name, name.rpartition("-")[0], f"{name}-sig"):
                return Decoded(data[len(mark) :].decode(name), name)
        return Decoded(data.decode(known), known)
    except LookupError as error:
        raise UserError(f"“{encoding}” is not an encoding; write for example utf-8, cp1252 or utf-16.") from error
    except UnicodeError as error:
        at = error.start if isinstance(error, UnicodeDecodeError) else 0
        line = data.count(b"\n", 0, at) + 1
        raise UserError(
            f"“{source}” is not in {encoding}: line {line} cannot be read so. Leave the encoding out to have it found."
        ) from error


def _decode_marked(data: bytes, source: str, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError:
        text = data.decode(name, errors="replace")
        _refuse_binary(text, source)
        return Decoded(text, name, (_tell_damage(text, name),))


def _decode_bare(data: bytes) -> Decoded:
    wide = _find_wide(data)
    if wide is not None:
        return Decoded(data.decode(wide), wide, (f"The file has no byte order mark; it was read as {wide}.",))
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        # Nearly all of it being good UTF-8, the rest is damage and no other encoding.
        text = data.decode("utf-8", errors="replace")
        if len(_MANY_BYTES.findall(data)) > 2 * text.count("�"):
            return Decoded(text, "utf-8", (_tell_damage(text, "utf-8"),))
    name = _guess(data)
    text = data.decode(name, errors="replace")
    return Decoded(
        text, name, (f"The file is not UTF-8; it was read as {name}. If names look wrong, give its encoding.",)
    )


def _tell_damage(text: str, name: str) -> str:
    lines = sorted({text.count("\n", 0, found.start()) + 1 for found in re.finditer("�", text)})
    shown = ", ".join(map(str, lines[:10])) + (" …" if len(lines) > 10 else "")
    return f"The file is damaged {name}: characters in line {shown} cannot be read; they show as �."


def _find_wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of plain text is zero."""
    sample = data[:_SAMPLE]
    pairs = len(sample) // 2
    if pairs < 2 or len(data) % 2:
        return None
    for name, zeros, others in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if zeros.count(0) > pairs * 0.7 and others.count(0) < pairs * 0.1:
            try:
                data.decode(name)
            except UnicodeDecodeError:
                return None
            return name
    return None


def _is_plainly_western(data: bytes) -> bool:
    """Few bytes beyond ASCII, each alone between others and a letter in cp1252: “Köln”, and no two bytes of Big5."""
    high = _HIGH_BYTES.findall(data)
    if len(high) > _FEW or any(len(run) > 1 for run in high):
        return False
    return all(run.decode("cp1252", errors="replace").isalpha() for run in high)


def _guess(data: bytes) -> str:
    if _is_plainly_western(data):
        # So little text tells a guesser nothing, and it would take any code page.
        return "cp1252"
    from charset_normalizer import from_bytes

    matches = from_bytes(data)
    best = matches.best()
    if best is None:
        return "cp1252" if _decodes(data, "cp1252") else "latin-1"
    # Short Western files fit several code pages alike; the one that Western offices use is then the likely one.
    for match in matches:
        as_good = match.chaos <= best.chaos + 0.002 and match.coherence >= best.coherence - 0.02
        if as_good and "cp1252" in match.could_be_from_charset:
            return "cp1252"
    return best.encoding if _decodes(data, best.encoding) else "latin-1"


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeError:
        return False
    return True


def _refuse_binary(text: str, source: str) -> None:
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > max(8, len(sample) * _CONTROL_SHARE):
        raise UserError(f"“{source}” is not a text table. Save it as CSV (UTF-8) and take that file.")
