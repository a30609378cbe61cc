"""A row of a roster: a person with addresses, an employment at a company, and an award."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

from channeladmin.records import fold
from channeladmin.rosters.award_rows import Awards, GivenAward, plan_award, read_given_award
from channeladmin.rosters.checked_rows import CheckedRows, HeldFor, say_about
from channeladmin.rosters.companies import find_by_name, get_company, is_unnamed
from channeladmin.rosters.draft import Draft
from channeladmin.rosters.employers import find_employers, get_domain
from channeladmin.rosters.employment_rows import plan_employment, plan_own_employment
from channeladmin.rosters.known import Known
from channeladmin.rosters.mapping import ColumnMap
from channeladmin.rosters.newcomer_gaps import is_nameless
from channeladmin.rosters.newcomers import add_newcomer, list_addresses
from channeladmin.rosters.planned_rows import Bucket, Settled
from channeladmin.rosters.record import Record

_EMAIL = "email_address"


class _Subject(NamedTuple):
    """What a row comes to but for its award, as long as nothing else changes the person (`turn`); and with one."""

    person_id: int
    main: tuple[str, int]
    turn: int
    warnings: tuple[str, ...]
    with_new: Settled
    with_same: Settled


class RosterRows:
    """Plans rosters. A row that says of its person what an earlier row has settled is asked for its award only."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._turns: dict[int, int] = {}
        self._companies: dict[tuple[Any, Any], Record] = {}
        self._employers: Mapping[str, tuple[str, ...]] | None = None
        self._mapping: ColumnMap | None = None
        self._settled: dict[tuple[Any, ...], _Subject] = {}
        self._given: dict[tuple[Any, ...], GivenAward | None] = {}
        self._last: tuple[Any, ...] | None = None
        self._last_settled: _Subject | None = None

    @cached_property
    def _awards(self) -> Awards:
        return Awards(self._known)

    def settle(self, rows: CheckedRows, at: int, number: int) -> Settled | None:
        """What a row comes to that only adds or repeats an award, or adds somebody with one; None for any other.

        It is taken over at once.
        """
        if rows.mapping is not self._mapping:
            self._begin(rows.mapping)
        subject = rows.subjects[at]
        if subject is not self._last:
            self._last, self._last_settled = subject, self._find_settled(subject)
        settled = self._last_settled
        if settled is not None and settled.warnings:
            return None
        given = self._find_given(rows, at)
        if given is None:
            return None
        if settled is None:
            settled = self._last_settled = self._settle_newcomer(rows, at, number)
            if settled is None:
                return None
        is_new = self._awards.settle(given, number, settled.person_id)
        if is_new is None:
            return None
        return settled.with_new if is_new else settled.with_same

    def _begin(self, mapping: ColumnMap) -> None:
        """Rows come whose subjects have other fields."""
        self._mapping = mapping
        self._settled, self._given = {}, {}
        self._last, self._last_settled = None, None

    def _find_given(self, rows: CheckedRows, at: int) -> GivenAward | None:
        each = rows.each[at]
        given = self._given.get(each)
        if given is None and each not in self._given:
            given = self._given[each] = read_given_award(self._known, rows[at].values)
        return given

    def _settle_newcomer(self, rows: CheckedRows, at: int, number: int) -> _Subject | None:
        values = rows.read_subject(at)
        company = self._find_company(values.get("external_ref"), values.get("partner"))
        newcomer = None if company is None else add_newcomer(self._known, values, company.id, number)
        if newcomer is None:
            return None
        person_id, job_id = newcomer
        return self._note(rows.subjects[at], person_id, ("employment", job_id), (), say_about(values))

    def _find_company(self, ref: str | None, name: str | None) -> Record | None:
        """The company that rows before have named so, or that is so named; None where it takes more to tell."""
        company = self._companies.get((ref, name))
        if company is None and ref is None:
            company = find_by_name(self._known, name)
            if company is not None:
                self._companies[ref, name] = company
        return company

    def _note(
        self, subject: tuple[Any, ...], person_id: int, main: tuple[str, int], said: tuple[str, ...], about: str
    ) -> _Subject:
        ends = Settled(Bucket.NEW, about), Settled(Bucket.SAME, about)
        settled = self._settled[subject] = _Subject(person_id, main, self._turns.get(person_id, 0), said, *ends)
        return settled

    def _find_settled(self, subject: tuple[Any, ...]) -> _Subject | None:
        settled = self._settled.get(subject)
        is_so = settled is not None and settled.turn == self._turns.get(settled.person_id, 0)
        return settled if is_so else None

    def plan(self, draft: Draft) -> Record:
        """Plan all that the row says; it counts as what becomes of its award, else of the employment."""
        row = draft.row
        if row.mapping is not self._mapping:
            self._begin(row.mapping)
        # Whatever a draft changes, the next row is looked up again.
        self._last = None
        settled = self._find_settled(row.subject)
        if settled is not None:
            for warning in settled.warnings:
                draft.warn(warning)
            person = self._known.get("person", settled.person_id)
            return plan_award(draft, person) or self._known.get(*settled.main)
        person, main = self._plan_subject(draft)
        is_new, has_effect, said = person in draft.created, draft.has_effect, tuple(draft.said)
        award = plan_award(draft, person)
        if has_effect and not is_new:
            self._turns[person.id] = self._turns.get(person.id, 0) + 1
        elif not is_new or not said:
            # Who is new is there as the row says, once it is taken; the same row again adds nothing.
            self._note(row.subject, person.id, (main.table, main.id), said, say_about(draft.values))
        return award or main

    def _plan_subject(self, draft: Draft) -> tuple[Record, Record]:
        """Plan the person and the employment; the person, and what the row counts as without an award.

        A row of a file that names no company adds to a person whom the desk knows.
        """
        if not is_unnamed(draft):
            company = self._get_company(draft)
            person = _plan_person(draft)
            return person, plan_employment(draft, person, company)
        person = _plan_person(draft)
        if person not in draft.created:
            return person, plan_own_employment(draft, person) or person
        draft.values["partner"] = self._find_employer(draft)
        return person, plan_employment(draft, person, self._get_company(draft))

    def _find_employer(self, draft: Draft) -> str:
        """The company of somebody new whom the file does not place; refused where nobody has said it."""
        domains = [get_domain(address) for address in list_addresses(draft.values)]
        draft.domain = next((domain for domain in domains if domain in draft.employers), "")
        if draft.domain:
            said = draft.employers[draft.domain]
            if find_by_name(draft.known, said) is None:
                message = f"“{said}” is said to be where they work, and is no company of the desk."
                raise draft.refuse("email", message, unknown="domain")
            return said
        if self._employers is None:
            self._employers = find_employers(draft.known)
        raise draft.refuse(
            "email",
            "Nobody in the desk has this address, and the file names no company. Say where they work."
            if domains
            else "Nobody in the desk has this learner id, and the file names no company. Name it in the file.",
            unknown="domain" if domains else "",
            nearest=next((self._employers[domain] for domain in domains if domain in self._employers), ()),
        )

    def _get_company(self, draft: Draft) -> Record:
        """A roster makes no companies, so that a name stands for the same one in all its rows."""
        values = draft.values
        named = values.get("external_ref"), values.get("partner")
        company = self._companies.get(named)
        if company is None:
            company = self._companies[named] = get_company(draft)
        return company


