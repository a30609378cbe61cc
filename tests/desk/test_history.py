"""The history of a desk, and undo and redo through its one door."""

from __future__ import annotations

import pytest

from channeladmin.desk.desk import Desk
from channeladmin.desk.history import list_operations, list_row_changes, next_redo, next_undo, redo, undo
from channeladmin.errors import UserError
from tests.storage.company import add_company, dump


def test_what_was_done_is_listed_newest_first(desk: Desk) -> None:
    add_company(desk.database, "Acme")
    add_company(desk.database, "Beta")
    assert [(row.label, row.actor) for row in list_operations(desk)] == [
        ("Add Beta", "J. Lind"), ("Add Acme", "J. Lind"),
    ]  # fmt: skip
    assert [row.label for row in list_operations(desk, 1)] == ["Add Beta"]
    newest = list_operations(desk)[0]
    assert newest.at == desk.database.clock.now()
    assert len(list_row_changes(desk, newest.id)) == newest.row_count


def test_undo_and_redo_name_what_they_do(desk: Desk) -> None:
    before = dump(desk.database)
    add_company(desk.database, "Acme")
    after = dump(desk.database)
    offered = next_undo(desk)
    assert offered is not None and offered.label == "Add Acme"
    assert undo(desk, offered.id).label == "Undo: Add Acme"
    assert dump(desk.database) == before
    assert next_undo(desk) is None
    assert next_redo(desk) is not None
    changes = redo(desk)
    assert changes.label == "Redo: Add Acme"
    assert changes.agreement_ids
    assert dump(desk.database) == after
    with pytest.raises(UserError, match="nothing to redo"):
        redo(desk)
