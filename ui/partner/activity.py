"""The Activity & revenue tab: what was held, what was booked, and the help desk's reviews, edited in place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from channeladmin.desk.activities import (
    add_activity,
    add_booking,
    add_review,
    delete_activity,
    delete_booking,
    delete_review,
    edit_activity,
    edit_booking,
    edit_review,
    list_activities,
    list_bookings,
    list_reviews,
)
from channeladmin.desk.agreements import AgreementView
from channeladmin.desk.metrics import (
    add_metric_entry,
    delete_metric_entry,
    edit_metric_entry,
    list_metric_entries,
)
from channeladmin.desk.partners import PartnerView
from channeladmin.desk.values import ActivityFields, BookingFields, MetricEntryFields, ReviewFields
from channeladmin.desk.wording import format_hundredths, format_money
from ui.kit.field_spec import FieldSpec
from ui.kit.inline_model import RowActs
from ui.kit.inline_table import InlineTable
from ui.kit.text import make_label
from ui.kit.words import word_count
from ui.partner.quarter_grid import QuarterGrid
from ui.partner.tab import PartnerTab
from ui.session import DeskSession

_ACTIVITIES = (
    FieldSpec("held_on", "Held on", width=110),
    FieldSpec("kind", "Kind", width=130),
    FieldSpec("title", "Title", width=140, stretch=1),
    FieldSpec("status", "State", width=110),
)
_BOOKINGS = (
    FieldSpec("closed_on", "Closed on", width=110),
    FieldSpec("net_arr_cents", "Annual revenue", width=130),
    FieldSpec("kind", "Kind", width=100),
    FieldSpec("opportunity", "Opportunity", width=140, stretch=1),
)
_REVIEWS = (
    FieldSpec("reviewed_on", "Reviewed on", width=110),
    FieldSpec("reviewed_by", "By", width=130),
    FieldSpec("notes", "Notes", width=200, stretch=1),
)


class ActivityTab(PartnerTab):
    """A grid of the quarters above three lists."""

    def __init__(self, session: DeskSession) -> None:
        super().__init__(session)
        desk, act = session.desk, session.act
        self._counts: tuple[tuple[int, str] | tuple[int, str, str], ...] = ()
        self.none = make_label("Activities and bookings belong to an agreement; add one first.", "muted", wraps=True)
        self.quarters = QuarterGrid()
        self.activities = InlineTable(
            ActivityFields,
            _ACTIVITIES,
            RowActs(
                add=lambda agreement_id, fields: act(lambda: add_activity(desk, agreement_id, fields)),
                edit=lambda activity_id, fields: act(lambda: edit_activity(desk, activity_id, fields)),
                delete=lambda activity_id: act(lambda: delete_activity(desk, activity_id)),
            ),
            invitation="Add an activity",
            name="Activities",
            withheld=session.withheld,
        )
        self.bookings = InlineTable(
            BookingFields,
            _BOOKINGS,
            RowActs(
                add=lambda agreement_id, fields: act(lambda: add_booking(desk, agreement_id, fields)),
                edit=lambda booking_id, fields: act(lambda: edit_booking(desk, booking_id, fields)),
                delete=lambda booking_id: act(lambda: delete_booking(desk, booking_id)),
            ),
            invitation="Add a booking",
            name="Bookings",
            withheld=session.withheld,
        )
        self.reviews = InlineTable(
            ReviewFields,
            _REVIEWS,
            RowActs(
                add=lambda agreement_id, fields: act(lambda: add_review(desk, agreement_id, fields)),
                edit=lambda review_id, fields: act(lambda: edit_review(desk, review_id, fields)),
                delete=lambda review_id: act(lambda: delete_review(desk, review_id)),
            ),
            invitation="Add a review",
            name="Help-desk reviews",
            withheld=session.withheld,
        )
        self._metrics: tuple[tuple[str, str], ...] = ()
        self._units: dict[str, str | None] = {}
        self.metrics = InlineTable(
            MetricEntryFields,
            (
                FieldSpec("metric", "Metric", width=170, choices=lambda: self._metrics),
                FieldSpec("reported_on", "Reported on", width=110),
                FieldSpec("amount_hundredths", "Amount", width=150, words=self._word_amount),
                FieldSpec("note", "Note", width=120, stretch=1),
            ),
            RowActs(
                add=lambda agreement_id, fields: act(lambda: add_metric_entry(desk, agreement_id, fields)),
                edit=lambda entry_id, fields: act(lambda: edit_metric_entry(desk, entry_id, fields)),
                delete=lambda entry_id: act(lambda: delete_metric_entry(desk, entry_id)),
            ),
            invitation="Add a number that was reported",
            name="Reported metrics",
            withheld=session.withheld,
        )
        self.body.addWidget(self.none)
        quarters = self.add_section("Quarters", self.quarters)
        activities = self.add_section("Activities", self.activities)
        note = "New and growth bookings are NetARR; renewals are not."
        bookings = self.add_section("Bookings", self.bookings, note=note)
        self.metrics_section = self.add_section("Reported metrics", self.metrics)
        reviews = self.add_section("Help-desk reviews", self.reviews)
        self._sections = (quarters, activities, bookings, self.metrics_section, reviews)
        self.body.addStretch(1)

    def show_partner(self, partner: PartnerView, agreement: AgreementView | None) -> None:
        """Show what happened under the chosen agreement."""
        del partner
        self.none.setVisible(agreement is None)
        for section in self._sections:
            section.setVisible(agreement is not None)
        self._counts = ()
        if agreement is None:
            return
        desk, agreement_id = self.session.desk, agreement.agreement.id
        activities, bookings = list_activities(desk, agreement_id), list_bookings(desk, agreement_id)
        reviews = list_reviews(desk, agreement_id)
        self._counts = (
            (len(activities), "activity", "activities"),
            (len(bookings), "booking"),
            (len(reviews), "review"),
        )
        self.activities.show_records(activities, agreement_id)
        self.bookings.show_records(bookings, agreement_id)
        self.reviews.show_records(reviews, agreement_id)
        self.quarters.show_quarters(desk, agreement_id)
        self._show_metrics(agreement_id)

    def _show_metrics(self, agreement_id: int) -> None:
        """The numbers reported, where the edition in use declares any."""
        declared = self.session.desk.edition.metrics
        entries = list_metric_entries(self.session.desk, agreement_id)
        self.metrics_section.setVisible(bool(declared))
        # A number may be of a metric that only an earlier edition has; then nothing tells its unit.
        kept = {entry.fields.metric: entry.fields.metric.replace("_", " ") for entry in entries}
        self._metrics = tuple((kept | {metric.key: metric.label for metric in declared}).items())
        self._units = {metric.key: metric.unit for metric in declared}
        # With one metric there is nothing to choose.
        only = declared[0].key if len(declared) == 1 else None
        self.metrics.model.set_initial({"metric": only, "reported_on": self.session.desk.today()})
        self.metrics.show_records(entries, agreement_id)
        if declared:
            self._counts = (*self._counts, (len(entries), "number reported", "numbers reported"))

    def _word_amount(self, values: Mapping[str, Any]) -> str:
        amount, unit = values.get("amount_hundredths"), self._units.get(values.get("metric") or "", "")
        if not isinstance(amount, int):
            return ""
        return format_money(amount) if unit is None else format_hundredths(amount, unit or None)

    def describe(self) -> str:
        """How many activities, bookings and reviews there are."""
        return " · ".join(word_count(*count) for count in self._counts)