def _plan_person(draft: Draft) -> Record:
    values = draft.pick("person")
    learner_id = values.get("learner_id")
    addresses = list_addresses(draft.values)
    if learner_id is None and not addresses:
        raise draft.refuse("email", "A learner id or an e-mail address is needed to know the person by.")
    by_learner = None if learner_id is None else draft.known.find_one("person", "learner_id_key", fold(learner_id))
    owners = {
        email.values["person_id"]: address
        for key, address in addresses.items()
        if (email := draft.known.find_one(_EMAIL, "address_key", key)) is not None
    }
    person = _choose_person(draft, by_learner, owners, learner_id)
    if person is None:
        if values.get("name") is None and addresses and "name" in draft.row.mapping.optional:
            # Until a file has the name.
            values["name"] = next(iter(addresses.values()))
        person = draft.create("person", values)
    else:
        _keep_name(draft, person, values, is_by_learner=by_learner is not None)
        draft.change(person, values)
    _plan_addresses(draft, person, addresses)
    return person


def _choose_person(
    draft: Draft, by_learner: Record | None, owners: dict[int, str], learner_id: str | None
) -> Record | None:
    """The one person that the keys point at (DOMAIN: learner_id, else any e-mail); held where they point at two."""
    people = {person_id: draft.known.get("person", person_id) for person_id in owners}
    if by_learner is not None:
        others = [each for each in people.values() if each is not by_learner]
        if others:
            name, other = by_learner.values["name"], others[0].values["name"]
            raise draft.hold(
                "learner_id",
                f"The learner id is that of “{name}”, the address {owners[others[0].id]} that of “{other}”.",
                HeldFor.TWO_PEOPLE,
                (name, *dict.fromkeys(each.values["name"] for each in others)),
            )
        return by_learner
    if len(people) > 1:
        named = " and ".join(f"{owners[key]} of “{person.values['name']}”" for key, person in people.items())
        names = [person.values["name"] for person in people.values()]
        raise draft.hold("email", f"The addresses are of different people: {named}.", HeldFor.TWO_PEOPLE, names)
    person = next(iter(people.values()), None)
    known_id = person.values["learner_id"] if person is not None else None
    if person is not None and learner_id is not None and known_id is not None and fold(known_id) != fold(learner_id):
        raise draft.hold(
            "learner_id",
            f"{owners[person.id]} is the address of “{person.values['name']}”, who has the learner id “{known_id}”.",
            HeldFor.OTHER_LEARNER_ID,
            (person.values["name"],),
        )
    return person


