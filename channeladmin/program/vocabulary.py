"""The words that the programme, the records and the evaluation share (see the guide, "Words").

All are closed sets but the tracks: an edition has those that its file names.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NewType

TrackKey = NewType("TrackKey", str)
"""The key by which an edition names a track: a small letter, then small letters, digits and `_`."""

OPEN = TrackKey("open")
"""The entry track of the shipped editions."""

SELECT = TrackKey("select")
"""The track that invitations are about; an edition may have none of that key."""


class Region(StrEnum):
    """The region that a partner contract is for, and that a person works in."""

    AMER = "AMER"
    EMEA = "EMEA"
    APAC = "APAC"
    PUBSEC = "PUBSEC"


class AgreementStatus(StrEnum):
    """Where an agreement stands; a dated step, not a computed value."""

    PROSPECT = "prospect"
    AUTHORIZED = "authorized"
    DENIED = "denied"
    SUSPENDED = "suspended"
    ENDED = "ended"


class PartnerKind(StrEnum):
    """What kind of business a partner company does."""

    RESELLER = "reseller"
    INTEGRATOR = "integrator"
    SERVICES = "services"
    MSP = "msp"
    DISTRIBUTOR = "distributor"
    TECHNOLOGY = "technology"


class PracticeKind(StrEnum):
    """The dedicated DevOps practice that a partner attests."""

    SALES = "sales"
    SERVICES = "services"
    BOTH = "both"


class PlanStatus(StrEnum):
    """The state of a joint business plan."""

    OUTLINE = "outline"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    COMPLETED = "completed"


class ActivityKind(StrEnum):
    """What was held: the demand-generation kinds, and partner enablement (which does not count)."""

    SEMINAR = "seminar"
    WEBINAR = "webinar"
    WORKSHOP = "workshop"
    TELEMARKETING = "telemarketing"
    EMAIL_CAMPAIGN = "email_campaign"
    TRADE_SHOW = "trade_show"
    EXHIBITION = "exhibition"
    DIRECT_MAIL = "direct_mail"
    ENABLEMENT = "enablement"


class ActivityStatus(StrEnum):
    """The state of an activity; only a completed one counts."""

    PLANNED = "planned"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class BookingKind(StrEnum):
    """What a booking was; a renewal is not NetARR."""

    NEW = "new"
    GROWTH = "growth"
    RENEWAL = "renewal"


class InvitationStatus(StrEnum):
    """The steps of a Select invitation."""

    DRAFTED = "drafted"
    APPROVED = "approved"
    PRINTED = "printed"
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
