"""A programme file that does not validate is refused with file, line, key and a sentence."""

from __future__ import annotations

import pytest

from channeladmin.errors import UserError
from channeladmin.program.loading import parse_edition
from tests.program.metals import GOLD, METALS, PLATINUM, SILVER
from tests.program.texts import edit_shipped, read_shipped

SALES = 'key = "sales_verified"\nkind = "people"'
SWITCH = 'requirement = "solution_architect_verified"\nfield = "courses"'


def line_of(passage: str, text: str, *, within: int = 0) -> int:
    """The line of a text on which a passage begins, or so many lines further."""
    return text[: text.index(passage)].count("\n") + 1 + within


@pytest.mark.parametrize(
    ("before", "after", "within", "place", "sentence"),
    [
        pytest.param(
            "need = { open = 2, select = 4 }",
            "need = { open = -2, select = 4 }",
            0,
            "requirements 2.need.open",
            "This must be at least 1.",
            id="a negative need",
        ),
        pytest.param(
            "need = { open = 2, select = 4 }",
            "need = { open = 0, select = 4 }",
            0,
            "requirements 2.need.open",
            "This must be at least 1.",
            id="a zero is not a blank",
        ),
        pytest.param(
            "need = { open = 2, select = 4 }",
            'need = { open = "two", select = 4 }',
            0,
            "requirements 2.need.open",
            "This must be a whole number.",
            id="a need in words",
        ),
        pytest.param(
            'credentials = ["sales_core"]',
            "credentials = []",
            0,
            "requirements 2.credentials",
            "This must not be empty.",
            id="an empty any-of",
        ),
        pytest.param(
            'credentials = ["sales_core"]',
            'credentials = ["sales_cor"]',
            0,
            "requirements 2.credentials",
            "“sales_cor” is not a credential of this file; use certified_trainer, pse,",
            id="an unknown credential",
        ),
        pytest.param(
            'credentials = ["sales_core"]',
            'credentials = ["sales_core"]\ncolour = "red"',
            1,
            "requirements 2.colour",
            "This key is not known here; correct its name or take it out.",
            id="an unknown key of a requirement",
        ),
        pytest.param(
            'currency = "USD"',
            'currency = "dollars"',
            0,
            "currency",
            "“dollars” cannot be used here; use three capital letters, such as USD.",
            id="a currency that is none",
        ),
        pytest.param(
            'currency = "USD"',
            'currency = "USD"\nmotto = "On!"',
            1,
            "motto",
            "This key is not known here",
            id="an unknown key at the top",
        ),
        pytest.param(
            'title = "GitLab Channel Partner Program, 3 October 2022"',
            "",
            None,
            "title",
            "This key is missing",
            id="no title",
        ),
        pytest.param(
            "first_month = 2", "first_month = 14", 0, "fiscal.first_month", "This must be at most 12.", id="a month 14"
        ),
        pytest.param(
            "first_month = 2",
            "first_month = 2\nlast_month = 1",
            1,
            "fiscal.last_month",
            "This key is not known here",
            id="an unknown key of the calendar",
        ),
        pytest.param(
            "effective_on = 2022-10-03",
            'effective_on = "soon"',
            0,
            "effective_on",
            "This must be a day such as 2022-10-03, without quotation marks.",
            id="no date",
        ),
        pytest.param(
            SALES,
            SALES.replace("people", "poeple"),
            -1,
            "requirements 2",
            "“poeple” is not a kind of requirement; use 'agreement', 'people'",
            id="an unknown kind",
        ),
        pytest.param(
            SALES,
            'key = "sales_verified"',
            -1,
            "requirements 2",
            "This requirement has no kind; add one.",
            id="no kind",
        ),
        pytest.param(
            SALES,
            SALES.replace("sales_verified", "partner_agreement"),
            0,
            "requirements 2.key",
            "“partner_agreement” is there twice; every key of requirements may stand once.",
            id="a key twice",
        ),
        pytest.param(
            'key = "AMER"\nlabel = "Americas"',
            'key = "AMER"\nlabel = "Europe, Middle East and Africa"',
            None,
            "regions 2.aliases",
            "“Europe, Middle East and Africa” already names “AMER”",
            id="a region's name twice",
        ),
        pytest.param(
            'aliases = ["PSE part: Security"]',
            'aliases = ["sales CORE"]',
            0,
            "credentials 13.aliases",
            "“sales CORE” already names “sales_core”; a name may stand for one thing only.",
            id="a credential's name twice",
        ),
        pytest.param(
            'implied_by = ["sales_professional", "sa_core"]',
            'implied_by = ["magic"]',
            0,
            "credentials 1.implied_by",
            "“magic” is not a credential of this file",
            id="implied by nothing known",
        ),
        pytest.param(
            'implied_by = ["sales_professional", "sa_core"]',
            'implied_by = ["sales_core"]',
            0,
            "credentials 1.implied_by",
            "“sales_core” names itself",
            id="implied by itself",
        ),
        pytest.param(
            'key = "leads"\ngroup = "marketing"',
            'key = "leads"\ngroup = "sundries"',
            1,
            "benefits 15.group",
            "“sundries” is not a group of benefits of this file; use managed_services, marketing,",
            id="an unknown group",
        ),
        pytest.param(
            'unlocked_by = "sales_verified"',
            'unlocked_by = "business_plan"',
            0,
            "benefits 1.unlocked_by",
            "“business_plan” is not a requirement for people of this file; use professional_services,",
            id="unlocked by a row without people",
        ),
        pytest.param(
            SWITCH,
            SWITCH.replace("solution_architect_verified", "architects"),
            0,
            "switches 1.requirement",
            "“architects” is not a requirement of this file.",
            id="a switch of an unknown requirement",
        ),
        pytest.param(
            'benefit = "deal_registration_discounts"\nfield',
            'benefit = "deals"\nfield',
            0,
            "switches 8.benefit",
            "“deals” is not a benefit of this file.",
            id="a switch of an unknown benefit",
        ),
        pytest.param(
            SWITCH,
            SWITCH.replace("courses", "label"),
            1,
            "switches 1.field",
            "“label” cannot be switched; use courses, existing_reading, region_applies, unnoted_edition.",
            id="a switch of a fixed field",
        ),
        pytest.param(
            'requirement = "program_revenue"\nfield',
            'requirement = "business_plan"\nfield',
            1,
            "switches 5.field",
            "“basis” cannot be switched.",
            id="a switch of a requirement that has none",
        ),
        pytest.param(
            'choices = ["either", "both"]\ndefault = "either"',
            'choices = ["either", "both"]\ndefault = "neither"',
            1,
            "switches 1.default",
            "“neither” is not among the choices.",
            id="a default that is no choice",
        ),
        pytest.param(
            "choices = [false, true]\ndefault = false",
            "choices = [false, true]\ndefault = true",
            1,
            "switches 8.default",
            "“true” differs from what the file sets: one_holder_suffices = false.",
            id="a default that the file contradicts",
        ),
        pytest.param(
            'choices = ["either", "both"]',
            'choices = ["either", "neither"]',
            0,
            "switches 1.choices",
            "“neither” is no value for courses.",
            id="a choice that the field does not take",
        ),
    ],
)
def test_what_is_wrong_is_said_with_file_line_and_key(
    before: str, after: str, within: int | None, place: str, sentence: str
) -> None:
    text = edit_shipped(before, after)
    with pytest.raises(UserError) as refused:
        parse_edition(text, "mine.toml")
    line = r"\d+" if within is None else line_of(after, text, within=within)
    assert f", {place}: {sentence}" in str(refused.value)
    if within is not None:
        assert f"mine.toml, line {line}, {place}: " in str(refused.value)


