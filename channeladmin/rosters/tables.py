"""The rows of an export: exactly the columns that the import takes, so that it finds each record again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from channeladmin.program.fiscal import FiscalCalendar
from channeladmin.program.vocabulary import AgreementStatus
from channeladmin.rosters.columns import Kind, Reading
from channeladmin.rosters.known import FIELDS, Snapshot
from channeladmin.rosters.parsing import NO_TRACK

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ExportScene:
    """What an export is made of: the stored rows, the day whose status and track speak, the fiscal calendar."""

    snapshot: Snapshot
    today: date
    fiscal: FiscalCalendar


def list_export_rows(kind: Kind, scene: ExportScene) -> Iterator[tuple[Any, ...]]:
    """A value (text, date, cents in Decimal's stead as int, None) for each of the kind's columns, row by row.

    Companies stand by name, then agreements by region; what belongs to them from the oldest day on.
    """
    stored = {
        table: [dict(zip(columns, row, strict=True)) for row in rows]
        for table, (columns, rows) in scene.snapshot.items()
    }
    if kind.key == "partners":
        rows = _list_partners(kind, stored, scene.today)
    elif kind.key == "roster":
        rows = _list_roster(kind, stored)
    else:
        rows = _list_contract_rows(kind, stored)
    for values in rows:
        yield tuple(_show(values.get(column.name), column.reads, scene) for column in kind.columns)


def _show(value: Any, reads: Reading, scene: ExportScene) -> Any:  # noqa: ANN401 - any field
    if value is not None and reads is Reading.YEAR:
        return scene.fiscal.year_label(value) if 2000 <= value < 2100 else str(value)
    if reads in (Reading.WORDS, Reading.EMAILS):
        return ";".join(value) if value else None
    return value


def _pick(kind: Kind, table: str, row: Row) -> dict[str, Any]:
    return {column.name: row[column.field] for column in kind.columns_of(FIELDS[table]) if column.field in row}


def _group(rows: list[dict[str, Any]], by: str) -> Mapping[int, list[dict[str, Any]]]:
    grouped: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row[by]].append(row)
    return grouped


def _sort_partners(stored: Mapping[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return sorted(stored["partner"], key=lambda row: row["name_key"])


def _list_partners(kind: Kind, stored: Mapping[str, list[dict[str, Any]]], today: date) -> Iterator[Row]:
    agreements = _group(stored["agreement"], "partner_id")
    steps = _group(stored["agreement_step"], "agreement_id")
    for partner in _sort_partners(stored):
        company = _pick(kind, "partner", partner)
        of_company = sorted(agreements.get(partner["id"], ()), key=lambda row: row["region"])
        for agreement in of_company:
            course = _say_course(steps.get(agreement["id"], []), today)
            yield company | _pick(kind, "agreement", agreement) | course
        if not of_company:
            yield company


def _say_course(steps: list[dict[str, Any]], today: date) -> dict[str, Any]:
    """Status and track as they stand today; where no step holds yet it is a prospect without a track."""
    said: dict[str, Any] = {"status": AgreementStatus.PROSPECT}
    for step in sorted(steps, key=lambda row: row["since"] or date.min):
        if step["since"] is None or step["since"] <= today:
            name = "status" if step["status"] is not None else "track"
            said |= {name: step[name], f"{name}_since": step["since"]}
    if said["status"] == AgreementStatus.AUTHORIZED:
        said.setdefault("track", NO_TRACK)
    return said


def _list_roster(kind: Kind, stored: Mapping[str, list[dict[str, Any]]]) -> Iterator[Row]:
    people = {row["id"]: row for row in stored["person"]}
    emails = _group(sorted(stored["email_address"], key=lambda row: row["position"]), "person_id")
    awards = _group(
        sorted(stored["award"], key=lambda row: (row["earned_on"], row["credential"], row["edition"] or "", row["id"])),
        "person_id",
    )
    jobs = _group(sorted(stored["employment"], key=lambda row: row["starts_on"] or date.min), "partner_id")
    for partner in _sort_partners(stored):
        at_company = _group(jobs.get(partner["id"], []), "person_id")
        for person in sorted((people[key] for key in at_company), key=lambda row: (row["name_key"], row["id"])):
            addresses = [row["address"] for row in emails.get(person["id"], ())]
            whole = {"partner": partner["name"], **_pick(kind, "person", person)}
            whole |= {"email": addresses[:1], "other_emails": addresses[1:]}
            *earlier, last = at_company[person["id"]]
            # The awards stand beside the last spell; the earlier ones have a row each.
            for job in earlier:
                yield whole | _pick(kind, "employment", job)
            for award in awards.get(person["id"]) or [{}]:
                yield whole | _pick(kind, "employment", last) | _pick(kind, "award", award)


_CONTRACT_TABLES = {
    "plans": "business_plan",
    "bookings": "booking",
    "activities": "activity",
    "metrics": "metric_entry",
}
_CONTRACT_ORDER = {"plans": "fiscal_year", "bookings": "closed_on", "activities": "held_on", "metrics": "reported_on"}


def _list_contract_rows(kind: Kind, stored: Mapping[str, list[dict[str, Any]]]) -> Iterator[Row]:
    table, order = _CONTRACT_TABLES[kind.key], _CONTRACT_ORDER[kind.key]
    rows = _group(sorted(stored[table], key=lambda row: (row[order], row["id"])), "agreement_id")
    agreements = _group(sorted(stored["agreement"], key=lambda row: row["region"]), "partner_id")
    for partner in _sort_partners(stored):
        for agreement in agreements.get(partner["id"], ()):
            for row in rows.get(agreement["id"], ()):
                yield {"partner": partner["name"], "region": agreement["region"], **_pick(kind, table, row)}
