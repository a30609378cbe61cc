"""The partner agreement: signed, started, authorized, not past its end; and what was found."""

from __future__ import annotations

from datetime import date

import pytest

from channeladmin.evaluation.facts import StatusStep
from channeladmin.evaluation.finding import Finding, FindingKey
from channeladmin.evaluation.remedy import Remedy, RemedyKey
from channeladmin.evaluation.verdict import Cause, Outlook, Status
from channeladmin.program.vocabulary import OPEN, SELECT, AgreementStatus
from tests.evaluation.build import AUTHORIZED, ON, facts, row

SIGNED = date(2021, 3, 14)
YESTERDAY, TOMORROW = date(2022, 10, 9), date(2022, 10, 11)
SIGNED_FINDING = Finding(FindingKey.SIGNED, day=SIGNED)
PROSPECT = Finding(FindingKey.AGREEMENT_STATUS, text="prospect")
SUSPENDED_LATER = (StatusStep(AgreementStatus.AUTHORIZED, SIGNED), StatusStep(AgreementStatus.SUSPENDED, TOMORROW))


@pytest.mark.parametrize(
    ("changes", "status", "findings"),
    [
        pytest.param({}, Status.MET, [SIGNED_FINDING], id="signed and authorized"),
        pytest.param({"signed_on": ON}, Status.MET, [Finding(FindingKey.SIGNED, day=ON)], id="signed today"),
        pytest.param({"signed_on": None}, Status.UNMET, [Finding(FindingKey.NOT_SIGNED)], id="not signed"),
        pytest.param(
            {"signed_on": TOMORROW}, Status.UNMET, [Finding(FindingKey.SIGNED_LATER, day=TOMORROW)], id="signed later"
        ),
        pytest.param({"starts_on": ON}, Status.MET, [SIGNED_FINDING], id="starts today"),
        pytest.param(
            {"starts_on": TOMORROW},
            Status.UNMET,
            [SIGNED_FINDING, Finding(FindingKey.STARTS_LATER, day=TOMORROW)],
            id="starts tomorrow",
        ),
        pytest.param({"ends_on": ON}, Status.MET, [SIGNED_FINDING, Finding(FindingKey.ENDS, day=ON)], id="ends today"),
        pytest.param(
            {"ends_on": YESTERDAY},
            Status.UNMET,
            [SIGNED_FINDING, Finding(FindingKey.ENDED, day=YESTERDAY)],
            id="ended yesterday",
        ),
        pytest.param({"status_steps": ()}, Status.UNMET, [SIGNED_FINDING, PROSPECT], id="no step"),
        pytest.param(
            {"status_steps": (StatusStep(AgreementStatus.AUTHORIZED, TOMORROW),)},
            Status.UNMET,
            [SIGNED_FINDING, PROSPECT],
            id="authorized tomorrow",
        ),
        pytest.param({"status_steps": SUSPENDED_LATER}, Status.MET, [SIGNED_FINDING], id="suspended tomorrow"),
        pytest.param(
            {"status_steps": (*AUTHORIZED, StatusStep(AgreementStatus.ENDED, ON))},
            Status.UNMET,
            [SIGNED_FINDING, Finding(FindingKey.AGREEMENT_STATUS, text="ended")],
            id="ended by a step today",
        ),
    ],
)
def test_whether_the_agreement_stands(changes: dict[str, object], status: Status, findings: list[Finding]) -> None:
    for track in (OPEN, SELECT):
        found = row(facts(**changes), "partner_agreement", track=track)
        have = 1 if status is Status.MET else 0
        assert (found.status, found.need, found.have, found.missing) == (status, 1, have, 1 - have)
        assert list(found.findings) == findings


def test_what_is_to_be_recorded_where_it_does_not_stand() -> None:
    found = row(facts(signed_on=None, ends_on=YESTERDAY, status_steps=()), "partner_agreement")
    assert found.remedies == tuple(
        Remedy(RemedyKey.RECORD, about=key)
        for key in (FindingKey.NOT_SIGNED, FindingKey.ENDED, FindingKey.AGREEMENT_STATUS)
    )
    assert row(facts(), "partner_agreement").remedies == ()


GRACE = date(2023, 1, 31)


@pytest.mark.parametrize(
    ("changes", "outlook"),
    [
        pytest.param({}, Outlook(), id="nothing ends it"),
        pytest.param(
            {"ends_on": TOMORROW}, Outlook(TOMORROW, Cause.AGREEMENT, None, Status.UNMET, GRACE), id="its end"
        ),
        pytest.param(
            {"status_steps": SUSPENDED_LATER, "ends_on": date(2024, 1, 1)},
            Outlook(ON, Cause.AGREEMENT, None, Status.UNMET, GRACE),
            id="a step before its end",
        ),
        pytest.param({"signed_on": TOMORROW}, Outlook(ON, Cause.AGREEMENT, None, Status.MET), id="signed later"),
        pytest.param(
            {"signed_on": TOMORROW, "starts_on": date(2022, 12, 1)},
            Outlook(date(2022, 11, 30), Cause.AGREEMENT, None, Status.MET),
            id="starts after it is signed",
        ),
        pytest.param({"ends_on": date.max}, Outlook(), id="ends with the calendar"),
    ],
)
def test_until_when_it_stays_so(changes: dict[str, object], outlook: Outlook) -> None:
    assert row(facts(**changes), "partner_agreement").outlook == outlook
