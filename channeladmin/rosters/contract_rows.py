"""Rows that hang on an agreement: plans, bookings, activities and reported metrics."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

from channeladmin.program.vocabulary import BookingKind
from channeladmin.records import fold
from channeladmin.rosters.checked_rows import CheckedRow
from channeladmin.rosters.companies import get_agreement, get_company
from channeladmin.rosters.draft import Draft
from channeladmin.rosters.known import Known
from channeladmin.rosters.record import Record


def plan_plan_row(draft: Draft) -> Record:
    """Plan the business plan of an agreement for a fiscal year."""
    agreement = get_agreement(draft, get_company(draft))
    values = draft.pick("business_plan")
    if "fiscal_year" not in values:
        raise draft.refuse("fiscal_year", "This is needed.")
    plans = draft.known.find("business_plan", ("agreement_id", "fiscal_year"), agreement.id, values.pop("fiscal_year"))
    if not plans:
        return draft.create("business_plan", draft.pick("business_plan"), agreement_id=agreement.id)
    draft.change(plans[0], values)
    return plans[0]


class _Nth:
    """Tells rows apart that are alike: the n-th of them in the file is the n-th of them in the desk.

    Which records are alike is asked at the first such row only: later ones are made by these rows, one each.
    """

    def __init__(self) -> None:
        self._left: dict[tuple[Any, ...], deque[Record]] = {}

    def choose(self, key: tuple[Any, ...], find: Callable[[], Iterable[Record]]) -> Record | None:
        """The record that this row is about, or None for one more."""
        left = self._left.get(key)
        if left is None:
            left = self._left[key] = deque(find())
        return left[0] if left else None

    def take(self, key: tuple[Any, ...]) -> None:
        """Count the row."""
        left = self._left[key]
        if left:
            left.popleft()


class BookingRows:
    """Plans bookings, by opportunity or by the n-th of the same day, amount and kind (DOMAIN, booking)."""

    def __init__(self, rows: Iterable[CheckedRow]) -> None:
        self._nth = _Nth()
        # What a row names by its opportunity is not there for the rows without one.
        self._named = {fold(named) for row in rows if (named := row.values.get("opportunity"))}

    def plan(self, draft: Draft) -> Record:
        """Plan the booking of an agreement."""
        agreement = get_agreement(draft, get_company(draft))
        values = draft.pick("booking")
        opportunity = values.get("opportunity")
        if opportunity is not None:
            known = draft.known.find("booking", ("agreement_id", "opportunity_key"), agreement.id, fold(opportunity))
            # Several of one opportunity are stored: the one that the row repeats, else the first.
            alike = [each for each in known if all(each.values[name] == value for name, value in values.items())]
            return self._plan_named(draft, agreement, values, alike or known)
        closed, cents, kind = values.get("closed_on"), values.get("net_arr_cents"), values.get("kind", BookingKind.NEW)
        key = (agreement.id, closed, cents, kind)
        found = self._nth.choose(key, lambda: self._find_alike(draft.known, key))
        if found is None:
            found = draft.create("booking", values, agreement_id=agreement.id)
        self._nth.take(key)
        return found

    def _find_alike(self, known: Known, key: tuple[Any, ...]) -> list[Record]:
        """The bookings that no row names by an opportunity; those without one come first."""
        by = ("agreement_id", "closed_on", "net_arr_cents", "kind")
        alike = [
            each
            for each in known.find("booking", by, *key)
            if each.values["opportunity_key"] not in self._named and tuple(each.values[name] for name in by) == key
        ]
        return sorted(alike, key=lambda each: each.values["opportunity_key"] is not None)

    def _plan_named(self, draft: Draft, agreement: Record, values: dict[str, Any], known: list[Record]) -> Record:
        if not known:
            return draft.create("booking", values, agreement_id=agreement.id)
        draft.change(known[0], {name: value for name, value in values.items() if name != "opportunity"})
        return known[0]


class ActivityRows:
    """Plans activities, by the n-th of the same day, kind and title (DOMAIN, activity)."""

    def __init__(self, rows: Iterable[CheckedRow]) -> None:
        self._nth = _Nth()
        self._named = {_key_of(values) for values in (row.values for row in rows) if values.get("title")}

    def plan(self, draft: Draft) -> Record:
        """Plan the activity of an agreement."""
        agreement = get_agreement(draft, get_company(draft))
        values = draft.pick("activity")
        held, kind, title = values.get("held_on"), values.get("kind"), values.get("title")
        key = (agreement.id, held, kind, None if title is None else fold(title))
        found = self._nth.choose(key, lambda: self._find_alike(draft.known, key))
        if found is None:
            found = draft.create("activity", values, agreement_id=agreement.id)
        else:
            draft.change(found, {name: value for name, value in values.items() if name == "status"})
        self._nth.take(key)
        return found

    def _find_alike(self, known: Known, key: tuple[Any, ...]) -> list[Record]:
        agreement, held, kind, title = key
        if title is not None:
            return known.find("activity", ("agreement_id", "held_on", "kind", "title_key"), *key)
        # No title is said: one without comes first, then those that no row of the file names.
        same_day = known.find("activity", ("agreement_id", "held_on", "kind"), agreement, held, kind)
        alike = [each for each in same_day if (held, kind, each.values["title_key"]) not in self._named]
        return sorted(alike, key=lambda each: each.values["title_key"] is not None)


class MetricRows:
    """Plans reported metrics, by the n-th of the same metric and day."""

    def __init__(self) -> None:
        self._nth = _Nth()

    def plan(self, draft: Draft) -> Record:
        """Plan the number reported for an agreement."""
        agreement = get_agreement(draft, get_company(draft))
        values = draft.pick("metric_entry")
        metric, day = values.get("metric"), values.get("reported_on")
        if values.get("amount_hundredths") is None:
            # Not even where one is stored: without a number a row has no place among those of its day.
            raise draft.refuse("amount", "This is needed.")
        key = (agreement.id, metric, day)
        by = ("agreement_id", "metric", "reported_on")
        found = self._nth.choose(key, lambda: draft.known.find("metric_entry", by, *key))
        if found is None:
            found = draft.create("metric_entry", values, agreement_id=agreement.id)
        else:
            draft.change(
                found, {name: value for name, value in values.items() if name in ("amount_hundredths", "note")}
            )
        self._nth.take(key)
        return found


def _key_of(values: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a checked row's values
    return values.get("held"), values.get("kind"), fold(values["title"])
