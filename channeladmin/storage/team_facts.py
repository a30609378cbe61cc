"""Everyone ever employed at a partner, with their spells there and every award of theirs."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import null, select

from channeladmin.evaluation.facts import AwardFact, EmploymentFact, PersonFact
from channeladmin.program.vocabulary import Region
from channeladmin.records import Award, EmailAddress, Employment, Person
from channeladmin.storage.reading import table_of
from channeladmin.storage.sqlite.key_list import is_among
from channeladmin.storage.sqlite.packing import Unpacker, pack_rows
from channeladmin.storage.stored_days import StoredDays, as_stored

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Select

_KEPT = 20_000
_person, _employment = table_of(Person).c, table_of(Employment).c
_award, _email = table_of(Award).c, table_of(EmailAddress).c
_FIRST_EMAIL = (
    select(_email.address)
    .where(_email.person_id == _employment.person_id)
    .order_by(_email.position, _email.id)
    .limit(1)
    .scalar_subquery()
)
_AWARDS = pack_rows(
    _award.credential,
    as_stored(_award.earned_on),
    as_stored(_award.expires_on),
    as_stored(_award.revoked_on),
    _award.edition,
    where=_award.person_id == _employment.person_id,
)


class TeamReader:
    """Reads the teams of many partners, portion by portion, and keeps what they have in common.

    Without addresses, which take a look-up for everybody, `PersonFact.email` is None.
    """

    def __init__(self, *, with_addresses: bool) -> None:
        self._email = _FIRST_EMAIL if with_addresses else null()
        self._days = StoredDays()
        self._awards = Unpacker(self._build_award)
        self._spells = _Spells(self._days)

    def load(self, connection: Connection, partner_ids: list[int]) -> dict[int, tuple[PersonFact, ...]]:
        """By partner: its people; one who works at two of the partners is in both teams."""
        all_spells, unpack = self._spells, self._awards.unpack
        teams: defaultdict[int, dict[int, PersonFact]] = defaultdict(dict)
        rows = connection.execute(_select_staff(partner_ids, self._email)).all()
        for partner_id, person_id, name, email, starts_on, ends_on, region, awards in rows:
            team, spells = teams[partner_id], all_spells[starts_on, ends_on, region]
            known = team.get(person_id)
            if known is None:
                team[person_id] = PersonFact(person_id, name, email, spells, unpack(awards))
            else:
                team[person_id] = known._replace(employments=known.employments + spells)
        return {partner_id: tuple(team.values()) for partner_id, team in teams.items()}

    def _build_award(
        self, credential: str, earned_on: str, expires_on: str | None, revoked_on: str | None, edition: str | None
    ) -> AwardFact:
        days = self._days
        return AwardFact(credential, date.fromisoformat(earned_on), days[expires_on], days[revoked_on], edition)


class _Spells(dict[tuple[str | None, str | None, str | None], tuple[EmploymentFact]]):
    """The spell of two days and a region, alone in a tuple: most people have but one, and many the same."""

    def __init__(self, days: StoredDays) -> None:
        super().__init__()
        self._days = days

    def __missing__(self, stored: tuple[str | None, str | None, str | None]) -> tuple[EmploymentFact]:
        if len(self) >= _KEPT:
            self.clear()
        starts_on, ends_on, region = stored
        spell = EmploymentFact(self._days[starts_on], self._days[ends_on], None if region is None else Region(region))
        self[stored] = spells = (spell,)
        return spells


def _select_staff(partner_ids: list[int], email: ColumnElement[Any]) -> Select[tuple[Any, ...]]:
    """A row for each spell at the partners."""
    return (
        select(
            _employment.partner_id,
            _employment.person_id,
            _person.name,
            email,
            as_stored(_employment.starts_on),
            as_stored(_employment.ends_on),
            as_stored(_employment.region),
            _AWARDS,
        )
        .join(_person.id.table, _person.id == _employment.person_id)
        .where(is_among(_employment.partner_id, partner_ids))
        .order_by(_employment.partner_id, _employment.id)
    )
