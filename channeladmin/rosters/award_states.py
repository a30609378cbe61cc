"""What an export of badges says about each: earned, not yet accepted, revoked, refused, expired."""

from __future__ import annotations

from enum import StrEnum

from sqlmodel import SQLModel

from channeladmin.program.names import squash
from channeladmin.rosters import state_words
from channeladmin.rosters.state_words import spell_all


class AwardState(StrEnum):
    """Where an award stands. A pending one is earned and not yet accepted, so it counts as earned."""

    ACCEPTED = "accepted"
    PENDING = "pending"
    REVOKED = "revoked"
    REJECTED = "rejected"
    EXPIRED = "expired"


class AwardNotes(SQLModel):
    """What a row says about its award that no field of the record keeps."""

    state: AwardState | None = None
    is_expired: bool | None = None
    log_event: str | None = None
    log_status: str | None = None


_WORDS = {
    AwardState.ACCEPTED: ("active", "awarded", "certified", "claimed", "completed", "complete", "current", "earned",
                          "granted", "issued", "pass", "passed", "valid", "yes"),
    AwardState.PENDING: ("pending acceptance", "not accepted", "unclaimed", "offered"),
    AwardState.REVOKED: ("revoke", "withdrawn", "cancelled", "canceled", "suspended"),
    AwardState.REJECTED: ("declined", "failed", "fail", "not passed", "in progress", "not started", "enrolled",
                          "incomplete", "no"),
    AwardState.EXPIRED: ("lapsed", "out of date"),
}  # fmt: skip
_ELSEWHERE = {
    AwardState.ACCEPTED: state_words.EARNED,
    AwardState.PENDING: state_words.NOT_YET_ACCEPTED,
    AwardState.REVOKED: state_words.REVOKED,
    AwardState.REJECTED: state_words.NOT_EARNED,
    AwardState.EXPIRED: state_words.EXPIRED,
}
_BY_WORD = {name: state for state, words in _ELSEWHERE.items() for name in spell_all(words)} | {
    squash(word): state for state, words in _WORDS.items() for word in (state.value, *words)
}
_EXPIRED = (
    dict.fromkeys(spell_all((*state_words.EXPIRED, *state_words.YES)), True)
    | dict.fromkeys(spell_all(state_words.NO), False)
    | dict.fromkeys(("expired", "yes", "true", "y", "1", "x"), True)
    | dict.fromkeys(("notexpired", "no", "false", "n", "0", "active", "valid", "current"), False)
)


def parse_state(text: str) -> AwardState:
    """The state that a word means; ValueError with the words that there are."""
    state = _BY_WORD.get(squash(text))
    if state is None:
        raise ValueError(
            f"“{text}” is not a state of an award; use {', '.join(each.value for each in AwardState)}, "
            f"or leave the column out."
        )
    return state


def parse_expired(text: str) -> bool:
    """Whether a cell says that the award has expired; ValueError where it says neither."""
    found = _EXPIRED.get(squash(text))
    if found is None:
        raise ValueError(f"“{text}” says neither yes nor no; write “expired” or leave the cell empty.")
    return found
