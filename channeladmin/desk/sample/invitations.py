"""The invitations of the sample desk, taken through their steps as staff would, each on its day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from channeladmin.desk.desk import Desk, FixedClock
from channeladmin.desk.inviting import draft_invitation, take_step
from channeladmin.desk.sample.sketch import InvitationSketch


def make_invitations(desk: Desk, invitations: Iterable[tuple[int, InvitationSketch]], *, on: date) -> int:
    """Draft the invitations (agreement id, sketch), take their steps in the order of the days, and count them."""
    sketches = dict(invitations)
    events = [(sketch.drafted_on, agreement_id, "draft") for agreement_id, sketch in sketches.items()]
    for agreement_id, sketch in sketches.items():
        events += [(day, agreement_id, step) for step, day in sketch.steps]
    numbers: dict[int, str] = {}
    for day, agreement_id, step in sorted(events):
        desk.database.clock = FixedClock(day)
        if step == "draft":
            reason = sketches[agreement_id].exception_reason
            numbers[agreement_id] = draft_invitation(desk, agreement_id, exception_reason=reason).number
        else:
            take_step(desk, numbers[agreement_id], step)
    desk.database.clock = FixedClock(on)
    return len(numbers)