def _keep_name(draft: Draft, person: Record, values: dict[str, Any], *, is_by_learner: bool) -> None:
    """A person found by an address keeps the stored name, and gets no learner id of another name; one found by learner
    id keeps the stored spelling of that.
    """
    if is_by_learner:
        if person.values["learner_id"] is not None:
            # An earlier row has not cleared it.
            values.pop("learner_id")
        return
    name = values.get("name")
    if name is not None and is_nameless(draft.known, person.id, person.values["name"]):
        return
    values.pop("name", None)
    if name is not None and fold(name) != fold(person.values["name"]):
        learner_id = values.pop("learner_id", None)
        if learner_id is not None:
            # With it the same row would rename them the next time; and it may be that of somebody in a later row.
            draft.wait_for_others()
        kept = "the stored name is kept" + (
            "" if learner_id is None else f" and the learner id “{learner_id}” not taken"
        )
        draft.warn(f"The address is that of “{person.values['name']}”, the file says “{name}”; {kept}.")


def _plan_addresses(draft: Draft, person: Record, addresses: dict[str, str]) -> None:
    """The addresses that nobody has yet; those that somebody has are the person's (`_choose_person`)."""
    new = [address for key, address in addresses.items() if draft.known.find_one(_EMAIL, "address_key", key) is None]
    if new:
        first = 0 if person in draft.created else _find_next_position(draft.known, person)
        for position, address in enumerate(new, start=first):
            draft.create(_EMAIL, {"address": address, "position": position}, person_id=person.id)


def _find_next_position(known: Known, person: Record) -> int:
    last = known.find_last(_EMAIL, ("person_id",), person.id)
    if last is None:
        return 0
    if last.stored is None:
        # It was planned behind all others.
        return int(last.values["position"]) + 1
    emails = known.find(_EMAIL, ("person_id",), person.id)
    return 1 + max(int(email.values["position"]) for email in emails)
