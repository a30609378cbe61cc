"""What is asked about: an edition and readings decided so, beside the edition that the desk goes by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from channeladmin.desk.wording import format_date
from ui.kit.words import word_count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from channeladmin.desk.impact import Impact
    from channeladmin.desk.programs import EditionView
    from channeladmin.desk.switches import SwitchValue


@dataclass(frozen=True, slots=True)
class Subject:
    """`switches` are the readings tried, `tried` the same in words: “Grace” read as “no grace”."""

    edition: EditionView
    switches: Mapping[str, SwitchValue]
    tried: tuple[str, ...]

    @property
    def is_something(self) -> bool:
        """Whether it differs at all from how the desk stands."""
        return not self.edition.is_active or bool(self.switches)

    def word(self) -> str:
        """The question as the beginning of a sentence."""
        tried = " and ".join(self.tried)
        if self.edition.is_active:
            return f"With {tried}"
        return f"If the desk went by {self.edition.id}" + (f", with {tried}" if tried else "")


def word_impact(impact: Impact, day: date) -> str:
    """The counts in words: “2 verdicts would rise and 3 fall, in 4 of 128 agreements, on 31 Oct 2022”."""
    counted: list[str] = []
    for count, verb in ((impact.rise_count, "rise"), (impact.fall_count, "fall")):
        if count:
            counted.append(f"{count:,} {verb}" if counted else f"{word_count(count, 'verdict')} would {verb}")
    touched = len({row.agreement_id for row in impact.rows})
    agreements = word_count(impact.agreement_count, "agreement")
    return f"{' and '.join(counted)}, in {touched:,} of {agreements}, on {format_date(day)}."
