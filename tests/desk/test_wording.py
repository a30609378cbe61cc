"""Values in words, the same wherever they are shown."""

from __future__ import annotations

from datetime import date

import pytest

from channeladmin.desk import wording
from channeladmin.evaluation.counted import Counted, NotCounted, Reason
from channeladmin.evaluation.finding import Finding, FindingKey
from channeladmin.evaluation.remedies import record_gaps
from channeladmin.evaluation.remedy import Remedy, RemedyKey
from channeladmin.evaluation.verdict import Cause, Measure, Outlook, RequirementVerdict, Status
from channeladmin.program.vocabulary import Region

DAY = date(2022, 3, 12)


@pytest.mark.parametrize(
    ("cents", "currency", "words"),
    [
        (300_000_00, "USD", "$300,000"),
        (1_234_50, "USD", "$1,234.50"),
        (299_999_99, "USD", "$299,999.99"),
        (0, "USD", "$0"),
        (-5_00, "USD", "-$5"),
        (5_05, "EUR", "€5.05"),
        (7_00, "CHF", "CHF 7"),
    ],
)
def test_money(cents: int, currency: str, words: str) -> None:
    assert wording.format_money(cents, currency) == words


def test_days_and_single_words() -> None:
    assert wording.format_date(DAY) == "12 Mar 2022"
    assert wording.format_date(date(2022, 10, 1)) == "1 Oct 2022"
    assert [wording.word_status(status) for status in Status] == ["met", "unmet", "review", "waived"]
    assert wording.word_region(Region.EMEA) == "EMEA"
    assert wording.word_region(None) == "unknown region"
    assert wording.word_activity("trade_show") == "trade show"
    assert wording.word_activity("my_title") == "my_title"


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("sales_core", "Sales Core"),
        ("pse", "PSE"),
        ("sa_core", "SA Core"),
        ("pse_cicd", "Professional Services: CI/CD"),
        ("certified_trainer:ci_cd", "Certified Trainer: ci_cd"),
        ("cloud_hero", "Cloud hero"),
    ],
)
def test_credentials(key: str, words: str) -> None:
    assert wording.word_credential(key) == words


@pytest.mark.parametrize(
    ("via", "until", "words"),
    [
        ("sales_core", None, "Ana Ruiz, Sales Core, 12 Mar 2022"),
        ("pse", date(2023, 2, 3), "Ana Ruiz, PSE, 12 Mar 2022, until 3 Feb 2023"),
        ("inferred:sa_core", None, "Ana Ruiz, from SA Core (inferred), 12 Mar 2022"),
        ("composite", None, "Ana Ruiz, all parts (composite), 12 Mar 2022"),
    ],
)
def test_who_counts(via: str, until: date | None, words: str) -> None:
    assert wording.word_counted(Counted(1, "Ana Ruiz", None, via, DAY, until)) == words


@pytest.mark.parametrize(
    ("reason", "detail", "words"),
    [
        (Reason.LEFT, DAY, "left 12 Mar 2022"),
        (Reason.NOT_YET_JOINED, DAY, "joins 12 Mar 2022"),
        (Reason.NOT_YET_JOINED, None, "has not joined"),
        (Reason.NOT_YET_EARNED, DAY, "earns it only on 12 Mar 2022"),
        (Reason.REVOKED, DAY, "revoked 12 Mar 2022"),
        (Reason.EXPIRED, DAY, "expired 12 Mar 2022"),
        (Reason.WRONG_EDITION, None, "certified for another edition"),
        (Reason.OTHER_REGION, Region.APAC, "works in APAC"),
        (Reason.UNKNOWN_REGION, None, "works in an unknown region"),
        (Reason.USED_ELSEWHERE, None, "fills another row"),
    ],
)
def test_who_does_not_count(reason: Reason, detail: date | Region | None, words: str) -> None:
    assert wording.word_not_counted(NotCounted(1, "Tom Weiss", None, reason, detail)) == f"Tom Weiss, {words}"


FINDINGS = {
    Finding(FindingKey.SIGNED, day=DAY): "Signed 12 Mar 2022",
    Finding(FindingKey.ENDS, day=DAY): "Runs until 12 Mar 2022",
    Finding(FindingKey.AGREEMENT_STATUS, text="suspended"): "The agreement is not authorized: its status is suspended",
    Finding(FindingKey.NO_PLAN, text="FY23"): "No plan is recorded for FY23",
    Finding(FindingKey.PLAN_STATUS, text="outline"): "The plan is not approved: it is an outline",
    Finding(FindingKey.PLAN_STATUS, text="draft"): "The plan is not approved: it is a draft",
    Finding(FindingKey.PLAN_STATUS, text="submitted"): "The plan is not approved: it is submitted",
    Finding(FindingKey.SPONSOR_SIGNED, day=DAY, text="R. Brontë"): "R. Brontë signed 12 Mar 2022",
    Finding(FindingKey.VENDOR_SPONSOR_MISSING): "Warning: the vendor's sponsor is not named",
    Finding(FindingKey.VENDOR_SPONSOR_MISSING, text="P. Vance"): (
        "Warning: P. Vance, the vendor's sponsor, has not signed"
    ),
    Finding(FindingKey.COMMITTED, cents=420_000_00): "Committed in the plan: $420,000",
    Finding(FindingKey.BOOKED, cents=0): "Booked this year: $0",
    Finding(FindingKey.ATTESTED, day=DAY, text="services"): "A services practice, attested 12 Mar 2022",
    Finding(FindingKey.UNKNOWN_REGION_WOULD_MEET, number=1): "One person of unknown region would meet it",
    Finding(FindingKey.UNKNOWN_REGION_WOULD_MEET, number=2): "2 people of unknown region would meet it",
}


