"""Named switches: readings that the page leaves open and that a manager may decide otherwise."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictInt, StrictStr

from channeladmin.program.model import Key, Line, ProgramPart, Words
from channeladmin.program.quantity import FISCAL_YEAR

SwitchValue = StrictBool | StrictInt | StrictStr


def _check_choice(value: object) -> object:
    if not isinstance(value, bool | int | str):
        raise ValueError("This must be text, a whole number, true or false.")  # noqa: TRY004  # pydantic reports it
    return value


Choice = Annotated[SwitchValue, BeforeValidator(_check_choice)]


def show_choice(value: SwitchValue) -> str:
    """A choice as a programme file writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def is_same_choice(one: object, other: object) -> bool:
    """Whether two choices are one; `true` is neither `"true"` nor 1."""
    return type(one) is type(other) and one == other


def read_switched(part: ProgramPart, field: str) -> SwitchValue:
    """What a field that can be switched stands at, as a programme file writes it."""
    value: SwitchValue | None = getattr(part, field)
    return FISCAL_YEAR if value is None else value


class Rules(ProgramPart):
    """Readings that concern the programme as a whole, not one requirement."""

    switchable: ClassVar[frozenset[str]] = frozenset({"sharing", "unknown_region", "composite_may_infer", "grace"})

    sharing: Literal["allowed", "forbidden"] = "allowed"
    unknown_region: Literal["review", "unmet"] = "review"
    composite_may_infer: StrictBool = True
    grace: Literal["next_quarter", "none"] = "next_quarter"


class Switch(ProgramPart):
    """One reading: the `line` it reads, the sentence for staff, its choices, and the field that it sets.

    The field belongs to the named `requirement` (also one that is a part of another) or `benefit`, else to the
    programme's rules.
    """

    key: Key
    label: Words
    reading: Words
    line: Line | None = None
    requirement: Key | None = None
    benefit: Key | None = None
    field: Key
    choices: tuple[Choice, ...] = Field(min_length=2)
    default: Choice

    def offers(self, value: object) -> bool:
        """Whether a value is one of the choices."""
        return any(is_same_choice(value, choice) for choice in self.choices)
