"""A programme edition: the rules as they stood from a date on, validated and frozen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any

from pydantic import Field, StringConstraints, ValidationError

from channeladmin.errors import UserError
from channeladmin.program.benefit import Benefit, BenefitGroup
from channeladmin.program.credential import Credential, CredentialIndex, RegionName
from channeladmin.program.fiscal import FiscalCalendar
from channeladmin.program.model import (
    CURRENCY_PATTERN,
    EDITION_PATTERN,
    KEY_PATTERN,
    Day,
    Key,
    Line,
    ProgramPart,
    Words,
)
from channeladmin.program.names import squash
from channeladmin.program.quantity import Metric
from channeladmin.program.requirement import Requirement, list_quantities, walk
from channeladmin.program.switch import Rules, Switch, SwitchValue, read_switched, show_choice
from channeladmin.program.vocabulary import TrackKey
from channeladmin.program.ways import Ways, build_ways


class TrackHeader(ProgramPart):
    """A track as its file names it."""

    key: Annotated[TrackKey, StringConstraints(pattern=KEY_PATTERN)]
    label: Words
    line: Line | None = None


class DesignationHeader(ProgramPart):
    """A designation as its file names it: a set of requirements that others ask as one."""

    key: Key
    label: Words
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """A track with the requirements that it asks, in the order of the programme."""

    key: TrackKey
    label: str
    line: int | None
    requirements: tuple[Requirement, ...]


class Edition(ProgramPart):
    """The whole of it; build one with `channeladmin.program.loading`, never by hand."""

    id: str = Field(pattern=EDITION_PATTERN)
    title: Words
    vendor: Words
    effective_on: Day
    source: Words
    currency: str = Field(pattern=CURRENCY_PATTERN)
    fiscal: FiscalCalendar
    rules: Rules
    regions: tuple[RegionName, ...] = Field(min_length=1)
    credentials: tuple[Credential, ...] = ()
    metrics: tuple[Metric, ...] = ()
    track_headers: tuple[TrackHeader, ...] = Field(min_length=1, alias="tracks")
    designations: tuple[DesignationHeader, ...] = ()
    requirements: tuple[Requirement, ...] = Field(min_length=1)
    benefit_groups: tuple[BenefitGroup, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    switches: tuple[Switch, ...] = ()

    @cached_property
    def tracks(self) -> tuple[Track, ...]:
        """The tracks in their order, each with what it asks; the first is the entry track, which signing grants."""
        return tuple(
            Track(header.key, header.label, header.line, self.list_asked(header.key)) for header in self.track_headers
        )

    def list_asked(self, key: str) -> tuple[Requirement, ...]:
        """What a track or a designation asks, by its key, in the order of the programme."""
        return tuple(requirement for requirement in self.requirements if key in requirement.need)

    def find_requirement(self, key: str) -> Requirement | None:
        """The requirement with that key, also where it is a part of another; None where there is none."""
        return next((part for row in self.requirements for part in walk(row) if part.key == key), None)

    @cached_property
    def windows(self) -> frozenset[int]:
        """The lengths, in months, of the windows over which its requirements add up numbers."""
        asked = (quantity for row in self.requirements for part in walk(row) for quantity in list_quantities(part))
        return frozenset(quantity.months for quantity in asked if quantity.months is not None)

    @cached_property
    def ways(self) -> Mapping[str, Ways]:
        """Which awards let a person hold each credential, by its key."""
        return build_ways(self.credentials, composite_may_infer=self.rules.composite_may_infer)

    def get_ways(self, key: str) -> Ways:
        """The ways to hold a credential, or one course of a family; KeyError where the edition knows neither."""
        family, _, course = key.partition(":")
        if key not in self.ways and course and self.ways[family].is_family:
            return Ways(key)
        return self.ways[key]

    @cached_property
    def _credential_index(self) -> CredentialIndex:
        return CredentialIndex(self.credentials, self.vendor)

    @cached_property
    def _regions_by_name(self) -> Mapping[str, RegionName]:
        return {squash(name): region for region in self.regions for name in (region.key, region.label, *region.aliases)}

    def get_track(self, key: TrackKey) -> Track:
        """The track with that key; KeyError where the edition has none."""
        for track in self.tracks:
            if track.key == key:
                return track
        raise KeyError(key)

    def find_credential(self, text: str) -> Credential | None:
        """The credential with that key, label or alias (case, white space, punctuation and the vendor's name aside)."""
        return self._credential_index.find(text)

    def find_region(self, text: str) -> RegionName | None:
        """The region with that key, label or alias, compared the same way."""
        return self._regions_by_name.get(squash(text))

    def get_switch_value(self, key: str) -> SwitchValue:
        """What a switch stands at; KeyError where the edition has no such switch."""
        for switch in self.switches:
            if switch.key == key:
                target = self.find_target(switch)
                assert target is not None  # consistency has seen to it
                return read_switched(target, switch.field)
        raise KeyError(key)

    def with_switches(self, values: Mapping[str, SwitchValue]) -> Edition:
        """Build this edition with some readings decided otherwise; UserError for an unknown switch or choice."""
        raw = self.model_dump(by_alias=True)
        for key, value in values.items():
            switch = next((switch for switch in self.switches if switch.key == key), None)
            if switch is None:
                known = ", ".join(switch.key for switch in self.switches) or "none"
                raise UserError(f"“{key}” is not a switch of the programme {self.id}; its switches: {known}.")
            if not switch.offers(value):
                choices = ", ".join(show_choice(choice) for choice in switch.choices)
                raise UserError(
                    f"“{show_choice(value)}” is not a choice of the switch “{key}”; choose from: {choices}."
                )
            _find_raw(raw, switch)[switch.field] = value
        try:
            return Edition.model_validate(raw)
        except ValidationError as error:
            chosen = ", ".join(f"{key} = {show_choice(value)}" for key, value in values.items())
            reason = error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")
            raise UserError(f"These readings do not go together: {chosen}. {reason}") from error

    def keep_switches(self, values: Mapping[str, SwitchValue]) -> dict[str, SwitchValue]:
        """Those of the choices that it has and offers so, and that go together here; of two that do not, the first."""
        switches = {switch.key: switch for switch in self.switches}
        kept = {key: value for key, value in values.items() if key in switches and switches[key].offers(value)}
        if self._takes(kept):
            return kept
        together: dict[str, SwitchValue] = {}
        for key, value in kept.items():
            if self._takes({**together, key: value}):
                together[key] = value
        return together

    def _takes(self, values: Mapping[str, SwitchValue]) -> bool:
        try:
            self.with_switches(values)
        except UserError:
            return False
        return True

    def find_target(self, switch: Switch) -> ProgramPart | None:
        """The requirement, benefit or rules that a switch sets a field of; None where the edition has none such."""
        if switch.requirement is not None:
            return self.find_requirement(switch.requirement)
        if switch.benefit is not None:
            return next((benefit for benefit in self.benefits if benefit.key == switch.benefit), None)
        return self.rules


def _find_raw(raw: dict[str, Any], switch: Switch) -> dict[str, Any]:
    """The part of a dumped edition that a switch sets a field of; those of requirements may lie in others."""
    if switch.requirement is None and switch.benefit is None:
        rules: dict[str, Any] = raw["rules"]
        return rules
    parts = _walk_raw(raw["requirements"] if switch.requirement else raw["benefits"])
    return next(part for part in parts if part["key"] in (switch.requirement, switch.benefit))


def _walk_raw(parts: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for part in parts:
        yield part
        yield from _walk_raw(part.get("of", ()))
