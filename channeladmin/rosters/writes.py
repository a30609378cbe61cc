"""The writes of a planned import, in an order in which every parent comes before what belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter, itemgetter

from channeladmin.records import RowInsert, RowUpdate, RowWrites
from channeladmin.rosters.draft import Change
from channeladmin.rosters.known import FIELDS, Known, Record


def keep_last(changes: Sequence[Change]) -> list[Change]:
    """Of the changes of one field of one stored record the last, measured against what is stored.

    So two rows that contradict each other change nothing when the same file comes again.
    """
    last = {(change.record.table, change.record.id, change.field): change for change in changes}
    kept = []
    for change in changes:
        record = change.record
        if last[record.table, record.id, change.field] is not change:
            continue
        before = change.before if record.stored is None else record.stored[change.field]
        if before != change.after:
            kept.append(change._replace(before=before))
    return kept


def build_writes(known: Known, changes: Sequence[Change]) -> RowWrites:
    """Updates of stored rows first, then the new rows, table by table.

    A name that an update gives up is so free for a new row; no row of one import may take a name that it frees.
    """
    updates: dict[tuple[str, int], tuple[Record, list[Change]]] = {}
    for change in changes:
        if change.record.stored is not None:
            updates.setdefault((change.record.table, change.record.id), (change.record, []))[1].append(change)
    updated = [
        RowUpdate(
            record.table,
            record.id,
            {each.field: each.before for each in fields},
            {each.field: each.after for each in fields},
        )
        for record, fields in updates.values()
    ]
    return (*updated, *_list_inserts(known))


def _list_inserts(known: Known) -> Iterator[RowInsert]:
    for table in FIELDS:
        for record in known.planned[table]:
            yield RowInsert(table, record.id, record.values)


PARENTS: Mapping[str, tuple[str, ...]] = {
    "agreement": ("partner_id",),
    "agreement_step": ("agreement_id",),
    "email_address": ("person_id",),
    "employment": ("person_id", "partner_id"),
    "award": ("person_id",),
    "business_plan": ("agreement_id",),
    "booking": ("agreement_id",),
    "activity": ("agreement_id",),
    "metric_entry": ("agreement_id",),
}


def give_keys(writes: RowWrites, new_ids: Callable[[int], Sequence[int]]) -> Iterator[RowInsert | RowUpdate]:
    """The writes as the data file takes them: with real keys in place of the stand-ins, and without folded columns.

    `new_ids(count)` makes the keys.
    """
    stand_ins = [write.id for write in writes if write.id < 0]
    keys = dict(zip(stand_ins, new_ids(len(stand_ins)), strict=True)) if stand_ins else {}
    yield from (write for write in writes if isinstance(write, RowUpdate))
    inserts = (write for write in writes if isinstance(write, RowInsert))
    for table, group in groupby(inserts, key=attrgetter("table")):
        yield from _give_keys(table, group, keys)


def _give_keys(table: str, writes: Iterable[RowInsert], keys: Mapping[int, int]) -> Iterator[RowInsert]:
    fields, parents = tuple(FIELDS[table].model_fields), PARENTS.get(table, ())
    names = (*fields, *parents)
    pick = itemgetter(*names)
    for _, stand_in, planned in writes:
        values = dict(zip(names, pick(planned), strict=True))
        for parent in parents:
            key = values[parent]
            if key < 0:
                values[parent] = keys[key]
        yield RowInsert(table, keys[stand_in], values)
