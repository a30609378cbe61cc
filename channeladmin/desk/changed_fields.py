"""The rows of an act as a reader wants them: which record, which field, what it was and what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from channeladmin.desk.history import RowChange
from channeladmin.desk.wording import format_money
from channeladmin.rosters.values import show_cents

_NAMES = ("name", "title", "number", "address", "credential", "requirement", "metric", "fiscal_year", "region", "key")


@dataclass(frozen=True, slots=True)
class ChangedField:
    """One line of the detail list; before or after is empty where there was or is nothing."""

    record: str
    field: str
    before: str
    after: str


def list_changed_fields(changes: Iterable[RowChange]) -> Iterator[ChangedField]:
    """The fields that differ, row by row, without keys and folded copies; nothing of what was erased."""
    for change in changes:
        if change.before is None and change.after is None:
            continue
        before, after = change.before or {}, change.after or {}
        verb = "added" if change.before is None else "removed" if change.after is None else "changed"
        record = f"{name_record(change.table, after or before)} ({verb})"
        for column in {**before, **after}:
            old, new = before.get(column), after.get(column)
            if old != new and not _is_internal(column):
                yield ChangedField(record, _word(column), _show(column, old), _show(column, new))


def _is_internal(column: str) -> bool:
    return column == "id" or column.endswith(("_id", "_key"))


def name_record(table: str, image: Mapping[str, Any]) -> str:
    """A record by its kind and the most telling of its columns: “partner “Acme””."""
    name = next((f" “{image[column]}”" for column in _NAMES if image.get(column)), "")
    return f"{_word(table)}{name}"


def _word(name: str) -> str:
    return name.removesuffix("_cents").removesuffix("_hundredths").replace("_", " ")


def _show(column: str, value: object) -> str:
    if value is None:
        return ""
    if column.endswith("_cents") and isinstance(value, int):
        return format_money(value)
    if column.endswith("_hundredths") and isinstance(value, int):
        return show_cents(value)
    return str(value)
