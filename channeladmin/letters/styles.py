"""Sizes, colours and measures of the packet's pages, in points."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle

from channeladmin.letters.fonts import BOLD, REGULAR

PAGE = A4
MARGIN = 58.0
TEXT_WIDTH = PAGE[0] - 2 * MARGIN
FOOTER_RULE_AT = 50.0

INK = HexColor(0x1B1B2F)
QUIET = HexColor(0x666A85)
ACCENT = HexColor(0x5B3FA0)
HAIR = HexColor(0xDFE1EA)
WASH = HexColor(0xF5F4FA)
MARKING = HexColor(0xF0EEF7)


def _style(name: str, size: float, leading: float, **more: object) -> ParagraphStyle:
    fixed: dict[str, object] = {"fontName": REGULAR, "textColor": INK, "bulletFontName": REGULAR, "splitLongWords": 1}
    return ParagraphStyle(name, fontSize=size, leading=leading, **{**fixed, **more})


TITLE = _style("title", 14.5, 20.5, fontName=BOLD)
SUBTITLE = _style("subtitle", 9, 13.5, textColor=QUIET)
ASIDE = _style("aside", 9, 13.5, textColor=QUIET, alignment=TA_RIGHT)
BODY = _style("body", 10.2, 16.2, spaceAfter=10)
ADDRESS = _style("address", 10.2, 16.2)
HEADING = _style("heading", 12.6, 17, fontName=BOLD, spaceBefore=26, spaceAfter=12)
SUBHEADING = _style("subheading", 10.2, 14, fontName=BOLD, spaceBefore=16, spaceAfter=6)
STRONG = _style("strong", 10.2, 16.2, fontName=BOLD)
QUIET_BODY = _style("quiet_body", 10.2, 16.2, textColor=QUIET)
NOTE = _style("note", 8.6, 13.4, textColor=QUIET, spaceBefore=4)
NOTICE = _style("notice", 9, 14)
COLUMN = _style("column", 8, 12, textColor=QUIET)
CELL = _style("cell", 8.6, 13.4)
CELL_STRONG = _style("cell_strong", 8.6, 13.4, fontName=BOLD)
CELL_NOTE = _style("cell_note", 8.2, 12.6, textColor=QUIET)
CELL_RIGHT = _style("cell_right", 8.6, 13.4, alignment=TA_RIGHT)
COLUMN_RIGHT = _style("column_right", 8, 12, textColor=QUIET, alignment=TA_RIGHT)
CELL_CENTER = _style("cell_center", 8.6, 13.4, alignment=TA_CENTER)
COLUMN_CENTER = _style("column_center", 8, 12, textColor=QUIET, alignment=TA_CENTER)
FOOTER = _style("footer", 7.6, 10, textColor=QUIET)
FOOTER_RIGHT = _style("footer_right", 7.6, 10, textColor=QUIET, alignment=TA_RIGHT)
