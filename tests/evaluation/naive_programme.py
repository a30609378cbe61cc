"""Every kind of requirement a second time, as plainly as can be said: only the status, for one day, in no order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

from channeladmin.evaluation.facts import AwardFact, Facts, PersonFact, PlanFact
from channeladmin.evaluation.verdict import Status
from channeladmin.program.edition import Edition
from channeladmin.program.people import People
from channeladmin.program.quantity import Quantity
from channeladmin.program.requirement import EachQuarterRequirement, PeopleRequirement, Requirement
from channeladmin.program.vocabulary import AgreementStatus, Region
from tests.evaluation.naive import combine_all, counts_edition, go_back

MET, UNMET, REVIEW, WAIVED = Status.MET, Status.UNMET, Status.REVIEW, Status.WAIVED
Tree = tuple[str, Status, tuple[Any, ...]]
"""A row's key and status, and the trees of its parts."""
_AGREED = ("approved", "completed")


class Programme:
    """An edition and a desk on one day."""

    def __init__(self, edition: Edition, facts: Facts, day: date) -> None:
        self.edition, self.facts, self.day = edition, facts, day
        self.raw = {credential.key: credential for credential in edition.credentials}
        self.is_review = edition.rules.unknown_region == "review"

    def judge_track(self, track: str) -> tuple[Status, list[Tree]]:
        """The status of a track, and its rows."""
        rows = self.edition.list_asked(track)
        unshared = self.share_out(list(self.list_unshared(rows, track)), track)
        trees = [self.judge(row, track, unshared) for row in rows]
        return combine_all([status for _, status, _ in trees]), trees

    def judge(self, row: Requirement, key: str, unshared: dict[str, Status]) -> Tree:
        parts: tuple[Tree, ...] = ()
        if row.kind == "designation":
            parts = tuple(self.judge(part, row.designation, {}) for part in self.edition.list_asked(row.designation))
        elif row.kind == "all_of":
            parts = tuple(self.judge(part, key, unshared) for part in row.of if key in part.need)
        elif row.kind == "any_of":
            parts = tuple(self.judge(part, key, {}) for part in row.of if key in part.need)
        statuses = [status for _, status, _ in parts]
        if row.kind == "any_of":
            passing = sum(status in (MET, WAIVED) for status in statuses)
            hoped = passing + statuses.count(REVIEW)
            status = MET if passing >= row.need[key] else REVIEW if hoped >= row.need[key] else UNMET
        elif parts:
            status = combine_all(statuses)
        else:
            status = unshared[row.key] if row.key in unshared else self.judge_alone(row, key)
        is_waived = any(
            waiver.requirement == row.key and waiver.since <= self.day <= waiver.until for waiver in self.facts.waivers
        )
        return row.key, WAIVED if is_waived and status is not MET else status, parts

    def judge_alone(self, row: Requirement, key: str) -> Status:
        """One that has no parts."""
        match row.kind:
            case "people":
                counts, hoped = (sum(self.list_worth(row, worth)) for worth in (False, True))
                status = self.rate(counts >= row.need[key], hoped >= row.need[key])
            case "coverage":
                status = self.rate(*(self.covers(row, row.need[key], hoped=hoped) for hoped in (False, True)))
            case "points":
                need = Fraction(row.need[key])
                status = self.rate(*(self.scores(row, need, hoped=hoped) for hoped in (False, True)))
            case "each_quarter":
                status = self.judge_quarters(row, row.need[key])
            case _:
                status = MET if self.stands(row, key) else UNMET
        return status

    def stands(self, row: Requirement, key: str) -> bool:
        """Of a kind that is either met or unmet."""
        match row.kind:
            case "agreement":
                stands = self.has_agreement()
            case "plan":
                plan = self.find_approved_plan()
                signed_on = plan and plan.partner_sponsor and plan.partner_sponsor_signed_on
                stands = bool(signed_on and signed_on <= self.day)
            case "attestation":
                made = self.facts.attestation
                stands = made is not None and made.kind in row.practices and made.attested_on <= self.day
            case "amount":
                stands = self.add_up(row) >= row.need[key] * 100
            case _:
                assert row.kind == "share"
                part, whole = self.add_up(row.part), self.add_up(row.whole)
                stands = whole > 0 and part * 100 >= row.need[key] * whole
        return stands

    def judge_quarters(self, row: EachQuarterRequirement, need: int) -> Status:
        quarters = [quarter for quarter in self.list_closed_quarters()[-row.quarters :] if self.lies_inside(*quarter)]
        held = [
            sum(
                activity.kind in row.activity_kinds
                and activity.status == "completed"
                and first <= activity.held_on <= last
                for activity in self.facts.activities
            )
            for first, last in quarters
        ]
        if not quarters:
            return REVIEW
        return MET if all(number >= need for number in held) else UNMET

    def rate(self, is_met: bool, is_hoped: bool) -> Status:
        return MET if is_met else REVIEW if is_hoped and self.is_review else UNMET

    def has_agreement(self) -> bool:
        facts, day = self.facts, self.day
        begins = [facts.signed_on or date.max, facts.starts_on or date.min]
        is_open = max(begins) <= day <= (facts.ends_on or date.max)
        return is_open and facts.status_on(day) is AgreementStatus.AUTHORIZED

    # ------------------------------------------------------------------------------------------------ people

    def list_worth(self, asked: People, hoped: bool) -> list[bool]:
        """Of each person, whether they count; `hoped`: or would, were their region known."""
        return [self.counts(person, asked, hoped=hoped) for person in self.facts.people]

    def counts(self, person: PersonFact, asked: People, *, hoped: bool = False) -> bool:
        regions = self.find_regions(person)
        if not regions:
            return False
        if asked.region_applies and self.facts.region not in regions and not (hoped and None in regions):
            return False
        held = self.list_valid(person)
        named = [self.holds(held, key, asked) for key in asked.credentials]
        if asked.courses == "both":
            return all(named)
        return any(named) or any(self.holds_existing(held, key, asked) for key in asked.existing)

    def find_regions(self, person: PersonFact) -> list[Region | None]:
        return [
            spell.region
            for spell in person.employments
            if (spell.starts_on or date.min) <= self.day <= (spell.ends_on or date.max)
        ]

    def list_valid(self, person: PersonFact) -> list[AwardFact]:
        return [
            award
            for award in person.awards
            if award.earned_on <= self.day <= (award.expires_on or date.max)
            and (award.revoked_on is None or self.day < award.revoked_on)
        ]

    def holds(self, held: list[AwardFact], key: str, asked: People | None) -> bool:
        """Directly (of an edition that counts), by what implies it, or by all of its parts."""
        if any(self.is_of(award, key) and (asked is None or counts_edition(award, asked)) for award in held):
            return True
        credential = self.raw.get(key)
        if credential is None:
            return False
        names = {award.credential for award in held}
        if names & set(credential.implied_by):
            return True
        infers = self.edition.rules.composite_may_infer
        parts = [{part, *(self.raw[part].implied_by if infers else ())} for part in credential.composed_of]
        return bool(parts) and all(names & part for part in parts)

    def holds_existing(self, held: list[AwardFact], key: str, asked: People) -> bool:
        assert asked.existing_earned_by is not None
        last = asked.existing_earned_by if asked.existing_reading == "earned_by_then" else date.max
        return any(self.is_of(award, key) and award.earned_on <= last for award in held)

    def is_of(self, award: AwardFact, key: str) -> bool:
        is_family = key in self.raw and self.raw[key].family
        return award.credential == key or (is_family and award.credential.split(":")[0] == key)

    def list_unshared(self, rows: Iterable[Requirement], track: str) -> Iterator[Any]:
        for row in rows:
            if track in row.need and row.kind == "all_of":
                yield from self.list_unshared(row.of, track)
            elif track in row.need and row.kind == "people" and self.forbids_sharing(row):
                yield row

    def forbids_sharing(self, row: PeopleRequirement) -> bool:
        return (row.sharing or self.edition.rules.sharing) == "forbidden"

    def share_out(self, rows: Sequence[Any], track: str) -> dict[str, Status]:
        """Every way to give each person one of the rows: of the best, the one that serves the first row best."""
        filled, hoped = (self.fill_best(rows, track, hoped=worth) for worth in (False, True))
        needs = [row.need[track] for row in rows]
        return {
            row.key: self.rate(have >= need, may >= need)
            for row, need, have, may in zip(rows, needs, filled, hoped, strict=True)
        }

    def fill_best(self, rows: Sequence[Any], track: str, *, hoped: bool) -> list[int]:
        may = [self.list_worth(row, hoped) for row in rows]
        choices = [[None, *(row for row in range(len(rows)) if may[row][who])] for who in range(len(self.facts.people))]
        most = [
            [min(row.need[track], given.count(place)) for place, row in enumerate(rows)] for given in product(*choices)
        ]
        return max(most, key=lambda filled: (sum(filled), filled))

    def covers(self, row: Any, need: int, *, hoped: bool) -> bool:  # noqa: ANN401  # a coverage row
        covered = self.list_covered(row, hoped=hoped)
        return len(covered) >= need and set(row.including) <= covered

    def list_covered(self, row: Any, *, hoped: bool = False) -> set[str]:  # noqa: ANN401  # a coverage row
        asked = People(credentials=("any",), region_applies=row.region_applies)
        covered: set[str] = set()
        for person in self.facts.people:
            regions = self.find_regions(person)
            here = not row.region_applies or self.facts.region in regions or (hoped and None in regions)
            held = self.list_valid(person) if regions and here else []
            for key in row.credentials:
                if key in self.raw and self.raw[key].family:
                    covered |= {award.credential for award in held if award.credential.startswith(f"{key}:")}
                elif self.holds(held, key, asked.model_copy(update={"award_editions": ()})):
                    covered.add(key)
        return covered

    def scores(self, row: Any, need: Fraction, *, hoped: bool) -> bool:  # noqa: ANN401  # a points row
        total, is_whole = Fraction(0), True
        for metric in row.metrics:
            if metric.people is not None:
                number = Fraction(sum(self.list_worth(metric.people, hoped)))
            else:
                number = Fraction(max(0, self.add_up(metric.quantity)), 100)
            units = number / metric.unit
            earned = min(Fraction(metric.cap), Fraction(metric.points) * (units if metric.is_partial else units // 1))
            earned = Fraction(int(earned * 100), 100)  # points are cut off at hundredths
            is_whole &= earned >= Fraction(metric.floor)
            total += earned
        return is_whole and total >= need

    # ------------------------------------------------------------------------------------------------ numbers

    def find_approved_plan(self) -> PlanFact | None:
        year = self.edition.fiscal.year_of(self.day)
        for plan in self.facts.plans:
            if (
                plan.fiscal_year == year
                and plan.status in _AGREED
                and plan.approved_on
                and plan.approved_on <= self.day
            ):
                return plan
        return None

    def add_up(self, asked: Quantity) -> int:
        if asked.basis == "committed":
            plan = self.find_approved_plan()
            return (plan.committed_net_arr_cents or 0) if plan else 0
        entries: list[tuple[str | None, date, int]] = [
            (entry.metric, entry.reported_on, entry.amount_hundredths) for entry in self.facts.metrics
        ]
        if asked.basis == "booked":
            entries = [
                (None, booking.closed_on, booking.net_arr_cents)
                for booking in self.facts.bookings
                if booking.kind in asked.booking_kinds
            ]
        return sum(amount for name, day, amount in entries if name == asked.metric and self.lies_in(day, asked.months))

    def lies_in(self, entered_on: date, months: int | None) -> bool:
        """Whether the window that ends today holds a day: of a whole month, from the day after the same day before."""
        if months is None:
            fiscal = self.edition.fiscal
            return entered_on <= self.day and fiscal.year_of(entered_on) == fiscal.year_of(self.day)
        return go_back(self.day, months) < entered_on <= self.day

    def list_closed_quarters(self) -> list[tuple[date, date]]:
        """Of some years, the first and the last day of those that are over."""
        starts = [
            date(year, month, 1)
            for year in range(self.day.year - 12, self.day.year + 1)
            for month in range(1, 13)
            if (month - self.edition.fiscal.first_month) % 3 == 0
        ]
        pairs = [(first, following - timedelta(days=1)) for first, following in pairwise(starts)]
        return [pair for pair in pairs if pair[1] < self.day]

    def lies_inside(self, first: date, last: date) -> bool:
        begins_on = self.facts.starts_on or self.facts.signed_on
        return begins_on is not None and begins_on <= first and last <= (self.facts.ends_on or date.max)
