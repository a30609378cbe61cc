"""The fonts that are embedded in a packet, and which of them draws which character."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from itertools import groupby

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from channeladmin.errors import UserError

REGULAR = "Inter-Regular"
BOLD = "Inter-SemiBold"

# Tried in this order for a character; the last one has a single weight, which then stands for bold too.
_FALLBACKS = {
    REGULAR: (REGULAR, "NotoSans-Regular", "NotoSansJP-Regular"),
    BOLD: (BOLD, "NotoSans-SemiBold", "NotoSansJP-Regular"),
}
# Hebrew to Myanmar, Khmer, Vedic and Devanagari extensions: letters that must be shaped or run from right to left.
# A font that has them is no help, for ReportLab sets one glyph after the other.
_UNSHAPED = ((0x0590, 0x109F), (0x1780, 0x17FF), (0x1CD0, 0x1CFF), (0xA8E0, 0xA8FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFC))


@cache
def prepare_fonts() -> None:
    """Make ReportLab ready: nothing is fetched or evaluated from markup, and the house's fonts stand for bold."""
    rl_config.trustedSchemes = []
    rl_config.trustedHosts = None
    rl_config.toColorCanUse = None
    for name in (REGULAR, BOLD):
        _load_font(name)
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


def split_by_font(text: str, font: str) -> Iterator[tuple[str, str]]:
    """The text in runs with the font that draws each; a mark goes with the letter that it stands on.

    UserError names the first character that no font has: ReportLab would leave it out without a word.
    """
    clusters = _split_clusters(text)
    for name, run in groupby(clusters, lambda cluster: _find_font(cluster, font, text)):
        yield name, "".join(run)


def _split_clusters(text: str) -> list[str]:
    clusters: list[str] = []
    for character in text:
        if clusters and unicodedata.combining(character):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


@cache
def _load_font(name: str) -> frozenset[int]:
    with as_file(files("resources") / "fonts" / f"{name}.ttf") as path:
        font = TTFont(name, str(path))
    pdfmetrics.registerFont(font)
    return frozenset(font.face.charToGlyph)


@cache
def _choose_font(cluster: str, font: str) -> str | None:
    codes = [ord(character) for character in cluster]
    if any(first <= code <= last for code in codes for first, last in _UNSHAPED):
        return None
    if any(unicodedata.category(character) == "Co" for character in cluster):
        # Fonts keep icons of their own in the private area; nobody means those.
        return None
    return next((name for name in _FALLBACKS[font] if _load_font(name).issuperset(codes)), None)


def _find_font(cluster: str, font: str, text: str) -> str:
    found = _choose_font(cluster, font)
    if found is None:
        missing = next((character for character in cluster if _choose_font(character, font) is None), cluster[-1])
        name = unicodedata.name(missing, "a character without a name")
        shown = text if len(text) <= 60 else f"{text[:60]}…"
        raise UserError(
            f"The packet cannot print “{missing}” (U+{ord(missing):04X}, {name}) in “{shown}”: "
            "none of its fonts has this character. Write that text in Latin, Greek, Cyrillic or Japanese letters."
        )
    return found
