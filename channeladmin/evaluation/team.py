"""Everyone ever employed at a company, judged on a day by all the questions that the programme asks of people.

This is the innermost loop of the evaluation of a whole desk, which is why it goes through the people once for all
questions, and takes those whose awards and employment simply go on before any others.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import itemgetter

from channeladmin.evaluation.counted import Counted, NotCounted
from channeladmin.evaluation.employment import explain_absence, find_spell
from channeladmin.evaluation.facts import AwardFact, EmploymentFact, PersonFact
from channeladmin.evaluation.headcount import Headcount
from channeladmin.evaluation.judging import NOTHING, find_first_earned, judge_awards
from channeladmin.evaluation.people_days import find_days_to_come
from channeladmin.evaluation.people_standing import PeopleStanding
from channeladmin.evaluation.rulebook import Plans, QuestionSet
from channeladmin.program.vocabulary import Region

_BY_NAME = itemgetter(1, 0)  # the name, then the key of a PersonFact


def judge_team(
    people: Sequence[PersonFact], asked: QuestionSet, *, region: Region, on: date
) -> Sequence[PeopleStanding]:
    """By question, who counts, in the order in which they earned it, and who does not, by name.

    Whoever never held what it asks is left out.
    """
    standings = [PeopleStanding(question, region=region, on=on) for question in asked.questions]
    all_plans = asked.plans
    for person in sorted(people, key=_BY_NAME):
        _, _, _, spells, awards = person
        plans = all_plans[tuple([award[0] for award in awards])]
        if not plans:
            continue
        spell = find_spell(spells, on)
        if spell is not None and spell[1] is None and len(spells) == 1 and _go_on(awards, on):
            _place_lasting(person, spell, plans, standings)
            continue
        if spell is None:
            _place_absent(person, plans, standings, on)
            continue
        states = judge_awards(awards, on, spell.ends_on)
        for place, plan in plans:
            standing = standings[place]
            standing.dated.append((person, plan, standing.place(person, spell, plan, states)))
    for standing in standings:
        standing.close()
    return standings


def count_team(people: Sequence[PersonFact], asked: QuestionSet, *, region: Region, on: date) -> Sequence[Headcount]:
    """By question, how many count, in a third of the time that it takes to say who and why not."""
    headcounts = [Headcount(question, region=region, on=on) for question in asked.questions]
    all_plans = asked.plans
    for person in people:
        _, _, _, spells, awards = person
        plans = all_plans[tuple([award[0] for award in awards])]
        if not plans:
            continue
        spell = find_spell(spells, on)
        is_dated = bool(find_days_to_come(spells, awards, on))
        for place, plan in plans:
            headcounts[place].add(person, spell, plan, is_dated=is_dated)
    return headcounts


def _go_on(awards: Sequence[AwardFact], on: date) -> bool:
    """Whether all awards count, and go on to without an end."""
    for _, earned_on, expires_on, revoked_on, _ in awards:
        if earned_on > on or expires_on is not None or revoked_on is not None:
            return False
    return True


def _place_lasting(
    person: PersonFact, spell: EmploymentFact, plans: Plans, standings: Sequence[PeopleStanding]
) -> None:
    person_id, name, email, _, awards = person
    region = spell.region
    for place, plan in plans:
        standing, way = standings[place], plan.lasting
        if way is None:
            standing.place(person, spell, plan, judge_awards(awards, standing.on, None))
        elif region is standing.region or not standing.region_applies:
            standing.counted.append(Counted(person_id, name, email, way.via, find_first_earned(way, awards), None))
        else:
            standing.leave_out(person, region)


def _place_absent(person: PersonFact, plans: Plans, standings: Sequence[PeopleStanding], on: date) -> None:
    reason, day = explain_absence(person.employments, on)
    absent = NotCounted(person.person_id, person.name, person.email, reason, day)
    for place, plan in plans:
        standings[place].not_counted.append(absent)
        standings[place].dated.append((person, plan, NOTHING))
