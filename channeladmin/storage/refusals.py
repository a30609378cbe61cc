"""Why a data file is not opened, told apart for the two faces: the kind, the sentence, and the ways on."""

from __future__ import annotations

from enum import StrEnum

from channeladmin.errors import DamagedFile, EnvironmentProblem, UserError


class RefusalKind(StrEnum):
    """Which of the reasons it was."""

    MISSING = "missing"
    NOT_A_DESK = "not a desk"
    PASSWORD_NEEDED = "password needed"
    """Not a desk, or an encrypted one: without the password nobody can tell."""
    PASSWORD_WRONG = "password wrong"
    """Not a desk, or the password is wrong: nobody can tell either."""
    OTHER_PROGRAM = "other program"
    NEWER = "newer"
    OLDER = "older"
    """To be read only, where it would have to be migrated first."""
    READ_ONLY = "read-only"
    SYNCED = "synced"
    NETWORK = "network"
    IN_USE = "in use"
    ALTERED = "altered"
    DAMAGED = "damaged"
    STRANGE_SIDE_FILE = "strange side file"
    UNFINISHED = "unfinished"
    """On a read-only place with a write-ahead log that can only be read where it can be written."""


class WayOn(StrEnum):
    """What can be offered instead."""

    CHOOSE = "choose another file"
    PASSWORD = "give the password"
    READ_ONLY = "open for reading only"
    COPY = "open a copy elsewhere"
    RESTORE = "restore a backup"
    RETRY = "try again"


class OpenRefused(Exception):
    """A data file is not opened, and stays as it was; always a `UserError` or an `EnvironmentProblem` too."""

    kind: RefusalKind

    @property
    def ways_on(self) -> tuple[WayOn, ...]:
        """What can be offered instead, the best first."""
        return _WAYS[self.kind]


class _RefusedToUser(OpenRefused, UserError):
    pass


class _RefusedByMachine(OpenRefused, EnvironmentProblem):
    pass


class _RefusedAsDamaged(OpenRefused, DamagedFile):
    pass


def build_refusal(kind: RefusalKind, sentence: str) -> OpenRefused:
    """The refusal to raise: a `UserError` where the user chose wrongly, else an `EnvironmentProblem`."""
    if kind in _DAMAGE:
        refusal: OpenRefused = _RefusedAsDamaged(sentence)
    else:
        refusal = (_RefusedToUser if kind in _FIXABLE else _RefusedByMachine)(sentence)
    refusal.kind = kind
    return refusal


_DAMAGE = frozenset({RefusalKind.ALTERED, RefusalKind.DAMAGED, RefusalKind.STRANGE_SIDE_FILE})
_FIXABLE = frozenset(
    {
        RefusalKind.MISSING,
        RefusalKind.NOT_A_DESK,
        RefusalKind.PASSWORD_NEEDED,
        RefusalKind.PASSWORD_WRONG,
        RefusalKind.OTHER_PROGRAM,
        RefusalKind.NEWER,
        RefusalKind.OLDER,
    }
)
_ELSEWHERE = (WayOn.READ_ONLY, WayOn.COPY)
_WAYS = {
    RefusalKind.MISSING: (WayOn.CHOOSE,),
    RefusalKind.NOT_A_DESK: (WayOn.CHOOSE,),
    RefusalKind.PASSWORD_NEEDED: (WayOn.PASSWORD, WayOn.CHOOSE),
    RefusalKind.PASSWORD_WRONG: (WayOn.PASSWORD, WayOn.CHOOSE),
    RefusalKind.OTHER_PROGRAM: (WayOn.CHOOSE,),
    RefusalKind.NEWER: (WayOn.CHOOSE,),
    RefusalKind.OLDER: (WayOn.COPY,),
    RefusalKind.READ_ONLY: _ELSEWHERE,
    RefusalKind.SYNCED: _ELSEWHERE,
    RefusalKind.NETWORK: _ELSEWHERE,
    RefusalKind.IN_USE: (WayOn.RETRY,),
    RefusalKind.ALTERED: (WayOn.RESTORE, WayOn.CHOOSE),
    RefusalKind.DAMAGED: (WayOn.RESTORE, WayOn.CHOOSE),
    RefusalKind.STRANGE_SIDE_FILE: (WayOn.RESTORE, WayOn.CHOOSE),
    RefusalKind.UNFINISHED: (WayOn.CHOOSE,),
}
