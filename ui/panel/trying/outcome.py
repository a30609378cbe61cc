"""What changes that are tried come to: verdicts and rows before and after, a line each."""

from __future__ import annotations

from collections.abc import Iterator

from channeladmin.desk.trying import Trial, list_row_changes
from channeladmin.desk.values import RequirementVerdict, TrackKey, Verdict
from ui.kit.chips import Pill
from ui.panel.row_lines import build_pill
from ui.panel.slots import SlotLine
from ui.panel.summary import build_verdict_pill


def build_outcome(trial: Trial, track: TrackKey) -> Iterator[SlotLine]:
    """First the verdicts of all tracks that would differ, then the rows of one."""
    pairs = zip(trial.before.verdicts, trial.after.verdicts, trial.after.labels, strict=True)
    for before, after, label in pairs:
        old, new = build_verdict_pill(before), build_verdict_pill(after)
        if (old, before.status) != (new, after.status):
            yield _build_line(label, (before, old), (after, new))
    for change in list_row_changes(trial, track):
        old, new = build_pill(change.before), build_pill(change.after)
        yield _build_line(change.after.label, (change.before, old), (change.after, new))


def _build_line(
    label: str, before: tuple[Verdict | RequirementVerdict, Pill], after: tuple[Verdict | RequirementVerdict, Pill]
) -> SlotLine:
    old, new = before[1].text, after[1].text
    if old == new:
        old, new = before[0].status.value, after[0].status.value
    words = f"{old} → {new}" if old != new else f"{after[1].text}, by other people"
    return SlotLine(after[1].tone, f"{label}: {words}")
