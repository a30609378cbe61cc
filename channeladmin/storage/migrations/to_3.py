"""Version 3: a track is any key that an edition may name; waivers and reported metrics have their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic.operations import Operations

_STATUSES = "'prospect', 'authorized', 'denied', 'suspended', 'ended'"

_AGREEMENT_STEP = f"""
CREATE TABLE agreement_step (
    since TEXT,
    status TEXT,
    track TEXT,
    decided_by TEXT,
    reason TEXT,
    id INTEGER NOT NULL,
    agreement_id INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT agreement_step_track CHECK (track GLOB '[a-z]*' AND track NOT GLOB '*[^a-z0-9_]*'),
    CONSTRAINT agreement_step_status CHECK (status IN ({_STATUSES})),
    FOREIGN KEY(agreement_id) REFERENCES agreement (id) ON DELETE CASCADE
) STRICT
"""

_STANDING = f"""
CREATE TABLE standing (
    agreement_id INTEGER NOT NULL,
    track TEXT NOT NULL,
    is_own INTEGER NOT NULL,
    agreement_status TEXT NOT NULL,
    granted_track TEXT,
    status TEXT NOT NULL,
    met_count INTEGER NOT NULL,
    total_count INTEGER NOT NULL,
    first_gap TEXT,
    rows TEXT NOT NULL,
    holds_until TEXT,
    ends_by TEXT,
    evaluated_on TEXT NOT NULL,
    next_change_on TEXT,
    PRIMARY KEY (agreement_id, track),
    CONSTRAINT standing_track CHECK (track GLOB '[a-z]*' AND track NOT GLOB '*[^a-z0-9_]*'),
    CONSTRAINT standing_granted_track
        CHECK (granted_track GLOB '[a-z]*' AND granted_track NOT GLOB '*[^a-z0-9_]*'),
    FOREIGN KEY(agreement_id) REFERENCES agreement (id) ON DELETE CASCADE,
    CONSTRAINT standing_is_own CHECK (is_own IN (0, 1)),
    CONSTRAINT standing_agreement_status CHECK (agreement_status IN ({_STATUSES}))
) STRICT
"""

_METRIC_ENTRY = """
CREATE TABLE metric_entry (
    metric TEXT NOT NULL,
    reported_on TEXT NOT NULL,
    amount_hundredths INTEGER NOT NULL,
    note TEXT,
    id INTEGER NOT NULL,
    agreement_id INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT metric_entry_metric CHECK (metric GLOB '[a-z]*' AND metric NOT GLOB '*[^a-z0-9_]*'),
    FOREIGN KEY(agreement_id) REFERENCES agreement (id) ON DELETE CASCADE
) STRICT
"""

_WAIVER = """
CREATE TABLE waiver (
    requirement TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    reason TEXT NOT NULL,
    granted_by TEXT,
    id INTEGER NOT NULL,
    agreement_id INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT waiver_requirement CHECK (requirement GLOB '[a-z]*' AND requirement NOT GLOB '*[^a-z0-9_]*'),
    FOREIGN KEY(agreement_id) REFERENCES agreement (id) ON DELETE CASCADE
) STRICT
"""


def migrate(operations: Operations) -> None:
    """The same rows under other checks, which SQLite takes only with a table that is made anew; and two new tables."""
    _make_anew(operations, "agreement_step", _AGREEMENT_STEP, index="agreement_id")
    _make_anew(operations, "standing", _STANDING, index="next_change_on")
    for table, statement in (("metric_entry", _METRIC_ENTRY), ("waiver", _WAIVER)):
        operations.execute(statement)
        operations.execute(f"CREATE INDEX ix_{table}_agreement_id ON {table} (agreement_id)")


def _make_anew(operations: Operations, table: str, statement: str, *, index: str) -> None:
    # The new table is made under its own name: one that is renamed would stand in quotes in the schema.
    operations.execute(f"DROP INDEX ix_{table}_{index}")
    operations.execute(f"ALTER TABLE {table} RENAME TO former_{table}")
    operations.execute(statement)
    # The order of the columns is that of before.
    operations.execute(f"INSERT INTO {table} SELECT * FROM former_{table} ORDER BY rowid")
    operations.execute(f"DROP TABLE former_{table}")
    operations.execute(f"CREATE INDEX ix_{table}_{index} ON {table} ({index})")
