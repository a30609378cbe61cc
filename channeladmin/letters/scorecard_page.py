"""The requirement scorecard: what is asked, what is held, and the evidence person by person."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer, Table

from channeladmin.letters import styles
from channeladmin.letters.document import Section
from channeladmin.letters.fonts import REGULAR
from channeladmin.letters.packet import Mark, Packet, ScoreRow
from channeladmin.letters.paragraph import write_text
from channeladmin.letters.tables import Cell, GoesOn, build_table

_WIDTHS = (128.0, 54.0, 66.0, styles.TEXT_WIDTH - 248.0)
_GUTTER = 8.0
_TALL = 10_000.0
# Shape and word both tell the outcome: paper is often black and white.
_MARKS: dict[Mark, tuple[str, str]] = {
    "met": ("●", ""),
    "unmet": ("○", "not met"),
    "review": ("◇", "to be reviewed"),
    "waived": ("◆", "waived"),
}


def build_scorecard_section(packet: Packet) -> Section:
    """The summary, an exception in full, the rows (over as many pages as they need), and the dates to come."""
    card = packet.scorecard
    story: list[Flowable] = [write_text(card.summary, styles.NOTICE), Spacer(0, 10)]
    if card.exception:
        story += [_build_notice(card.exception), Spacer(0, 10)]
    heads = [write_text(head, styles.COLUMN) for head in ("Requirement", "Asked", "Held", "Evidence")]
    story.append(build_table(heads, [_build_group(row) for row in card.rows], _WIDTHS))
    story.append(Spacer(0, 10))
    story += [write_text(note, styles.NOTE) for note in card.notes]
    return Section(
        title="Requirement scorecard",
        subtitle=f"{packet.partner} · {packet.region} · {packet.track}",
        aside=(f"Programme edition {packet.edition}", f"as of {packet.as_of}"),
        story=story,
    )


def _build_group(row: ScoreRow) -> list[list[Cell]]:
    """The first row has as much evidence as stands beside the label, then a row per line, so that pages can break."""
    shape, word = _MARKS[row.mark]
    label: Cell = [write_text(row.label, styles.CELL_STRONG)]
    if row.note:
        label.append(write_text(row.note, styles.CELL_NOTE))
    held: Cell = [write_text(f"{shape} {row.held}", styles.CELL)]
    if word:
        held.append(write_text(word, styles.CELL_NOTE))
    evidence = [write_text(line, styles.CELL) for line in row.evidence]
    taken = _count_beside(evidence, max(_measure(label, 0), _measure(held, 2)))
    first: list[Cell] = [label, write_text(row.asked, styles.CELL), held, list(evidence[:taken])]
    goes_on = [write_text(row.label, styles.CELL_STRONG), write_text("continued", styles.CELL_NOTE)]
    return [first, *([GoesOn(goes_on), [], [], [line]] for line in evidence[taken:])]


def _count_beside(evidence: list[Flowable], height: float) -> int:
    filled, count = 0.0, 0
    while count < len(evidence) and (count == 0 or filled < height):
        filled += _measure([evidence[count]], 3)
        count += 1
    return count


def _measure(cell: list[Flowable], column: int) -> float:
    width = _WIDTHS[column] - (_GUTTER if column < len(_WIDTHS) - 1 else 0)
    return sum(float(part.wrap(width, _TALL)[1]) for part in cell)


def _build_notice(text: str) -> Table:
    return Table(
        [[write_text(text, styles.NOTICE)]],
        colWidths=[styles.TEXT_WIDTH],
        splitInRow=1,
        style=[
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ("BACKGROUND", (0, 0), (-1, -1), styles.WASH),
            ("LINEBEFORE", (0, 0), (0, -1), 2.4, styles.ACCENT),
            ("LEFTPADDING", (0, 0), (-1, -1), 12),
            ("TOPPADDING", (0, 0), (-1, -1), 7),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
        ],
    )
