"""Random desks of one agreement, their days close together so that they meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from channeladmin.evaluation.facts import (
    ActivityFact,
    AttestationFact,
    AwardFact,
    BookingFact,
    EmploymentFact,
    Facts,
    MetricFact,
    PersonFact,
    PlanFact,
    StatusStep,
    TrackStep,
    WaiverFact,
)
from channeladmin.program.edition import Edition
from channeladmin.program.named import name_requirements
from channeladmin.program.vocabulary import (
    OPEN,
    SELECT,
    ActivityKind,
    ActivityStatus,
    AgreementStatus,
    BookingKind,
    PlanStatus,
    PracticeKind,
    Region,
)
from tests.evaluation.build import EDITION
from tests.evaluation.random_editions import HELD

FIRST, LAST = date(2021, 6, 1), date(2024, 6, 30)
days = st.dates(FIRST, LAST)
_maybe = st.none() | days
_SPECIALISTS = ("spec_devops", "spec_devsecops", "spec_ci", "spec_agile")
_PARTS = ((), (), (), _SPECIALISTS, tuple(part for (part,) in EDITION.ways["pse"].parts))
_COMMON = ("sales_core", "sa_core", "pse", "sales_professional", "spec_ci")
credentials = st.sampled_from(_COMMON) | st.sampled_from([each.key for each in EDITION.credentials])


@st.composite
def awards(draw: st.DrawFn) -> AwardFact:
    earned_on = draw(days)
    later = st.none() | st.integers(0, 900).map(lambda count: earned_on + timedelta(days=count))
    return AwardFact(
        draw(credentials), earned_on, draw(later), draw(st.none() | later), draw(st.sampled_from((None, "1")))
    )


@st.composite
def spells(draw: st.DrawFn) -> tuple[EmploymentFact, ...]:
    """One spell, or several that do not overlap; the first may have begun always, the last may be open."""
    marks: list[date | None] = [*sorted(draw(st.sets(days, max_size=4)))]
    if len(marks) % 2:
        marks.append(None)
    if not marks or (marks[-1] is not None and draw(st.booleans())):
        marks = [None, *marks, None][: len(marks) + 2]
    pairs = zip(marks[::2], marks[1::2], strict=True)
    regions = st.sampled_from((Region.EMEA, Region.EMEA, Region.EMEA, None, Region.APAC))
    return tuple(EmploymentFact(starts, ends, draw(regions)) for starts, ends in pairs)


@st.composite
def people(draw: st.DrawFn, person_id: int) -> PersonFact:
    parts = [AwardFact(key, draw(days)) for key in draw(st.sampled_from(_PARTS))]
    held = [*parts, *draw(st.lists(awards(), max_size=4))]
    name = draw(st.sampled_from("ABCDE"))
    return PersonFact(person_id, name, None, draw(spells()), tuple(held))


@st.composite
def plans(draw: st.DrawFn, year: int) -> PlanFact:
    return PlanFact(
        plan_id=year,
        fiscal_year=year,
        status=draw(st.sampled_from((PlanStatus.APPROVED, PlanStatus.COMPLETED, PlanStatus.DRAFT))),
        approved_on=draw(_maybe),
        partner_sponsor=draw(st.sampled_from(("R. Brontë", "R. Brontë", None))),
        partner_sponsor_signed_on=draw(_maybe),
        vendor_sponsor=None,
        vendor_sponsor_signed_on=draw(_maybe),
        committed_net_arr_cents=draw(st.sampled_from((None, 299_999_99, 300_000_00))),
    )


@st.composite
def desks(draw: st.DrawFn, max_people: int = 5) -> Facts:
    """An agreement with everything that can hang on it; often authorized, often with enough of everything."""
    count = draw(st.integers(0, max_people))
    starts_on, ends_on = draw(_maybe), draw(_maybe)
    return Facts(
        agreement_id=1,
        partner_id=1,
        partner="Acme",
        external_ref=None,
        region=Region.EMEA,
        signed_on=draw(st.just(FIRST) | _maybe),
        starts_on=starts_on,
        ends_on=ends_on if ends_on and ends_on >= (starts_on or FIRST) else None,
        status_steps=(StatusStep(AgreementStatus.AUTHORIZED, None), *draw(_status_steps)),
        track_steps=draw(st.sampled_from(((), (TrackStep(OPEN, None),), (TrackStep(SELECT, None),)))),
        attestation=draw(st.none() | st.builds(AttestationFact, st.sampled_from(PracticeKind), days)),
        people=tuple(draw(people(person_id)) for person_id in range(1, count + 1)),
        plans=tuple(draw(plans(year)) for year in sorted(draw(st.sets(st.integers(2022, 2025), max_size=3)))),
        activities=tuple(draw(st.lists(_activities, max_size=12))),
        bookings=tuple(draw(st.lists(_bookings, max_size=4))),
    )


@st.composite
def desks_of(draw: st.DrawFn, edition: Edition, max_people: int = 4) -> Facts:
    """A desk for one of the random programmes, with numbers and waivers too."""
    found = draw(desks(max_people=0))
    count = draw(st.sampled_from(range(max_people, -1, -1)))
    rows = sorted(name_requirements(edition))
    waived = draw(st.sampled_from((draw(st.lists(st.sampled_from(rows), min_size=1, max_size=3)), (), ())))
    return replace(
        found,
        people=tuple(draw(_holders(number)) for number in range(1, count + 1)),
        plans=tuple(
            plan._replace(committed_net_arr_cents=draw(st.sampled_from((None, 300, 500)))) for plan in found.plans
        ),
        bookings=tuple(draw(st.lists(_small_bookings, min_size=draw(st.sampled_from((3, 1, 0))), max_size=5))),
        metrics=tuple(draw(st.lists(_metrics, min_size=draw(st.sampled_from((4, 2, 0))), max_size=6))),
        waivers=tuple(draw(_waivers(key)) for key in waived),
    )


@st.composite
def _holders(draw: st.DrawFn, person_id: int) -> PersonFact:
    """Somebody with awards of a random programme, most of them of early days and without an end."""
    early = st.just(FIRST) | days
    last = st.sampled_from((None, None, None, draw(days)))
    held = []
    for key in draw(st.sampled_from((("a", "p"), ("p", "q"), ("p", "q", "r"), ("t:x", "t:y"), ()))):
        held.append(AwardFact(key, draw(early), draw(last)))
    for key in draw(st.lists(st.sampled_from(HELD), min_size=draw(st.sampled_from((2, 1, 0))), max_size=4)):
        earned_on, expires_on, revoked_on = draw(early), draw(last), draw(last)
        edition = draw(st.sampled_from((None, "1", "2")))
        held.append(AwardFact(key, earned_on, expires_on, revoked_on, edition))
    always = st.just((EmploymentFact(None, None, Region.EMEA),))
    return PersonFact(person_id, draw(st.sampled_from("ABC")), None, draw(always | spells()), tuple(held))


@st.composite
def _waivers(draw: st.DrawFn, key: str) -> WaiverFact:
    since = draw(days)
    until = since + timedelta(days=draw(st.integers(0, 500)))
    return WaiverFact(key, since, until, draw(st.sampled_from(("x", "y"))), draw(st.sampled_from((None, "M", "N"))))


_metrics = st.builds(
    MetricFact, st.sampled_from(("deals", "seats", "money")), days, st.sampled_from((50, 100, 100, 250, 600, -100))
)
_small_bookings = st.builds(
    BookingFact, days, st.sampled_from((100, 300, 600, 250, -100)), st.sampled_from(BookingKind)
)
_steps = st.builds(StatusStep, st.sampled_from((AgreementStatus.AUTHORIZED, AgreementStatus.SUSPENDED)), days)
_status_steps = st.lists(_steps, max_size=2, unique_by=lambda step: step.since).map(
    lambda found: tuple(sorted(found, key=lambda step: step.since or FIRST))
)
_activities = st.builds(
    ActivityFact,
    days,
    st.sampled_from((ActivityKind.WEBINAR, ActivityKind.WEBINAR, ActivityKind.ENABLEMENT)),
    st.sampled_from((ActivityStatus.COMPLETED, ActivityStatus.COMPLETED, ActivityStatus.PLANNED)),
)
_bookings = st.builds(
    BookingFact, days, st.sampled_from((150_000_00, 300_000_00, -100_00)), st.sampled_from(BookingKind)
)

EDITIONS = {
    "as shipped": EDITION,
    "unshared": EDITION.with_switches({"sharing": "forbidden"}),
    "stricter": EDITION.with_switches(
        {"architect_courses": "both", "revenue_basis": "booked", "unknown_region": "unmet"}
    ),
    "unshared, any region": EDITION.with_switches({"sharing": "forbidden", "professional_services_region": False}),
}
editions = st.sampled_from(sorted(EDITIONS))
"""By name, so that a failure prints the name and not the whole edition."""
