"""What the desk remembers of names that stand for companies: another name of one, or the domain of its people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from channeladmin.desk.import_profiles import forget_alias, read_aliases
from channeladmin.errors import UserError
from channeladmin.program.names import squash
from channeladmin.records import fold
from channeladmin.rosters.hints import find_nearest, say_nearest
from channeladmin.rosters.same import Taken
from channeladmin.storage.settings import read_setting, write_setting

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from channeladmin.desk.desk import Desk
    from channeladmin.storage.act import Act
    from channeladmin.storage.changes import Changes

__all__ = ["forget_name", "list_same"]

_SAME_COMPANIES = "same_companies"
"""Names of files, and domains, that stand for companies: a JSON object of text to company name."""


def list_same(desk: Desk) -> Mapping[str, str]:
    """The names, and domains of addresses, that the desk has learnt, each with the company that it stands for."""
    with desk.database.read() as connection:
        return read_same(connection)


def forget_name(desk: Desk, text: str) -> Changes | None:
    """Take a learnt name away, of a credential or of a company; UserError where there is none."""
    with desk.database.read() as connection:
        aliases, same = read_aliases(connection), read_same(connection)
    if squash(text) in map(squash, aliases):
        return forget_alias(desk, text)
    known = next((name for name in same if fold(name) == fold(text.strip())), None)
    if known is None:
        raise UserError(f"The desk has not learnt “{text}”.{say_nearest(find_nearest(text, [*aliases, *same]))}")
    with desk.database.act(f"Forget “{known}” as “{same[known]}”") as act:
        store_same(act, {known: ""})
    return act.changes


def read_same(connection: Connection) -> dict[str, str]:
    """What is stored of it."""
    same: dict[str, str] = read_setting(connection, _SAME_COMPANIES, {})
    return same


def find_usable(same: Mapping[str, str], companies: Iterable[str]) -> dict[str, str]:
    """What still says something: the name is none of the companies, and what it stands for is one."""
    names = set(map(fold, companies))
    return {name: other for name, other in same.items() if fold(name) not in names and fold(other) in names}


def find_learnt(
    told: Mapping[str, str],
    taken: Iterable[Taken],
    *,
    stored: Mapping[str, str],
    before: Iterable[str],
    new: Iterable[str],
) -> dict[str, str]:
    """What of it is to be remembered, or ("") forgotten: names by which rows were taken for companies.

    `before` are the companies that the desk has, `new` those that the import adds.
    """
    known = {fold(name): name for name in before}
    there = {fold(name): name for name in new} | known
    spellings = {fold(name): name for name in stored}
    forgotten = (spellings.get(fold(name.strip())) for name, other in told.items() if not other.strip())
    learnt = {each.text: there[fold(each.other)] for each in taken if _can_stand(each, known, there)}
    return dict.fromkeys(filter(None, forgotten), "") | {
        name: other for name, other in learnt.items() if stored.get(spellings.get(fold(name), "")) != other
    }


def _can_stand(taken: Taken, known: Collection[str], there: Collection[str]) -> bool:
    return fold(taken.other) in there and fold(taken.text) not in known


def store_same(act: Act, same: Mapping[str, str]) -> None:
    """Write what is learnt beside what was; what stands for nothing is forgotten."""
    said = {fold(name) for name in same}
    kept = {name: other for name, other in read_same(act.connection).items() if fold(name) not in said}
    write_setting(act, _SAME_COMPANIES, {**kept, **{name: other for name, other in same.items() if other}} or None)
