"""The least that answers the same question: how many distinct people hold what, by agreement, by DuckDB in memory."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import sqlcipher3.dbapi2 as sqlcipher

_COLUMNS = {
    "agreement": "id BIGINT, partner_id BIGINT, region VARCHAR",
    "employment": "person_id BIGINT, partner_id BIGINT, region VARCHAR, starts_on DATE, ends_on DATE",
    "award": "person_id BIGINT, credential VARCHAR, earned_on DATE, expires_on DATE, revoked_on DATE",
}
_COUNT = """
SELECT
    a.id,
    count(DISTINCT w.person_id) FILTER (w.credential = 'sales_core'),
    count(DISTINCT w.person_id) FILTER (w.credential = 'sales_professional'),
    count(DISTINCT w.person_id) FILTER (w.credential IN ('sa_core', 'pse')),
    count(DISTINCT w.person_id) FILTER (w.credential = 'pse')
FROM agreement a
JOIN employment e ON e.partner_id = a.partner_id AND e.region = a.region
JOIN award w ON w.person_id = e.person_id
WHERE coalesce(e.starts_on <= $day, true) AND coalesce(e.ends_on >= $day, true)
    AND w.earned_on <= $day AND coalesce(w.expires_on >= $day, true) AND coalesce(w.revoked_on > $day, true)
GROUP BY a.id
"""


def load_tables(path: Path) -> duckdb.DuckDBPyConnection:
    """A database in memory with what the count needs of a desk."""
    memory = duckdb.connect()
    source = sqlcipher.connect(str(path))
    with TemporaryDirectory() as folder:
        for table, columns in _COLUMNS.items():
            rows = Path(folder) / f"{table}.csv"
            names = ", ".join(column.split()[0] for column in columns.split(", "))
            with rows.open("w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows(source.execute(f"SELECT {names} FROM {table}"))
            memory.execute(f"CREATE TABLE {table} ({columns})")
            memory.execute(f"COPY {table} FROM '{rows}' (HEADER false)")
    source.close()
    return memory


def count_holders(memory: duckdb.DuckDBPyConnection, day: date) -> Sequence[tuple[int, int, int, int, int]]:
    """By agreement: who holds on a day, and works in its region: Sales Core, Professional, architect or PSE, PSE."""
    rows: Sequence[tuple[int, int, int, int, int]] = memory.execute(_COUNT, {"day": day}).fetchall()
    return rows
