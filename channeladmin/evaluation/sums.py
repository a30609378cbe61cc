"""Numbers added up over a window that ends on a day: committed in the plan, booked, or reported under a metric."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from channeladmin.evaluation.case import Case
from channeladmin.evaluation.days import day_before, leaving_on, months_before, starts_and_stops
from channeladmin.evaluation.plan_row import find_plan_days, is_approved
from channeladmin.evaluation.verdict import Cause
from channeladmin.program.quantity import Quantity

Entry = tuple[date, int]
"""When a number falls into the window, and how much it is in hundredths."""


def sum_on(case: Case, quantity: Quantity, day: date) -> int:
    """The sum in hundredths of the unit (cents of money) on a day; a committed amount needs the plan's approval."""
    if quantity.basis == "committed":
        plan = case.find_plan(day)
        return 0 if plan is None or not is_approved(plan, day) else plan.committed_net_arr_cents or 0
    first_day = find_first_day(case, quantity, day)
    return sum(amount for entered_on, amount in list_entries(case, quantity) if first_day <= entered_on <= day)


def find_sum_days(case: Case, quantity: Quantity) -> Sequence[date]:
    """The days to come on which the sum may change, sorted."""
    if quantity.basis == "committed":
        return find_plan_days(case)
    entered = [entered_on for entered_on, _ in list_entries(case, quantity)]
    if quantity.months is None:
        fiscal = case.edition.fiscal
        last_days = [fiscal.last_day(fiscal.year_of(day)) for day in entered]
        return starts_and_stops(starts=entered, last_days=last_days, after=case.on)
    return starts_and_stops(starts=[*entered, *(leaving_on(day, quantity.months) for day in entered)], after=case.on)


def find_first_day(case: Case, quantity: Quantity, day: date) -> date:
    """The first day of the window that ends on a day."""
    if quantity.months is None:
        fiscal = case.edition.fiscal
        return fiscal.first_day(fiscal.year_of(day))
    before = months_before(day, quantity.months)
    return date.min if before is None else before + timedelta(days=1)


def moves(case: Case, quantity: Quantity, day: date, *, down: bool) -> bool:
    """Whether the sum is less (else: more) on a day than it was the day before."""
    before, after = sum_on(case, quantity, day_before(day)), sum_on(case, quantity, day)
    return after < before if down else after > before


def find_cause(quantity: Quantity) -> Cause:
    """Which turn of the calendar ends a sum."""
    return Cause.PLAN_YEAR if quantity.months is None else Cause.WINDOW


def list_entries(case: Case, quantity: Quantity) -> Iterator[Entry]:
    """The numbers that are added up, whenever they were entered."""
    if quantity.basis == "booked":
        for booking in case.facts.bookings:
            if booking.kind in quantity.booking_kinds:
                yield booking.closed_on, booking.net_arr_cents
    else:
        for entry in case.facts.metrics:
            if entry.metric == quantity.metric:
                yield entry.reported_on, entry.amount_hundredths
