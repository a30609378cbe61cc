"""Undo of older acts between all others: what the report says goes back does, the rest stays, and redo undoes it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from hypothesis import HealthCheck, assume, settings
from hypothesis.stateful import precondition, rule

from channeladmin.errors import UserError
from channeladmin.storage.chain import read_journal
from channeladmin.storage.checking import check_database
from channeladmin.storage.history import OperationRow, list_operations
from channeladmin.storage.tables import get_table
from channeladmin.storage.undo_partly import preview_undo, undo_partly
from channeladmin.storage.undoing import redo
from tests.storage.company import dump
from tests.storage.test_undo_all import PICK, Desk

Rows = Mapping[tuple[str, int], tuple[Any, ...]]


class InterleavedDesk(Desk):
    """As the desk of undo all, with older acts taken back in between."""

    @precondition(lambda self: len(self.undoable) > 1)
    @rule(pick=PICK)
    def undo_an_older_one_and_redo(self, pick: int) -> None:
        with self.database.read() as connection:
            in_force = [row for row in list_operations(connection, None) if row.can_be_undone]
        source = in_force[1:][pick % len(in_force[1:])]
        before = dump(self.database)
        report = preview_undo(self.database, source.id)
        assert dump(self.database) == before
        left = {(row.table, row.row_id) for row in (*report.kept, *report.failed)}
        expected = dict(_by_key(before))
        changed = 0
        for key, image in self._first_images(source).items():
            if key in left:
                continue
            changed += 1
            expected.pop(key, None)
            if image is not None:
                expected[key] = tuple(image[column.name] for column in get_table(key[0]).columns)
        assert report.reversed_count == changed
        try:
            undo_partly(self.database, report)
        except UserError:
            assert expected == _by_key(before)
            assert dump(self.database) == before
            assume(False)
        assert _by_key(dump(self.database)) == expected
        assert check_database(self.database) == ()
        redo(self.database)
        assert dump(self.database) == before

    def _first_images(self, source: OperationRow) -> dict[tuple[str, int], dict[str, Any] | None]:
        """By row of an act: what it was before the act."""
        images: dict[tuple[str, int], dict[str, Any] | None] = {}
        with self.database.read() as connection:
            for table, row_id, before, _ in read_journal(connection, source.first_row, source.row_count):
                images.setdefault((table, row_id), None if before is None else json.loads(before))
        return images


def _by_key(dumped: Mapping[str, list[tuple[Any, ...]]]) -> Rows:
    found: dict[tuple[str, int], tuple[Any, ...]] = {}
    for table, rows in dumped.items():
        at = [column.name for column in get_table(table).columns].index("id")
        found |= {(table, row[at]): row for row in rows}
    return found


InterleavedDesk.TestCase.settings = settings(
    max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestUndoOlder = InterleavedDesk.TestCase
