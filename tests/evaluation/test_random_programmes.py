"""What holds for every desk under every programme: kinds of requirement nested at random, waivers, reported numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from channeladmin.evaluation.case import Depth
from channeladmin.evaluation.combining import LEVEL
from channeladmin.evaluation.evaluate import evaluate, evaluate_tracks, next_change_on
from channeladmin.evaluation.facts import AwardFact, EmploymentFact, Facts, PersonFact
from channeladmin.evaluation.rulebook import get_rulebook
from channeladmin.evaluation.verdict import Cause, Outlook, RequirementVerdict, Status, Verdict
from channeladmin.program.edition import Edition
from tests.evaluation.random_editions import HELD, random_editions
from tests.evaluation.strategies import FIRST, days, desks_of
from tests.evaluation.test_properties import list_marks, shuffle

NOTHING = Outlook()


def walk(verdict: Verdict) -> Iterator[RequirementVerdict]:
    """Every row, those that are parts of others too."""
    rows = [*verdict.requirements]
    while rows:
        row = rows.pop()
        yield row
        rows.extend(row.parts)


@given(st.data(), days, st.integers())
def test_the_order_of_records_never_matters(data: st.DataObject, on: date, seed: int) -> None:
    edition = data.draw(random_editions())
    facts = data.draw(desks_of(edition))
    assert evaluate_tracks(shuffle(facts, seed), edition, on) == evaluate_tracks(facts, edition, on)


@given(st.data(), days)
def test_what_is_asked_for_in_addition_changes_nothing_else(data: st.DataObject, on: date) -> None:
    edition = data.draw(random_editions())
    facts = data.draw(desks_of(edition))
    full = evaluate_tracks(facts, edition, on, Depth.FULL)
    assert [evaluate(facts, edition, verdict.track, on) for verdict in full] == list(full)
    for depth in (Depth.OUTLOOK, Depth.COUNTS):
        for more, less in zip(full, evaluate_tracks(facts, edition, on, depth), strict=True):
            assert more._replace(requirements=(), remedies=(), outlook=NOTHING) == less._replace(
                requirements=(), outlook=NOTHING
            )
            assert less.outlook == (NOTHING if depth is Depth.COUNTS else more.outlook)
            for deep, shallow in zip(walk(more), walk(less), strict=True):
                assert shallow.outlook == (deep.outlook if depth is Depth.OUTLOOK else NOTHING)
                assert shallow._replace(findings=(), outlook=NOTHING, parts=()) == deep._replace(
                    findings=(), quarters=(), remedies=(), outlook=NOTHING, parts=()
                )


@given(st.data(), days)
def test_a_standing_says_the_same_without_names(data: st.DataObject, on: date) -> None:
    edition = data.draw(random_editions())
    facts = data.draw(desks_of(edition))
    named = evaluate_tracks(facts, edition, on, Depth.OUTLOOK)
    for more, less in zip(named, evaluate_tracks(facts, edition, on, Depth.STANDING), strict=True):
        assert more._replace(requirements=()) == less._replace(requirements=())
        for deep, shallow in zip(walk(more), walk(less), strict=True):
            assert shallow._replace(counted=(), not_counted=(), parts=()) == deep._replace(
                counted=(), not_counted=(), parts=(), outlook=NOTHING
            )
            assert not (shallow.counted or shallow.not_counted) or any(get_rulebook(edition).unshared.values())


@given(st.data(), days)
def test_people_and_numbers_agree_with_the_status(data: st.DataObject, on: date) -> None:
    edition = data.draw(random_editions())
    facts = data.draw(desks_of(edition))
    for verdict in evaluate_tracks(facts, edition, on):
        assert verdict.met_count == sum(row.status in (Status.MET, Status.WAIVED) for row in verdict.requirements)
        for row in walk(verdict):
            not_counted = [person.person_id for person in row.not_counted]
            assert len(not_counted) == len(set(not_counted))
            assert not {person.person_id for person in row.counted} & set(not_counted)
            assert (row.waiver is not None) == (row.status is Status.WAIVED)
            if row.waiver is not None:
                assert row.waiver.requirement == row.key
                assert row.waiver.since <= on <= row.waiver.until
            if row.status in (Status.MET, Status.WAIVED):
                assert row.remedies == ()
            if row.status is Status.MET:
                assert row.missing == 0
            if row.status is Status.UNMET:
                assert row.missing > 0


@given(st.data(), days)
def test_a_counting_award_more_never_lowers_a_row(data: st.DataObject, on: date) -> None:
    edition = data.draw(random_editions())
    facts = data.draw(desks_of(edition))
    if not facts.people:
        return
    lucky = data.draw(st.integers(0, len(facts.people) - 1))
    award = AwardFact(data.draw(st.sampled_from(HELD)), FIRST, edition=data.draw(st.sampled_from((None, "1", "2"))))
    people = list(facts.people)
    people[lucky] = people[lucky]._replace(awards=(*people[lucky].awards, award))
    richer = replace(facts, people=tuple(people))
    for before, after in zip(evaluate_tracks(facts, edition, on), evaluate_tracks(richer, edition, on), strict=True):
        assert LEVEL[after.status] >= LEVEL[before.status]
        for was, now in zip(walk(before), walk(after), strict=True):
            assert LEVEL[now.status] >= LEVEL[was.status]
            assert min(now.have, now.need) >= min(was.have, was.need)


def check_outlooks(facts: Facts, edition: Edition, on: date, marks: list[date]) -> None:
    """Every row, nested part and track stays as it is until its outlook says so, and is another the day after."""
    now = evaluate_tracks(facts, edition, on, Depth.OUTLOOK)
    open_ones = dict(enumerate(list_statuses(now)))
    for day in marks:
        later = list_statuses(evaluate_tracks(facts, edition, day, Depth.COUNTS))
        for place, (status, outlook) in list(open_ones.items()):
            if later[place][0] is not status:
                assert (outlook.holds_until, outlook.becomes) == (day - timedelta(days=1), later[place][0])
                assert outlook.ends_by is not None
                del open_ones[place]
    for _, outlook in open_ones.values():
        assert outlook == NOTHING or (outlook.holds_until is not None and outlook.holds_until >= marks[-1])


def list_statuses(verdicts: tuple[Verdict, ...]) -> list[tuple[Status, Outlook]]:
    found: list[tuple[Status, Outlook]] = []
    for verdict in verdicts:
        found.append((verdict.status, verdict.outlook))
        found.extend((row.status, row.outlook) for row in walk(verdict))
    return found


@settings(max_examples=50)
@given(st.data(), days)
def test_the_outlook_is_the_day_before_the_first_that_differs(data: st.DataObject, on: date) -> None:
    edition = data.draw(random_editions())
    facts = data.draw(desks_of(edition, max_people=3))
    check_outlooks(facts, edition, on, list_marks(facts, edition, on))


@settings(max_examples=12)
@given(st.data(), days)
def test_so_it_is_day_by_day(data: st.DataObject, on: date) -> None:
    edition = data.draw(random_editions())
    facts = data.draw(desks_of(edition, max_people=2))
    check_outlooks(facts, edition, on, [on + timedelta(days=count) for count in range(1, 450)])


@given(st.data(), days)
def test_nothing_changes_before_the_next_change(data: st.DataObject, on: date) -> None:
    edition = data.draw(random_editions())
    facts = data.draw(desks_of(edition))
    until = next_change_on(facts, edition, on)
    assert until is not None
    now = evaluate_tracks(facts, edition, on)
    for day in (on + (until - on) // 2, until - timedelta(days=1)):
        assert [verdict._replace(on=on) for verdict in evaluate_tracks(facts, edition, day)] == list(now)


def cut_off(facts: Facts, day: date) -> Facts:
    """What was known to hold on a day: whatever begins later is left out, whatever ends later is open."""

    def begun(since: date | None) -> bool:
        return since is None or since <= day

    def still_open(last: date | None) -> date | None:
        return None if last is None or last >= day else last

    def cut_person(person: PersonFact) -> PersonFact:
        spells = [
            EmploymentFact(spell.starts_on, still_open(spell.ends_on), spell.region)
            for spell in person.employments
            if begun(spell.starts_on)
        ]
        awards = [
            award._replace(
                expires_on=still_open(award.expires_on),
                revoked_on=award.revoked_on if award.revoked_on is not None and award.revoked_on <= day else None,
            )
            for award in person.awards
            if begun(award.earned_on)
        ]
        return person._replace(employments=tuple(spells), awards=tuple(awards))

    is_later = not begun(facts.starts_on)
    return replace(
        facts,
        signed_on=None if is_later or not begun(facts.signed_on) else facts.signed_on,
        starts_on=None if is_later else facts.starts_on,
        ends_on=still_open(facts.ends_on),
        status_steps=tuple(step for step in facts.status_steps if begun(step.since)),
        track_steps=tuple(step for step in facts.track_steps if begun(step.since)),
        attestation=facts.attestation if facts.attestation and begun(facts.attestation.attested_on) else None,
        people=tuple(cut_person(person) for person in facts.people),
        plans=tuple(
            plan._replace(
                approved_on=plan.approved_on if begun(plan.approved_on) else None,
                partner_sponsor_signed_on=(
                    plan.partner_sponsor_signed_on if begun(plan.partner_sponsor_signed_on) else None
                ),
            )
            for plan in facts.plans
        ),
        activities=tuple(activity for activity in facts.activities if begun(activity.held_on)),
        bookings=tuple(booking for booking in facts.bookings if begun(booking.closed_on)),
        metrics=tuple(entry for entry in facts.metrics if begun(entry.reported_on)),
        waivers=tuple(
            waiver._replace(until=date.max if waiver.until >= day else waiver.until)
            for waiver in facts.waivers
            if begun(waiver.since)
        ),
    )


@given(st.data(), days)
def test_a_day_is_judged_by_what_holds_on_it(data: st.DataObject, on: date) -> None:
    """Nothing that begins or ends later has a say in what a day's verdict is."""
    edition = data.draw(random_editions())
    facts = data.draw(desks_of(edition))
    known = evaluate_tracks(facts, edition, on, Depth.COUNTS)
    cut = evaluate_tracks(cut_off(facts, on), edition, on, Depth.COUNTS)
    for whole, part in zip(known, cut, strict=True):
        assert (whole.status, whole.granted_track) == (part.status, part.granted_track)
        for one, other in zip(walk(whole), walk(part), strict=True):
            assert (one.status, one.need, one.missing) == (other.status, other.need, other.missing)
            assert len(one.counted) == len(other.counted)


@given(st.data(), days)
def test_the_outlook_names_whose_date_it_is(data: st.DataObject, on: date) -> None:
    """Somebody's name where an award or an employment ends it; where the calendar does, nobody's."""
    edition = data.draw(random_editions())
    facts = data.draw(desks_of(edition))
    names = {person.name for person in facts.people}
    for _, outlook in list_statuses(evaluate_tracks(facts, edition, on, Depth.OUTLOOK)):
        if outlook.ends_by in (Cause.AWARD, Cause.EMPLOYMENT):
            assert outlook.whose in names
        elif outlook.ends_by is not Cause.WAIVER:
            assert outlook.whose is None
