"""A real desk on a real file, on a fixed day, for every test of a job."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from channeladmin.desk.desk import Desk, FixedClock, create_desk

TODAY = date(2022, 10, 10)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty desk of J. Lind on 10 October 2022."""
    desk = create_desk(tmp_path / "test.channeladmin", actor="J. Lind", clock=FixedClock(TODAY), seed=1)
    yield desk
    desk.close()
