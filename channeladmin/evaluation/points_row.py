"""A score: points for people and for numbers, with the most that each metric gives and the least that it must."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from channeladmin.evaluation.case import Case
from channeladmin.evaluation.change import Change
from channeladmin.evaluation.combining import LEVEL
from channeladmin.evaluation.finding import Finding, FindingKey
from channeladmin.evaluation.headcount import Headcount, Heads
from channeladmin.evaluation.outcome import Outcome
from channeladmin.evaluation.sums import find_cause, find_sum_days, moves, sum_on
from channeladmin.evaluation.verdict import Measure, Status
from channeladmin.program.points import PointsMetric
from channeladmin.program.requirement import PointsRequirement

_Heads = Mapping[str, Heads]
"""By people metric."""
_Points = Mapping[str, int]
"""By metric, its points in hundredths."""


def judge_points(case: Case, requirement: PointsRequirement, need: Decimal) -> Outcome:
    """The score in hundredths of a point; met where it suffices and no metric is below its floor.

    Review where people of unknown region would make it suffice. What is missing is what the score lacks, or else what
    the metrics below their floor do.
    """
    wanted = _hundredths(need)
    standings = {
        metric.key: case.count_people(metric.people) for metric in requirement.metrics if metric.people is not None
    }
    heads = {key: standing.heads for key, standing in standings.items()}
    points = _score(case, requirement, heads, case.on)
    status = _rate(case, requirement, wanted, heads, case.on)
    short = sum(max(0, _hundredths(metric.floor) - points[metric.key]) for metric in requirement.metrics)
    have = sum(points.values())
    return Outcome(
        status,
        Measure.POINTS,
        wanted,
        have,
        _find_changes(case, requirement, wanted, standings, heads, status) if case.looks_ahead else (),
        findings=tuple(_find(requirement, points)),
        missing=max(wanted - have, short),
    )


def _score(case: Case, requirement: PointsRequirement, heads: _Heads, day: date, *, hoped: bool = False) -> _Points:
    """`hoped`: with the people of unknown region."""
    points = {}
    for metric in requirement.metrics:
        if metric.quantity is None:
            counting, unknown = heads[metric.key]
            hundredths = (counting + unknown * hoped) * 100
        else:
            hundredths = max(0, sum_on(case, metric.quantity, day))
        points[metric.key] = _earn(metric, hundredths)
    return points


def _earn(metric: PointsMetric, hundredths: int) -> int:
    """What so much earns, cut off at hundredths of a point."""
    unit, each = metric.unit * 100, _hundredths(metric.points)
    earned = hundredths * each // unit if metric.is_partial else hundredths // unit * each
    return min(_hundredths(metric.cap), earned)


def _rate(case: Case, requirement: PointsRequirement, wanted: int, heads: _Heads, day: date) -> Status:
    if _suffices(requirement, _score(case, requirement, heads, day), wanted):
        return Status.MET
    is_review = case.edition.rules.unknown_region == "review"
    if is_review and _suffices(requirement, _score(case, requirement, heads, day, hoped=True), wanted):
        return Status.REVIEW
    return Status.UNMET


def _suffices(requirement: PointsRequirement, points: _Points, wanted: int) -> bool:
    is_whole = all(points[metric.key] >= _hundredths(metric.floor) for metric in requirement.metrics)
    return is_whole and sum(points.values()) >= wanted


def _find_changes(
    case: Case,
    requirement: PointsRequirement,
    wanted: int,
    standings: Mapping[str, Headcount],
    heads: _Heads,
    now: Status,
) -> Iterator[Change]:
    turned = dict(heads)
    turns = [(turn, key) for key, standing in standings.items() for turn in standing.find_turns()]
    quantities = [metric.quantity for metric in requirement.metrics if metric.quantity is not None]
    days = {turn.day for turn, _ in turns}.union(*(find_sum_days(case, quantity) for quantity in quantities))
    for day in sorted(days):
        made = sorted((turn, key) for turn, key in turns if turn.day == day)
        for turn, key in made:
            turned[key] = turned[key].turn(turn)
        status = _rate(case, requirement, wanted, turned, day)
        if status is not now:
            falls = LEVEL[status] < LEVEL[now]
            named = next((turn for turn, _ in made if (turn.after < turn.before) == falls), None)
            if named is not None:
                yield Change(day, status, named.cause, named.name)
            else:
                moved = next(quantity for quantity in quantities if moves(case, quantity, day, down=falls))
                yield Change(day, status, find_cause(moved))
            now = status


def _find(requirement: PointsRequirement, points: _Points) -> Iterator[Finding]:
    for metric in requirement.metrics:
        yield Finding(FindingKey.POINTS, text=metric.label, number=points[metric.key], cents=_hundredths(metric.cap))
    for metric in requirement.metrics:
        if points[metric.key] < _hundredths(metric.floor):
            yield Finding(FindingKey.POINTS_BELOW_FLOOR, text=metric.label, number=_hundredths(metric.floor))


def _hundredths(points: Decimal) -> int:
    return int(points * 100)
