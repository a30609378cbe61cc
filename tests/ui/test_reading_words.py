"""How a profile has a file read, in the words of the boxes."""

from __future__ import annotations

import pytest

from ui.rosters.reading_words import word_value


@pytest.mark.parametrize(
    ("value", "words"),
    [((0, 1), "none"), ((3, 1), "line 3"), ((3, 2), "lines 3 and 4"), ((None, 2), "2 lines"), ("koi8-r", "koi8-r")],
)
def test_what_no_box_offers_has_words(value: object, words: str) -> None:
    assert word_value(value) == words
