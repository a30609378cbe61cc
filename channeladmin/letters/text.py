"""The one door through which text reaches ReportLab: nothing from a record can act as markup or as a control code."""

from __future__ import annotations

import unicodedata
from xml.sax.saxutils import escape as escape_xml

_LINE_ENDS = {"\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"}


def clean_text(text: str) -> str:
    r"""The text composed (NFC) and without what has no shape: control, format and variation characters.

    Line ends of any kind become `\n`, tabs a space.
    """
    lines = text.replace("\r\n", "\n")
    return unicodedata.normalize("NFC", "".join(map(_clean_character, lines)))


def escape_text(text: str) -> str:
    """The text as ReportLab markup that prints exactly so; line ends become breaks."""
    return escape_xml(clean_text(text).strip()).replace("\n", "<br/>")


def emphasize(text: str, phrase: str) -> str:
    """As `escape_text`, with every occurrence of the phrase in bold."""
    escaped, wanted = escape_text(text), escape_text(phrase)
    return escaped.replace(wanted, f"<b>{wanted}</b>") if wanted else escaped


def _clean_character(character: str) -> str:
    if character in _LINE_ENDS:
        return "\n"
    if character == "\t":
        return " "
    if unicodedata.category(character) in {"Cc", "Cf", "Cs"} or _is_variation_selector(character):
        return ""
    return character


def _is_variation_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
