"""Facts for the tests of the rules: as short to write as the case is to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from channeladmin.evaluation.evaluate import evaluate
from channeladmin.evaluation.facts import AwardFact, EmploymentFact, Facts, PersonFact, StatusStep
from channeladmin.evaluation.verdict import RequirementVerdict
from channeladmin.program.edition import Edition
from channeladmin.program.loading import load_shipped
from channeladmin.program.vocabulary import SELECT, AgreementStatus, Region, TrackKey

EDITION = load_shipped("2022-10-03")
ON = date(2022, 10, 10)
"""The day of the tests: FY23-Q3, which runs from 1 August to 31 October 2022."""
EARNED = date(2022, 1, 15)
AUTHORIZED = (StatusStep(AgreementStatus.AUTHORIZED, None),)


def award(
    credential: str,
    earned: date = EARNED,
    *,
    expires: date | None = None,
    revoked: date | None = None,
    edition: str | None = None,
) -> AwardFact:
    return AwardFact(credential, earned, expires, revoked, edition)


def spell(starts: date | None = None, ends: date | None = None, region: Region | None = Region.EMEA) -> EmploymentFact:
    return EmploymentFact(starts, ends, region)


def person(
    name: str, *awards: AwardFact | str, spells: Sequence[EmploymentFact] | None = None, key: int | None = None
) -> PersonFact:
    """Somebody who has always worked in EMEA unless spells are given."""
    return PersonFact(
        person_id=sum(name.encode()) if key is None else key,
        name=name,
        email=f"{name.lower()}@acme.example",
        employments=(spell(),) if spells is None else tuple(spells),
        awards=tuple(award(each) if isinstance(each, str) else each for each in awards),
    )


def facts(*people: PersonFact, **changes: object) -> Facts:
    """An EMEA agreement, authorized, signed in 2021 and without an end, unless changes are given."""
    base = Facts(
        agreement_id=7,
        partner_id=3,
        partner="Acme",
        external_ref=None,
        region=Region.EMEA,
        signed_on=date(2021, 3, 14),
        status_steps=AUTHORIZED,
        people=people,
    )
    return replace(base, **changes)  # type: ignore[arg-type]  # the names are those of Facts


def row(
    found: Facts, key: str, *, on: date = ON, track: TrackKey = SELECT, edition: Edition = EDITION
) -> RequirementVerdict:
    """One row of the verdict."""
    return next(row for row in evaluate(found, edition, track, on).requirements if row.key == key)


def part(
    found: Facts, key: str, *, on: date = ON, track: TrackKey = SELECT, edition: Edition = EDITION
) -> RequirementVerdict:
    """A row of the verdict, wherever it lies in others."""
    rows = list(evaluate(found, edition, track, on).requirements)
    while rows:
        if rows[0].key == key:
            return rows[0]
        rows = [*rows[0].parts, *rows[1:]]
    raise KeyError(key)
