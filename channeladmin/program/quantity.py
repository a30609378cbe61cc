"""Numbers that a requirement adds up: what a plan commits to, what was booked, what was reported under a metric."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from channeladmin.program.model import Key, ProgramPart, Words
from channeladmin.program.vocabulary import BookingKind

FISCAL_YEAR = "fiscal_year"
"""How a file writes the window that `months` None is; TOML has no word for nothing, and a switch must offer it."""


def _read_months(value: object) -> object:
    return None if value == FISCAL_YEAR else value


class Metric(ProgramPart):
    """A number that is reported for an agreement now and then; `unit` is what it counts (None: money)."""

    key: Key
    label: Words
    unit: Words | None = None


class Quantity(ProgramPart):
    """A sum over a window: `months` that end on the day, else (None, in a file `"fiscal_year"`) the fiscal year so far.

    `committed` is what the approved plan of the fiscal year commits to; it knows no other window.
    """

    basis: Literal["committed", "booked", "reported"]
    metric: Key | None = None
    booking_kinds: tuple[BookingKind, ...] = Field(default=(BookingKind.NEW, BookingKind.GROWTH), min_length=1)
    months: Annotated[int | None, BeforeValidator(_read_months)] = Field(default=None, ge=1, le=120, strict=True)

    @model_validator(mode="after")
    def _check_metric(self) -> Self:
        if (self.basis == "reported") != (self.metric is not None):
            raise ValueError("A metric is named where the basis is “reported”, and only there.")
        if self.basis == "committed" and self.months is not None:
            raise ValueError("What a plan commits to is for its fiscal year; take “months” out.")
        return self