def test_a_track_that_the_file_does_not_have() -> None:
    head, _, tail = read_shipped().partition('[[tracks]]\nkey = "select"')
    text = head + tail.partition("line = 33")[2]
    with pytest.raises(UserError) as refused:
        parse_edition(text, "mine.toml")
    assert "requirements 1.need: “select” is not a track of this file; use open." in str(refused.value)
    assert "benefits 1.offered: “select” is not a track of this file; use open." in str(refused.value)


def test_all_faults_are_said_at_once() -> None:
    text = edit_shipped("first_month = 2", "first_month = 14").replace('currency = "USD"', "currency = 7")
    with pytest.raises(UserError) as refused:
        parse_edition(text, "mine.toml")
    assert str(refused.value).splitlines() == [
        "mine.toml, line 10, currency: This must be text, in quotation marks.",
        "mine.toml, line 13, fiscal.first_month: This must be at most 12.",
    ]


def test_a_file_without_groups_says_so_without_offering_any() -> None:
    head, _, tail = read_shipped().partition("[[benefit_groups]]")
    text = head + tail[tail.index("[[benefits]]") :]
    with pytest.raises(UserError, match=r"“sales” is not a group of benefits of this file\."):
        parse_edition(text, "mine.toml")


def test_an_edition_without_switches_says_so() -> None:
    text = read_shipped().partition("[[switches]]")[0]
    edition = parse_edition(text, "mine.toml")
    with pytest.raises(UserError, match="its switches: none"):
        edition.with_switches({"sharing": "forbidden"})


def test_a_track_may_have_any_key_of_the_form_of_one() -> None:
    text = edit_shipped('key = "select"\nlabel = "Select"', 'key = "Select"\nlabel = "Select"')
    with pytest.raises(UserError, match=r"tracks 2\.key: “Select” cannot be used here; use "):
        parse_edition(text, "mine.toml")
    assert [track.key for track in METALS.tracks] == [SILVER, GOLD, PLATINUM]
