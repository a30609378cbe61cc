"""Version 2: an operation says what kind it is, so that a trimmed history and an erased person have their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic.operations import Operations


def migrate(operations: Operations) -> None:
    """All operations so far are acts."""
    # Alembic adds no column with a constraint; SQLite does.
    operations.execute(
        "ALTER TABLE operation ADD COLUMN kind TEXT DEFAULT 'act' NOT NULL CHECK "
        "(kind IN ('act', 'baseline', 'erasure', 'erased', 'redone'))"
    )
