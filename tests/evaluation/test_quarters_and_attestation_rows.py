"""An activity in each of the last four closed fiscal quarters; the practice as attested."""

from __future__ import annotations

from datetime import date

import pytest

from channeladmin.evaluation.facts import ActivityFact, AttestationFact, Facts
from channeladmin.evaluation.finding import Finding, FindingKey, QuarterHeld
from channeladmin.evaluation.remedy import Remedy, RemedyKey
from channeladmin.evaluation.verdict import Cause, Outlook, Status
from channeladmin.program.loading import parse_edition
from channeladmin.program.vocabulary import ActivityKind, ActivityStatus, PracticeKind
from tests.evaluation.build import ON, facts, row
from tests.program.test_later_editions import LATEST
from tests.program.texts import edit_shipped

# The closed quarters on 10 October 2022: FY22-Q3 (from 1 Aug 2021), FY22-Q4, FY23-Q1, FY23-Q2 (to 31 Jul 2022).
IN_EACH = (date(2021, 8, 1), date(2022, 1, 31), date(2022, 2, 1), date(2022, 7, 31))
TOMORROW = date(2022, 10, 11)


def held(day: date, kind: ActivityKind = ActivityKind.WEBINAR, title: str | None = None) -> ActivityFact:
    return ActivityFact(day, kind, ActivityStatus.COMPLETED, title)


def active(*days: date, **changes: object) -> Facts:
    return facts(activities=tuple(held(day) for day in days), **changes)


@pytest.mark.parametrize(
    ("found", "status", "have", "need"),
    [
        pytest.param(active(*IN_EACH), Status.MET, 4, 4, id="one in each"),
        pytest.param(active(*IN_EACH, *IN_EACH), Status.MET, 4, 4, id="two in each"),
        pytest.param(active(*IN_EACH[:3]), Status.UNMET, 3, 4, id="none in the last"),
        pytest.param(active(), Status.UNMET, 0, 4, id="none at all"),
        pytest.param(
            active(date(2021, 7, 31), *IN_EACH[1:], date(2022, 8, 1)), Status.UNMET, 3, 4, id="a day too early"
        ),
        pytest.param(active(*IN_EACH[1:], starts_on=date(2021, 8, 2)), Status.MET, 3, 3, id="began a day late"),
        pytest.param(active(*IN_EACH[1:], signed_on=date(2021, 8, 1)), Status.UNMET, 3, 4, id="signed that day"),
        pytest.param(
            active(*IN_EACH, starts_on=date(2022, 6, 1), signed_on=date(2020, 1, 1)),
            Status.REVIEW,
            0,
            0,
            id="the start speaks before the signature",
        ),
        pytest.param(
            active(IN_EACH[3], starts_on=date(2022, 2, 1), ends_on=date(2022, 12, 31)),
            Status.UNMET,
            1,
            2,
            id="began and ends",
        ),
        pytest.param(active(*IN_EACH, signed_on=None), Status.REVIEW, 0, 0, id="never began"),
        pytest.param(active(*IN_EACH[:3], ends_on=date(2022, 7, 30)), Status.MET, 3, 3, id="ended a day early"),
        pytest.param(active(*IN_EACH[:3], ends_on=date(2022, 7, 31)), Status.UNMET, 3, 4, id="ended that day"),
    ],
)
def test_an_activity_in_each_closed_quarter(found: Facts, status: Status, have: int, need: int) -> None:
    quarters = row(found, "demand_generation")
    assert (quarters.status, quarters.have, quarters.need, quarters.missing) == (status, have, need, need - have)
    is_review = status is Status.REVIEW
    assert quarters.findings == ((Finding(FindingKey.NO_WHOLE_QUARTER),) if is_review else ())


@pytest.mark.parametrize(
    "activity",
    [
        ActivityFact(date(2022, 7, 31), ActivityKind.WEBINAR, ActivityStatus.PLANNED),
        ActivityFact(date(2022, 7, 31), ActivityKind.WEBINAR, ActivityStatus.CANCELLED),
        ActivityFact(date(2022, 7, 31), ActivityKind.ENABLEMENT, ActivityStatus.COMPLETED),
    ],
)
def test_what_is_not_completed_or_enables_partners_does_not_count(activity: ActivityFact) -> None:
    found = facts(activities=(*(held(day) for day in IN_EACH[:3]), activity))
    quarters = row(found, "demand_generation")
    assert quarters.have == 3
    assert quarters.remedies == (Remedy(RemedyKey.HOLD_ACTIVITY, quarter="FY23-Q2", number=1),)


@pytest.mark.parametrize("kind", [kind for kind in ActivityKind if kind is not ActivityKind.ENABLEMENT])
def test_every_kind_of_demand_generation_counts(kind: ActivityKind) -> None:
    found = facts(activities=tuple(held(day, kind) for day in IN_EACH))
    assert row(found, "demand_generation").status is Status.MET


def test_the_quarters_are_shown_with_what_was_held() -> None:
    found = facts(
        starts_on=date(2021, 11, 1),
        activities=(
            held(date(2022, 7, 1), ActivityKind.TRADE_SHOW),
            held(date(2022, 5, 1), title="DevOps days"),
            held(date(2021, 9, 1), title="Too early"),
        ),
    )
    shown = [(q.label, q.is_inside_agreement, q.activities) for q in row(found, "demand_generation").quarters]
    assert shown == [
        ("FY22-Q3", False, ("Too early",)),
        ("FY22-Q4", True, ()),
        ("FY23-Q1", True, ()),
        ("FY23-Q2", True, ("DevOps days", "trade_show")),
    ]


