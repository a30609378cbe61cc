"""What the programme asks: one class per kind of requirement, a closed set told apart by `kind`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal, TypeVar

from pydantic import Field, StrictBool

from channeladmin.program.model import Key, Line, ProgramPart, Words
from channeladmin.program.people import CredentialKey, People
from channeladmin.program.points import Points, PointsMetric
from channeladmin.program.quantity import Quantity
from channeladmin.program.vocabulary import ActivityKind, PracticeKind

Count = Annotated[int, Field(ge=1, le=10**12, strict=True)]  # cents of it still fit where they are stored
Once = Annotated[int, Field(ge=1, le=1, strict=True)]  # yes or no: asked, or left out
Percent = Annotated[int, Field(ge=1, le=100, strict=True)]
_Number = TypeVar("_Number")
Need = Annotated[Mapping[Key, _Number], Field(min_length=1)]


class RequirementPart(ProgramPart):
    """What all kinds share: `wording` as the page prints it (sic) and its `line` there, a short `label` for staff.

    Every kind has a `need` by the key of each track or designation that asks it; a blank cell is left out.
    """

    key: Key
    label: Words
    wording: Words
    line: Line | None = None


class AgreementRequirement(RequirementPart):
    """The partner agreement is signed, started, authorized and not past its end."""

    kind: Literal["agreement"]
    need: Need[Once]


class PeopleRequirement(RequirementPart, People):
    """At least `need` distinct people. `sharing`: whether they may fill other rows too, else as the rules say."""

    switchable: ClassVar[frozenset[str]] = frozenset(
        {"courses", "region_applies", "existing_reading", "unnoted_edition"}
    )

    kind: Literal["people"]
    need: Need[Count]
    sharing: Literal["allowed", "forbidden"] | None = None


class CoverageRequirement(RequirementPart):
    """The team as a whole holds at least `need` different credentials of a set, all of `including` among them."""

    switchable: ClassVar[frozenset[str]] = frozenset({"region_applies"})

    kind: Literal["coverage"]
    need: Need[Count]
    credentials: tuple[CredentialKey, ...] = Field(min_length=1)
    including: tuple[CredentialKey, ...] = ()
    region_applies: StrictBool = True


class PlanRequirement(RequirementPart):
    """A joint business plan of the fiscal year, approved, with the partner's sponsor named and signed."""

    kind: Literal["plan"]
    need: Need[Once]


class AmountRequirement(RequirementPart, Quantity):
    """At least `need` whole units: of the currency, or of what the metric counts."""

    switchable: ClassVar[frozenset[str]] = frozenset({"basis", "months"})

    kind: Literal["amount"]
    need: Need[Count]


class ShareRequirement(RequirementPart):
    """`part` is at least `need` per cent of `whole`; of nothing, no share is enough."""

    kind: Literal["share"]
    need: Need[Percent]
    part: Quantity
    whole: Quantity


class PointsRequirement(RequirementPart):
    """At least `need` points over all `metrics`, and in each of them its floor."""

    kind: Literal["points"]
    need: Need[Points]
    metrics: tuple[PointsMetric, ...] = Field(min_length=1)


class AttestationRequirement(RequirementPart):
    """A dedicated practice of one of these kinds, attested by the partner."""

    kind: Literal["attestation"]
    need: Need[Once]
    practices: tuple[PracticeKind, ...] = Field(default=tuple(PracticeKind), min_length=1)


class EachQuarterRequirement(RequirementPart):
    """At least `need` completed activities of `activity_kinds` in each of the last `quarters` closed quarters."""

    kind: Literal["each_quarter"]
    need: Need[Count]
    quarters: int = Field(ge=1, le=40, strict=True)
    activity_kinds: tuple[ActivityKind, ...] = Field(min_length=1)


class DesignationRequirement(RequirementPart):
    """A designation of the programme is earned: every requirement that has a need for it."""

    kind: Literal["designation"]
    need: Need[Once]
    designation: Key


class AllOfRequirement(RequirementPart):
    """All of these that ask something of the track."""

    kind: Literal["all_of"]
    need: Need[Once]
    of: tuple[Requirement, ...] = Field(min_length=1)


class AnyOfRequirement(RequirementPart):
    """At least `need` of these."""

    kind: Literal["any_of"]
    need: Need[Count]
    of: tuple[Requirement, ...] = Field(min_length=1)


Requirement = Annotated[
    AgreementRequirement
    | PeopleRequirement
    | CoverageRequirement
    | PlanRequirement
    | AmountRequirement
    | ShareRequirement
    | PointsRequirement
    | AttestationRequirement
    | EachQuarterRequirement
    | DesignationRequirement
    | AllOfRequirement
    | AnyOfRequirement,
    Field(discriminator="kind"),
]

AllOfRequirement.model_rebuild()
AnyOfRequirement.model_rebuild()


def walk(requirement: Requirement) -> Iterator[Requirement]:
    """A requirement, and all that it is made of."""
    yield requirement
    if isinstance(requirement, AllOfRequirement | AnyOfRequirement):
        for part in requirement.of:
            yield from walk(part)


def list_people(requirement: Requirement) -> tuple[People | CoverageRequirement, ...]:
    """Where a requirement itself, its parts aside, names credentials that people hold."""
    if isinstance(requirement, PeopleRequirement | CoverageRequirement):
        return (requirement,)
    if isinstance(requirement, PointsRequirement):
        return tuple(metric.people for metric in requirement.metrics if metric.people is not None)
    return ()


def list_quantities(requirement: Requirement) -> tuple[Quantity, ...]:
    """The numbers that a requirement itself, its parts aside, adds up."""
    if isinstance(requirement, AmountRequirement):
        return (requirement,)
    if isinstance(requirement, ShareRequirement):
        return (requirement.part, requirement.whole)
    if isinstance(requirement, PointsRequirement):
        return tuple(metric.quantity for metric in requirement.metrics if metric.quantity is not None)
    return ()
