"""Rows that hang on an agreement: plans, bookings, activities and reported metrics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from channeladmin.program.vocabulary import BookingKind
from channeladmin.records import fold
from channeladmin.rosters.checking import CheckedRow
from channeladmin.rosters.companies import get_agreement, get_company
from channeladmin.rosters.draft import Draft
from channeladmin.rosters.known import Record


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
    """Tells rows apart that are alike: the n-th of them in the file is the n-th of them in the desk."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[Any, ...]] = Counter()

    def choose(self, key: tuple[Any, ...], known: list[Record]) -> Record | None:
        """The record that this row is about, or None for one more."""
        at = self._seen[key]
        return known[at] if at < len(known) else None

    def take(self, key: tuple[Any, ...]) -> None:
        """Count the row."""
        self._seen[key] += 1


class BookingRows:
    """Plans bookings, by opportunity or by the n-th of the same day, amount and kind (DOMAIN, booking).

    An export of ours has a row for each booking, so two rows of one opportunity are two of them.
    """

    def __init__(self, rows: Iterable[CheckedRow]) -> None:
        self._nth = _Nth()
        self._meant: set[int] = set()
        # What a row names by its opportunity is not there for the rows without one.
        self._named = {fold(named) for row in rows if (named := row.values.get("opportunity"))}

    def plan(self, draft: Draft) -> Record:
        """Plan the booking of an agreement."""
        agreement = get_agreement(draft, get_company(draft))
        values = draft.pick("booking")
        opportunity = values.get("opportunity")
        if opportunity is not None:
            known = draft.known.find("booking", ("agreement_id", "opportunity_key"), agreement.id, fold(opportunity))
            if draft.row.mapping.is_exact:
                known = [each for each in known if each.id not in self._meant]
            # Several of one opportunity are stored: the one that the row repeats, else the first.
            alike = [each for each in known if all(each.values[name] == value for name, value in values.items())]
            found = self._plan_named(draft, agreement, values, alike or known)
            self._meant.add(found.id)
            return found
        closed, cents, kind = values.get("closed_on"), values.get("net_arr_cents"), values.get("kind", BookingKind.NEW)
        by = ("agreement_id", "closed_on", "net_arr_cents", "kind")
        known = [
            each
            for each in draft.known.find("booking", by, agreement.id, closed, cents, kind)
            if each.values["opportunity_key"] not in self._named
            and (each.values["closed_on"], each.values["net_arr_cents"], each.values["kind"]) == (closed, cents, kind)
        ]
        known.sort(key=lambda each: each.values["opportunity_key"] is not None)
        key = (agreement.id, closed, cents, kind)
        found = self._nth.choose(key, known) or draft.create("booking", values, agreement_id=agreement.id)
        self._nth.take(key)
        return found

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
        same_day = draft.known.find("activity", ("agreement_id", "held_on", "kind"), agreement.id, held, kind)
        if title is not None:
            known = [each for each in same_day if each.values["title_key"] == fold(title)]
        else:
            # No title is said: one without comes first, then those that no row of the file names.
            known = [each for each in same_day if (held, kind, each.values["title_key"]) not in self._named]
            known.sort(key=lambda each: each.values["title_key"] is not None)
        key = (agreement.id, held, kind, None if title is None else fold(title))
        found = self._nth.choose(key, known)
        if found is None:
            found = draft.create("activity", values, agreement_id=agreement.id)
        else:
            draft.change(found, {name: value for name, value in values.items() if name == "status"})
        self._nth.take(key)
        return found


class MetricRows:
    """Plans reported metrics, by the n-th of the same metric and day."""

    def __init__(self) -> None:
        self._nth = _Nth()

    def plan(self, draft: Draft) -> Record:
        """Plan the number reported for an agreement."""
        agreement = get_agreement(draft, get_company(draft))
        values = draft.pick("metric_entry")
        metric, day = values.get("metric"), values.get("reported_on")
        known = draft.known.find("metric_entry", ("agreement_id", "metric", "reported_on"), agreement.id, metric, day)
        key = (agreement.id, metric, day)
        found = self._nth.choose(key, known)
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
