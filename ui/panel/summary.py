"""The first thing to read on the panel: which requirements are open, or until when all of it holds."""

from __future__ import annotations

from channeladmin.desk.values import Outlook, Status, Verdict
from channeladmin.desk.wording import word_outlook
from ui.kit.chips import Pill, Tone
from ui.kit.status_tones import TONES
from ui.kit.words import word_count

SHOWN_GAPS = 3


def build_verdict_pill(verdict: Verdict) -> Pill:
    """“● met”, “● met · 1 waiver”, or how many of the rows pass."""
    if verdict.status is Status.MET:
        waived = verdict.waived_count
        return Pill(f"met · {word_count(waived, 'waiver')}" if waived else "met", Tone.MET)
    return Pill(f"{verdict.met_count} of {len(verdict.requirements)}", TONES[verdict.status])


def word_summary(verdict: Verdict, track: str) -> str:
    """The requirements that are open, or the outlook of a track (by its name) that is met.

    What would close the gaps stands in the rows themselves.
    """
    gaps = [row for row in verdict.requirements if not row.passes]
    if gaps:
        count = "One requirement is open" if len(gaps) == 1 else f"{len(gaps)} requirements are open"
        more = f" and {len(gaps) - SHOWN_GAPS} more" if len(gaps) > SHOWN_GAPS else ""
        return f"{count}: {', '.join(row.label for row in gaps[:SHOWN_GAPS])}{more}."
    waived = verdict.waived_count
    by = "" if not waived else f", {waived} of them by {'a waiver' if waived == 1 else 'waivers'}"
    outlook = word_outlook(verdict.outlook)
    return f"Meets every {track} requirement{by}" + (f", {outlook}." if outlook else ".")


def told_outlook(verdict: Verdict) -> Outlook | None:
    """The outlook that the summary tells, so that the row whose it is need not tell it again."""
    return verdict.outlook if verdict.status is Status.MET else None
