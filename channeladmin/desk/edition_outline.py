"""What an edition asks, laid out for reading: each requirement with its need in every track and designation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from channeladmin.desk.plain_words import format_hundredths, format_money
from channeladmin.program.edition import Edition
from channeladmin.program.requirement import (
    AgreementRequirement,
    AllOfRequirement,
    AmountRequirement,
    AnyOfRequirement,
    AttestationRequirement,
    CoverageRequirement,
    DesignationRequirement,
    EachQuarterRequirement,
    PeopleRequirement,
    PlanRequirement,
    PointsRequirement,
    Requirement,
    ShareRequirement,
)

__all__ = ["AskedBy", "AskedRow", "EditionOutline", "outline_edition"]

_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class AskedBy:
    """Who asks: a track, or a designation that a track or another designation asks as one."""

    key: str
    label: str
    is_track: bool


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A requirement: its needs in words by the key of who asks it (a blank cell is left out), and its parts."""

    key: str
    label: str
    wording: str
    line: int | None
    needs: Mapping[str, str]
    parts: tuple[AskedRow, ...]


@dataclass(frozen=True, slots=True)
class EditionOutline:
    """The columns, tracks first, and the rows in the order of the programme."""

    columns: tuple[AskedBy, ...]
    rows: tuple[AskedRow, ...]


def outline_edition(edition: Edition) -> EditionOutline:
    """Lay an edition out."""
    tracks = tuple(AskedBy(track.key, track.label, is_track=True) for track in edition.track_headers)
    designations = tuple(AskedBy(each.key, each.label, is_track=False) for each in edition.designations)
    return EditionOutline((*tracks, *designations), tuple(_build_rows(edition, edition.requirements)))


def _build_rows(edition: Edition, requirements: Sequence[Requirement]) -> Iterator[AskedRow]:
    for requirement in requirements:
        parts = requirement.of if isinstance(requirement, AllOfRequirement | AnyOfRequirement) else ()
        yield AskedRow(
            requirement.key,
            requirement.label,
            requirement.wording,
            requirement.line,
            {key: _word_need(edition, requirement, key) for key in requirement.need},
            tuple(_build_rows(edition, parts)),
        )


def _word_need(edition: Edition, requirement: Requirement, key: str) -> str:
    """“2 people”, “$300,000”, “8 registrations”, “25 %”, “1 of 2”, “4 quarters”, “yes”."""
    need = requirement.need[key]
    match requirement:
        case PeopleRequirement():
            words = _count(requirement.need[key], "person", "people")
        case CoverageRequirement():
            words = _count(requirement.need[key], "credential", "credentials")
        case AmountRequirement():
            words = _word_amount(edition, requirement, requirement.need[key])
        case ShareRequirement():
            words = f"{need} %"
        case PointsRequirement():
            words = format_hundredths(int(need * _HUNDRED), "points")
        case EachQuarterRequirement():
            words = ("" if need == 1 else f"{need:,} in each of ") + _count(requirement.quarters, "quarter", "quarters")
        case AllOfRequirement():
            words = "all of these"
        case AnyOfRequirement():
            words = f"{need} of these {sum(key in part.need for part in requirement.of)}"
        case AgreementRequirement() | PlanRequirement() | AttestationRequirement() | DesignationRequirement():
            words = "yes"
        case _:
            assert_never(requirement)
    return words


def _word_amount(edition: Edition, requirement: AmountRequirement, need: int) -> str:
    unit = next((metric.unit for metric in edition.metrics if metric.key == requirement.metric), None)
    return format_money(need * _HUNDRED, edition.currency) if unit is None else f"{need:,} {unit}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
