"""The benefits that the Select track brings, beside those of the Open track."""

from __future__ import annotations

from itertools import zip_longest

from reportlab.platypus import Flowable, Spacer

from channeladmin.letters import styles
from channeladmin.letters.document import Section
from channeladmin.letters.packet import BenefitGroup, Packet
from channeladmin.letters.paragraph import write_text
from channeladmin.letters.tables import Cell, RuledTable, build_table

_WIDTHS = (styles.TEXT_WIDTH - 220.0, 120.0, 100.0)


def build_benefits_section(packet: Packet) -> Section:
    """One table in the programme's groups, then what the programme says in its text alone."""
    benefits = packet.benefits
    story: list[Flowable] = [write_text(benefits.intro, styles.NOTICE), Spacer(0, 8)]
    if benefits.groups:
        story.append(_build_rows(benefits.groups))
    if benefits.text_only:
        story.append(write_text("And with the Select track", styles.SUBHEADING))
        story += [write_text(f"• {line}", styles.CELL) for line in benefits.text_only]
    return Section(
        title=f"{packet.track} benefits",
        subtitle=f"{packet.partner} · {packet.region}",
        aside=(f"Programme edition {packet.edition}",),
        story=story,
    )


def _build_rows(groups: tuple[BenefitGroup, ...]) -> RuledTable:
    heads: list[Cell] = [
        write_text("Benefit", styles.COLUMN),
        write_text("Open", styles.COLUMN),
        write_text("Select", styles.COLUMN),
    ]
    return build_table(heads, [_build_group(group) for group in groups], _WIDTHS)


def _build_group(group: BenefitGroup) -> list[list[Cell]]:
    """The title of the group shares the first row, so that no page ends between them."""
    rows: list[list[Cell]] = []
    for row in group.rows:
        above = [] if rows else [group.title, "", ""]
        texts = (row.label, row.open or "–", row.select or "–")
        rows.append([_stack(text, title) for text, title in zip_longest(texts, above)])
    return rows


def _stack(text: str, title: str | None) -> Cell:
    line = write_text(text, styles.CELL)
    if title is None:
        return line
    return [write_text(title, styles.CELL_STRONG) if title else Spacer(0, styles.CELL_STRONG.leading), line]
