"""How many invitations wait for a step, for the rail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from channeladmin.desk.inviting import list_invitations
from channeladmin.desk.values import InvitationStatus

if TYPE_CHECKING:
    from channeladmin.desk.desk import Desk

_SETTLED = frozenset(
    {InvitationStatus.ACCEPTED, InvitationStatus.DECLINED, InvitationStatus.EXPIRED, InvitationStatus.WITHDRAWN}
)


def count_waiting(desk: Desk) -> int:
    """Those that are neither answered, nor withdrawn, nor too old."""
    return sum(view.status not in _SETTLED for view in list_invitations(desk))
