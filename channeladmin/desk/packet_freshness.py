"""Whether a frozen letter still says what the records say."""

from __future__ import annotations

from channeladmin.desk.desk import Desk
from channeladmin.desk.invitation_steps import UNANSWERED
from channeladmin.desk.packet_content import find_basis
from channeladmin.desk.select_track import evaluate_select, has_select
from channeladmin.letters.packet import parse_packet
from channeladmin.records import InvitationFields


def is_stale(desk: Desk, agreement_id: int, invitation: InvitationFields) -> bool:
    """Whether the facts behind an approved, unanswered invitation changed.

    They did if the records now say otherwise about the day of approval, if a requirement stands otherwise today, or if
    the edition in use has no Select track. Days that merely pass (a quarter that closes, with an activity in it) make
    no letter stale.
    """
    if invitation.status not in UNANSWERED or invitation.evidence is None or invitation.approved_on is None:
        return False
    if not has_select(desk.edition):
        return True
    frozen = parse_packet(invitation.evidence)
    if frozen.basis != find_basis(desk, agreement_id, on=invitation.approved_on):
        return True
    today = evaluate_select(desk, agreement_id)
    return [row.mark for row in frozen.scorecard.rows] != [row.status.value for row in today.requirements]
