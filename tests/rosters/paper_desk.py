"""A desk on paper: plans files against what earlier files have left, without a data file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any

from channeladmin.program.loading import load_shipped
from channeladmin.records import RowInserts, with_folded
from channeladmin.records.written import DateOrder
from channeladmin.rosters.checked_rows import CellError
from channeladmin.rosters.checking import CellChecker
from channeladmin.rosters.draft import Terms
from channeladmin.rosters.kinds import get_kind
from channeladmin.rosters.known import FIELDS, Snapshot
from channeladmin.rosters.mapping import MapOptions, check_needs, map_columns
from channeladmin.rosters.parsing import StoredKeys
from channeladmin.rosters.plan import RowGroup, RowPlan, plan_rows
from channeladmin.rosters.profiles import Layout
from channeladmin.rosters.reader import read_table
from channeladmin.rosters.same import SameNames
from channeladmin.rosters.writes import PARENTS, give_keys

TODAY = date(2022, 10, 10)
EDITION = load_shipped("2022-10-03")


class PaperDesk:
    """Keeps rows in dictionaries as the data file would."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[int, dict[str, Any]]] = {table: {} for table in FIELDS}
        self._ids = count(1_000)

    def plan(
        self,
        kind: str,
        text: str,
        *,
        options: MapOptions | None = None,
        dates: DateOrder | None = None,
        layout: Layout | None = None,
        same: Mapping[str, str] | None = None,
    ) -> RowPlan:
        what, form = get_kind(kind), layout or Layout()
        table = read_table(text.encode(), source=f"{kind}.csv")
        mapping = map_columns(table, what, form.add_to(options or MapOptions(), table))
        check_needs(mapping, what, table.source)
        checker = CellChecker(EDITION, dates=dates, stored=StoredKeys(metrics=("points", "cloud_share")))
        rows = form.fold(SameNames(same or {}).apply(checker.check_rows(table, mapping)))
        return plan_rows([RowGroup(Terms(what, TODAY, EDITION.tracks[0].key), [rows])], self._snapshot())

    def bring(
        self,
        kind: str,
        text: str,
        *,
        options: MapOptions | None = None,
        layout: Layout | None = None,
        same: Mapping[str, str] | None = None,
    ) -> RowPlan:
        """Plan a file and keep what it writes."""
        plan = self.plan(kind, text, options=options, layout=layout, same=same)
        for write in give_keys(plan.writes, lambda wanted: [next(self._ids) for _ in range(wanted)]):
            if isinstance(write, RowInserts):
                for values in zip(*write.columns.values(), strict=True):
                    self._insert(write.table, dict(zip(write.columns, values, strict=True)))
            else:
                row = self.rows[write.table][write.id]
                assert {name: row[name] for name in write.before} == write.before
                row.update(with_folded(write.table, write.after))
        return plan

    def _insert(self, table: str, values: dict[str, Any]) -> None:
        for parent in PARENTS.get(table, ()):
            assert values[parent] in self.rows[parent.removesuffix("_id")], "a parent comes first"
        self.rows[table][values.pop("id")] = with_folded(table, values)

    def list(self, table: str) -> Sequence[Mapping[str, Any]]:
        return list(self.rows[table].values())

    def _snapshot(self) -> Snapshot:
        return {
            table: (
                ("id", *self._columns(table)),
                [(key, *(row[name] for name in self._columns(table))) for key, row in rows.items()],
            )
            for table, rows in self.rows.items()
        }

    def _columns(self, table: str) -> tuple[str, ...]:
        names = dict.fromkeys((*FIELDS[table].model_fields, *PARENTS.get(table, ())))
        return tuple(with_folded(table, names))


def buckets(plan: RowPlan) -> list[str]:
    return [row.bucket.value for row in plan.rows]


def only_error(plan: RowPlan) -> CellError:
    (error,) = plan.errors
    return error
