"""Who counts in a requirement and by what; who does not, and why not."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from channeladmin.program.vocabulary import Region


class Reason(StrEnum):
    """Why a holder of a credential does not count; the first that applies, in this order."""

    LEFT = "left"
    NOT_YET_JOINED = "not_yet_joined"
    NOT_YET_EARNED = "not_yet_earned"
    REVOKED = "revoked"
    EXPIRED = "expired"
    WRONG_EDITION = "wrong_edition"
    OTHER_REGION = "other_region"
    UNKNOWN_REGION = "unknown_region"
    USED_ELSEWHERE = "used_elsewhere"


class Counted(NamedTuple):
    """A person who fills a slot: by which credential, since when and until when it lasts (None: no end)."""

    person_id: int
    person: str
    email: str | None
    via: str
    earned_on: date
    until: date | None


class NotCounted(NamedTuple):
    """A person who holds or held a credential of the row and does not count, and why.

    `detail` is the date or the region that the reason is about (left on, expires on, works in), for the reader.
    """

    person_id: int
    person: str
    email: str | None
    reason: Reason
    detail: date | Region | None = None
