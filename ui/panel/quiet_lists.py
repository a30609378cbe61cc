"""Two short lists above the rows: who stops counting soon, and the fewest awards that close all people rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from channeladmin.desk.evaluating import SOON_DAYS, list_endings
from channeladmin.desk.values import Measure, RequirementVerdict, Verdict
from channeladmin.desk.wording import format_date, word_awards_needed, word_via
from ui.kit.buttons import make_button
from ui.kit.chips import Tone
from ui.kit.text import make_label
from ui.panel.row_head import RowHead
from ui.panel.slots import SlotLine

_SHOWN = 6


class QuietList(QWidget):
    """A small heading and its lines; those beyond a few are counted."""

    def __init__(self, title: str, lines: Sequence[SlotLine], link: QPushButton | None = None) -> None:
        super().__init__()
        self.link = link
        self.lines = tuple(lines[:_SHOWN])
        self.setAccessibleName(title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 4)
        layout.setSpacing(4)
        head = RowHead(make_label(title, "small", wraps=True))
        if link is not None:
            head.add_side(link)
        layout.addLayout(head)
        for line in self.lines:
            layout.addWidget(line)
        if len(lines) > _SHOWN:
            layout.addWidget(make_label(f"and {len(lines) - _SHOWN} more", "small"))


def build_endings(verdict: Verdict) -> QuietList | None:
    """Who counts and stops to within the days that the desk calls soon; None where nobody does."""
    endings = list_endings(verdict)
    if not endings:
        return None
    lines = [
        SlotLine(
            Tone.REVIEW,
            f"{ending.person} · {word_via(ending.via)} ({', '.join(ending.rows)})",
            side=format_date(ending.until),
        )
        for ending in endings
    ]
    return QuietList(f"Ends within {SOON_DAYS} days", lines)


def build_awards_needed(verdict: Verdict, try_them: Callable[[], None] | None) -> QuietList | None:
    """The fewest awards, with a link that tries them; None where no people row is short, or the rows say all of it."""
    needed = word_awards_needed(verdict.remedies)
    if not needed or _say_rows(verdict):
        return None
    return QuietList(
        "Fewest awards that would meet all people rows",
        [SlotLine(None, f"{who} – {awards}") for who, awards in needed],
        None if try_them is None else make_button("Try them", try_them, role="quiet", name="Try these awards"),
    )


def _say_rows(verdict: Verdict) -> bool:
    """Whether the open places of the people rows name the very same awards, each for another person."""
    told: Counter[tuple[int | None, str | None]] = Counter()
    for row in _walk_people(verdict.requirements):
        for step in row.remedies:
            told[step.person_id, step.credential] += step.number or 1
    earners = Counter((step.person_id, step.number) for step in verdict.remedies)
    suggested = Counter((step.person_id, step.credential) for step in verdict.remedies)
    return told == suggested and max(earners.values()) == 1


def _walk_people(rows: Iterable[RequirementVerdict]) -> Iterator[RequirementVerdict]:
    """The people rows that the track cannot do without: its own, and those of rows that need all of their parts."""
    for row in rows:
        if row.measure is Measure.PEOPLE:
            yield row
        elif row.measure is Measure.YES_NO:
            yield from _walk_people(row.parts)
