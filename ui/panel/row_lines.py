"""What stands under a requirement on the panel: slots, people not counted, findings, quarters, outlook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtWidgets import QWidget

from channeladmin.desk.evaluating import ends_soon
from channeladmin.desk.values import Cause, Counted, Measure, Outlook, QuarterHeld, RemedyKey, RequirementVerdict
from channeladmin.desk.wording import (
    format_date,
    word_finding,
    word_measure,
    word_outlook,
    word_reason,
    word_remedy,
    word_via,
)
from ui.kit.chips import Pill, Tone
from ui.kit.status_tones import TONES
from ui.kit.text import make_label, shorten
from ui.panel.slots import QuarterChips, SlotLine

SHOWN_PEOPLE = 12
_TELL_THE_REASON = frozenset({RemedyKey.WORK_HERE, RemedyKey.CONFIRM_REGION})
"""Steps whose words say why the person does not count, so that it need not be said once more."""


def build_pill(row: RequirementVerdict) -> Pill:
    """“● met” for yes and no, “3 of 4” for what is counted, “◐ waived” whatever it is counted in."""
    is_counted = row.measure is not Measure.YES_NO and row.waiver is None
    return Pill(word_measure(row) if is_counted else row.status.value, TONES[row.status])


def build_lines(row: RequirementVerdict, on: date, told: Outlook | None) -> Iterator[QWidget]:
    """The lines of a row but for its parts; `told` is an outlook that stands above already.

    Until when a waiver holds is in its own sentence.
    """
    if row.waiver is not None:
        yield make_label(f"Without the waiver: {word_measure(row)}", "small", wraps=True)
    for person in row.counted[:SHOWN_PEOPLE]:
        since = f"until {format_date(person.until)}" if person.until else format_date(person.earned_on)
        yield SlotLine(_tone_of(person, on), f"{person.person} · {word_via(person.via)}", side=since)
    if len(row.counted) > SHOWN_PEOPLE:
        yield make_label(f"and {len(row.counted) - SHOWN_PEOPLE} more", "small")
    if row.measure is Measure.PEOPLE and not row.passes:
        yield from _build_open_slots(row)
    yield from _build_not_counted(row)
    for finding in row.findings:
        yield make_label(word_finding(finding), "small", wraps=True)
    if row.quarters:
        yield QuarterChips([_word_quarter(quarter) for quarter in row.quarters])
    if row.measure is not Measure.PEOPLE and not row.parts:
        for remedy in row.remedies:
            yield SlotLine(Tone.UNMET, word_remedy(remedy), is_quiet=True)
    is_told = row.outlook == told or (row.waiver is not None and row.outlook.ends_by is Cause.WAIVER)
    outlook = "" if is_told else word_outlook(row.outlook)
    if outlook:
        yield make_label(outlook[0].upper() + outlook[1:], "small", wraps=True)


def _build_open_slots(row: RequirementVerdict) -> Iterator[QWidget]:
    """A line for each open place with its nearest candidate, one for those that anyone could fill."""
    left = row.missing
    for remedy in row.remedies[:SHOWN_PEOPLE]:
        count = remedy.number or 1
        nearest = "" if remedy.person is None else "nearest: "
        yield SlotLine(Tone.UNMET, f"{_word_open(count)} — {nearest}{word_remedy(remedy)}", is_quiet=True)
        left -= count
    if left > 0:
        yield SlotLine(Tone.UNMET, _word_open(left), is_quiet=True)


def _word_open(count: int) -> str:
    return "open" if count == 1 else f"{count} open"


def _build_not_counted(row: RequirementVerdict) -> Iterator[QWidget]:
    told = {remedy.person_id for remedy in row.remedies if remedy.key in _TELL_THE_REASON}
    others = [person for person in row.not_counted if person.person_id not in told]
    if others:
        words = " · ".join(f"{shorten(person.person)} {word_reason(person)}" for person in others[:SHOWN_PEOPLE])
        more = " · …" if len(others) > SHOWN_PEOPLE else ""
        yield make_label(f"Not counted {len(others)}: {words}{more}", "small", wraps=True)


def _tone_of(person: Counted, on: date) -> Tone:
    return Tone.REVIEW if ends_soon(person, on) else Tone.MET


def _word_quarter(quarter: QuarterHeld) -> tuple[str, Tone, str]:
    days = f"{format_date(quarter.first_day)} to {format_date(quarter.last_day)}"
    if quarter.activities:
        return quarter.label, Tone.MET, f"{days}: {', '.join(quarter.activities)}"
    if not quarter.is_inside_agreement:
        return quarter.label, Tone.NEUTRAL, f"{days}: not wholly inside the agreement"
    return quarter.label, Tone.UNMET, f"{days}: nothing held"
