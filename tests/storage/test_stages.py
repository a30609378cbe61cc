"""Work of several stages is told as one, which only goes on."""

from __future__ import annotations

from channeladmin.storage.stages import TOTAL, split_progress


def test_each_stage_has_its_share_of_the_whole() -> None:
    told: list[tuple[int, int]] = []
    first, second = split_progress(lambda done, total: told.append((done, total)), (1, 3))
    first(0, 2)
    first(1, 2)
    second(1, 3)
    second(9, 3)
    assert told == [(0, TOTAL), (125, TOTAL), (500, TOTAL), (TOTAL, TOTAL)]


def test_a_question_in_between_and_a_stage_that_begins_anew_take_nothing_back() -> None:
    told: list[int] = []
    first, second = split_progress(lambda done, _total: told.append(done), (1, 1))
    first(0, 0)
    first(4, 5)
    first(0, 0)
    first(1, 5)
    second(0, 0)
    assert told == [0, 400, 400, 400, 500]
