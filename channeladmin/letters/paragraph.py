"""A paragraph whose characters are each drawn by a font that has them."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph
from reportlab.platypus.paraparser import ParaFrag

from channeladmin.letters.fonts import prepare_fonts, split_by_font
from channeladmin.letters.text import emphasize, escape_text


class FittedParagraph(Paragraph):  # type: ignore[misc]  # ReportLab has no types
    """ReportLab's paragraph, with its fragments cut where another font is needed."""

    frags: list[ParaFrag]

    def _setup(
        self,
        text: str | None,
        style: ParagraphStyle,
        bulletText: str | None,  # noqa: N803  # ReportLab's name
        frags: list[ParaFrag] | None,
        cleaner: Callable[[str], str],
    ) -> None:
        super()._setup(text, style, bulletText, frags, cleaner)
        if frags is None:
            self.frags = [piece for fragment in self.frags for piece in _split_fragment(fragment)]


def write_text(text: str, style: ParagraphStyle, *, strong: str = "") -> FittedParagraph:
    """A paragraph of plain text from a record or a template; `strong` is set in bold wherever it occurs.

    UserError if no font has one of its characters.
    """
    prepare_fonts()
    return FittedParagraph(emphasize(text, strong) if strong else escape_text(text), style)


def _split_fragment(fragment: ParaFrag) -> list[ParaFrag]:
    if not fragment.text:
        return [fragment]
    return [fragment.clone(fontName=font, text=run) for font, run in split_by_font(fragment.text, fragment.fontName)]
