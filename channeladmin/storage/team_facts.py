"""Everyone ever employed at a partner, with their spells there and every award of theirs."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from channeladmin.evaluation.facts import AwardFact, EmploymentFact, PersonFact
from channeladmin.records import Award, EmailAddress, Employment, Person
from channeladmin.storage.reading import table_of
from channeladmin.storage.sqlite.key_list import is_among

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

_person, _employment = table_of(Person), table_of(Employment)
_award, _email = table_of(Award), table_of(EmailAddress)


def load_teams(connection: Connection, partner_ids: list[int]) -> dict[int, tuple[PersonFact, ...]]:
    """By partner: its people ordered by folded name; one who works at two of the partners is in both teams."""
    emails, awards = _load_emails(connection, partner_ids), _load_awards(connection, partner_ids)
    teams: defaultdict[int, list[PersonFact]] = defaultdict(list)
    for (partner_id, person_id, name), spells in _load_spells(connection, partner_ids).items():
        person = PersonFact(
            person_id=person_id,
            name=name,
            email=emails.get(person_id),
            employments=tuple(spells),
            awards=tuple(awards.get(person_id, ())),
        )
        teams[partner_id].append(person)
    return {partner_id: tuple(team) for partner_id, team in teams.items()}


def _load_spells(connection: Connection, partner_ids: list[int]) -> dict[tuple[int, int, str], list[EmploymentFact]]:
    spell = _employment.c
    query = (
        select(spell.partner_id, spell.person_id, _person.c.name, spell.starts_on, spell.ends_on, spell.region)
        .join(_person, _person.c.id == spell.person_id)
        .where(is_among(spell.partner_id, partner_ids))
        .order_by(spell.partner_id, _person.c.name_key, _person.c.id, spell.starts_on.nulls_first(), spell.id)
    )
    found: dict[tuple[int, int, str], list[EmploymentFact]] = {}
    for partner_id, person_id, name, starts_on, ends_on, region in connection.execute(query).all():
        found.setdefault((partner_id, person_id, name), []).append(EmploymentFact(starts_on, ends_on, region))
    return found


def _load_emails(connection: Connection, partner_ids: list[int]) -> dict[int, str]:
    query = (
        select(_email.c.person_id, _email.c.address)
        .where(_email.c.person_id.in_(_select_staff(partner_ids)))
        .order_by(_email.c.person_id, _email.c.position.desc(), _email.c.id.desc())
    )
    # A person's first address comes last and stays.
    return {row[0]: row[1] for row in connection.execute(query).all()}


def _load_awards(connection: Connection, partner_ids: list[int]) -> dict[int, list[AwardFact]]:
    award = _award.c
    query = (
        select(award.person_id, award.credential, award.earned_on, award.expires_on, award.revoked_on, award.edition)
        .where(award.person_id.in_(_select_staff(partner_ids)))
        .order_by(award.person_id, award.earned_on, award.id)
    )
    found: defaultdict[int, list[AwardFact]] = defaultdict(list)
    for person_id, *values in connection.execute(query).all():
        found[person_id].append(AwardFact(*values))
    return found


def _select_staff(partner_ids: list[int]) -> Select[Any]:
    return select(_employment.c.person_id).where(is_among(_employment.c.partner_id, partner_ids))
