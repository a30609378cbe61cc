"""Keep the numbers that are reported for an agreement under the metrics of the programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from channeladmin.desk.editing import Added, add_record, delete_record, edit_record
from channeladmin.desk.refusal import FieldRefused
from channeladmin.program.named import name_metrics
from channeladmin.records import MetricEntry, MetricEntryFields, Stored
from channeladmin.storage.reading import find_records, get_agreement_name, get_keys, get_record

if TYPE_CHECKING:
    from channeladmin.desk.desk import Desk
    from channeladmin.storage.changes import Changes

__all__ = ["MetricEntryFields", "add_metric_entry", "delete_metric_entry", "edit_metric_entry", "list_metric_entries"]


def list_metric_entries(desk: Desk, agreement_id: int) -> tuple[Stored[MetricEntryFields], ...]:
    """The numbers reported for an agreement, oldest first."""
    with desk.database.read() as connection:
        return find_records(
            connection, MetricEntry, MetricEntryFields, order_by=("reported_on", "metric"), agreement_id=agreement_id
        )


def add_metric_entry(desk: Desk, agreement_id: int, fields: MetricEntryFields) -> Added:
    """A number reported; FieldRefused where the edition in use does not name its metric."""
    with desk.database.read() as connection:
        name = get_agreement_name(connection, agreement_id)
    check_metric(desk, fields)
    return add_record(
        desk, f"Add {_word(desk, fields.metric)} to {name}", MetricEntry, fields, agreement_id=agreement_id
    )


def edit_metric_entry(desk: Desk, entry_id: int, fields: MetricEntryFields) -> Changes | None:
    """Change a number; FieldRefused for another metric that the edition in use does not name."""
    with desk.database.read() as connection:
        before = get_record(connection, MetricEntry, MetricEntryFields, entry_id).fields
    if fields.metric != before.metric:
        check_metric(desk, fields)
    return edit_record(
        desk, f"Edit {_word(desk, fields.metric)} of {_name(desk, entry_id)}", MetricEntry, entry_id, fields
    )


def delete_metric_entry(desk: Desk, entry_id: int) -> Changes:
    """Remove a number that was reported."""
    return delete_record(desk, f"Delete reported metric of {_name(desk, entry_id)}", MetricEntry, entry_id)


def check_metric(desk: Desk, fields: MetricEntryFields) -> None:
    """FieldRefused where the edition in use names no such metric."""
    edition = desk.edition
    known = name_metrics(edition)
    if fields.metric not in known:
        rest = f"use {', '.join(known)}" if known else "it names none"
        raise FieldRefused("metric", f"“{fields.metric}” is not a metric of the programme {edition.id}; {rest}.")


def _word(desk: Desk, metric: str) -> str:
    return name_metrics(desk.edition).get(metric) or metric.replace("_", " ")


def _name(desk: Desk, entry_id: int) -> str:
    with desk.database.read() as connection:
        return get_agreement_name(connection, get_keys(connection, MetricEntry, entry_id)["agreement_id"])
