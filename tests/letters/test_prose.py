from __future__ import annotations

import pytest

from channeladmin.errors import UserError
from channeladmin.letters.prose import load_prose, render_prose

VALUES = {
    "programme": "GitLab Channel Partner Program",
    "partner": "A&B <Test> {{ 7 * 7 }} GmbH",
    "region": "EMEA",
    "track": "Select",
    "sponsor": "",
    "since": "March 2021",
    "dated": "10 October 2022",
    "as_of": "10 October 2022",
    "reply_by": "9 November 2022",
    "number": "SEL-2022-0014",
    "met": 9,
    "waived": 0,
    "total": 9,
    "has_exception": False,
    "is_complete": True,
    "plan_year": "FY23",
    "committed": "$420,000",
    "manager": "M. Okafor",
}


def test_values_are_text_and_never_a_template() -> None:
    letter = load_prose(VALUES)["letter"]
    assert letter["salutation"] == "Dear colleagues at A&B <Test> {{ 7 * 7 }} GmbH,"
    assert letter["paragraphs"][0].startswith("Since March 2021 A&B <Test> {{ 7 * 7 }} GmbH has worked with us")
    assert "meets every requirement" in letter["paragraphs"][0]
    assert "your FY23 plan commits $420,000" in letter["paragraphs"][1]
    assert "return it by 9 November 2022." in letter["paragraphs"][2]


def test_an_incomplete_scorecard_is_said_with_its_numbers() -> None:
    prose = load_prose({**VALUES, "is_complete": False, "has_exception": True, "met": 7, "sponsor": "Renée Brontë"})
    assert prose["letter"]["salutation"] == "Dear Renée Brontë,"
    assert "meets 7 of the 9 requirements" in prose["letter"]["paragraphs"][0]
    assert "together with the exception under which we write to you." in prose["letter"]["paragraphs"][0]
    assert prose["scorecard"]["summary"].startswith("7 of 9 requirements of the Select track are met")
    assert "waived" not in prose["scorecard"]["summary"]


@pytest.mark.parametrize(("waived", "words"), [(1, "one is waived"), (2, "2 are waived")])
def test_what_is_waived_is_not_called_met(waived: int, words: str) -> None:
    prose = load_prose({**VALUES, "is_complete": False, "met": 9 - waived, "waived": waived})
    assert f"meets {9 - waived} of the 9 requirements" in prose["letter"]["paragraphs"][0]
    assert f"and {words}; the evidence" in prose["letter"]["paragraphs"][0]
    assert f"as of 10 October 2022, {words}." in prose["scorecard"]["summary"]
    assert "◆ waived" in prose["scorecard"]["summary"]


def test_without_a_plan_nothing_is_promised_about_one() -> None:
    prose = load_prose({**VALUES, "plan_year": "", "committed": "", "since": "", "manager": ""})
    text = " ".join(prose["letter"]["paragraphs"])
    assert "In return we plan each year together." in text
    assert "None" not in text
    assert prose["plan"]["intro"] == "No joint business plan is recorded for this fiscal year."
    assert prose["acceptance"]["paragraphs"][1] == "Please return this page, signed, by 9 November 2022."


def test_empty_paragraphs_are_left_out() -> None:
    assert render_prose({"list": ["{% if x %}yes{% endif %}", "no"]}, {"x": False}) == {"list": ["no"]}


@pytest.mark.parametrize(
    "template",
    ["{{ unknown }}", "{% if %}", "{{ ''.__class__.__mro__[1].__subclasses__() }}", "{{ values.clear() }}"],
)
def test_a_template_that_cannot_or_may_not_be_filled_in_is_refused_with_its_place(template: str) -> None:
    with pytest.raises(UserError, match=r"“letter\.body”"):
        render_prose({"letter": {"body": template}}, {"values": {"a": 1}})