@pytest.mark.parametrize(("finding", "words"), FINDINGS.items(), ids=lambda value: str(value)[:60])
def test_findings(finding: Finding, words: str) -> None:
    assert wording.word_finding(finding) == words


def test_text_of_records_is_kept_as_it_is_in_a_finding() -> None:
    assert wording.word_finding(Finding(FindingKey.EVIDENCE, text="{day} <b>&")) == "Evidence: {day} <b>&"


@pytest.mark.parametrize("key", FindingKey)
def test_every_finding_has_words(key: FindingKey) -> None:
    words = wording.word_finding(Finding(key, day=DAY, text="both", cents=1, number=1))
    assert words
    assert "{" not in words


@pytest.mark.parametrize("key", FindingKey)
def test_every_gap_that_can_be_recorded_has_words(key: FindingKey) -> None:
    for remedy in record_gaps([Finding(key)]):
        assert wording.word_remedy(remedy)


@pytest.mark.parametrize(
    ("remedy", "words"),
    [
        (Remedy(RemedyKey.ADD_HOLDER, credential="sales_core", number=1), "One more person earns Sales Core"),
        (Remedy(RemedyKey.ADD_HOLDER, credential="pse", number=2), "2 more people earn PSE"),
        (
            Remedy(RemedyKey.EARN_LAST, person="Eva Brandt", credential="spec_agile"),
            "Eva Brandt takes Sales Specialist in Agile Management, the last part",
        ),
        (Remedy(RemedyKey.CONFIRM_REGION, person="Eva Brandt"), "Confirm the region in which Eva Brandt works"),
        (Remedy(RemedyKey.RENEW, person="Eva Brandt", credential="pse"), "Eva Brandt renews PSE"),
        (Remedy(RemedyKey.AMOUNT_MISSING, cents=20_000_00), "$20,000 of NetARR is missing"),
        (
            Remedy(RemedyKey.HOLD_ACTIVITY, quarter="FY23-Q2"),
            "Record a completed activity of FY23-Q2, if one was held",
        ),
        (
            Remedy(RemedyKey.RECORD, about=FindingKey.NOT_SIGNED),
            "Record the day on which the agreement was signed",
        ),
        (Remedy(RemedyKey.RECORD), "Record what is missing"),
    ],
)
def test_remedies(remedy: Remedy, words: str) -> None:
    assert wording.word_remedy(remedy) == words


@pytest.mark.parametrize(
    ("outlook", "words"),
    [
        (Outlook(), ""),
        (
            Outlook(DAY, Cause.AWARD, "Jürgen Çelik", Status.UNMET, date(2022, 7, 31)),
            "until 12 Mar 2022, then unmet: an award of Jürgen Çelik ends; grace to 31 Jul 2022",
        ),
        (
            Outlook(DAY, Cause.EMPLOYMENT, "Tom Weiss", Status.MET),
            "until 12 Mar 2022, then met: the employment of Tom Weiss changes",
        ),
        (Outlook(DAY, Cause.PLAN_YEAR, None, Status.MET), "until 12 Mar 2022, then met: the plan comes into force"),
        (Outlook(DAY, Cause.QUARTER, None, Status.REVIEW), "until 12 Mar 2022, then review: the fiscal quarter closes"),
    ],
)
def test_outlooks(outlook: Outlook, words: str) -> None:
    assert wording.word_outlook(outlook) == words


@pytest.mark.parametrize(
    ("measure", "have", "need", "words"),
    [
        (Measure.PEOPLE, 3, 4, "3 of 4"),
        (Measure.PEOPLE, 2, 1, "2, needs 1"),
        (Measure.PEOPLE, 4, 4, "4 of 4"),
        (Measure.YES_NO, 1, 1, "yes"),
        (Measure.YES_NO, 0, 1, "no"),
        (Measure.CENTS, 420_000_00, 300_000_00, "$420,000 of $300,000"),
        (Measure.QUARTERS, 3, 4, "3 of 4 quarters"),
        (Measure.QUARTERS, 0, 0, "no whole quarter"),
    ],
)
def test_measures(measure: Measure, have: int, need: int, words: str) -> None:
    row = RequirementVerdict("k", "K", "K", 1, Status.MET, measure, need, have, max(0, need - have))
    assert wording.word_measure(row) == words
