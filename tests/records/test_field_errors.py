"""What is wrong with a record, all at once, a sentence each."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError
from sqlmodel import SQLModel

from channeladmin.records import (
    AgreementFields,
    AgreementStepFields,
    AwardFields,
    BookingFields,
    BusinessPlanFields,
    EmploymentFields,
    ObjectiveFields,
    PartnerFields,
    PersonFields,
    explain_errors,
)
from channeladmin.records.field_error import refuse

DATE_SENTENCE = "“31/12/2022” is not a date; write it as 2022-10-31."


def _explain(fields: type[SQLModel], **values: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - bad values too
    with pytest.raises(ValidationError) as caught:
        fields.model_validate(values)
    return [(error.field, error.message) for error in explain_errors(caught.value)]


@pytest.mark.parametrize(
    ("fields", "values", "expected"),
    [
        (PartnerFields, {}, [("name", "This is needed.")]),
        (PartnerFields, {"name": "  "}, [("name", "This is needed.")]),
        (PartnerFields, {"name": None}, [("name", "This is needed.")]),
        (PartnerFields, {"name": 5}, [("name", "“5” is not text.")]),
        (PartnerFields, {"name": "a", "kinds": "msp"}, [("kinds", "“msp” is not a list.")]),
        (
            AgreementFields,
            {"region": "MOON", "signed_on": "31/12/2022"},
            [("region", "“MOON” is not known; use AMER, EMEA, APAC or PUBSEC."), ("signed_on", DATE_SENTENCE)],
        ),
        (ObjectiveFields, {"title": "a", "quarter": 5}, [("quarter", "This must be at most 4.")]),
        (ObjectiveFields, {"title": "a", "weight": -1}, [("weight", "This must be at least 0.")]),
        (BusinessPlanFields, {"fiscal_year": "x"}, [("fiscal_year", "“x” is not a whole number.")]),
        (
            BookingFields,
            {"closed_on": "2022-01-01", "net_arr_cents": 1.5},
            [("net_arr_cents", "“1.5” is not a whole number.")],
        ),
        (
            BookingFields,
            {"closed_on": "2022-01-01", "net_arr_cents": 2**70},
            [("net_arr_cents", "This must be at most 100000000000000000.")],
        ),
        (
            AgreementStepFields,
            {"status": "authorized", "track": "open"},
            [("status", "A step changes either the status or the track.")],
        ),
        (AgreementStepFields, {}, [("status", "A step changes either the status or the track.")]),
        (
            AgreementFields,
            {"region": "EMEA", "signed_on": "2022-01-02", "ends_on": "2022-01-01"},
            [("ends_on", "The agreement ends on 2022-01-01, before it begins on 2022-01-02.")],
        ),
        (
            EmploymentFields,
            {"starts_on": "2022-01-02", "ends_on": "2022-01-01"},
            [("ends_on", "The employment ends on 2022-01-01, before it begins on 2022-01-02.")],
        ),
        (
            AwardFields,
            {"credential": "pse", "earned_on": "2022-01-02", "expires_on": "2022-01-01"},
            [("expires_on", "The award expires on 2022-01-01, before it was earned on 2022-01-02.")],
        ),
        (
            AwardFields,
            {"credential": "pse", "earned_on": "2022-01-02", "revoked_on": "2022-01-01"},
            [("revoked_on", "The award was revoked on 2022-01-01, before it was earned on 2022-01-02.")],
        ),
    ],
)
def test_each_error_is_a_sentence_under_its_field(
    fields: type[SQLModel], values: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert _explain(fields, **values) == expected


def test_a_character_that_cannot_be_stored_is_refused() -> None:
    [(field, message)] = _explain(PersonFields, name="a\ud800")
    assert field == "name"
    assert "no file can keep" in message


def test_braces_in_a_value_or_a_sentence_are_left_alone() -> None:
    assert _explain(AgreementFields, region="{x}")[0][1].startswith("“{x}” is not known")
    assert refuse("name", "Not {this}.").message() == "Not {this}."


def test_periods_of_one_day_are_fine() -> None:
    day = date(2022, 1, 1)
    AgreementFields(region="EMEA", signed_on=day, ends_on=day)  # type: ignore[arg-type]  # a word, as from a file
    EmploymentFields(starts_on=day, ends_on=day)
    AwardFields(credential="pse", earned_on=day, expires_on=day, revoked_on=day)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((None, None), (None, None), True),
        ((date(2022, 1, 1), date(2022, 1, 31)), (date(2022, 1, 31), None), True),
        ((date(2022, 1, 1), date(2022, 1, 31)), (date(2022, 2, 1), None), False),
        ((None, date(2021, 12, 31)), (date(2022, 1, 1), date(2022, 2, 1)), False),
    ],
)
def test_spells_overlap_if_they_share_a_day(
    one: tuple[date | None, date | None], other: tuple[date | None, date | None], expected: bool
) -> None:
    first, second = (EmploymentFields(starts_on=starts, ends_on=ends) for starts, ends in (one, other))
    assert first.overlaps(second) is second.overlaps(first) is expected
