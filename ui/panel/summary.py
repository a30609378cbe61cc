"""The first thing to read on the panel: how many steps close the gap, cheapest first, or until when it holds."""

from __future__ import annotations

from channeladmin.desk.values import Status, Verdict
from channeladmin.desk.wording import word_outlook, word_remedy
from ui.kit.chips import Pill, Tone

_TONES = {Status.MET: Tone.MET, Status.UNMET: Tone.UNMET, Status.REVIEW: Tone.REVIEW}
SHOWN_STEPS = 3


def build_verdict_pill(verdict: Verdict) -> Pill:
    """“● met”, or how many of the rows are met."""
    if verdict.status is Status.MET:
        return Pill("met", Tone.MET)
    return Pill(f"{verdict.met_count} of {len(verdict.requirements)}", _TONES[verdict.status])


def word_summary(verdict: Verdict, track: str) -> str:
    """The steps that close the gap, the first one of each row; or the outlook of a track (by its name) that is met."""
    gaps = [row for row in verdict.requirements if row.status is not Status.MET]
    if not gaps:
        outlook = word_outlook(verdict.outlook)
        return f"Meets every {track} requirement" + (f", {outlook}." if outlook else ".")
    steps = [word_remedy(row.remedies[0]) for row in gaps if row.remedies]
    count = "One requirement is open" if len(gaps) == 1 else f"{len(gaps)} requirements are open"
    more = " …" if len(steps) > SHOWN_STEPS else ""
    return ". ".join([count, *steps[:SHOWN_STEPS]]) + f".{more}"
