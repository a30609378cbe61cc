"""One run of the question what would change: off the window's thread, and left behind when another one is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING

from channeladmin.desk.impact import Impact, measure_impact
from channeladmin.errors import Cancelled, EnvironmentProblem, UserError

if TYPE_CHECKING:
    from datetime import date

    from channeladmin.desk.desk import Desk
    from channeladmin.progress import Progress
    from ui.programme.subject import Subject

_TOLD_EVERY = 20
"""Agreements between two reports: every one of them is a message to the window's thread."""


@dataclass(slots=True)
class Trial:
    """`is_cut_short`: it ended without an answer or a sentence; `leave` stops it and nothing else that runs by then."""

    subject: Subject
    day: date
    is_cut_short: bool = False
    _left: Event = field(default_factory=Event)

    def leave(self) -> None:
        """Stop at the next report."""
        self._left.set()

    def run(self, desk: Desk, progress: Progress) -> Impact:
        """Work it out; Cancelled where it was left."""

        def tell(done: int, total: int) -> None:
            if self._left.is_set():
                raise Cancelled
            if done % _TOLD_EVERY == 0 or done == total:
                progress(done, total)

        try:
            tell(0, 0)
            return measure_impact(
                desk, self.subject.edition.id, on=self.day, switches=self.subject.switches, progress=tell
            )
        except (UserError, EnvironmentProblem):
            raise
        except BaseException:
            self.is_cut_short = True
            raise
