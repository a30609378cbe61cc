"""Numbers that a requirement adds up: what a plan commits to, what was booked, what was reported under a metric."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from channeladmin.program.model import Key, ProgramPart, Words
from channeladmin.program.vocabulary import BookingKind


class Metric(ProgramPart):
    """A number that is reported for an agreement now and then; `unit` is what it counts (None: money)."""

    key: Key
    label: Words
    unit: Words | None = None


class Quantity(ProgramPart):
    """A sum over a window: `months` that end on the day, else the fiscal year so far.

    `committed` is what the approved plan of the fiscal year commits to; it knows no other window.
    """

    basis: Literal["committed", "booked", "reported"]
    metric: Key | None = None
    booking_kinds: tuple[BookingKind, ...] = Field(default=(BookingKind.NEW, BookingKind.GROWTH), min_length=1)
    months: int | None = Field(default=None, ge=1, le=120, strict=True)

    @model_validator(mode="after")
    def _check_metric(self) -> Self:
        if (self.basis == "reported") != (self.metric is not None):
            raise ValueError("A metric is named where the basis is “reported”, and only there.")
        if self.basis == "committed" and self.months is not None:
            raise ValueError("What a plan commits to is for its fiscal year; take “months” out.")
        return self
