"""The history without a person: every image of what was theirs is emptied, and the seals are made anew."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, or_, select, update

from channeladmin.storage.chain import reseal
from channeladmin.storage.notes import seal_notes
from channeladmin.storage.operation_kind import OperationKind
from channeladmin.storage.redacting import RedactLetter, Words, redact_image, redact_label, redact_letter_of
from channeladmin.storage.selecting import split_ids
from channeladmin.storage.sqlite.key_list import is_among
from channeladmin.storage.tables import journal, operation

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from sqlalchemy import Connection

BELONGINGS = ("email_address", "employment", "award")
"""The tables whose rows belong to one person."""

_SIDES = ("before", "after")
_PORTION = 500


def list_images(connection: Connection, person_id: int) -> Iterator[dict[str, Any]]:
    """Every image that the history holds of a person and of their addresses, employments and awards."""
    for _, _, *images in connection.execute(_select_own(person_id)):
        yield from (json.loads(image) for image in images if image is not None)


def list_letter_agreements(connection: Connection, partner_ids: Collection[int]) -> set[int]:
    """The agreements that these companies have or had."""
    found: set[int] = set()
    for image in (journal.c.before, journal.c.after):
        partner = func.json_extract(image, "$.partner_id")
        query = select(journal.c.row_id).where(journal.c.table_name == "agreement", is_among(partner, partner_ids))
        found.update(connection.execute(query).scalars())
    return found


def scrub_history(
    connection: Connection, person_id: int, words: Words, redact: RedactLetter, agreement_ids: Collection[int]
) -> None:
    """Empty the images of a person, redact the labels of the acts behind them and the letters of these agreements.

    An emptied journal row stays as a mark that something was there. Acts of which nothing is left become final.
    """
    rows = connection.execute(_select_own(person_id)).all()
    emptied = {seq for seq, *_ in rows}
    operations = {operation_id for _, operation_id, *_ in rows}
    for portion in split_ids(emptied):
        connection.execute(update(journal).where(is_among(journal.c.seq, portion)).values(before=None, after=None))

    def redact_side(text: str) -> str:
        image = json.loads(text)
        redacted = redact_letter_of(image, words, redact) if image["agreement_id"] in agreement_ids else {}
        return json.dumps(image | redacted, ensure_ascii=False, separators=(",", ":")) if redacted else text

    letters = _rewrite_images(connection, select(journal).where(journal.c.table_name == "invitation"), redact_side)
    for portion in split_ids(operations):
        _redact_labels(connection, portion, words)
    reseal(connection, min(operations | letters))
    seal_notes(connection)


def scrub_text(connection: Connection, texts: Mapping[str, Collection[str]], words: Words) -> None:
    """Redact words in the images of these columns, by table, and in every label."""
    changed: set[int] = set()
    for table, columns in texts.items():
        images = select(journal).where(journal.c.table_name == table)
        redact = partial(redact_image, words=words, table=table, columns=columns)
        changed |= _rewrite_images(connection, images, redact)
    labels = connection.execute(select(operation.c.id, operation.c.label)).all()
    for row in labels:
        label = redact_label(row.label, words)
        if label != row.label:
            connection.execute(update(operation).where(operation.c.id == row.id).values(label=label))
            changed.add(row.id)
    if changed:
        reseal(connection, min(changed))
        seal_notes(connection)


def _select_own(person_id: int) -> Select[Any]:
    belongs = [
        journal.c.table_name.in_(BELONGINGS) & (func.json_extract(image, "$.person_id") == person_id)
        for image in (journal.c.before, journal.c.after)
    ]
    is_person = (journal.c.table_name == "person") & (journal.c.row_id == person_id)
    columns = (journal.c.seq, journal.c.operation_id, journal.c.before, journal.c.after)
    return select(*columns).where(or_(is_person, *belongs)).order_by(journal.c.seq)


def _rewrite_images(connection: Connection, query: Select[Any], rewrite: Callable[[str], str]) -> set[int]:
    """Write the images of these journal rows anew where that changes them; the operations that they belong to."""
    changed: set[int] = set()
    keys = connection.execute(query.with_only_columns(journal.c.seq)).scalars().all()
    for portion in split_ids(keys, _PORTION):
        for row in connection.execute(select(journal).where(is_among(journal.c.seq, portion))).mappings().all():
            images = {side: None if row[side] is None else rewrite(row[side]) for side in _SIDES}
            if any(images[side] != row[side] for side in _SIDES):
                connection.execute(update(journal).where(journal.c.seq == row["seq"]).values(images))
                changed.add(row["operation_id"])
    return changed


def _redact_labels(connection: Connection, operations: list[int], words: Words) -> None:
    rows = connection.execute(select(operation).where(is_among(operation.c.id, operations))).mappings().all()
    for row in rows:
        values = {"label": redact_label(row["label"], words)}
        span = journal.c.seq.between(row["first_row"], row["first_row"] + row["row_count"] - 1)
        rest = select(journal.c.seq).where(span, func.coalesce(journal.c.before, journal.c.after).is_not(None))
        if row["kind"] == OperationKind.ACT and connection.execute(rest.limit(1)).first() is None:
            values["kind"] = OperationKind.ERASED.value
        connection.execute(update(operation).where(operation.c.id == row["id"]).values(values))
