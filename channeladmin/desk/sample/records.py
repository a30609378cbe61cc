"""The plan, activities, bookings and reviews of an agreement of the sample desk."""

from __future__ import annotations

from datetime import timedelta

from channeladmin.desk.sample.cast import load_managers, make_name
from channeladmin.desk.sample.scene import Scene
from channeladmin.program.vocabulary import ActivityKind, ActivityStatus, BookingKind, PlanStatus, PracticeKind

_EVENTS = (
    (ActivityKind.WEBINAR, "From tickets to value streams"),
    (ActivityKind.SEMINAR, "Breakfast briefing: one platform, fewer tools"),
    (ActivityKind.WORKSHOP, "Hands-on: CI/CD in a day"),
    (ActivityKind.TRADE_SHOW, "Cloud & DevOps Days, shared stand"),
    (ActivityKind.EMAIL_CAMPAIGN, "Three mails on software supply chains"),
    (ActivityKind.TELEMARKETING, "Call campaign to manufacturing accounts"),
    (ActivityKind.EXHIBITION, "Regional IT fair"),
    (ActivityKind.DIRECT_MAIL, "Postcard to 400 engineering leads"),
)
_GOALS = ("Eight new logos", "Two reference customers", "Services attached to every second deal")


def attest_practice(scene: Scene) -> None:
    """A dedicated practice, attested a year or so ago."""
    scene.agreement.fields |= {
        "practice": scene.rng.choice(tuple(PracticeKind)),
        "practice_attested_on": max(scene.signed_on, scene.days(-scene.rng.randint(200, 420))),
        "practice_attested_by": make_name(scene.rng, scene.company.country),
        "practice_evidence": "Organisation chart and two job profiles",
    }


def add_plan(scene: Scene, year: int, status: PlanStatus) -> None:
    """The joint business plan of a fiscal year, approved shortly before it began and signed by both sponsors."""
    begins = scene.calendar.first_day(year)
    committed = scene.rng.randrange(300, 900, 10) * 1000 * 100
    quarter = committed // 400 * 100
    plan = {
        "fiscal_year": year,
        "title": f"{scene.company.name} ({scene.region}) {scene.calendar.year_label(year)} Business Plan",
        "status": status,
        "partner_sponsor": make_name(scene.rng, scene.company.country),
        "partner_sponsor_title": "Chief Executive Officer",
        "partner_sponsor_signed_on": begins - timedelta(days=25),
        "vendor_sponsor": scene.rng.choice(load_managers()),
        "vendor_sponsor_signed_on": begins - timedelta(days=23),
        "committed_net_arr_cents": committed,
        "q1_cents": quarter,
        "q2_cents": quarter,
        "q3_cents": quarter,
        "q4_cents": committed - 3 * quarter,
        "approved_on": begins - timedelta(days=20),
        "approved_by": scene.agreement.fields["channel_manager"],
        "new_logo_goal": "Eight new customers, two of them in manufacturing",
        "growth_goal": "Move five Premium customers to Ultimate",
        "services_goal": "Attach services to half of all new deals",
        "marketing_plan": "One event a quarter, shared follow-up within five days",
        "enablement_plan": "Two more architects and one more services engineer by mid-year",
        "commitment": "A named executive on both sides",
        "capability": "Certified sales and services people in the region",
        "coverage": "Mid-market and public customers",
        "competition": "Leads with one platform in every first meeting",
        "kickoff_on": begins + timedelta(days=12),
    }
    objectives = [
        {"title": goal, "quarter": number, "target": "done", "weight": weight}
        for number, (goal, weight) in enumerate(zip(_GOALS, (50, 30, 20), strict=True), start=1)
    ]
    scene.agreement.plans.append((plan, objectives))


def hold_activities(scene: Scene, quarters: int) -> None:
    """A completed activity in each of the last closed quarters and in the running one, and some that do not count."""
    running = scene.calendar.quarter_of(scene.on)
    for quarter in (*scene.calendar.closed_quarters(scene.on, quarters), running):
        kind, title = scene.rng.choice(_EVENTS)
        day = min(scene.on, quarter.first_day + timedelta(days=scene.rng.randint(3, 80)))
        scene.agreement.activities.append(
            {"held_on": day, "kind": kind, "title": title, "status": ActivityStatus.COMPLETED}
        )
    kind, title = scene.rng.choice(_EVENTS)
    scene.agreement.activities += [
        {"held_on": scene.days(24), "kind": kind, "title": title, "status": ActivityStatus.PLANNED},
        {
            "held_on": scene.days(-33),
            "kind": ActivityKind.ENABLEMENT,
            "title": "Enablement day for the partner’s sellers",
            "status": ActivityStatus.COMPLETED,
        },
    ]


def book_deals(scene: Scene, count: int) -> None:
    """Deals of the last two years, renewals among them."""
    for _ in range(count):
        kind = scene.rng.choices(tuple(BookingKind), weights=(4, 3, 2))[0]
        scene.agreement.bookings.append(
            {
                "closed_on": scene.days(-scene.rng.randint(5, 700)),
                "net_arr_cents": scene.rng.randrange(4_000, 120_000, 250) * 100,
                "kind": kind,
                "opportunity": f"OPP-{scene.rng.randrange(10**7, 10**8)}",
            }
        )


def review(scene: Scene) -> None:
    """The help desk's review of a month ago."""
    scene.agreement.reviews.append(
        {
            "reviewed_on": scene.days(-scene.rng.randint(12, 45)),
            "reviewed_by": "Partner help desk",
            "notes": "Certified people confirmed by the partner; plan is current.",
        }
    )
