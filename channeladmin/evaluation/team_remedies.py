"""The smallest set of (person, credential) that would meet all people rows of a track together.

One award may close several rows, by itself or as the last part of another. For each person the fewest awards are found
that would let them count in any set of rows; then, person by person, the cheapest choice that closes every gap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import prod
from typing import NamedTuple

from channeladmin.evaluation.award_options import AwardOptions, Awards, Filled
from channeladmin.evaluation.case import Case
from channeladmin.evaluation.employment import find_spell
from channeladmin.evaluation.facts import EmploymentFact, PersonFact
from channeladmin.evaluation.remedy import Remedy, RemedyKey
from channeladmin.program.edition import Track
from channeladmin.program.requirement import AllOfRequirement, PeopleRequirement, Requirement

_MOST_STEPS = 300_000
_Gaps = tuple[int, ...]
"""How many people each row still lacks."""
_Options = Mapping[Filled, Awards]


class _Choice(NamedTuple):
    """Who earns what, and what it costs: how many awards; of as many, with how many people who are not there yet.

    Of as many again, `whole` counts the awards that are neither renewed nor the last part of another.
    """

    awards: int
    newcomers: int
    whole: int
    taken: tuple[tuple[PersonFact | None, Awards], ...]

    def take(self, person: PersonFact | None, awards: Awards, whole: int) -> _Choice:
        """With these awards of one more person (None: somebody new)."""
        taken = (*self.taken, (person, awards))
        return _Choice(self.awards + len(awards), self.newcomers + (person is None), self.whole + whole, taken)


def find_awards_needed(case: Case, track: Track) -> tuple[Remedy, ...]:
    """The awards by person; people who are not there yet have no name and are told apart by `number`.

    Waived rows count as open; people who lack nothing but a known region do not count. Nothing is named where so much
    is missing that the search would keep the reader waiting: the rows name their own steps.
    """
    rows = list(_list_people_rows(track.requirements, track.key))
    without = {row.key for row in case.rulebook.unshared[track.key]}
    unshared = frozenset(place for place, row in enumerate(rows) if row.key in without)
    gaps = tuple(
        row.need[track.key] if place in unshared else max(0, row.need[track.key] - case.count_people(row).counting)
        for place, row in enumerate(rows)
    )
    if not any(gaps):
        return ()
    options = AwardOptions(case, rows, unshared)
    if prod(gap + 1 for gap in gaps) * options.count_sets() * sum(gaps) > _MOST_STEPS:
        return ()
    return tuple(_name_awards(_choose(case, options, gaps)))


def _list_people_rows(asked: Sequence[Requirement], key: str) -> Iterator[PeopleRequirement]:
    """Those that the track cannot do without."""
    for requirement in asked:
        if key not in requirement.need:
            continue
        if isinstance(requirement, PeopleRequirement):
            yield requirement
        elif isinstance(requirement, AllOfRequirement):
            yield from _list_people_rows(requirement.of, key)


def _choose(case: Case, options: AwardOptions, gaps: _Gaps) -> _Choice:
    best: dict[_Gaps, _Choice] = {gaps: _Choice(0, 0, 0, ())}
    for person, found in _list_candidates(case, options, sum(gaps)):
        known = set(options.parts) if person is None else options.parts | {award.credential for award in person.awards}
        for left, choice in list(best.items()):
            for filled, awards in found.items():
                after = tuple(gap - 1 if place in filled and gap else gap for place, gap in enumerate(left))
                taken = choice.take(person, awards, sum(credential not in known for credential in awards))
                if after != left and (after not in best or taken[:3] < best[after][:3]):
                    best[after] = taken
    return best[tuple(0 for _ in gaps)]


def _list_candidates(case: Case, options: AwardOptions, most: int) -> Iterator[tuple[PersonFact | None, _Options]]:
    """Who is employed, then as many newcomers as could be needed; of those who are alike no more than that."""
    alike: Counter[object] = Counter()
    known: dict[object, _Options] = {}
    for person in sorted(case.facts.people, key=lambda person: (person.name, person.person_id)):
        spell = find_spell(person.employments, case.on)
        if spell is None:
            continue
        valid = options.list_valid(person)
        likeness = (
            spell.region,
            options.fill(valid, spell),
            frozenset((award.credential, award.edition) for award in valid),
            frozenset(award.credential for award in person.awards),
        )
        alike[likeness] += 1
        if alike[likeness] <= most:
            if likeness not in known:
                known[likeness] = options.find(valid, spell)
            yield person, known[likeness]
    newcomer = options.find((), EmploymentFact(None, None, case.facts.region))
    for _ in range(most):
        yield None, newcomer


def _name_awards(choice: _Choice) -> Iterator[Remedy]:
    newcomers = 0
    for person, awards in choice.taken:
        newcomers += person is None
        for credential in awards:
            if person is None:
                yield Remedy(RemedyKey.EARN, credential=credential, number=newcomers)
            else:
                held = any(award.credential == credential for award in person.awards)
                key = RemedyKey.RENEW if held else RemedyKey.EARN
                yield Remedy(key, person_id=person.person_id, person=person.name, credential=credential)
