"""Which agreements and partners hang on the rows that an operation wrote, so that they are worked out again."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from channeladmin.records import Agreement, Employment
from channeladmin.storage.reading import table_of
from channeladmin.storage.selecting import select_keys
from channeladmin.storage.settings import is_about_programme
from channeladmin.storage.tables import get_table, journal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from channeladmin.storage.chain import JournalRow

Ids = defaultdict[str, set[int]]
_PAGE = 5000


@dataclass
class Touched:
    """The rows by table, and the parents that changed or removed rows had before, by child table and key column."""

    rows: Ids = field(default_factory=lambda: defaultdict(set))
    former_parents: defaultdict[tuple[str, str], set[int]] = field(default_factory=lambda: defaultdict(set))
    made_people: set[int] = field(default_factory=set)
    """People made by the operation: where they are employed was written by it, too."""
    is_programme_changed: bool = False

    def watch(self, journal_rows: Iterable[JournalRow]) -> Iterator[JournalRow]:
        """Let the rows pass and note what they touch: one reading serves the hash and this."""
        keys = {name: _list_parent_keys(name) for name in _CHILDREN}
        rest = iter(journal_rows)
        while page := list(islice(rest, _PAGE)):
            for table, group in groupby(page, key=itemgetter(0)):
                rows = list(group)
                self.rows[table].update([row[1] for row in rows])
                if table == "person":
                    self.made_people.update([row_id for _, row_id, before, _ in rows if before is None])
                elif table == "setting":
                    self._note_settings(rows)
                elif table in keys:
                    self._note_former_parents(table, keys[table], rows)
            yield from page

    def _note_settings(self, rows: Iterable[JournalRow]) -> None:
        for _, _, before, after in rows:
            self.is_programme_changed |= is_about_programme(json.loads(after or before)["key"])

    def _note_former_parents(self, table: str, keys: tuple[str, ...], rows: Iterable[JournalRow]) -> None:
        images = [json.loads(before) for _, _, before, _ in rows if before is not None]
        for key in keys:
            self.former_parents[table, key].update([image[key] for image in images])


_CHILDREN = (
    "agreement",
    "agreement_step",
    "activity",
    "booking",
    "metric_entry",
    "waiver",
    "review",
    "invitation",
    "business_plan",
    "objective",
    "employment",
    "award",
    "email_address",
)


def read_touched(connection: Connection, spans: Iterable[tuple[int, int]]) -> Touched:
    """The same of operations that were committed, by (first row, row count); only keys leave the journal."""
    touched = Touched()
    for first_row, row_count in spans:
        within = journal.c.seq.between(first_row, first_row + row_count - 1)
        rows = select(journal.c.table_name, journal.c.row_id).where(within).distinct()
        for table, row_id in connection.execute(rows):
            touched.rows[table].add(row_id)
        for table in _CHILDREN:
            if table in touched.rows:
                for key in _list_parent_keys(table):
                    parent = func.json_extract(journal.c.before, f"$.{key}")
                    query = select(parent).where(within, journal.c.table_name == table, journal.c.before.is_not(None))
                    touched.former_parents[table, key] |= set(connection.execute(query.distinct()).scalars())
        if "setting" in touched.rows:
            image = func.coalesce(journal.c.after, journal.c.before)
            names = select(func.json_extract(image, "$.key")).where(within, journal.c.table_name == "setting")
            touched.is_programme_changed |= any(map(is_about_programme, connection.execute(names).scalars()))
    return touched


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
    people = (touched.rows["person"] | parents["person_id"]) - touched.made_people
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
    table = get_table(child)
    return {
        key: touched.former_parents[child, key] | select_keys(connection, table.c[key], table.c.id, rows)
        for key in _list_parent_keys(child)
    }


def _list_parent_keys(table: str) -> tuple[str, ...]:
    return tuple(column.name for column in get_table(table).columns if column.foreign_keys)
