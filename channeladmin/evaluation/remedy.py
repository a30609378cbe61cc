"""The steps that would close a gap, unworded."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from channeladmin.evaluation.finding import FindingKey
from channeladmin.program.vocabulary import Region


class RemedyKey(StrEnum):
    """A step that would help to close a gap, the cheapest first."""

    CONFIRM_REGION = "confirm_region"
    RENEW = "renew"
    EARN_LAST = "earn_last"
    EARN = "earn"
    WORK_HERE = "work_here"
    COME_BACK = "come_back"
    ADD_HOLDER = "add_holder"
    COVER_MORE = "cover_more"
    AMOUNT_MISSING = "amount_missing"
    SHARE_MISSING = "share_missing"
    SCORE_POINTS = "score_points"
    HOLD_ACTIVITY = "hold_activity"
    RECORD = "record"


class Remedy(NamedTuple):
    """One step: the person and credential, amount or quarter it is about.

    `region` is where a person works now, `number` how many of a thing (units and points in hundredths), `unit` what an
    amount counts (None: money), `about` the finding that a `record` step would settle, `part` the key of the
    requirement's part that it belongs to. An award without a person is for somebody new, told apart by `number`.
    """

    key: RemedyKey
    person_id: int | None = None
    person: str | None = None
    credential: str | None = None
    cents: int | None = None
    quarter: str | None = None
    number: int | None = None
    about: FindingKey | None = None
    region: Region | None = None
    part: str | None = None
    unit: str | None = None
