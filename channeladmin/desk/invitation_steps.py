"""Which step may follow which in the life of an invitation, and the sentences that refuse one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from channeladmin.desk.wording import format_date
from channeladmin.errors import UserError
from channeladmin.program.vocabulary import InvitationStatus
from channeladmin.records import InvitationFields

REPLY_WITHIN = timedelta(days=30)
"""How long a partner has to answer, counted from the approval, which dates the letter."""

_FARTHEST_AHEAD = timedelta(days=366)

_DRAFTED, _APPROVED, _PRINTED, _SENT = (
    InvitationStatus.DRAFTED,
    InvitationStatus.APPROVED,
    InvitationStatus.PRINTED,
    InvitationStatus.SENT,
)
UNANSWERED = frozenset({_DRAFTED, _APPROVED, _PRINTED, _SENT})
"""The states in which an invitation still waits for something."""

_AWAITING = frozenset({_APPROVED, _PRINTED, _SENT})
_DAYS = (
    ("Drafted", "drafted_on"),
    ("Approved", "approved_on"),
    ("Printed", "printed_on"),
    ("Sent", "sent_on"),
    ("Accepted", "accepted_on"),
    ("Declined", "declined_on"),
    ("Withdrawn", "withdrawn_on"),
    ("Expired", "expired_on"),
)


@dataclass(frozen=True, slots=True)
class Transition:
    """A step: the states that it starts from, the one it ends in, the column of its day, and its words."""

    before: frozenset[InvitationStatus]
    after: InvitationStatus
    day: str
    done: str
    label: str


STEPS: Mapping[str, Transition] = {
    "approve": Transition(frozenset({_DRAFTED}), _APPROVED, "approved_on", "approved", "Approve invitation {number}"),
    "print": Transition(
        frozenset({_APPROVED}), _PRINTED, "printed_on", "printed", "Mark invitation {number} as printed"
    ),
    "sent": Transition(frozenset({_APPROVED, _PRINTED}), _SENT, "sent_on", "sent", "Mark invitation {number} as sent"),
    "accept": Transition(
        frozenset({_SENT}),
        InvitationStatus.ACCEPTED,
        "accepted_on",
        "accepted",
        "Record acceptance of invitation {number}",
    ),
    "decline": Transition(
        frozenset({_SENT}),
        InvitationStatus.DECLINED,
        "declined_on",
        "declined",
        "Record decline of invitation {number}",
    ),
    "withdraw": Transition(
        UNANSWERED, InvitationStatus.WITHDRAWN, "withdrawn_on", "withdrawn", "Withdraw invitation {number}"
    ),
}


def list_days(fields: InvitationFields) -> tuple[tuple[str, date], ...]:
    """The steps taken, each with its day, in their order."""
    return tuple((label, day) for label, column in _DAYS if (day := getattr(fields, column)) is not None)


def has_lapsed(fields: InvitationFields, on: date) -> bool:
    """Whether the letter's reply-by date is past while an answer is still awaited."""
    return fields.status in _AWAITING and fields.reply_by is not None and fields.reply_by < on


def find_status(fields: InvitationFields, on: date) -> InvitationStatus:
    """The status on a day: as recorded, or expired once the reply-by date has passed without an answer."""
    return InvitationStatus.EXPIRED if has_lapsed(fields, on) else fields.status


def list_allowed_steps(fields: InvitationFields, on: date) -> tuple[str, ...]:
    """What may be done next, in the order of an invitation's life. A late answer may still be recorded."""
    closed = {"print", "sent"} if has_lapsed(fields, on) else set()
    return tuple(step for step, move in STEPS.items() if fields.status in move.before and step not in closed)


def get_step(step: str) -> Transition:
    """The step of that name; UserError if there is none."""
    if step not in STEPS:
        raise UserError(f"“{step}” is not a step of an invitation; the steps are {_join(STEPS, 'and')}.")
    return STEPS[step]


def check_step(fields: InvitationFields, step: str, *, on: date, today: date) -> Transition:
    """The step, if it may be taken on that day; else UserError, which says what can be done instead."""
    move = get_step(step)
    number = fields.number
    if fields.status not in move.before:
        raise UserError(
            f"Invitation {number} is {fields.status}, so it cannot be {move.done}. {_say_next(fields, today)}"
        )
    label, latest = list_days(fields)[-1]
    if on < latest:
        raise UserError(
            f"Invitation {number} was {label.lower()} on {format_date(latest)}, so it cannot be {move.done} on "
            f"{format_date(on)}; give a day on or after it."
        )
    if on > today + _FARTHEST_AHEAD:
        raise UserError(f"{format_date(on)} is more than a year ahead; check the year.")
    if step in {"print", "sent"} and has_lapsed(fields, on):
        assert fields.reply_by is not None
        raise UserError(
            f"The letter of invitation {number} asks for an answer by {format_date(fields.reply_by)}, which is "
            "past; withdraw it and draft a new one."
        )
    return move


def _say_next(fields: InvitationFields, today: date) -> str:
    allowed = list_allowed_steps(fields, today)
    if not allowed:
        return "Nothing more can be done with it; draft a new invitation if one is wanted."
    return f"What can be done now: {_join(allowed, 'or')}."


def _join(words: Mapping[str, Transition] | tuple[str, ...], last: str) -> str:
    *first, final = words
    return f"{', '.join(first)} {last} {final}" if first else final
