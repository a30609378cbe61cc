"""What an evaluation of a whole desk reads, as the bare driver merely fetches it into Python's tuples."""

from __future__ import annotations

from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

_OWN = (
    ("agreement_step", "since"),
    ("business_plan", "fiscal_year"),
    ("activity", "held_on"),
    ("booking", "closed_on"),
    ("metric_entry", "reported_on"),
    ("waiver", "since"),
)
"""What belongs to an agreement, each with the day (the year) by which it follows one another."""

_AGREEMENTS = "SELECT a.*, p.name, p.external_ref FROM agreement a JOIN partner p ON p.id = a.partner_id"
_STAFF = "JOIN person n ON n.id = e.person_id JOIN partner p ON p.id = e.partner_id"
_BY_PERSON = "p.name_key, p.id, n.name_key, n.id"
_BY_AGREEMENT = "p.name_key, p.id, a.region, a.id"

IN_ORDER = (
    f"{_AGREEMENTS} ORDER BY {_BY_AGREEMENT}",
    f"SELECT e.*, n.name FROM employment e {_STAFF} ORDER BY {_BY_PERSON}, e.id",
    "SELECT m.person_id, m.address FROM email_address m JOIN employment e ON e.person_id = m.person_id "
    f"{_STAFF} WHERE m.position = 0 ORDER BY {_BY_PERSON}, e.id",
    "SELECT w.* FROM award w JOIN employment e ON e.person_id = w.person_id "
    f"{_STAFF} ORDER BY {_BY_PERSON}, w.earned_on, w.id",
    *(
        f"SELECT c.* FROM {table} c JOIN agreement a ON a.id = c.agreement_id JOIN partner p ON p.id = a.partner_id "
        f"ORDER BY {_BY_AGREEMENT}, c.{day}, c.id"
        for table, day in _OWN
    ),
)
"""In the order in which the evaluation goes through them: partners by folded name, and within each its agreements by
region with what belongs to them by day, its people by folded name, and their awards by day."""

BY_KEY = (
    f"{_AGREEMENTS} ORDER BY a.id",
    "SELECT e.*, n.name FROM employment e JOIN person n ON n.id = e.person_id ORDER BY e.id",
    "SELECT m.person_id, m.address FROM email_address m WHERE m.position = 0 ORDER BY m.id",
    "SELECT * FROM award ORDER BY id",
    *(f"SELECT * FROM {table} ORDER BY id" for table, _ in _OWN),
)
"""The same rows in the cheapest order, in which they lie: each table by its own key."""

_AT_ONCE = 2000


def fetch_all(path: Path, queries: tuple[str, ...]) -> int:
    """Fetch every row of these queries; returns how many there were."""
    connection = sqlcipher.connect(str(path))
    count = 0
    for query in queries:
        cursor = connection.execute(query)
        while rows := cursor.fetchmany(_AT_ONCE):
            count += len(rows)
    connection.close()
    return count
