"""The dated steps of an agreement's status and track that a partners file brings."""

from __future__ import annotations

from datetime import date
from typing import Any

from channeladmin.program.vocabulary import AgreementStatus
from channeladmin.rosters.draft import Draft, RowRefused
from channeladmin.rosters.parsing import NO_TRACK
from channeladmin.rosters.record import Record

_STEP = "agreement_step"
_MOST = 500
"""Steps of an agreement's status, and of its track: each is compared with all others."""


def plan_first_steps(draft: Draft, agreement: Record) -> None:
    """The steps of a new agreement.

    A blank status is authorized from the day of signing, or prospect where nothing is signed (DOMAIN, agreement steps);
    a blank track of an authorized agreement is the entry track from the day of signing, else of the status.
    """
    said = draft.values
    signed = agreement.values["signed_on"]
    status, since = said.get("status"), said.get("status_since")
    if status is None:
        status = AgreementStatus.AUTHORIZED if signed else AgreementStatus.PROSPECT
        since = since or signed
    first = draft.create(_STEP, {"status": status, "since": since}, agreement_id=agreement.id)
    first.is_implied = said.get("status") is None
    track, track_since = said.get("track"), said.get("track_since")
    if track == NO_TRACK:
        return
    if track is None and status is AgreementStatus.AUTHORIZED:
        _plan_entry(draft, agreement, signed or since)
    elif track is not None:
        draft.create(_STEP, {"track": track, "since": track_since}, agreement_id=agreement.id)
    elif track_since is not None:
        raise draft.refuse("track_since", "The track is missing: there is a day for it and no track.")


def plan_later_steps(draft: Draft, agreement: Record) -> None:
    """The steps of an agreement that is known: what differs from the status and track of today, or has another day.

    One that becomes authorized without ever having had a track gets the entry track, as a new one would, and what rows
    before this one left to the defaults follows a signature, so the order of the rows does not matter.
    """
    signed = draft.pick("agreement").get("signed_on")
    is_promoted = _plan_status(draft, agreement, signed)
    if draft.values.get("track") == NO_TRACK:
        return
    _refuse_another_day(draft, agreement, "track")
    tracks = _find_steps(draft, agreement, "track")
    said, signed_before = draft.values, agreement.values["signed_on"]
    is_blank = said.get("track") is None
    if is_blank and is_promoted and not tracks:
        _plan_entry(draft, agreement, signed or signed_before or said.get("status_since"))
    elif is_blank and signed and signed_before is None and _is_default(tracks, "track"):
        draft.change(tracks[0], {"since": said.get("track_since") or signed})
    else:
        _plan_step(draft, agreement, tracks, "track", None)


def _plan_status(draft: Draft, agreement: Record, signed: date | None) -> bool:
    """Plan what the row says of the status; returns whether that makes the agreement authorized."""
    said = draft.values
    _refuse_another_day(draft, agreement, "status")
    steps = _find_steps(draft, agreement, "status")
    is_unsaid = said.get("status") is None and _is_default(steps, "status")
    if signed and is_unsaid and steps[0].values["status"] is AgreementStatus.PROSPECT:
        _authorize(draft, agreement, steps[0], signed)
        return True
    before = _plan_step(draft, agreement, steps, "status", AgreementStatus.PROSPECT)
    return said.get("status") is AgreementStatus.AUTHORIZED and before is not AgreementStatus.AUTHORIZED


def _authorize(draft: Draft, agreement: Record, prospect: Record, signed: date) -> None:
    """What was a prospect by default is authorized with its signature; since a day of its own where rows say two."""
    said, before = draft.values.get("status_since"), prospect.values["since"]
    if said is not None and before not in (None, said):
        step = draft.create(_STEP, {"status": AgreementStatus.AUTHORIZED, "since": said}, agreement_id=agreement.id)
        draft.replaced[step.id] = AgreementStatus.PROSPECT
    else:
        draft.change(prospect, {"status": AgreementStatus.AUTHORIZED, "since": said or before or signed})


def _plan_entry(draft: Draft, agreement: Record, since: date | None) -> None:
    """The track of an authorized agreement of which none is said."""
    said = draft.values.get("track_since")
    step = draft.create(_STEP, {"track": draft.entry_track, "since": said or since}, agreement_id=agreement.id)
    step.is_implied = said is None


def _plan_step(draft: Draft, agreement: Record, steps: list[Record], field: str, at_first: object) -> Any:  # noqa: ANN401 - status or track
    """Plan what the row says of one of the two, whose steps these are; returns what was in force before."""
    said, since = draft.values.get(field), draft.values.get(f"{field}_since")
    current = _find_current(steps, field, draft.today) or at_first
    if said is None and since is None:
        return current
    alike = [step for step in steps if step.values["since"] == since]
    of_that_day = alike[-1].values[field] if alike and since is not None else None
    wanted = said or of_that_day or current
    if wanted is None:
        raise draft.refuse("track_since", "The track is missing: there is a day for it and no track.")
    is_known = bool(alike) and alike[-1].values[field] == wanted
    if since is None and wanted == current and not is_known:
        return current
    if alike:
        draft.change(alike[-1], {field: wanted})
    elif len(steps) >= _MOST:
        raise _refuse_one_more(draft, field)
    else:
        step = draft.create(_STEP, {field: wanted, "since": since}, agreement_id=agreement.id)
        draft.replaced[step.id] = current
    dated = [step.values["since"] for step in steps if step.values["since"] is not None]
    if since is None and dated and not is_known:
        # It holds always, and the dated ones are later than always.
        draft.warn(f"{field}_since is empty, so “{wanted}” holds only until the step of {min(dated)} that is known.")
    return current


def _refuse_another_day(draft: Draft, agreement: Record, field: str) -> None:
    """Refuse a step of a day that has none where there are too many, without comparing it with all of them."""
    known, since = draft.known, draft.values.get(f"{field}_since")
    if since is None or known.count(_STEP, ("agreement_id",), agreement.id) < _MOST:
        return
    others = known.count(_STEP, ("agreement_id", field), agreement.id, None)
    is_full = known.count(_STEP, ("agreement_id",), agreement.id) - others >= _MOST
    if is_full and not known.count(_STEP, ("agreement_id", "since"), agreement.id, since):
        raise _refuse_one_more(draft, field)


def _refuse_one_more(draft: Draft, field: str) -> RowRefused:
    message = f"The agreement has {_MOST} steps of its {field} already; no more are taken."
    return draft.refuse(f"{field}_since", message, is_final=True)


def _is_default(steps: list[Record], field: str) -> bool:
    return len(steps) == 1 and steps[0].is_implied and not steps[0].is_said(field)


def _find_steps(draft: Draft, agreement: Record, field: str) -> list[Record]:
    steps = draft.known.find(_STEP, ("agreement_id",), agreement.id)
    return [step for step in steps if step.values[field] is not None]


def _find_current(steps: list[Record], field: str, today: date) -> Any:  # noqa: ANN401 - a status or a track
    begun = [step for step in steps if step.values["since"] is None or step.values["since"] <= today]
    if not begun:
        return None
    return max(begun, key=lambda step: (step.values["since"] or date.min, step.stored is None, abs(step.id))).values[
        field
    ]
