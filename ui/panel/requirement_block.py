"""One requirement of the verdict tree on the panel: slots, people not counted, findings, quarters, outlook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from channeladmin.desk.values import Counted, Measure, QuarterHeld, RemedyKey, RequirementVerdict, Status
from channeladmin.desk.wording import (
    format_date,
    word_finding,
    word_measure,
    word_outlook,
    word_reason,
    word_remedy,
    word_via,
)
from ui.kit.chips import Pill, PillLabel, Tone
from ui.kit.text import make_label, shorten
from ui.panel.slots import QuarterChips, SlotLine

SOON_DAYS = 90
SHOWN_PEOPLE = 12
_TONES = {Status.MET: Tone.MET, Status.UNMET: Tone.UNMET, Status.REVIEW: Tone.REVIEW}
_NAMES_PERSON = frozenset({RemedyKey.CONFIRM_REGION, RemedyKey.RENEW, RemedyKey.EARN_LAST})


def build_pill(row: RequirementVerdict) -> Pill:
    """“● met” for yes and no, “3 of 4” for what is counted."""
    is_counted = row.measure is not Measure.YES_NO
    return Pill(word_measure(row) if is_counted else row.status.value, _TONES[row.status])


class RequirementBlock(QWidget):
    """A label and its pill, and under them the lines that explain it."""

    def __init__(self, row: RequirementVerdict, on: date) -> None:
        super().__init__()
        self.pill = PillLabel(build_pill(row))
        self.setAccessibleName(f"{row.label}: {row.status.value}, {word_measure(row)}")
        title = make_label(row.label, "strong", wraps=True)
        title.setToolTip(row.wording + (f"\nLine {row.line} of the programme page" if row.line else ""))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title, 1)
        head.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        for line in _build_lines(row, on):
            layout.addWidget(line)

    def chips(self) -> list[PillLabel]:
        """The quarters' chips, oldest first; none where the row has no quarters."""
        return [chip for chip in self.findChildren(PillLabel) if chip is not self.pill]


def _build_lines(row: RequirementVerdict, on: date) -> Iterator[QWidget]:
    for person in row.counted[:SHOWN_PEOPLE]:
        since = f"until {format_date(person.until)}" if person.until else format_date(person.earned_on)
        yield SlotLine(_tone_of(person, on), f"{person.person} · {word_via(person.via)}", side=since)
    if len(row.counted) > SHOWN_PEOPLE:
        yield make_label(f"and {len(row.counted) - SHOWN_PEOPLE} more", "small")
    if row.measure is Measure.PEOPLE:
        yield from _build_open_slots(row)
    if row.not_counted:
        words = " · ".join(
            f"{shorten(person.person)} {word_reason(person)}" for person in row.not_counted[:SHOWN_PEOPLE]
        )
        more = " · …" if len(row.not_counted) > SHOWN_PEOPLE else ""
        yield make_label(f"Not counted {len(row.not_counted)}: {words}{more}", "small", wraps=True)
    for finding in row.findings:
        yield make_label(word_finding(finding), "small", wraps=True)
    if row.quarters:
        yield QuarterChips([_word_quarter(quarter) for quarter in row.quarters])
    if row.status is not Status.MET and row.measure is not Measure.PEOPLE:
        for remedy in row.remedies:
            yield SlotLine(Tone.UNMET, word_remedy(remedy), is_quiet=True)
    outlook = word_outlook(row.outlook)
    if outlook:
        yield make_label(outlook[0].upper() + outlook[1:], "small", wraps=True)


def _build_open_slots(row: RequirementVerdict) -> Iterator[QWidget]:
    """One line for each open place: the nearest candidate where there is one, what anyone could do in the next."""
    named = [remedy for remedy in row.remedies if remedy.key in _NAMES_PERSON]
    others = [remedy for remedy in row.remedies if remedy.key not in _NAMES_PERSON]
    steps = [f"nearest: {word_remedy(remedy)}" for remedy in named] + [word_remedy(remedy) for remedy in others]
    for number in range(min(row.missing, SHOWN_PEOPLE)):
        text = f"open — {steps[number]}" if number < len(steps) else "open"
        yield SlotLine(Tone.UNMET, text, is_quiet=True)


def _tone_of(person: Counted, on: date) -> Tone:
    is_ending = person.until is not None and person.until <= on + timedelta(days=SOON_DAYS)
    return Tone.REVIEW if is_ending else Tone.MET


def _word_quarter(quarter: QuarterHeld) -> tuple[str, Tone, str]:
    days = f"{format_date(quarter.first_day)} to {format_date(quarter.last_day)}"
    if quarter.activities:
        return quarter.label, Tone.MET, f"{days}: {', '.join(quarter.activities)}"
    if not quarter.is_inside_agreement:
        return quarter.label, Tone.NEUTRAL, f"{days}: not wholly inside the agreement"
    return quarter.label, Tone.UNMET, f"{days}: nothing held"
