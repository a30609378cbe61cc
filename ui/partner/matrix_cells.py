"""What stands in a cell of the people matrix: worked out from a person's records and the verdict, drawn elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from channeladmin.desk.asked_credentials import list_asked_credentials
from channeladmin.desk.evaluating import SOON_DAYS
from channeladmin.desk.people import PersonView
from channeladmin.desk.values import (
    AwardFields,
    Edition,
    EmploymentFields,
    Remedy,
    RemedyKey,
    RequirementVerdict,
    Stored,
)
from channeladmin.desk.wording import format_date
from ui.kit.chips import Tone

SOON = timedelta(days=SOON_DAYS)


@dataclass(frozen=True, slots=True)
class Cell:
    """Text with a tone (None: plain text); `is_derived` is not of the person's own award, `is_open` invites one."""

    text: str
    tone: Tone | None = None
    is_derived: bool = False
    is_open: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Derived:
    """What the verdict says about people beyond their own awards, by person and credential."""

    held: Mapping[tuple[int, str], str] = field(default_factory=dict)
    missing: frozenset[tuple[int, str]] = frozenset()


def read_verdict(rows: Iterable[RequirementVerdict], edition: Edition) -> Derived:
    """Who counts by inference or by a composite, and whose last missing award would close a gap; parts of rows too."""
    asked = list_asked_credentials(edition)
    held: dict[tuple[int, str], str] = {}
    missing: set[tuple[int, str]] = set()
    for row in _walk(rows):
        for counted in row.counted:
            word, _, source = counted.via.partition(":")
            for key in asked.get(row.key, ()) if word in ("inferred", "composite") else ():
                credential = edition.find_credential(key)
                if credential and (source in credential.implied_by if source else credential.composed_of):
                    held[counted.person_id, key] = word
        missing |= {found for remedy in row.remedies if (found := _find_last(remedy))}
    return Derived(held, frozenset(missing))


def _walk(rows: Iterable[RequirementVerdict]) -> Iterator[RequirementVerdict]:
    for row in rows:
        yield row
        yield from _walk(row.parts)


def current_employments(person: PersonView, today: date) -> tuple[Stored[EmploymentFields], ...]:
    """The person's spells here that hold today."""
    return tuple(
        spell
        for spell in person.employments
        if (spell.fields.starts_on or date.min) <= today <= (spell.fields.ends_on or date.max)
    )


def latest_employment(person: PersonView, today: date) -> Stored[EmploymentFields] | None:
    """The spell that holds today, else the last one."""
    current = current_employments(person, today)
    return current[-1] if current else (person.employments[-1] if person.employments else None)


def find_award(person: PersonView, credential: str) -> Stored[AwardFields] | None:
    """The award of a credential that a cell stands for: the latest earned that was not revoked, else the latest."""
    awards = [award for award in person.awards if award.fields.credential == credential]
    return max(awards, key=lambda award: (award.fields.revoked_on is None, award.fields.earned_on), default=None)


def build_confirmed(person: PersonView, today: date, quarter_begins: date) -> Cell:
    """When it was last confirmed that the person works here, or when they left."""
    spell = latest_employment(person, today)
    if spell is None:
        return Cell("")
    fields = spell.fields
    if fields.ends_on and fields.ends_on < today:
        return Cell(f"left {_shorten(fields.ends_on, today)}")
    if fields.starts_on and fields.starts_on > today:
        return Cell(f"from {_shorten(fields.starts_on, today)}")
    if fields.confirmed_on is None:
        return Cell("not yet", Tone.REVIEW, tip="Nobody has confirmed that this person works here.")
    by = f" by {fields.confirmed_by}" if fields.confirmed_by else ""
    tip = f"Confirmed on {format_date(fields.confirmed_on)}{by}"
    return Cell(
        _shorten(fields.confirmed_on, today), Tone.REVIEW if fields.confirmed_on < quarter_begins else None, tip=tip
    )


def build_region(person: PersonView, today: date) -> Cell:
    """Where the person works."""
    spell = latest_employment(person, today)
    if spell is None:
        return Cell("")
    if spell.fields.region is None:
        return Cell("unknown", Tone.REVIEW, tip="People of unknown region do not count until it is confirmed.")
    return Cell(spell.fields.region.value)


def build_award(person: PersonView, credential: str, today: date, derived: Derived) -> Cell:
    """When a credential was earned and until when it lasts, or what stands in its place."""
    award = find_award(person, credential)
    key = (person.person.id, credential)
    if award is not None:
        return _word_award(award.fields, today)
    if key in derived.held:
        return Cell(derived.held[key], is_derived=True, tip="Counted by way of other awards.")
    return Cell("", is_open=key in derived.missing, tip="The last one missing." if key in derived.missing else "")


def _word_award(fields: AwardFields, today: date) -> Cell:
    earned = _with_year(fields.earned_on)
    if fields.revoked_on and fields.revoked_on <= today:
        return Cell(f"revoked {_with_year(fields.revoked_on)}", Tone.UNMET, tip=f"Earned on {earned}")
    if fields.earned_on > today:
        return Cell(earned, Tone.NEUTRAL, tip="Not earned yet")
    if fields.expires_on and fields.expires_on < today:
        return Cell(f"ended {_with_year(fields.expires_on)}", Tone.UNMET, tip=f"Earned on {earned}")
    ends = min((day for day in (fields.expires_on, fields.revoked_on) if day), default=None)
    if ends and ends - today <= SOON:
        return Cell(f"{earned} → {_with_year(ends)}", Tone.REVIEW, tip=f"Ends within {SOON_DAYS} days")
    return Cell(earned, Tone.MET, tip=f"Until {format_date(ends)}" if ends else "No end")


def _find_last(remedy: Remedy) -> tuple[int, str] | None:
    if remedy.key is RemedyKey.EARN_LAST and remedy.person_id is not None and remedy.credential is not None:
        return remedy.person_id, remedy.credential
    return None


def _with_year(day: date) -> str:
    """As a cell has room for: 12 Mar 22."""
    text = format_date(day)
    return text[:-4] + text[-2:]


def _shorten(day: date, today: date) -> str:
    """4 Oct, with its year unless it lies within the last twelve months."""
    return _with_year(day) if abs((today - day).days) > 300 else format_date(day)[:-5]
