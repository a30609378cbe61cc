"""What the programme asks: one class per kind of requirement, a closed set told apart by `kind`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from channeladmin.program.model import Key, ProgramPart, Words
from channeladmin.program.vocabulary import ActivityKind, TrackKey

Count = Annotated[int, Field(ge=1, strict=True)]
Once = Annotated[int, Field(ge=1, le=1, strict=True)]  # yes or no: asked, or left out


class RequirementPart(ProgramPart):
    """What all kinds share: `wording` as the page prints it (sic) and its `line` there, a short `label` for staff."""

    key: Key
    label: Words
    wording: Words
    line: int = Field(ge=1)


class AgreementRequirement(RequirementPart):
    """The partner agreement is signed, started, authorized and not past its end."""

    kind: Literal["agreement"]
    need: Mapping[TrackKey, Once]


class PeopleRequirement(RequirementPart):
    """At least `need` distinct people hold one of `credentials` (`courses` = both: all of them).

    `region_applies`: only people who work in the agreement's region count. `award_editions`: only awards of these
    editions count (empty: of any).
    """

    switchable: ClassVar[frozenset[str]] = frozenset({"courses", "region_applies"})

    kind: Literal["people"]
    need: Mapping[TrackKey, Count]
    credentials: tuple[Key, ...] = Field(min_length=1)
    courses: Literal["either", "both"] = "either"
    region_applies: bool = True
    award_editions: tuple[Words, ...] = ()


class PlanRequirement(RequirementPart):
    """A joint business plan of the fiscal year, approved, with the partner's sponsor named and signed."""

    kind: Literal["plan"]
    need: Mapping[TrackKey, Once]


class AmountRequirement(RequirementPart):
    """At least `need` (whole units of the currency) of NetARR in the fiscal year, committed in the plan or booked."""

    switchable: ClassVar[frozenset[str]] = frozenset({"basis"})

    kind: Literal["amount"]
    need: Mapping[TrackKey, Count]
    basis: Literal["committed", "booked"]


class AttestationRequirement(RequirementPart):
    """A dedicated practice, attested by the partner."""

    kind: Literal["attestation"]
    need: Mapping[TrackKey, Once]


class EachQuarterRequirement(RequirementPart):
    """At least `need` completed activities of `activity_kinds` in each of the last `quarters` closed quarters."""

    kind: Literal["each_quarter"]
    need: Mapping[TrackKey, Count]
    quarters: int = Field(ge=1, le=40)
    activity_kinds: tuple[ActivityKind, ...] = Field(min_length=1)


Requirement = Annotated[
    AgreementRequirement
    | PeopleRequirement
    | PlanRequirement
    | AmountRequirement
    | AttestationRequirement
    | EachQuarterRequirement,
    Field(discriminator="kind"),
]
