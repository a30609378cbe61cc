"""The history without a person: every image of what was theirs is emptied, and the seals are made anew."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, or_, select, update

from channeladmin.storage.chain import reseal
from channeladmin.storage.notes import seal_notes
from channeladmin.storage.operation_kind import OperationKind
from channeladmin.storage.redacting import Digest, Redact, redact_evidence
from channeladmin.storage.selecting import split_ids
from channeladmin.storage.sqlite.key_list import is_among
from channeladmin.storage.tables import journal, operation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

BELONGINGS = ("email_address", "employment", "award")
"""The tables whose rows belong to one person."""


def list_images(connection: Connection, person_id: int) -> Iterator[dict[str, Any]]:
    """Every image that the history holds of a person and of their addresses, employments and awards."""
    for _, _, *images in connection.execute(_select_own(person_id)):
        yield from (json.loads(image) for image in images if image is not None)


def scrub_history(connection: Connection, person_id: int, redact: Redact, digest: Digest) -> None:
    """Empty the images of a person, redact the labels of the acts behind them and the letters that name them.

    An emptied journal row stays as a mark that something was there. Acts of which nothing is left become final.
    """
    rows = connection.execute(_select_own(person_id)).all()
    emptied = {seq for seq, *_ in rows}
    operations = {operation_id for _, operation_id, *_ in rows}
    for portion in split_ids(emptied):
        connection.execute(update(journal).where(is_among(journal.c.seq, portion)).values(before=None, after=None))
    letters = _redact_letters(connection, redact, digest)
    for portion in split_ids(operations):
        _redact_labels(connection, portion, redact)
    reseal(connection, min(operations | letters))
    seal_notes(connection)


def _select_own(person_id: int) -> Select[Any]:
    belongs = [
        journal.c.table_name.in_(BELONGINGS) & (func.json_extract(image, "$.person_id") == person_id)
        for image in (journal.c.before, journal.c.after)
    ]
    is_person = (journal.c.table_name == "person") & (journal.c.row_id == person_id)
    columns = (journal.c.seq, journal.c.operation_id, journal.c.before, journal.c.after)
    return select(*columns).where(or_(is_person, *belongs)).order_by(journal.c.seq)


def _redact_letters(connection: Connection, redact: Redact, digest: Digest) -> set[int]:
    """Redact the frozen letters in images of invitations; the operations whose images changed."""
    query = select(journal).where(journal.c.table_name == "invitation")
    changed: set[int] = set()
    for row in connection.execute(query).mappings().all():
        values = {}
        for side in ("before", "after"):
            image: dict[str, Any] = json.loads(row[side] or "{}")
            redacted = redact_evidence(image, redact, digest)
            if redacted:
                values[side] = json.dumps(image | redacted, ensure_ascii=False, separators=(",", ":"))
        if values:
            connection.execute(update(journal).where(journal.c.seq == row["seq"]).values(values))
            changed.add(row["operation_id"])
    return changed


def _redact_labels(connection: Connection, operations: list[int], redact: Redact) -> None:
    rows = connection.execute(select(operation).where(is_among(operation.c.id, operations))).mappings().all()
    for row in rows:
        values = {"label": redact(row["label"])}
        span = journal.c.seq.between(row["first_row"], row["first_row"] + row["row_count"] - 1)
        rest = select(journal.c.seq).where(span, func.coalesce(journal.c.before, journal.c.after).is_not(None))
        if row["kind"] == OperationKind.ACT and connection.execute(rest.limit(1)).first() is None:
            values["kind"] = OperationKind.ERASED.value
        connection.execute(update(operation).where(operation.c.id == row["id"]).values(values))
