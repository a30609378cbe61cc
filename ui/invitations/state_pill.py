"""The state of an invitation as a pill."""

from __future__ import annotations

from channeladmin.desk.inviting import InvitationView
from channeladmin.desk.values import InvitationStatus
from channeladmin.desk.wording import format_date
from ui.kit.chips import Pill, Tone

_TONES = {
    InvitationStatus.DRAFTED: Tone.NEUTRAL,
    InvitationStatus.APPROVED: Tone.REVIEW,
    InvitationStatus.PRINTED: Tone.REVIEW,
    InvitationStatus.SENT: Tone.REVIEW,
    InvitationStatus.ACCEPTED: Tone.MET,
    InvitationStatus.DECLINED: Tone.UNMET,
    InvitationStatus.EXPIRED: Tone.UNMET,
    InvitationStatus.WITHDRAWN: Tone.NEUTRAL,
}


def build_state_pill(view: InvitationView) -> Pill:
    """The word of the state, in its tone; waiting states carry no mark of doubt."""
    tone = _TONES[view.status]
    return Pill(view.status.value, tone, has_mark=tone in (Tone.MET, Tone.UNMET))


def word_next(view: InvitationView) -> str:
    """What this invitation waits for, or how it ended."""
    fields = view.invitation.fields
    waits = {
        InvitationStatus.DRAFTED: "waits for approval",
        InvitationStatus.APPROVED: "to be printed",
        InvitationStatus.PRINTED: "to be sent",
    }
    if view.status is InvitationStatus.SENT and fields.reply_by:
        return f"reply by {format_date(fields.reply_by)}"
    return waits.get(view.status, "")
