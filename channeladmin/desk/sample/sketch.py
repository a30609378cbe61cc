"""A partner of the sample desk before it becomes rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from channeladmin.program.vocabulary import Region

Values = dict[str, Any]
"""The fields of one record, without its keys."""


@dataclass(slots=True)
class PersonSketch:
    """Somebody with one spell at the company; `moves_to` names the sample company that they went to afterwards."""

    fields: Values
    emails: list[str]
    employment: Values
    awards: list[Values] = field(default_factory=list)
    moves_to: str | None = None


@dataclass(slots=True)
class InvitationSketch:
    """An invitation to make, and the steps that it has taken with their days."""

    drafted_on: date
    steps: list[tuple[str, date]] = field(default_factory=list)
    exception_reason: str | None = None


@dataclass(slots=True)
class AgreementSketch:
    """One agreement with all that hangs on it."""

    fields: Values
    steps: list[Values] = field(default_factory=list)
    plans: list[tuple[Values, list[Values]]] = field(default_factory=list)
    activities: list[Values] = field(default_factory=list)
    bookings: list[Values] = field(default_factory=list)
    reviews: list[Values] = field(default_factory=list)
    invitation: InvitationSketch | None = None

    @property
    def region(self) -> Region:
        """The region that the agreement is for."""
        return Region(self.fields["region"])


@dataclass(slots=True)
class PartnerSketch:
    """A company with its people and agreements."""

    fields: Values
    people: list[PersonSketch] = field(default_factory=list)
    agreements: list[AgreementSketch] = field(default_factory=list)
