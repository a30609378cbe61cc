"""Keep what happens under an agreement: activities held, deals booked, help-desk reviews."""

from __future__ import annotations

from sqlmodel import SQLModel

from channeladmin.desk.desk import Desk
from channeladmin.desk.editing import Added, add_record, delete_record, edit_record
from channeladmin.records import (
    Activity,
    ActivityFields,
    Booking,
    BookingFields,
    Review,
    ReviewFields,
    Stored,
)
from channeladmin.storage.changes import Changes
from channeladmin.storage.reading import find_records, get_agreement_name, get_keys

__all__ = [
    "ActivityFields",
    "BookingFields",
    "ReviewFields",
    "add_activity",
    "add_booking",
    "add_review",
    "delete_activity",
    "delete_booking",
    "delete_review",
    "edit_activity",
    "edit_booking",
    "edit_review",
    "list_activities",
    "list_bookings",
    "list_reviews",
]


def list_activities(desk: Desk, agreement_id: int) -> tuple[Stored[ActivityFields], ...]:
    """The activities of an agreement, oldest first."""
    with desk.database.read() as connection:
        return find_records(connection, Activity, ActivityFields, order_by=("held_on",), agreement_id=agreement_id)


def add_activity(desk: Desk, agreement_id: int, fields: ActivityFields) -> Added:
    """An activity planned, held or cancelled."""
    return _add(desk, f"Add {_words(fields.kind)} to", Activity, agreement_id, fields)


def edit_activity(desk: Desk, activity_id: int, fields: ActivityFields) -> Changes | None:
    """Change an activity."""
    return _edit(desk, f"Edit {_words(fields.kind)} of", Activity, activity_id, fields)


def delete_activity(desk: Desk, activity_id: int) -> Changes:
    """Remove an activity."""
    return _delete(desk, "Delete activity of", Activity, activity_id)


def list_bookings(desk: Desk, agreement_id: int) -> tuple[Stored[BookingFields], ...]:
    """The bookings of an agreement, oldest first."""
    with desk.database.read() as connection:
        return find_records(connection, Booking, BookingFields, order_by=("closed_on",), agreement_id=agreement_id)


def add_booking(desk: Desk, agreement_id: int, fields: BookingFields) -> Added:
    """A deal that closed."""
    return _add(desk, "Add booking to", Booking, agreement_id, fields)


def edit_booking(desk: Desk, booking_id: int, fields: BookingFields) -> Changes | None:
    """Change a booking."""
    return _edit(desk, "Edit booking of", Booking, booking_id, fields)


def delete_booking(desk: Desk, booking_id: int) -> Changes:
    """Remove a booking."""
    return _delete(desk, "Delete booking of", Booking, booking_id)


def list_reviews(desk: Desk, agreement_id: int) -> tuple[Stored[ReviewFields], ...]:
    """The help desk's reviews of an agreement, oldest first."""
    with desk.database.read() as connection:
        return find_records(connection, Review, ReviewFields, order_by=("reviewed_on",), agreement_id=agreement_id)


def add_review(desk: Desk, agreement_id: int, fields: ReviewFields) -> Added:
    """A review; by the acting user where nobody is named."""
    signed = fields if fields.reviewed_by else fields.model_copy(update={"reviewed_by": desk.actor})
    return _add(desk, "Add review of", Review, agreement_id, signed)


def edit_review(desk: Desk, review_id: int, fields: ReviewFields) -> Changes | None:
    """Change a review."""
    return _edit(desk, "Edit review of", Review, review_id, fields)


def delete_review(desk: Desk, review_id: int) -> Changes:
    """Remove a review."""
    return _delete(desk, "Delete review of", Review, review_id)


def _add(desk: Desk, act: str, model: type[SQLModel], agreement_id: int, fields: SQLModel) -> Added:
    with desk.database.read() as connection:
        name = get_agreement_name(connection, agreement_id)
    return add_record(desk, f"{act} {name}", model, fields, agreement_id=agreement_id)


def _edit(desk: Desk, act: str, model: type[SQLModel], record_id: int, fields: SQLModel) -> Changes | None:
    return edit_record(desk, f"{act} {_name(desk, model, record_id)}", model, record_id, fields)


def _delete(desk: Desk, act: str, model: type[SQLModel], record_id: int) -> Changes:
    return delete_record(desk, f"{act} {_name(desk, model, record_id)}", model, record_id)


def _name(desk: Desk, model: type[SQLModel], record_id: int) -> str:
    with desk.database.read() as connection:
        return get_agreement_name(connection, get_keys(connection, model, record_id)["agreement_id"])


def _words(kind: str) -> str:
    return kind.replace("_", " ")
