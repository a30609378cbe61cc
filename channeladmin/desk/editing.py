"""The three acts that every record knows: add, edit, delete, each one operation with a label."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import SQLModel

from channeladmin.desk.desk import Desk
from channeladmin.storage.changes import Changes
from channeladmin.storage.database import Act


@dataclass(frozen=True, slots=True)
class Added:
    """The key of a new record, and what its making changed."""

    id: int
    changes: Changes


Check = Callable[[Act], None]
"""A rule over several records, asked inside the act before anything is written; raises to refuse."""


def no_check(act: Act) -> None:
    """The check of a record that no other record can clash with."""


def add_record(
    desk: Desk, label: str, model: type[SQLModel], fields: SQLModel, *, check: Check = no_check, **keys: int
) -> Added:
    """Store a new record under its parents."""
    with desk.database.act(label) as act:
        check(act)
        record_id = act.insert(model, fields, **keys)
    return Added(record_id, committed(act))


def edit_record(
    desk: Desk, label: str, model: type[SQLModel], record_id: int, fields: SQLModel, *, check: Check = no_check
) -> Changes | None:
    """Store the fields that differ; None if none does."""
    with desk.database.act(label) as act:
        check(act)
        act.update(model, record_id, fields)
    return act.changes


def delete_record(desk: Desk, label: str, model: type[SQLModel], record_id: int) -> Changes:
    """Remove a record and what belongs to it; undo brings all of it back."""
    with desk.database.act(label) as act:
        act.delete(model, [record_id])
    return committed(act)


def committed(act: Act) -> Changes:
    """What an act changed that is known to have written something."""
    assert act.changes is not None
    return act.changes
