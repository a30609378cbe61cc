"""The folded text of every list row, so that a filter finds a partner by its names, its people and their addresses."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, delete, func, select, union

from channeladmin.records import Agreement, EmailAddress, Employment, Partner, Person, fold
from channeladmin.storage.reading import table_of
from channeladmin.storage.selecting import split_ids
from channeladmin.storage.sqlite.key_list import is_among
from channeladmin.storage.sqlite.multi_insert import MultiInsert
from channeladmin.storage.sqlite.packing import fetch_packed
from channeladmin.storage.tables import search_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection

_PORTION = 2000
_INSERT = MultiInsert(search_text.name, search_text.columns.keys())
# Letters that Unicode does not take apart into a plain letter and a mark.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})

_partner, _agreement, _employment = table_of(Partner), table_of(Agreement), table_of(Employment)
_person, _email = table_of(Person), table_of(EmailAddress)


def fold_for_search(text: str) -> str:
    """Text without case, marks and forms of width, so that “lukasz” finds “Łukasz”."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", fold(text))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(_PLAIN)


def match_text(text: str) -> ColumnElement[bool]:
    """The condition on `search_text` that every word of the text stands in it."""
    words = fold_for_search(text).split()
    return and_(True, *(func.instr(search_text.c.text, word) > 0 for word in words))


def rewrite_search(connection: Connection, partner_ids: Collection[int]) -> None:
    """Write the text of these partners' rows afresh; those that are gone lose theirs."""
    for portion in split_ids(partner_ids, _PORTION):
        connection.execute(delete(search_text).where(is_among(search_text.c.partner_id, portion)))
        rows = [row.values() for row in build_search_rows(connection, portion)]
        if rows:
            _INSERT.insert(connection, list(zip(*rows, strict=True)))


def build_search_rows(connection: Connection, partner_ids: list[int]) -> Iterator[dict[str, Any]]:
    """The rows that stand for these partners in the table, freshly worked out."""
    staff = _read_staff(connection, partner_ids)
    query = (
        select(
            _partner.c.id,
            _agreement.c.id,
            _partner.c.name,
            _partner.c.legal_name,
            _partner.c.external_ref,
            _partner.c.country,
            _agreement.c.region,
            _agreement.c.channel_manager,
        )
        .outerjoin(_agreement, _agreement.c.partner_id == _partner.c.id)
        .where(is_among(_partner.c.id, partner_ids))
    )
    for partner_id, agreement_id, *texts in fetch_packed(connection, query):
        words = [text for text in texts if text]
        yield {
            "row_key": partner_id if agreement_id is None else agreement_id,
            "partner_id": partner_id,
            "text": fold_for_search("\n".join([*words, staff.get(partner_id, "")])),
        }


def _read_staff(connection: Connection, partner_ids: list[int]) -> dict[int, str]:
    """By partner: the names and addresses of everyone ever employed there, each once, a line each."""
    staff = is_among(_employment.c.partner_id, partner_ids)
    names = select(_employment.c.partner_id, _person.c.name.label("word")).join(
        _person, _person.c.id == _employment.c.person_id
    )
    addresses = select(_employment.c.partner_id, _email.c.address).join(
        _email, _email.c.person_id == _employment.c.person_id
    )
    words = union(names.where(staff), addresses.where(staff)).subquery()
    query = select(words.c.partner_id, func.aggregate_strings(words.c.word, "\n")).group_by(words.c.partner_id)
    return dict(fetch_packed(connection, query))
