"""The writes of a planned import, in an order in which every parent comes before what belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from channeladmin.records import RowInserts, RowUpdate
from channeladmin.rosters.draft import Change
from channeladmin.rosters.known import FIELDS, Known
from channeladmin.rosters.record import Record

PlannedWrites = tuple[RowInserts | RowUpdate, ...]
"""Every parent comes before what belongs to it."""


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


def build_writes(known: Known, changes: Sequence[Change]) -> PlannedWrites:
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


def _list_inserts(known: Known) -> Iterator[RowInserts]:
    for table, fields in FIELDS.items():
        ids = known.list_planned_ids(table)
        if ids:
            columns = known.take_planned(table, *fields.model_fields, *PARENTS.get(table, ()))
            yield RowInserts(table, {"id": ids, **columns})


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


def give_keys(writes: PlannedWrites, new_ids: Callable[[int], Sequence[int]]) -> PlannedWrites:
    """The writes with real keys in place of the stand-ins; `new_ids(count)` makes them."""
    stand_ins = [record_id for write in writes if isinstance(write, RowInserts) for record_id in write.columns["id"]]
    made = new_ids(len(stand_ins)) if stand_ins else ()
    keys = dict(zip(stand_ins, made, strict=True))
    own = iter(made)

    def give(write: RowInserts | RowUpdate) -> RowInserts | RowUpdate:
        if isinstance(write, RowUpdate):
            return write
        parents = {name: write.columns[name] for name in PARENTS.get(write.table, ())}
        owners = {name: [keys.get(each, each) for each in ids] for name, ids in parents.items()}
        return RowInserts(write.table, {**write.columns, **owners, "id": list(islice(own, len(write)))})

    return tuple(map(give, writes))


def count_rows(writes: PlannedWrites) -> int:
    """How many rows they write."""
    return sum(len(write) if isinstance(write, RowInserts) else 1 for write in writes)


def split_writes(writes: PlannedWrites, size: int) -> Iterator[PlannedWrites]:
    """The writes in their order, in portions of so many rows at most."""
    portion: list[RowInserts | RowUpdate] = []
    for write in writes:
        if isinstance(write, RowUpdate):
            portion.append(write)
            if len(portion) == size:
                yield tuple(portion)
                portion = []
            continue
        if portion:
            yield tuple(portion)
            portion = []
        for start in range(0, len(write), size):
            yield (write.cut(start, start + size),)
    if portion:
        yield tuple(portion)
