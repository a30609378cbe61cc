"""The short form of `make crash`: each scene killed twice, a few stages on a disk that fills in big steps."""

from __future__ import annotations

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no SIGKILL and no limit on the size of files.", allow_module_level=True)

from tests.crash.full_disk import STAGES, Stage, fill_disk
from tests.crash.kills import kill
from tests.crash.scenes import SCENES

BIG_STEP = 256 * 1024


def test_nothing_is_lost_when_the_app_is_killed() -> None:
    tally = kill(2 * len(SCENES), seed=7)
    assert tally.faults == []
    assert tally.kills.total() == 2 * len(SCENES)
    assert tally.acknowledged > 0


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_nothing_is_lost_when_the_disk_is_full(stage: Stage) -> None:
    [tally] = fill_disk([stage], step=BIG_STEP).values()
    assert tally.faults == []
    assert (tally.refused > 0, tally.done) == (True, 1)
