"""One edit of an award, the commit and the standings behind it included, in a big desk against a small one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from random import Random

from benchmarks.desks import CLOCK, ON, SampleDesks
from benchmarks.measuring import Figure, Work, build_figure, time_in_turn
from channeladmin.desk.desk import Desk, open_desk
from channeladmin.desk.people import edit_award
from channeladmin.desk.values import AwardFields
from channeladmin.records import Award
from channeladmin.storage.reading import get_record

BIG, SMALL = 100_000, 100
TARGET = 1.5
_AWARDS = 500
"""How many awards, drawn from the whole desk, are edited in turn."""


def measure(desks: SampleDesks, *, big: int = BIG, small: int = SMALL, runs: int = 300) -> Figure:
    """Seconds of the median edit: another award each time, anywhere in the desk."""
    with ExitStack() as stack:
        works = [_prepare(stack, desks.get(partners)) for partners in (big, small)]
        in_big, in_small = time_in_turn(works, runs=runs)
    return build_figure("one_edit", in_big, in_small, target=TARGET, runs=runs)


def _prepare(stack: ExitStack, path: Path) -> Work:
    desk = stack.enter_context(closing(open_desk(path, clock=CLOCK)))
    edits = _list_edits(desk)
    return lambda: edit_award(desk, *next(edits))


def _list_edits(desk: Desk) -> Iterator[tuple[int, AwardFields]]:
    """Awards with an expiry that is another one each time round."""
    with desk.database.read() as connection:
        keys = connection.exec_driver_sql("SELECT id FROM award ORDER BY id").scalars().all()
        drawn = Random(1).sample(keys, min(_AWARDS, len(keys)))
        awards = [get_record(connection, Award, AwardFields, key) for key in drawn]
    for turn in cycle((1, 2)):
        for award in awards:
            expires_on = ON + timedelta(days=100 * turn)
            yield award.id, award.fields.model_copy(update={"expires_on": expires_on})
