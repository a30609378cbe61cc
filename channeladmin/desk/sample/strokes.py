"""What is done to a scene of the sample desk: whole set-ups, and single strokes that change one thing in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from channeladmin.desk.sample.records import add_plan, attest_practice, book_deals, hold_activities, review
from channeladmin.desk.sample.scene import Scene
from channeladmin.desk.sample.sketch import InvitationSketch, Values
from channeladmin.program.vocabulary import SELECT, AgreementStatus, PlanStatus, Region

Stroke = Callable[[Scene], None]
LEAD, SELLER, ARCHITECT, ENGINEER = "Head of Sales", "Account Executive", "Solution Architect", "Services Engineer"
SPECIALISTS = ("spec_devops", "spec_devsecops", "spec_ci", "spec_agile")
PARTS = ("pse_implementation", "pse_migration", "pse_associate", "pse_cicd", "pse_project_management")
"""All parts of the services certification but security."""


# --- whole scenes


def make_ready(scene: Scene) -> None:
    """Everything that Select asks for."""
    sell_openly(scene)
    scene.hire(ENGINEER, "pse")
    scene.hire(ARCHITECT, "sales_core", "sa_core")
    scene.find(LEAD).awards = [scene.award("sales_professional", scene.rng.randint(190, 400))]
    year = scene.calendar.year_of(scene.on)
    add_plan(scene, year - 1, PlanStatus.COMPLETED)
    add_plan(scene, year, PlanStatus.APPROVED)
    attest_practice(scene)
    hold_activities(scene, quarters=7)
    book_deals(scene, 6)


def sell_openly(scene: Scene) -> None:
    """An Open partner that meets Open: sellers and one architect."""
    scene.sign(scene.rng.randint(800, 1600))
    scene.hire(LEAD, "sales_core")
    scene.hire(SELLER, "sales_core")
    scene.hire(SELLER, "sales_core", scene.rng.choice(SPECIALISTS))
    scene.hire(ARCHITECT, "sa_core")


def trade_openly(scene: Scene) -> None:
    """An Open partner with a few deals and activities."""
    sell_openly(scene)
    hold_activities(scene, scene.rng.randint(0, 2))
    book_deals(scene, scene.rng.randint(1, 4))


def ask(scene: Scene) -> None:
    """A company that asks to become a partner."""
    scene.set_status(AgreementStatus.PROSPECT, scene.days(-scene.rng.randint(10, 90)))
    scene.hire("Managing Director")


def sign_only(scene: Scene) -> None:
    """Signed lately, and nobody entered yet."""
    scene.sign(scene.rng.randint(15, 60))


def join_select(scene: Scene) -> None:
    """A member of Select that meets it."""
    make_ready(scene)
    scene.grant(SELECT, scene.days(-scene.rng.randint(150, 600)), "Invitation accepted")
    review(scene)


# --- strokes on people


def without(title: str) -> Stroke:
    """Leave out everybody with a title."""

    def leave_out(scene: Scene) -> None:
        scene.people[:] = [person for person in scene.people if person.employment["title"] != title]

    return leave_out


def change_awards(title: str, **changes: int | None) -> Stroke:
    """Set dates of the awards of everybody with a title, as offsets in days."""

    def change(scene: Scene) -> None:
        for person in scene.people:
            if person.employment["title"] == title:
                for award in person.awards:
                    award.update(_offsets(scene, changes))

    return change


def change_employment(title: str, **changes: int | None) -> Stroke:
    """Set dates of the employment of everybody with a title, as offsets in days."""

    def change(scene: Scene) -> None:
        for person in scene.people:
            if person.employment["title"] == title:
                person.employment |= _offsets(scene, changes)

    return change


def move_people(title: str, company: str) -> Stroke:
    """Everybody with a title goes to another company of the sample once they have left."""

    def move(scene: Scene) -> None:
        for person in scene.people:
            if person.employment["title"] == title:
                person.moves_to = company

    return move


def work_in(title: str, region: Region | None) -> Stroke:
    """Everybody with a title works in that region; None: nobody knows where."""

    def work(scene: Scene) -> None:
        for person in scene.people:
            if person.employment["title"] == title:
                person.employment["region"] = region

    return work


def hire_trained(scene: Scene) -> None:
    """People with credentials at a company that has not signed."""
    scene.hire(SELLER, "sales_core")
    scene.hire(ARCHITECT, "sa_core")


def work_elsewhere(scene: Scene) -> None:
    """Sellers and architects work in another region."""
    elsewhere = Region.APAC if scene.region is Region.EMEA else Region.EMEA
    for title in (SELLER, ARCHITECT):
        work_in(title, elsewhere)(scene)


def leave_one_part(scene: Scene) -> None:
    """Select is met but for one part of the engineer’s certification."""
    make_ready(scene)
    scene.find(ENGINEER).awards = [scene.award(part, scene.rng.randint(60, 300)) for part in PARTS]


def compose_professional(scene: Scene) -> None:
    """Select is met, the sales professional by its courses rather than by its own award."""
    make_ready(scene)
    scene.find(LEAD).awards = [scene.award(key, scene.rng.randint(190, 400)) for key in ("sales_core", *SPECIALISTS)]


# --- strokes on the agreement


def set_agreement(**changes: int | None) -> Stroke:
    """Set dates of the agreement, as offsets in days."""

    def change(scene: Scene) -> None:
        scene.agreement.fields |= _offsets(scene, changes)

    return change


def set_plan(**changes: object) -> Stroke:
    """Set fields of the plan of the present fiscal year."""

    def change(scene: Scene) -> None:
        plan, _ = scene.agreement.plans[-1]
        plan.update(changes)

    return change


def set_commitment(dollars: int) -> Stroke:
    """Commit to so much NetARR, a quarter of it in each quarter; dollars that four divides."""
    quarter = dollars * 100 // 4
    parts = {f"q{number}_cents": quarter for number in range(1, 5)}
    return set_plan(committed_net_arr_cents=quarter * 4, **parts)


def drop_plan(scene: Scene) -> None:
    """There is no plan for the present fiscal year."""
    scene.agreement.plans.pop()


def drop_practice(scene: Scene) -> None:
    """The practice is not attested."""
    for name in ("practice", "practice_attested_on", "practice_attested_by", "practice_evidence"):
        del scene.agreement.fields[name]


def drop_quarter(scene: Scene) -> None:
    """The last but one closed quarter has no activity."""
    scene.agreement.activities.pop(5)


def start_recently(scene: Scene) -> None:
    """The agreement is so young that no whole quarter lies inside it."""
    signed = scene.days(-40)
    scene.agreement.fields |= {"signed_on": signed, "starts_on": signed, "practice_attested_on": scene.days(-30)}
    for step in scene.agreement.steps:
        step["since"] = scene.days(-20) if step["track"] == SELECT else signed
    scene.agreement.activities = [values for values in scene.agreement.activities if values["held_on"] >= signed]
    scene.agreement.bookings = [values for values in scene.agreement.bookings if values["closed_on"] >= signed]
    del scene.agreement.plans[0]


def set_status(status: AgreementStatus, days_ago: int, reason: str) -> Stroke:
    """A later step of the status."""
    return lambda scene: scene.set_status(status, scene.days(-days_ago), reason)


def invite(*steps: tuple[str, int], exception: str | None = None) -> Stroke:
    """An invitation drafted three days before its first step, or five days ago."""

    def draft(scene: Scene) -> None:
        drafted = (steps[0][1] if steps else 2) + 3
        taken = [(step, scene.days(-days_ago)) for step, days_ago in steps]
        scene.agreement.invitation = InvitationSketch(scene.days(-drafted), taken, exception)

    return draft


def _offsets(scene: Scene, changes: Mapping[str, int | None]) -> Values:
    found: dict[str, date | None] = {}
    for name, offset in changes.items():
        found[name] = None if offset is None else scene.on + timedelta(days=offset)
    return found
