"""The people rows of a track where one person may fill one row only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from channeladmin.evaluation.case import Case
from channeladmin.evaluation.change import Change
from channeladmin.evaluation.counted import Counted, NotCounted, Reason
from channeladmin.evaluation.judging import FULL, UNKNOWN
from channeladmin.evaluation.matching import match_slots
from channeladmin.evaluation.outcome import Outcome
from channeladmin.evaluation.people_row import build_people, name_turn, rate_people
from channeladmin.evaluation.people_standing import PeopleStanding
from channeladmin.evaluation.verdict import Status
from channeladmin.program.edition import Edition
from channeladmin.program.requirement import PeopleRequirement
from channeladmin.program.vocabulary import TrackKey

Worths = Sequence[Mapping[int, int]]
"""By row, what each person is worth to it; in the order in which people are preferred."""


@dataclass(frozen=True, slots=True)
class _Assignment:
    """Who counts in each row, and how that rates it."""

    people: Sequence[set[int]]
    statuses: Sequence[Status]


def judge_unshared(case: Case, rows: Sequence[PeopleRequirement], track: TrackKey) -> Mapping[str, Outcome]:
    """The outcomes of those people rows of a track that do not share, by key.

    A person fills the slot to which the maximum matching assigns them; one that no slot needs counts in the first
    row where they would. In every other row they are used elsewhere.
    """
    needs = [row.need[track] for row in rows]
    standings = [case.stand_people(row) for row in rows]
    assignment = _assign(needs, [standing.find_worths() for standing in standings], case.edition)
    looked = _find_changes(needs, standings, assignment, case.edition) if case.looks_ahead else [()] * len(rows)
    outcomes = {}
    for place, (row, standing) in enumerate(zip(rows, standings, strict=True)):
        chosen = assignment.people[place]
        elsewhere = [_use_elsewhere(counted) for counted in standing.counted if counted.person_id not in chosen]
        outcomes[row.key] = build_people(
            needs[place],
            assignment.statuses[place],
            tuple(counted for counted in standing.counted if counted.person_id in chosen),
            tuple(sorted((*standing.not_counted, *elsewhere), key=lambda person: (person.person, person.person_id))),
            looked[place],
        )
    return outcomes


def _use_elsewhere(counted: Counted) -> NotCounted:
    """Someone who would count, but fills a slot of another row."""
    return NotCounted(counted.person_id, counted.person, counted.email, Reason.USED_ELSEWHERE)


def _assign(needs: Sequence[int], worths: Worths, edition: Edition) -> _Assignment:
    people = match_slots(needs, _prefer(worths, FULL))
    taken = set().union(*people)
    for row, filled in zip(worths, people, strict=True):
        spare = {person for person, worth in row.items() if worth == FULL and person not in taken}
        filled.update(spare)
        taken |= spare
    hoped = match_slots(needs, _prefer(worths, UNKNOWN))
    statuses = [
        rate_people(need, len(filled), len(possible) - len(filled), edition)
        for need, filled, possible in zip(needs, people, hoped, strict=True)
    ]
    return _Assignment(people, statuses)


def _prefer(worths: Worths, least: int) -> list[list[int]]:
    """By row, those worth at least so much; who is least useful elsewhere goes first."""
    uses: dict[int, int] = {}
    for row in worths:
        for person, worth in row.items():
            if worth >= least:
                uses[person] = uses.get(person, 0) + 1
    return [sorted((person for person, worth in row.items() if worth >= least), key=uses.__getitem__) for row in worths]


def _find_changes(
    needs: Sequence[int], standings: Sequence[PeopleStanding], now: _Assignment, edition: Edition
) -> Sequence[Sequence[Change]]:
    """The changes of every row: a person who comes or goes in one row may move others between all of them."""
    worths = [dict(standing.find_worths()) for standing in standings]
    tagged = sorted((turn, place) for place, standing in enumerate(standings) for turn in standing.find_turns())
    statuses = list(now.statuses)
    changes: list[list[Change]] = [[] for _ in standings]
    for day, group in groupby(tagged, key=lambda entry: entry[0].day):
        turns = list(group)
        for turn, place in turns:
            worths[place][turn.person_id] = turn.after
        for place, status in enumerate(_assign(needs, worths, edition).statuses):
            if status is not statuses[place]:
                own = [turn for turn, where in turns if where == place] or [turn for turn, _ in turns]
                turn = name_turn(own, (statuses[place], status))
                changes[place].append(Change(day, status, turn.cause, turn.name))
                statuses[place] = status
    return changes
