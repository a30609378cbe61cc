"""A designation: what it asks, where it is asked, and when it lapses."""

from __future__ import annotations

from datetime import date

import pytest

from channeladmin.evaluation.facts import BookingFact, Facts, MetricFact, PersonFact
from channeladmin.evaluation.remedy import Remedy, RemedyKey
from channeladmin.evaluation.verdict import Cause, Measure, Outlook, Status
from channeladmin.program.vocabulary import BookingKind
from tests.evaluation.build import ON, facts, part, person, row, spell
from tests.program.test_later_editions import LATEST, SERVICES

MET, UNMET, REVIEW, WAIVED = Status.MET, Status.UNMET, Status.REVIEW, Status.WAIVED
SOON, LATER = date(2022, 11, 30), date(2023, 5, 31)


# ---------------------------------------------------------------------------------------------- designations


def engineers(number: int, region_known: bool = True) -> list[PersonFact]:
    spells = None if region_known else [spell(region=None)]
    return [person(f"Engineer {place}", "pse", spells=spells, key=place) for place in range(1, number + 1)]


def registered(*days: date) -> tuple[MetricFact, ...]:
    return tuple(MetricFact("services_registrations", day, 100) for day in days)


EIGHT = registered(*[date(2022, 1, 10)] * 8)


@pytest.mark.parametrize(
    ("found", "revenue", "designation"),
    [
        pytest.param(facts(), UNMET, UNMET, id="neither"),
        pytest.param(facts(bookings=(BookingFact(ON, 300_000_00, BookingKind.NEW),)), MET, UNMET, id="revenue"),
        pytest.param(facts(*engineers(3), metrics=EIGHT), UNMET, MET, id="the designation"),
        pytest.param(facts(*engineers(3, region_known=False), metrics=EIGHT), UNMET, MET, id="engineers anywhere"),
        pytest.param(facts(*engineers(2), metrics=EIGHT), UNMET, UNMET, id="two engineers"),
        pytest.param(facts(*engineers(3), metrics=EIGHT[:7]), UNMET, UNMET, id="seven registrations"),
    ],
)
def test_revenue_or_the_designation(found: Facts, revenue: Status, designation: Status) -> None:
    verdict = row(found, "revenue_or_designation", edition=LATEST)
    assert [each.status for each in verdict.parts] == [revenue, designation]
    assert verdict.status is (MET if MET in (revenue, designation) else UNMET)


def test_the_designation_lapses_with_its_window_and_revenue_with_the_year() -> None:
    found = facts(*engineers(3), metrics=EIGHT, bookings=(BookingFact(ON, 300_000_00, BookingKind.NEW),))
    both = row(found, "revenue_or_designation", edition=LATEST)
    assert both.outlook == Outlook(date(2023, 1, 31), Cause.PLAN_YEAR, None, UNMET, date(2023, 7, 31))
    designation = part(found, "psp_designation", edition=LATEST)
    assert designation.outlook == Outlook(date(2023, 1, 9), Cause.WINDOW, None, UNMET, date(2023, 4, 30))
    assert [each.key for each in designation.parts] == ["psp_engineers", "psp_registrations"]


def test_a_designation_is_asked_by_a_track_on_its_own() -> None:
    services = SERVICES.tracks[2].key
    found = part(facts(*engineers(3), metrics=EIGHT[:5]), "psp_designation", track=services, edition=SERVICES)
    assert (found.status, found.measure, found.need, found.have) == (UNMET, Measure.YES_NO, 1, 0)
    assert found.remedies == (
        Remedy(RemedyKey.AMOUNT_MISSING, number=300, unit="registrations", part="psp_registrations"),
    )
