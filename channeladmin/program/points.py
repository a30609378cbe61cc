"""A score: points for people and for numbers, each metric with the most that it gives and the least that it must."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, StrictBool, model_validator

from channeladmin.program.model import Key, ProgramPart, Words
from channeladmin.program.people import People
from channeladmin.program.quantity import Quantity


def _refuse_text(value: object) -> object:
    if isinstance(value, str):
        raise ValueError("This must be a number, without quotation marks.")  # noqa: TRY004  # pydantic reports ValueError
    return value


Points = Annotated[Decimal, BeforeValidator(_refuse_text), Field(gt=0, max_digits=9, decimal_places=2)]
Floor = Annotated[Decimal, BeforeValidator(_refuse_text), Field(ge=0, max_digits=9, decimal_places=2)]


class PointsMetric(ProgramPart):
    """`points` for each person, or for each `unit` of a number; at most `cap`, and at least `floor` to pass at all.

    `unit` is in whole units of the number (of the currency where it is money); `is_partial`: a part of a unit earns
    its part of the points.
    """

    key: Key
    label: Words
    people: People | None = None
    quantity: Quantity | None = None
    points: Points
    unit: int = Field(default=1, ge=1, strict=True)
    cap: Points
    floor: Floor = Decimal(0)
    is_partial: StrictBool = False

    @model_validator(mode="after")
    def _check_source(self) -> Self:
        if (self.people is None) == (self.quantity is None):
            raise ValueError("A metric of a score counts either people or a quantity; give one of them.")
        if self.floor > self.cap:
            raise ValueError("The floor is above the cap: this metric can never give so much.")
        return self
