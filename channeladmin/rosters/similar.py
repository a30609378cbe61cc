"""Names so alike that somebody should look, though the rules say they differ; hints, never a reason to hold a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import chain

from channeladmin.rosters.known import Known
from channeladmin.rosters.likeness import explain_companies, explain_people, reduce_company, reduce_person
from channeladmin.rosters.record import Record

_MOST_COMPARED = 500
_LEAST_LIKE = 92
_SHORTEST = 7


@dataclass(frozen=True, slots=True)
class Hint:
    """A new company or person (`what`) that may be another which is known, and why; `sentence` says both.

    `this` and `that` are the names, or addresses, that an import can be told are one (`same`); "" where there is none.
    """

    what: str
    name: str
    other: str
    why: str
    sentence: str
    this: str = ""
    that: str = ""

    def to_document(self) -> dict[str, object]:
        """As the command line prints it."""
        return asdict(self)


def find_similar(known: Known) -> tuple[Hint, ...]:
    """A hint for every new company, and for every new person at a company, that another is named much alike."""
    return (*_find_companies(known), *_find_people(known))


def _find_companies(known: Known) -> Iterator[Hint]:
    planned = known.list_planned("partner")
    if not planned:
        return
    by_name: dict[str, list[str]] = {}
    for name in known.list_values("partner", "name"):
        by_name.setdefault(reduce_company(name), []).append(name)
    choices = [reduced for reduced in by_name if len(reduced) >= _SHORTEST]
    is_few = len(planned) <= _MOST_COMPARED
    for company in planned:
        name = company.values["name"]
        others = [other for other in by_name[reduce_company(name)] if other != name]
        for other in others:
            yield _hint_company(name, other, explain_companies(name, other))
        if not others and is_few:
            for other in _find_slips(reduce_company(name), choices, by_name):
                yield _hint_company(name, other, "the names differ by a letter or two")


def _find_slips(reduced: str, choices: list[str], by_name: dict[str, list[str]]) -> Iterator[str]:
    from rapidfuzz import fuzz, process

    if len(reduced) < _SHORTEST:
        return
    for choice, _, _ in process.extract(reduced, choices, scorer=fuzz.ratio, score_cutoff=_LEAST_LIKE, limit=3):
        # “Acme 1” and “Acme 2” are two companies.
        if choice != reduced and list(filter(str.isdigit, choice)) == list(filter(str.isdigit, reduced)):
            yield by_name[choice][0]


def _hint_company(name: str, other: str, why: str) -> Hint:
    sentence = f"“{name}” is new and much like “{other}” ({why}); if they are one company, give both one name."
    return Hint("company", name, other, why, sentence, name, other)


def _find_people(known: Known) -> Iterator[Hint]:
    new = dict(zip(known.list_planned_ids("person"), known.take_planned("person", "name")["name"], strict=True))
    planned = known.take_planned("employment", "person_id", "partner_id")
    jobs = list(zip(*planned.values(), strict=True))
    begun = [(person_id, company) for person_id, company in jobs if person_id in new]
    groups = _group_people(known, jobs, new, {company for _, company in begun})
    if all(len(group) == 1 for group in groups.values()):
        return
    for person_id, company in begun:
        for other_id in groups[company, reduce_person(new[person_id])]:
            # Of two new ones the later is the hint.
            if other_id != person_id and (other_id not in new or other_id > person_id):
                yield _hint_person(known, known.get("person", person_id), known.get("person", other_id))
                break


def _group_people(
    known: Known, jobs: Iterable[tuple[int, int]], new: Mapping[int, str], companies: Collection[int]
) -> Mapping[tuple[int, tuple[str, ...]], Collection[int]]:
    """By company and name, as far as that tells people apart, whoever is or was employed there; oldest first."""
    groups: defaultdict[tuple[int, tuple[str, ...]], dict[int, None]] = defaultdict(dict)
    stored = known.list_stored("employment", "person_id", "partner_id") if companies else ()
    for person_id, company in chain(stored, jobs):
        if company in companies:
            name = new[person_id] if person_id in new else known.get("person", person_id).values["name"]
            groups[company, reduce_person(name)][person_id] = None
    return groups


def _hint_person(known: Known, person: Record, like: Record) -> Hint:
    name, other = person.values["name"], like.values["name"]
    this, that = _find_address(known, person), _find_address(known, like)
    why = explain_people(name, other)
    if why == "the same name":
        sentence = f"“{name}” is new, and somebody of that name is at the same company under another address."
    else:
        sentence = f"“{name}” is new and may be “{other}” of the same company ({why}), under another address."
    return Hint("person", name, other, why, sentence, this, that)


def _find_address(known: Known, person: Record) -> str:
    emails = known.find("email_address", ("person_id",), person.id)
    first = min(emails, key=lambda email: email.values["position"], default=None)
    return "" if first is None else first.values["address"]
