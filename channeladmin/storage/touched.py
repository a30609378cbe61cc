"""Which agreements and partners hang on the rows that an operation wrote, so that they are worked out again."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select

from channeladmin.records import Agreement, Employment
from channeladmin.storage.reading import table_of
from channeladmin.storage.selecting import select_in, select_keys
from channeladmin.storage.settings import is_about_programme
from channeladmin.storage.tables import get_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from channeladmin.storage.chain import JournalRow

Ids = defaultdict[str, set[int]]


@dataclass
class Touched:
    """The rows by table, and the parents that changed or removed rows had before, by child table and key column."""

    rows: Ids = field(default_factory=lambda: defaultdict(set))
    former_parents: defaultdict[tuple[str, str], set[int]] = field(default_factory=lambda: defaultdict(set))
    is_programme_changed: bool = False

    def watch(self, journal_rows: Iterable[JournalRow]) -> Iterator[JournalRow]:
        """Let the rows pass and note what they touch: one reading serves the hash and this."""
        keys = {name: _list_parent_keys(name) for name in _CHILDREN}
        for row in journal_rows:
            table, row_id, before, after = row
            self.rows[table].add(row_id)
            if table == "setting":
                self.is_programme_changed |= is_about_programme(json.loads(after or before)["key"])
            elif before is not None and table in keys:
                image = json.loads(before)
                for key in keys[table]:
                    self.former_parents[table, key].add(image[key])
            yield row


_CHILDREN = (
    "agreement",
    "agreement_step",
    "activity",
    "booking",
    "review",
    "invitation",
    "business_plan",
    "objective",
    "employment",
    "award",
    "email_address",
)


def list_touched(connection: Connection, touched: Touched) -> tuple[frozenset[int], frozenset[int]]:
    """The ids of the agreements and of the partners to look at again, removed ones included."""
    agreement, employment = table_of(Agreement), table_of(Employment)
    parents: Ids = defaultdict(set)
    for child in _CHILDREN:
        for key, ids in _find_parents(connection, touched, child).items():
            parents[f"{child}.{key}" if key == "partner_id" else key] |= ids
    plans = parents["business_plan_id"]
    plan = get_table("business_plan")
    agreements = touched.rows["agreement"] | parents["agreement_id"]
    agreements |= select_keys(connection, plan.c.agreement_id, plan.c.id, plans)
    people = touched.rows["person"] | parents["person_id"]
    employers = parents["employment.partner_id"] | touched.rows["partner"]
    employers |= select_keys(connection, employment.c.partner_id, employment.c.person_id, people)
    if touched.is_programme_changed:
        agreements |= set(connection.execute(select(agreement.c.id)).scalars())
    agreements |= select_keys(connection, agreement.c.id, agreement.c.partner_id, employers)
    partners = employers | parents["agreement.partner_id"]
    partners |= select_keys(connection, agreement.c.partner_id, agreement.c.id, agreements)
    return frozenset(agreements), frozenset(partners)


def _find_parents(connection: Connection, touched: Touched, child: str) -> dict[str, set[int]]:
    rows = touched.rows.get(child)
    if not rows:
        return {}
    table, keys = get_table(child), _list_parent_keys(child)
    found = {key: set(touched.former_parents[child, key]) for key in keys}
    for row in select_in(connection, select(*(table.c[key] for key in keys)), table.c.id, rows):
        for key, parent in zip(keys, row, strict=True):
            found[key].add(parent)
    return found


def _list_parent_keys(table: str) -> tuple[str, ...]:
    return tuple(column.name for column in get_table(table).columns if column.foreign_keys)
