"""Which agreements and partners hang on the rows that an operation wrote, so that they are worked out again."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from channeladmin.records import Agreement, Employment
from channeladmin.storage.reading import table_of
from channeladmin.storage.selecting import select_keys
from channeladmin.storage.settings import is_about_programme
from channeladmin.storage.tables import get_table, journal, list_parent_keys

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Connection

    from channeladmin.storage.sqlite.set_journal import MadeRows

Ids = defaultdict[str, set[int]]


@dataclass
class Touched:
    """The rows by table, and by child table and key column the parents that are known without looking at a row."""

    rows: Ids = field(default_factory=lambda: defaultdict(set))
    unplaced: Ids = field(default_factory=lambda: defaultdict(set))
    """Those of the rows whose parents have to be looked up."""
    parents: defaultdict[tuple[str, str], set[int]] = field(default_factory=lambda: defaultdict(set))
    """Those of new rows, and those that changed or removed rows had before."""
    made_people: set[int] = field(default_factory=set)
    """People made by the operation: where they are employed was written by it, too."""
    is_programme_changed: bool = False


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


def read_touched(connection: Connection, spans: Iterable[tuple[int, int]], made: Iterable[MadeRows] = ()) -> Touched:
    """What operations wrote, by the (first row, row count) of its journal, and by the rows that are known to be `made`.

    Only keys leave the journal.
    """
    touched = Touched()
    for each in made:
        _note_made(touched, each)
    for first_row, row_count in spans:
        within = journal.c.seq.between(first_row, first_row + row_count - 1)
        was_there = journal.c.before.is_not(None)
        keys = func.group_concat(journal.c.row_id)
        query = select(journal.c.table_name, was_there, keys).where(within).group_by(journal.c.table_name, was_there)
        for table, is_former, joined in connection.execute(query).all():
            row_ids = set(map(int, joined.split(",")))
            touched.rows[table] |= row_ids
            touched.unplaced[table] |= row_ids
            if table == "person" and not is_former:
                touched.made_people |= row_ids
            elif table in _CHILDREN and is_former:
                _note_former_parents(connection, touched, table, within)
        if "setting" in touched.rows:
            image = func.coalesce(journal.c.after, journal.c.before)
            names = select(func.json_extract(image, "$.key")).where(within, journal.c.table_name == "setting")
            touched.is_programme_changed |= any(map(is_about_programme, connection.execute(names).scalars()))
    return touched


def _note_made(touched: Touched, made: MadeRows) -> None:
    touched.rows[made.table].update(made.keys)
    if made.table == "person":
        touched.made_people.update(made.keys)
    for key, ids in made.parents.items():
        touched.parents[made.table, key] |= ids


def _note_former_parents(connection: Connection, touched: Touched, table: str, within: ColumnElement[bool]) -> None:
    for key in list_parent_keys(table):
        parent = func.json_extract(journal.c.before, f"$.{key}")
        query = select(parent).where(within, journal.c.table_name == table, journal.c.before.is_not(None))
        touched.parents[table, key] |= set(connection.execute(query.distinct()).scalars())


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
    rows = touched.unplaced[child]
    table = get_table(child)
    return {
        key: touched.parents[child, key] | select_keys(connection, table.c[key], table.c.id, rows)
        for key in list_parent_keys(child)
    }
