"""The rules of a whole record are asked once for what they judge, and refuse as the record's Fields do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from channeladmin.program.vocabulary import AgreementStatus, TrackKey
from channeladmin.records import explain_errors
from channeladmin.rosters.known import FIELDS
from channeladmin.rosters.record_check import RecordCheck

DAYS = st.sampled_from([None, date(2020, 1, 1), date(2021, 1, 1), date(2022, 1, 1)])


def outcome(table: str, check: RecordCheck | None, values: dict[str, Any]) -> object:
    try:
        if check is None:
            return dict(FIELDS[table].model_validate(values).__dict__)
        return check.check(values)
    except ValidationError as error:
        return explain_errors(error)


@given(st.lists(st.tuples(st.sampled_from(["pse", None]), DAYS, DAYS, DAYS), max_size=20))
def test_awards_are_judged_as_their_fields_judge_them(rows: list[tuple[Any, ...]]) -> None:
    check = RecordCheck(FIELDS["award"])
    for row in rows:
        names = ("credential", "earned_on", "expires_on", "revoked_on")
        values = {name: value for name, value in zip(names, row, strict=True) if value is not None}
        assert outcome("award", check, values) == outcome("award", None, values)


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("person", {"name": "Ann"}),
        ("person", {}),
        ("partner", {"name": "Acme", "kinds": None}),
        ("employment", {"title": "Engineer", "starts_on": date(2022, 1, 2), "ends_on": date(2022, 1, 1)}),
        ("agreement_step", {"status": AgreementStatus.DENIED}),
        ("agreement_step", {"track": TrackKey("open")}),
        ("agreement_step", {"status": AgreementStatus.DENIED, "track": TrackKey("open")}),
        ("agreement_step", {}),
    ],
)
def test_every_record_is_judged_as_its_fields_judge_it(table: str, values: dict[str, Any]) -> None:
    check = RecordCheck(FIELDS[table])
    for _ in range(2):
        assert outcome(table, check, values) == outcome(table, None, values)
