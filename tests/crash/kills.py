"""`python -m tests.crash.kills [COUNT] [SEED]`: kill the app at random moments and count what was lost."""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path

from tests.crash.child import run_and_kill
from tests.crash.scenes import SCENES


@dataclass
class Tally:
    """What a number of kills came to."""

    kills: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    faults: list[str] = field(default_factory=list)

    def count(self, kind: str) -> int:
        """How many faults of a kind: `lost`, `half` or `check`."""
        return sum(1 for fault in self.faults if kind in fault.partition(":")[0])


def kill(count: int, *, seed: int) -> Tally:
    """Kill each scene in turn, `count` times in all, at moments drawn from `seed`."""
    moments = random.Random(seed)
    tally = Tally()
    for scene_type in islice(cycle(SCENES), count):
        with tempfile.TemporaryDirectory() as folder:
            scene = scene_type(Path(folder))
            after = moments.uniform(0, scene.longest_seconds)
            acknowledged = run_and_kill(scene.work, after_seconds=after)
            tally.kills[scene_type.__name__] += 1
            tally.acknowledged += len(acknowledged)
            tally.faults += [
                f"{fault} ({scene_type.__name__}, after {after:.4f} s)" for fault in scene.judge(acknowledged)
            ]
    return tally


def main(words: Sequence[str]) -> int:
    """Kill and tell; 1 if anything was lost."""
    count, seed = (int(words[at]) if len(words) > at else default for at, default in ((0, 200), (1, 1)))
    tally = kill(count, seed=seed)
    for fault in tally.faults:
        print(fault)
    print(", ".join(f"{name} {number}" for name, number in tally.kills.items()))
    print(
        f"{tally.kills.total()} kills, {tally.acknowledged} acts acknowledged: {tally.count('lost')} lost, "
        f"{tally.count('half')} half, {tally.count('check')} failed checks"
    )
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
