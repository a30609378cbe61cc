"""The people rows of a track where one person may fill one row only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from channeladmin.evaluation.case import Case
from channeladmin.evaluation.change import Change
from channeladmin.evaluation.counted import Counted, NotCounted, Reason
from channeladmin.evaluation.crowd import Crowd
from channeladmin.evaluation.judging import FULL
from channeladmin.evaluation.matching import match_slots
from channeladmin.evaluation.outcome import Outcome
from channeladmin.evaluation.people_row import build_people, name_turn
from channeladmin.evaluation.people_standing import PeopleStanding
from channeladmin.program.requirement import PeopleRequirement
from channeladmin.program.vocabulary import TrackKey


def judge_unshared(case: Case, rows: Sequence[PeopleRequirement], track: TrackKey) -> Mapping[str, Outcome]:
    """The outcomes of those people rows of a track that do not share, by key.

    A person fills the slot to which the maximum matching assigns them; one that no slot needs counts in the first
    row where they would. In every other row they are used elsewhere.
    """
    needs = [row.need[track] for row in rows]
    standings = [case.stand_people(row) for row in rows]
    worths = [standing.find_worths() for standing in standings]
    people = _choose(needs, worths)
    crowd = Crowd(needs, worths, case.edition)
    statuses = crowd.rate()
    looked = _find_changes(crowd, standings) if case.looks_ahead else [()] * len(rows)
    outcomes = {}
    for place, (row, standing) in enumerate(zip(rows, standings, strict=True)):
        chosen = people[place]
        counting = tuple(counted for counted in standing.counted if counted.person_id in chosen)
        elsewhere = [_use_elsewhere(counted) for counted in standing.counted if counted.person_id not in chosen]
        outcomes[row.key] = build_people(
            needs[place],
            statuses[place],
            len(counting),
            counting,
            tuple(sorted((*standing.not_counted, *elsewhere), key=lambda person: (person.person, person.person_id))),
            looked[place],
        )
    return outcomes


def _use_elsewhere(counted: Counted) -> NotCounted:
    """Someone who would count, but fills a slot of another row."""
    return NotCounted(counted.person_id, counted.person, counted.email, Reason.USED_ELSEWHERE)


def _choose(needs: Sequence[int], worths: Sequence[Mapping[int, int]]) -> Sequence[set[int]]:
    """Who counts in each row: those of the matching, and those whom no slot needs in the first that they are good for.

    `worths` are by row what each person is worth to it, in the order in which people are preferred.
    """
    people = match_slots(needs, _prefer(worths))
    taken = set().union(*people)
    for row, filled in zip(worths, people, strict=True):
        spare = {person for person, worth in row.items() if worth == FULL and person not in taken}
        filled.update(spare)
        taken |= spare
    return people


def _prefer(worths: Sequence[Mapping[int, int]]) -> list[list[int]]:
    """By row, those who count for it; who is least useful elsewhere goes first."""
    uses = Counter(person for row in worths for person, worth in row.items() if worth == FULL)
    return [sorted((person for person, worth in row.items() if worth == FULL), key=uses.__getitem__) for row in worths]


def _find_changes(crowd: Crowd, standings: Sequence[PeopleStanding]) -> Sequence[Sequence[Change]]:
    """The changes of every row: a person who comes or goes in one row may move others between all of them."""
    tagged = sorted((turn, place) for place, standing in enumerate(standings) for turn in standing.find_turns())
    statuses = list(crowd.rate())
    changes: list[list[Change]] = [[] for _ in standings]
    for day, group in groupby(tagged, key=lambda entry: entry[0].day):
        turns = list(group)
        for turn, place in turns:
            crowd.turn(turn.person_id, place, turn.after)
        for place, status in enumerate(crowd.rate()):
            if status is not statuses[place]:
                own = [turn for turn, where in turns if where == place] or [turn for turn, _ in turns]
                turn = name_turn(own, (statuses[place], status))
                changes[place].append(Change(day, status, turn.cause, turn.name))
                statuses[place] = status
    return changes
