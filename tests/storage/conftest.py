"""A real data file on a fixed day for every test of the storage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from channeladmin.storage.clock import FixedClock
from channeladmin.storage.database import Database, create_database

TODAY = date(2022, 10, 3)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = create_database(tmp_path / "desk.channeladmin", clock=FixedClock(TODAY), actor="J. Lind", seed=1)
    yield database
    database.close()
