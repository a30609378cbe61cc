"""A row of an import in words, field by field: its cell, and what is stored of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from channeladmin.desk.plain_words import format_date, format_hundredths, format_money, word_credential
from channeladmin.rosters.columns import Reading
from channeladmin.rosters.planned_rows import Bucket, FieldChange, PlannedRow

if TYPE_CHECKING:
    from channeladmin.rosters.import_plan import ImportPlan
    from channeladmin.rosters.stored_rows import RowField

_KNOWN = "known already"
_ALWAYS = "always; no first day is given"
_READ = frozenset({Reading.DATE, Reading.MONEY, Reading.YEAR, Reading.CREDENTIAL})


class RowLine(NamedTuple):
    """A field of a row: its name, its cell, what was stored before, and what is stored then.

    Of a field of which nothing is stored (`is_stored` is false), the last one says what the cell is taken for where it
    does not say that itself. `is_plain`: such a cell is taken as it stands, unlike a day, an amount, a company's name.
    """

    field: str
    cell: str
    before: str
    after: str
    is_stored: bool
    is_plain: bool


def list_row_lines(plan: ImportPlan, row: PlannedRow) -> list[RowLine]:
    """The lines of a row that is taken: first what is stored, and of that and of the rest what is not plain."""
    lines = [_word_field(field, row.bucket) for field in plan.stored.list_fields(row)]
    return sorted(lines, key=lambda line: (bool(line.cell) and not line.is_stored, line.is_plain))


def word_value(column: str, reads: Reading, value: object) -> str:
    """A value of a column as people read it."""
    if value is None or value == ():
        return "nothing"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return format_date(value)
    if reads is Reading.MONEY and isinstance(value, int):
        return format_hundredths(value) if column == "amount" else format_money(value)
    return word_credential(str(value)) if reads is Reading.CREDENTIAL else str(value)


def _word_field(field: RowField, bucket: Bucket) -> RowLine:
    name, is_plain = field.name.replace("_", " "), field.name != "partner" and field.reads not in _READ
    if field.changes:
        before, after = (_word_values(field, [each[side] for each in field.changes]) for side in (_BEFORE, _AFTER))
        is_added = bucket is Bucket.NEW and all(each.before is None for each in field.changes)
        return RowLine(name, field.cell, "" if is_added else before, after, is_stored=True, is_plain=is_plain)
    if not field.cell:
        return RowLine(name, "", "", _ALWAYS, is_stored=False, is_plain=is_plain)
    taken = word_value(field.name, field.reads, field.meant)
    told = "" if taken == field.cell else taken
    if bucket is not Bucket.SAME and field.is_kept and field.meant is not None:
        told = f"{told}, {_KNOWN}" if told else _KNOWN
    return RowLine(name, field.cell, "", told, is_stored=False, is_plain=is_plain)


_BEFORE, _AFTER = FieldChange._fields.index("before"), FieldChange._fields.index("after")


def _word_values(field: RowField, values: Sequence[object]) -> str:
    """Several addresses may be added at once."""
    return ", ".join(dict.fromkeys(word_value(field.name, field.reads, value) for value in values))
