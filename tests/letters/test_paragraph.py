from __future__ import annotations

import pytest
from reportlab.lib.styles import ParagraphStyle

from channeladmin.letters import styles
from channeladmin.letters.paragraph import write_text

LONG = "Donaudampfschifffahrtsgesellschaft"


@pytest.mark.parametrize(
    "text", [LONG * 8, "株式会社" * 40, f"{LONG}株式会社" * 6, f"A & B {LONG * 3} GmbH <{LONG * 2}>"]
)
@pytest.mark.parametrize("style", [styles.TITLE, styles.CELL, styles.CELL_STRONG], ids=lambda style: style.name)
@pytest.mark.parametrize("width", [60.0, 210.0])
def test_no_line_is_wider_than_its_column(text: str, style: ParagraphStyle, width: float) -> None:
    paragraph = write_text(text, style)
    paragraph.wrap(width, 10_000)
    spare = [line[0] if isinstance(line, tuple) else line.extraSpace for line in paragraph.blPara.lines]
    assert len(spare) > 1
    assert min(spare) >= 0


def test_bold_stays_bold_in_another_font() -> None:
    paragraph = write_text("bis 9 May, 中村", styles.BODY, strong="9 May")
    assert [(piece.text, piece.fontName) for piece in paragraph.frags] == [
        ("bis ", "Inter-Regular"),
        ("9 May", "Inter-SemiBold"),
        (", ", "Inter-Regular"),
        ("中村", "NotoSansJP-Regular"),
    ]
