"""The ruled table that the packet's pages share: quiet column heads, hairlines, the head repeated on every page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from reportlab.platypus import CellStyle, Flowable, Table

from channeladmin.letters import styles
from channeladmin.letters.fonts import REGULAR

Cell: TypeAlias = Flowable | list[Flowable]
Command = tuple[Any, ...]

_CELL_PADDING = 6.5
_GUTTER = 8.0


class RuledTable(Table):  # type: ignore[misc]  # ReportLab has no types
    """ReportLab's table; where it is cut inside a group of rows, the second part says what goes on there."""

    def onSplit(self, T: Table, byRow: int = 1) -> None:  # noqa: N802, N803  # ReportLab's names
        """Show the label of the group that a part begins in the middle of."""
        del byRow
        if T._nrows <= T.repeatRows:
            return
        row = T._cellvalues[T.repeatRows]
        # ReportLab has wrapped the flowables of a cell in a tuple by now.
        for part in row[0] if isinstance(row[0], tuple) else ():
            if isinstance(part, GoesOn):
                row[0] = part.label
                T._cellStyles[T.repeatRows] = [_pad(style) for style in T._cellStyles[T.repeatRows]]


def _pad(style: CellStyle) -> CellStyle:
    padded = style.copy()
    padded.topPadding = _CELL_PADDING
    return padded


class GoesOn(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """The empty first cell of a row that belongs to the group above; `label` stands there after a page break."""

    def __init__(self, label: Cell) -> None:
        super().__init__()
        self.label = label

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """It takes no room."""
        del available_width, available_height
        return (0, 0)

    def draw(self) -> None:
        """It shows nothing."""


def build_table(
    heads: Sequence[Cell],
    groups: Sequence[Sequence[Sequence[Cell]]],
    widths: Sequence[float],
    *,
    commands: Sequence[Command] = (),
    padding: float = _CELL_PADDING,
) -> RuledTable:
    """A table of groups of rows with a hairline under each group; widths in points.

    A page may end between any two rows, and inside a row that is taller than a page.
    """
    rows: list[Sequence[Cell]] = [heads]
    ruled: list[Command] = list(commands)
    for group in groups:
        first = len(rows)
        rows += group
        last = len(rows) - 1
        ruled += [
            ("TOPPADDING", (0, first), (-1, first), padding),
            ("BOTTOMPADDING", (0, last), (-1, last), padding),
            ("LINEBELOW", (0, last), (-1, last), 0.6, styles.HAIR),
        ]
    return RuledTable(
        rows,
        colWidths=list(widths),
        repeatRows=1,
        splitInRow=1,  # a row that is taller than a page
        longTableOptimize=0,  # measure again after a cut, for the label that appears there
        hAlign="LEFT",
        style=[
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), _GUTTER),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, 0), 5),
            ("LINEBELOW", (0, 0), (-1, 0), 0.9, styles.INK),
            *ruled,
        ],
    )
