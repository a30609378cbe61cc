"""Named switches: readings that the page leaves open and that a manager may decide otherwise."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, StrictBool, StrictStr

from channeladmin.program.model import Key, Line, ProgramPart, Words

SwitchValue = StrictBool | StrictStr


def show_choice(value: SwitchValue) -> str:
    """A choice as a programme file writes it."""
    return str(value).lower() if isinstance(value, bool) else value


class Rules(ProgramPart):
    """Readings that concern the programme as a whole, not one requirement."""

    switchable: ClassVar[frozenset[str]] = frozenset({"sharing", "unknown_region", "composite_may_infer", "grace"})

    sharing: Literal["allowed", "forbidden"] = "allowed"
    unknown_region: Literal["review", "unmet"] = "review"
    composite_may_infer: StrictBool = True
    grace: Literal["next_quarter", "none"] = "next_quarter"


class Switch(ProgramPart):
    """One reading: the `line` it reads, the sentence for staff, its choices, and the field that it sets.

    The field belongs to the named `requirement` or `benefit`, else to the programme's rules.
    """

    key: Key
    label: Words
    reading: Words
    line: Line | None = None
    requirement: Key | None = None
    benefit: Key | None = None
    field: Key
    choices: tuple[SwitchValue, ...] = Field(min_length=2)
    default: SwitchValue

    def offers(self, value: object) -> bool:
        """Whether a value is one of the choices; `true` is not `"true"`."""
        return any(type(value) is type(choice) and value == choice for choice in self.choices)
