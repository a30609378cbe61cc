from __future__ import annotations

from importlib.resources import files

import pytest

from channeladmin.errors import UserError
from channeladmin.letters.fonts import BOLD, REGULAR, prepare_fonts, split_by_font


def _split(text: str, font: str = REGULAR) -> list[tuple[str, str]]:
    prepare_fonts()
    return list(split_by_font(text, font))


def test_latin_greek_and_cyrillic_are_one_run_in_the_house_font() -> None:
    text = "Łukasz Çelik, Ελένη, Пётр, Søren, Nguyễn, İpek: 12 rue des Archives"
    assert _split(text) == [(REGULAR, text)]


def test_japanese_is_drawn_by_the_font_that_has_it_in_both_weights() -> None:
    assert _split("Mei (中村) 3") == [(REGULAR, "Mei ("), ("NotoSansJP-Regular", "中村"), (REGULAR, ") 3")]
    assert _split("株式会社", BOLD) == [("NotoSansJP-Regular", "株式会社")]


def test_a_mark_stays_with_its_letter() -> None:
    assert _split("x\u0301y") == [(REGULAR, "x\u0301y")]


@pytest.mark.parametrize(
    ("text", "character", "code"),
    [
        ("Hanbit 한빛", "한", "U+D55C"),
        ("שלום", "ש", "U+05E9"),
        ("देव", "द", "U+0926"),
        ("smile 😀 here", "😀", "U+1F600"),
        ("private \ue000", "\ue000", "U+E000"),
    ],
)
def test_a_character_that_no_font_draws_is_refused_by_name(text: str, character: str, code: str) -> None:
    with pytest.raises(UserError) as refused:
        _split(text)
    assert f"“{character}” ({code}" in str(refused.value)
    assert text in str(refused.value)


def test_a_mark_that_no_font_has_is_the_one_that_is_named() -> None:
    with pytest.raises(UserError, match=r"U\+1714,"):
        _split("a\u1714")


def test_a_long_text_is_cut_in_the_message() -> None:
    with pytest.raises(UserError) as refused:
        _split("x" * 500 + "한")
    assert len(str(refused.value)) < 300


def test_every_font_ships_with_its_licence() -> None:
    names = {entry.name for entry in (files("resources") / "fonts").iterdir()}
    for family in ("Inter", "NotoSans", "NotoSansJP"):
        assert f"OFL-{family}.txt" in names
        assert f"{family}-Regular.ttf" in names
