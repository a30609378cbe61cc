"""The award of a roster row: which stored one it is, and what its state says where a day is missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from pydantic import ValidationError

from channeladmin.records import AwardFields
from channeladmin.rosters.award_states import AwardState
from channeladmin.rosters.checked_rows import HeldFor
from channeladmin.rosters.draft import Draft
from channeladmin.rosters.kinds import ROSTER
from channeladmin.rosters.known import Known
from channeladmin.rosters.record import Record

_BY = ("person_id", "credential")
_BY_DAY = (*_BY, "earned_on")
_COLUMNS = tuple((column.name, column.field) for column in ROSTER.columns_of(AwardFields))


class GivenAward(NamedTuple):
    """An award as rows give it that say all of it: what they say by column and by field, and the whole record."""

    cells: Mapping[str, Any]
    said: Mapping[str, Any]
    whole: dict[str, Any]
    credential: str
    earned_on: date


def plan_award(draft: Draft, person: Record) -> Record | None:
    """Plan the award that the row gives the person; None where it gives none."""
    values = draft.pick("award")
    said = {name: value for name, value in values.items() if value is not None}
    if not said:
        return None
    if "credential" not in said:
        raise draft.refuse("credential", "An award is given and its credential is not.")
    state = draft.values.get("award_status")
    if state is AwardState.REJECTED:
        raise draft.refuse("award_status", "The credential was not earned, so there is no award to keep.")
    if "earned_on" not in said:
        return _end_latest(draft, person, said)
    awards = draft.known.find("award", _BY_DAY, person.id, said["credential"], said["earned_on"])
    award = _choose_award(draft, awards, said.get("edition"))
    values |= _find_ends(draft, said, award, said["earned_on"])
    if award is None:
        return draft.create("award", values, person_id=person.id)
    details = {name: value for name, value in values.items() if name in _AWARD_DETAILS}
    if "edition" in said:
        details["edition"] = said["edition"]
    draft.change(award, details)
    return award


def read_given_award(known: Known, values: Mapping[str, Any]) -> GivenAward | None:
    """The award that the values of a row are all about; None where it takes `plan_award` to tell."""
    cells = {name: values[name] for name, _ in _COLUMNS if name in values}
    said = {field: cells[name] for name, field in _COLUMNS if cells.get(name) is not None}
    if "credential" not in said or "earned_on" not in said or "award_status" in values or "expired" in values:
        return None
    try:
        whole = known.check("award", said)
    except ValidationError:
        return None
    return GivenAward(cells, said, whole, said["credential"], said["earned_on"])


class Awards:
    """The awards that rows give which say all of one and nothing else."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._by_day = known.get_index("award", _BY_DAY)

    def settle(self, given: GivenAward, number: int, person_id: int) -> bool | None:
        """Whether a row adds an award or repeats it word for word; None where `plan_award` has to look at it."""
        key = (person_id, given.credential, given.earned_on)
        if self._known.sketch_shared(("award", given.whole, person_id, number), self._by_day, key):
            return True
        return _repeat(self._known.find("award", _BY_DAY, *key), given, number)


def _repeat(awards: list[Record], given: GivenAward, number: int) -> bool | None:
    award, *others = awards
    stays, cells = award.values, given.cells
    if others or any(name in cells and cells[name] != stays[field] for name, field in _COLUMNS):
        return None
    award.note_said((name for name in _AWARD_SAID if name in given.said), number)
    return False


def _end_latest(draft: Draft, person: Record, said: dict[str, Any]) -> Record:
    """A row that revokes and does not say what was earned when means the latest award of that credential."""
    draft.wait_for_others()
    is_revoked = draft.values.get("award_status") is AwardState.REVOKED or "revoked_on" in said
    awards = draft.known.find("award", _BY, person.id, said["credential"]) if is_revoked else []
    if not awards:
        what = " It says “revoked”, and the desk has no such award." if is_revoked else ""
        raise draft.refuse("earned", f"The day on which the credential was earned is needed.{what}")
    award = max(awards, key=lambda each: each.values["earned_on"])
    revoked = said.get("revoked_on")
    ends = {"revoked_on": revoked} if revoked else _find_ends(draft, said, award, award.values["earned_on"])
    draft.change(award, ends)
    return award


def _find_ends(draft: Draft, said: dict[str, Any], award: Record | None, earned: date) -> dict[str, date]:
    """The last days that the row's state speaks of without saying them; a stored day stays as it is."""
    state, is_expired = draft.values.get("award_status"), draft.values.get("expired")
    known = {} if award is None else award.values
    day = draft.exported_on or draft.today
    ends: dict[str, date] = {}
    if state is AwardState.REVOKED and not said.get("revoked_on"):
        ends["revoked_on"] = known.get("revoked_on") or max(day, earned)
        if not known.get("revoked_on"):
            _warn_of_day(draft, "revoked", "revoked on", ends["revoked_on"])
    if (is_expired or state is AwardState.EXPIRED) and not said.get("expires_on"):
        known_end: date | None = known.get("expires_on")
        if known_end is not None and known_end < day:
            ends["expires_on"] = known_end
        else:
            ends["expires_on"] = max(day - timedelta(days=1), earned)
            _warn_of_day(draft, "expired", "valid until", ends["expires_on"])
    return ends


def _warn_of_day(draft: Draft, state: str, words: str, day: date) -> None:
    if draft.exported_on is None:
        draft.warn(f"The award is {state} and the row has no day for it; it is taken as {words} {day}.")


def _choose_award(draft: Draft, awards: list[Record], edition: str | None) -> Record | None:
    """The award of that edition, else the one whose edition is not known; a row without one means the only award."""
    alike = [award for award in awards if award.values["edition"] == edition]
    if not alike:
        alike = awards if edition is None else [award for award in awards if award.values["edition"] is None]
    if len(alike) > 1:
        named = " and ".join(f"“{award.values['edition'] or 'no edition'}”" for award in alike)
        raise draft.hold(
            "edition", f"Several awards of that day are in the desk, by edition: {named}.", HeldFor.TWO_AWARDS
        )
    return alike[0] if alike else None


_AWARD_DETAILS = frozenset({"certificate_no", "expires_on", "revoked_on"})
_AWARD_SAID = _AWARD_DETAILS | {"edition"}
