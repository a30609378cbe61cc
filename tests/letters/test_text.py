from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from channeladmin.letters.text import clean_text, emphasize, escape_text


@pytest.mark.parametrize(
    ("given_text", "cleaned"),
    [
        ("Renée Brontë", "Renée Brontë"),
        ("Rene\u0301e", "Renée"),
        ("a\x00b\x07c\x1b[31md", "abc[31md"),
        ("a\tb", "a b"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("\ufeffz\u200be\u200dro\u202e", "zero"),
        ("soft\u00adhyphen", "softhyphen"),
        ("葛\U000e0100城", "葛城"),
        ("lone \ud800 surrogate", "lone  surrogate"),
    ],
)
def test_text_is_kept_but_for_what_has_no_shape(given_text: str, cleaned: str) -> None:
    assert clean_text(given_text) == cleaned


def test_markup_is_only_text() -> None:
    assert escape_text("A&B <Test> </para> GmbH") == "A&amp;B &lt;Test&gt; &lt;/para&gt; GmbH"
    assert escape_text(" first\nsecond ") == "first<br/>second"


def test_a_phrase_is_bold_wherever_it_occurs_and_stays_text() -> None:
    assert (
        emphasize("by <9 May>, not after <9 May>", "<9 May>")
        == "by <b>&lt;9 May&gt;</b>, not after <b>&lt;9 May&gt;</b>"
    )
    assert emphasize("nothing & more", "") == "nothing &amp; more"


@given(st.text())
def test_any_text_is_one_paragraph_of_exactly_that_text(text: str) -> None:
    fragments = Paragraph(escape_text(text), ParagraphStyle("plain")).frags
    printed = "".join("\n" if getattr(fragment, "lineBreak", False) else fragment.text for fragment in fragments)
    assert printed.split() == clean_text(text).split()
