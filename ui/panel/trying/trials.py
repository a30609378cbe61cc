"""The changes that are being tried, by agreement; they live as long as the desk is open, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence

from channeladmin.desk.trying import EarnAward, JoinCompany, LeaveCompany, Tried, WorkHere

_OF_PEOPLE = (EarnAward, LeaveCompany, WorkHere)


class Trials:
    """An agreement without any is in the mode all the same, from `start` to `drop`."""

    def __init__(self) -> None:
        self._tried: dict[int, list[Tried]] = {}
        self._keys = 0

    def is_on(self, agreement_id: int | None) -> bool:
        """Whether changes are tried on an agreement."""
        return agreement_id in self._tried

    def get(self, agreement_id: int) -> tuple[Tried, ...]:
        """The changes in the order in which they were entered."""
        return tuple(self._tried.get(agreement_id, ()))

    def start(self, agreement_id: int) -> None:
        """Begin to try changes."""
        self._tried.setdefault(agreement_id, [])

    def drop(self, agreement_id: int) -> None:
        """Forget all of them."""
        self._tried.pop(agreement_id, None)

    def restore(self, agreement_id: int, changes: Sequence[Tried]) -> None:
        """Have these again."""
        self._tried[agreement_id] = list(changes)

    def add(self, agreement_id: int, *changes: Tried) -> None:
        """Try more."""
        self._tried[agreement_id].extend(changes)

    def replace(self, agreement_id: int, at: int, change: Tried) -> None:
        """Try another in place of one."""
        self._tried[agreement_id][at] = change

    def remove(self, agreement_id: int, at: int) -> None:
        """Try one less; with somebody new goes what they would have earned."""
        changes = self._tried[agreement_id]
        gone = changes.pop(at)
        if isinstance(gone, JoinCompany):
            changes[:] = [each for each in changes if not (isinstance(each, _OF_PEOPLE) and each.person_id == gone.key)]

    def find_key(self, agreement_id: int) -> int:
        """A key for somebody new on an agreement: negative, and not used there."""
        return min((each.key for each in self._tried[agreement_id] if isinstance(each, JoinCompany)), default=0) - 1
