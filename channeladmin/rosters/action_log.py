"""An action log of a training system, folded: of all events of a person and a credential the last certificate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from channeladmin.program.names import squash
from channeladmin.records import fold
from channeladmin.rosters.checked_rows import CheckedRow

_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?\s*([ap])?", re.I)
_GRANT, _REVOKE = "grant", "revoke"


def fold_events(rows: Sequence[CheckedRow]) -> list[CheckedRow]:
    """The rows with their events made an award, or left out with a note; their number and order stay.

    A certificate grant, or a status change to completed, earns the credential on its day; access revoked after the last
    of them revokes it. A revocation without a certificate in the file speaks of the award that the desk has.
    """
    folded = list(rows)
    events: dict[tuple[str, str], list[int]] = {}
    for at, row in enumerate(rows):
        kind = _find_kind(row)
        if not row.skipped and kind is None:
            said = row.values.get("log_event") or "nothing"
            folded[at] = _skip(row, f"The event is “{said}”, which earns nothing and takes nothing away.")
        elif not row.skipped and not row.errors and _is_whole(row):
            address = fold(row.values["email"][0])
            events.setdefault((address, row.values["credential"]), []).append(at)
    for places in events.values():
        places.sort(key=lambda at: (rows[at].values["earned"], _time_of(rows[at]), at))
        _fold_one(folded, places)
    return folded


def _fold_one(rows: list[CheckedRow], places: Sequence[int]) -> None:
    grants = [at for at in places if _find_kind(rows[at]) == _GRANT]
    last = places.index(grants[-1]) if grants else -1
    after = places[last + 1 :]
    for at in places[: max(last, 0)]:
        rows[at] = _skip(rows[at], "A later certificate of the same credential is in the file.")
    if grants:
        if after:
            values = {**rows[grants[-1]].values, "revoked": _day(rows[after[0]])}
            rows[grants[-1]] = rows[grants[-1]].say(values)
        for at in after:
            rows[at] = _skip(rows[at], f"The certificate of line {rows[grants[-1]].line} ends with it.")
        return
    first, *others = after
    values = {name: value for name, value in rows[first].values.items() if name != "earned"}
    rows[first] = rows[first].say({**values, "revoked": _day(rows[first])})
    for at in others:
        rows[at] = _skip(rows[at], f"Line {rows[first].line} has revoked it already.")


def _find_kind(row: CheckedRow) -> str | None:
    event = squash(str(row.values.get("log_event") or ""))
    status = squash(str(row.values.get("log_status") or ""))
    if event.startswith("revoke"):
        return _REVOKE
    if event.startswith("certificate"):
        return _GRANT
    is_done = any(word in event + status for word in ("complet", "passed")) and "incomplet" not in event + status
    return _GRANT if event.startswith("statuschange") and is_done else None


def _is_whole(row: CheckedRow) -> bool:
    return all(row.values.get(name) for name in ("email", "credential", "earned"))


def _day(row: CheckedRow) -> date:
    day: Any = row.values["earned"]
    assert isinstance(day, date)
    return day


def _time_of(row: CheckedRow) -> tuple[int, float]:
    found = _TIME.search(row.locate("earned", "").value)
    if found is None:
        return 0, 0.0
    hour = int(found.group(1)) % (12 if found.group(4) else 24)
    return (hour + 12 * ((found.group(4) or "").casefold() == "p")) * 60 + int(found.group(2)), float(
        found.group(3) or 0
    )


def _skip(row: CheckedRow, why: str) -> CheckedRow:
    # It says nothing of anybody: another event of the same person still does.
    return row.say({})._replace(errors=(), subject=(), skipped=why)