@pytest.mark.parametrize(
    ("found", "outlook"),
    [
        pytest.param(
            active(*IN_EACH),
            Outlook(date(2022, 10, 31), Cause.QUARTER, None, Status.UNMET, date(2023, 4, 30)),
            id="the running quarter has none",
        ),
        pytest.param(
            active(*IN_EACH, date(2022, 8, 1), date(2022, 12, 1)),
            Outlook(date(2023, 4, 30), Cause.QUARTER, None, Status.UNMET, date(2023, 10, 31)),
            id="the running and the next have",
        ),
        pytest.param(
            active(*IN_EACH[1:], date(2022, 10, 1)),
            Outlook(date(2022, 10, 31), Cause.QUARTER, None, Status.MET),
            id="the empty quarter passes out",
        ),
        pytest.param(active(), Outlook(), id="nothing is held"),
        pytest.param(
            active(ends_on=date(2022, 12, 31)),
            Outlook(date(2023, 10, 31), Cause.QUARTER, None, Status.REVIEW),
            id="the agreement ends and its quarters pass out",
        ),
        pytest.param(
            active(date(2022, 11, 30), starts_on=ON),
            Outlook(date(2023, 1, 31), Cause.QUARTER, None, Status.MET),
            id="the first whole quarter closes",
        ),
        pytest.param(
            active(starts_on=date(2022, 11, 1)),
            Outlook(date(2023, 1, 31), Cause.QUARTER, None, Status.UNMET),
            id="the first whole quarter closes with nothing held",
        ),
        pytest.param(active(signed_on=None), Outlook(), id="never begins"),
        pytest.param(active(ends_on=date.max), Outlook(), id="ends with the calendar"),
    ],
)
def test_until_when_the_quarters_stay_so(found: Facts, outlook: Outlook) -> None:
    assert row(found, "demand_generation").outlook == outlook


def test_how_many_quarters_are_asked_is_the_edition_s() -> None:
    one = parse_edition(edit_shipped("quarters = 4", "quarters = 1"), "edited.toml")
    found = row(active(IN_EACH[3]), "demand_generation", edition=one)
    assert (found.status, found.need) == (Status.MET, 1)
    assert found.outlook.holds_until == date(2022, 10, 31)


@pytest.mark.parametrize("kind", PracticeKind)
def test_a_practice_that_is_attested(kind: PracticeKind) -> None:
    found = row(facts(attestation=AttestationFact(kind, ON)), "dedicated_practice")
    assert (found.status, found.have) == (Status.MET, 1)
    assert found.findings == (Finding(FindingKey.ATTESTED, day=ON, text=kind.value),)
    assert found.outlook == Outlook()


def test_by_whom_and_the_evidence_are_shown() -> None:
    attestation = AttestationFact(PracticeKind.BOTH, ON, "M. Okafor", "Slide deck of May")
    assert row(facts(attestation=attestation), "dedicated_practice").findings[1:] == (
        Finding(FindingKey.ATTESTED_BY, text="M. Okafor"),
        Finding(FindingKey.EVIDENCE, text="Slide deck of May"),
    )


def test_a_practice_that_is_not_attested_or_only_later() -> None:
    none = row(facts(), "dedicated_practice")
    assert (none.status, none.have) == (Status.UNMET, 0)
    assert none.findings == (Finding(FindingKey.NOT_ATTESTED),)
    assert none.remedies == (Remedy(RemedyKey.RECORD, about=FindingKey.NOT_ATTESTED),)
    later = row(facts(attestation=AttestationFact(PracticeKind.SALES, TOMORROW)), "dedicated_practice")
    assert later.status is Status.UNMET
    assert later.findings == (Finding(FindingKey.ATTESTED_LATER, day=TOMORROW, text="sales"),)
    assert later.outlook == Outlook(ON, Cause.AGREEMENT, None, Status.MET)


def test_each_quarter_is_shown_with_its_days_and_what_was_held_in_order() -> None:
    day = date(2022, 7, 1)
    seminar = ActivityFact(day, ActivityKind.SEMINAR, ActivityStatus.COMPLETED)
    webinars = (held(day, title="Zeal"), held(day, title="CI"), held(day), held(date(2022, 5, 1), title="First"))
    found = row(facts(activities=(*webinars, seminar)), "demand_generation").quarters[3]
    assert found == QuarterHeld(
        "FY23-Q2", date(2022, 5, 1), date(2022, 7, 31), True, ("First", "seminar", "webinar", "CI", "Zeal")
    )


def test_a_practice_of_another_kind_is_no_practice_that_is_asked() -> None:
    found = row(facts(attestation=AttestationFact(PracticeKind.SERVICES, ON)), "sales_focus", edition=LATEST)
    assert (found.status, found.outlook) == (Status.UNMET, Outlook())
    assert found.findings == (Finding(FindingKey.OTHER_PRACTICE, text="services"),)
    assert found.remedies == (Remedy(RemedyKey.RECORD, about=FindingKey.OTHER_PRACTICE),)
    both = row(facts(attestation=AttestationFact(PracticeKind.BOTH, ON)), "sales_focus", edition=LATEST)
    assert both.status is Status.MET
