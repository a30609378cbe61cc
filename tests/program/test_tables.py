"""What cannot be read at all is refused with its line and a sentence, however odd it is."""

from __future__ import annotations

from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channeladmin.errors import UserError
from channeladmin.program.edition import Edition
from channeladmin.program.loading import load_shipped, parse_edition
from channeladmin.program.tables import MOST_CHARACTERS, read_tables
from tests.program.texts import HEAD, edit_shipped, list_files, read_shipped, refuse, write_row

TOO_DEEP = "Lists and tables lie too deep in each other here; take levels out."


def test_marks_of_order_and_ends_of_lines_do_not_matter() -> None:
    expected = load_shipped("2022-10-03")
    assert parse_edition("\ufeff" + read_shipped(), "mine.toml") == expected
    assert parse_edition(read_shipped().replace("\n", "\r\n"), "mine.toml") == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('id = "a"\nid = = "b"', "mine.toml, line 2, id: This is not TOML that can be read: Invalid value."),
        ("hello", "mine.toml, line 1: This is not TOML that can be read: Expected '=' after a key"),
        ("<html>\n", "mine.toml, line 1: This is not TOML that can be read: Invalid statement."),
        ('id = "a"\n[x', "mine.toml, line 2, x: This is not TOML that can be read: Expected ']' at the end of a table"),
        ('id = "a"\nb = """\n\n\n', "mine.toml, line 2, b: This is not TOML that can be read: Unterminated string."),
        ("a = 1\n\n\na.b = 2\n", "mine.toml, line 4, a.b: This is there twice; keep one."),
        ("a = 1\nb = 2\na = 3\nc = 4\n", "mine.toml, line 3, a: This is there twice; keep one."),
        ("a = 1\na = 1", "mine.toml, line 2, a: This is there twice; keep one."),
        ("[a]\n[b]\n[a]\n", "mine.toml, line 3, a: This is there twice; keep one."),
        ("a = {b = 1, b = 2}\n", "mine.toml, line 1, a: This is there twice; keep one."),
        ("[[a]]\n[a]\n", "mine.toml, line 2, a: This is there twice; keep one."),
        ('id = "a\0b"', "mine.toml, line 1, id: This is not TOML that can be read:"),
        ("\0\0\0", "mine.toml, line 1: This is not TOML that can be read: Invalid statement."),
        ("a = 2022-13-45", "mine.toml, line 1, a: This is not TOML that can be read:"),
        ("a = 1\n\nb = " + "9" * 5000, "mine.toml, line 3: This number has too many digits to be read;"),
        ("a = 1\nb = 0x" + "f" * 5000, "mine.toml, line 2, b: This must be a number, and 1,000,000,000,000,000 at"),
        ("a = 1\nb = -1_000_000_000_000_001", "mine.toml, line 2, b: This must be a number, and"),
        ("a = 1\nb = [1, nan]", "mine.toml, line 2, b 2: This must be a number, and"),
        ("a = inf", "mine.toml, line 1, a: This must be a number, and"),
        ("a = 1\nb = " + "[" * 3000 + "]" * 3000, f"mine.toml, line 2: {TOO_DEEP}"),
        ("a = 1\nb = " + "{c = " * 999 + "1" + "}" * 999, f"mine.toml, line 2: {TOO_DEEP}"),
        ("a = 1\nb = " + "[" * 40 + "]" * 40, f"mine.toml, line 2, b{' 1' * 32}: {TOO_DEEP}"),
        ("a = 1\nb" + ".b" * 5000 + " = 1", f"mine.toml, line 2, b{'.b' * 32}: {TOO_DEEP}"),
        ("a = 1\n[b" + ".b" * 5000 + "]\nc = 1", f"mine.toml, line 2, b{'.b' * 32}: {TOO_DEEP}"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_line(text: str, said: str) -> None:
    assert refuse(text)[0].startswith(said)


def test_what_a_parser_of_tomorrow_says_has_a_line_too() -> None:
    with mock.patch("tomllib.loads", side_effect=__import__("tomllib").TOMLDecodeError("Something new")):
        assert refuse("a\nb = 1\n\n") == ["mine.toml, line 2, b: This is not TOML that can be read: Something new."]


def test_a_file_that_is_too_long_is_refused_at_once() -> None:
    with mock.patch("tomllib.loads") as parse:
        assert refuse(read_shipped() + "#" * 20_000_000) == [
            "mine.toml, line 1: This is longer than a programme file may be (1,000,000 characters); is it another file?"
        ]
    parse.assert_not_called()
    assert read_tables("#" * MOST_CHARACTERS) == {}


def test_five_hundred_requirements_in_each_other_are_refused_in_a_sentence() -> None:
    levels = range(500)
    text = HEAD + "".join(
        write_row("all_of", "need = { open = 1 }", key=f"k{level}", table="requirements" + ".of" * level)
        for level in levels
    )
    (said,) = refuse(text)
    assert said.endswith(TOO_DEEP)


JUNK = [
    "",
    "=",
    "[",
    "]",
    "{",
    "}",
    '"',
    "'''",
    "\n",
    "\0",
    "\ufeff",
    "\u2028",
    "é",
    "#",
    "[[x]]\n",
    "nan",
    "-1",
    "true",
    "[]",
    "{}",
    '"x"',
]


@given(data=st.data())
def test_a_text_that_is_changed_at_random_is_an_edition_or_is_refused_with_a_line_that_exists(
    data: st.DataObject,
) -> None:
    """Pieces of the files that ship are taken out, doubled, moved to another place, and replaced by junk."""
    text = data.draw(st.sampled_from(sorted(list_files().values())))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.sampled_from([0, 1, 2, 5, 20, 100, 1000])))
        other = data.draw(st.integers(0, len(text)))
        piece = data.draw(st.sampled_from([*JUNK, text[start:end] * 2, text[other : other + end - start]]))
        text = text[:start] + piece + text[end:]
    check(text)


@given(data=st.data())
def test_so_is_one_whose_lines_are_changed(data: st.DataObject) -> None:
    """Whole lines are taken out, doubled and swapped, and values are exchanged: most of it is still TOML."""
    lines = data.draw(st.sampled_from(sorted(list_files().values()))).split("\n")
    for _ in range(data.draw(st.integers(1, 4))):
        one, other = data.draw(st.integers(0, len(lines) - 1)), data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.integers(0, 3)):
            case 0:
                lines[one], lines[other] = lines[other], lines[one]
            case 1:
                lines[one] = lines[other]
            case 2:
                lines[one] = ""
            case _:
                key, equals, _ = lines[one].partition(" = ")
                lines[one] = key + equals + (lines[other].partition(" = ")[2] or data.draw(st.sampled_from(JUNK)))
    check("\n".join(lines))


def check(text: str) -> None:
    try:
        assert isinstance(parse_edition(text, "mine.toml"), Edition)
    except UserError as error:
        for said in str(error).splitlines():
            if not said.startswith("mine.toml has "):
                line = int(said.removeprefix("mine.toml, line ").split(",")[0].split(":")[0])
                assert 1 <= line <= text.count("\n") + 1
                assert said.isprintable()


def test_a_switch_of_the_shipped_file_still_works_after_a_change_of_its_line() -> None:
    """The changes above are mostly refused; this one is an edition."""
    check(edit_shipped("first_month = 2", "first_month = 3"))
