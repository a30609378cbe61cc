"""How many people count for something, and how many would if their region were known, as the days go by."""

from __future__ import annotations

from typing import NamedTuple

from channeladmin.evaluation.judging import FULL, UNKNOWN
from channeladmin.evaluation.people_standing import PeopleStanding, Turn


class Heads(NamedTuple):
    """`counting` people count; `unknown` lack nothing but a known region."""

    counting: int
    unknown: int

    def turn(self, turn: Turn) -> Heads:
        """The heads after somebody is worth something else."""
        return Heads(
            self.counting + (turn.after == FULL) - (turn.before == FULL),
            self.unknown + (turn.after == UNKNOWN) - (turn.before == UNKNOWN),
        )


def count_heads(standing: PeopleStanding) -> Heads:
    """The heads of a question on the day of its standing."""
    return Heads(len(standing.counted), standing.unknown_count)
