"""The choices of a switch in words: a programme file writes `true` or `fiscal_year`, staff read what it means."""

from __future__ import annotations

from channeladmin.program.switch import Switch, SwitchValue, is_same_choice, show_choice

_WORDS: dict[str, tuple[tuple[SwitchValue, str], ...]] = {
    "basis": (
        ("committed", "what the plan commits to"),
        ("booked", "what was booked"),
        ("reported", "what was reported"),
    ),
    "composite_may_infer": ((True, "an inferred part counts"), (False, "every part must be held itself")),
    "courses": (("either", "either course is enough"), ("both", "both courses")),
    "existing_reading": (("earned_by_then", "those earned by then"), ("whenever_earned", "whenever they were earned")),
    "grace": (("next_quarter", "to the end of the next quarter"), ("none", "no grace")),
    "months": (("fiscal_year", "the fiscal year so far"),),
    "one_holder_suffices": ((True, "one person is enough"), (False, "all that the track asks")),
    "region_applies": ((True, "in the agreement's region"), (False, "in any region")),
    "sharing": (("allowed", "may fill several rows"), ("forbidden", "fills one row only")),
    "unknown_region": (("review", "the row says review"), ("unmet", "the row says unmet")),
    "unnoted_edition": (("does_not_count", "does not count"), ("counts", "counts")),
}


def word_choice(switch: Switch, choice: SwitchValue) -> str:
    """A choice of a switch as staff read it: “what was booked”, “in any region”, “the last 12 months”."""
    for value, words in _WORDS.get(switch.field, ()):
        if is_same_choice(value, choice):
            return words
    if switch.field == "months":
        return f"the last {choice} months" if choice != 1 else "the last month"
    return show_choice(choice).replace("_", " ")
