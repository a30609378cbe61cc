"""The last page: the form that the partner signs and returns."""

from __future__ import annotations

from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from channeladmin.letters import styles
from channeladmin.letters.document import Section
from channeladmin.letters.fonts import REGULAR
from channeladmin.letters.packet import Packet
from channeladmin.letters.paragraph import write_text

_LABEL_WIDTH = 110.0
_LINE_HEIGHT = 40.0


def build_acceptance_section(packet: Packet) -> Section:
    """What is accepted, the choices to tick, and the lines to fill in by hand."""
    form = packet.acceptance
    story: list[Flowable] = [
        write_text(form.heading, styles.HEADING),
        *(write_text(paragraph, styles.BODY, strong=packet.reply_by) for paragraph in form.paragraphs),
        KeepTogether([*(_build_choice(choice) for choice in form.choices), Spacer(0, 14), _build_lines(form.fields)]),
    ]
    return Section(
        title="Acceptance form",
        subtitle=f"{packet.programme} · {packet.office}",
        aside=(f"Letter {packet.number}", packet.dated),
        story=story,
    )


def _build_choice(text: str) -> Table:
    return Table(
        [[write_text("□", styles.BODY), write_text(text, styles.BODY)]],
        colWidths=[22, styles.TEXT_WIDTH - 22],
        splitInRow=1,
        hAlign="LEFT",
        style=[
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ],
    )


def _build_lines(labels: tuple[str, ...]) -> Table:
    return Table(
        [[write_text(label, styles.CELL_NOTE), ""] for label in labels],
        colWidths=[_LABEL_WIDTH, styles.TEXT_WIDTH - _LABEL_WIDTH],
        rowHeights=_LINE_HEIGHT,
        hAlign="LEFT",
        style=[
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
            ("LEFTPADDING", (0, 0), (0, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ("LINEBELOW", (1, 0), (1, -1), 0.6, styles.INK),
        ],
    )
