"""The dated steps of an agreement's status and track that a partners file brings."""

from __future__ import annotations

from datetime import date
from typing import Any

from channeladmin.program.vocabulary import AgreementStatus, TrackKey
from channeladmin.rosters.draft import Draft
from channeladmin.rosters.known import Record

_STEP = "agreement_step"


def plan_first_steps(draft: Draft, agreement: Record) -> None:
    """The steps of a new agreement.

    A blank status is authorized from the day of signing, or prospect where nothing is signed (DOMAIN, agreement steps);
    a blank track of an authorized agreement is Open from the day of signing, else of the status.
    """
    said = draft.row.values
    signed = agreement.values["signed_on"]
    status, since = said.get("status"), said.get("status_since")
    if status is None:
        status = AgreementStatus.AUTHORIZED if signed else AgreementStatus.PROSPECT
        since = since or signed
    draft.create(_STEP, {"status": status, "since": since}, agreement_id=agreement.id)
    track, track_since = said.get("track"), said.get("track_since")
    if track is None and status is AgreementStatus.AUTHORIZED:
        track, track_since = TrackKey.OPEN, track_since or signed or since
    if track is not None:
        draft.create(_STEP, {"track": track, "since": track_since}, agreement_id=agreement.id)
    elif track_since is not None:
        raise draft.refuse("track_since", "The track is missing: there is a day for it and no track.")


def plan_later_steps(draft: Draft, agreement: Record) -> None:
    """The steps of an agreement that is known: what differs from the status and track of today, or has another day.

    One that becomes authorized without ever having had a track is Open, as a new one would be.
    """
    before = _plan_step(draft, agreement, "status", AgreementStatus.PROSPECT)
    said = draft.row.values
    is_promoted = said.get("status") is AgreementStatus.AUTHORIZED and before is not AgreementStatus.AUTHORIZED
    if is_promoted and said.get("track") is None and not _find_steps(draft, agreement, "track"):
        signed = draft.pick("agreement").get("signed_on") or agreement.values["signed_on"]
        since = said.get("track_since") or signed or said.get("status_since")
        draft.create(_STEP, {"track": TrackKey.OPEN, "since": since}, agreement_id=agreement.id)
    else:
        _plan_step(draft, agreement, "track", None)


def _plan_step(draft: Draft, agreement: Record, field: str, at_first: object) -> Any:  # noqa: ANN401 - status or track
    """Plan what the row says of one of the two; returns what was in force before."""
    said, since = draft.row.values.get(field), draft.row.values.get(f"{field}_since")
    steps = _find_steps(draft, agreement, field)
    current = _find_current(steps, field, draft.today) or at_first
    if said is None and since is None:
        return current
    wanted = said or current
    if wanted is None:
        raise draft.refuse("track_since", "The track is missing: there is a day for it and no track.")
    if since is None and wanted == current:
        return current
    same_day = [step for step in steps if step.values["since"] == since]
    if same_day:
        draft.change(same_day[-1], {field: wanted})
    else:
        step = draft.create(_STEP, {field: wanted, "since": since}, agreement_id=agreement.id)
        draft.replaced[step.id] = current
        if since is None and steps:
            # It holds always, and the dated ones are later than always.
            first = min(step.values["since"] for step in steps)
            draft.warn(f"{field}_since is empty, so “{wanted}” holds only until the step of {first} that is known.")
    return current


def _find_steps(draft: Draft, agreement: Record, field: str) -> list[Record]:
    steps = draft.known.find(_STEP, ("agreement_id",), agreement.id)
    return [step for step in steps if step.values[field] is not None]


def _find_current(steps: list[Record], field: str, today: date) -> Any:  # noqa: ANN401 - a status or a track
    begun = [step for step in steps if step.values["since"] is None or step.values["since"] <= today]
    begun.sort(key=lambda step: (step.values["since"] or date.min, step.stored is None, abs(step.id)))
    return begun[-1].values[field] if begun else None
