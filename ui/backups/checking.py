"""The check of the desk as a job, and what it found as a sentence."""

from __future__ import annotations

from channeladmin.desk.checking import Problem, check, is_all_right
from channeladmin.progress import Progress
from ui.kit.jobs import JobRunner
from ui.session import DeskSession

_SHOWN = 3


def start_check(session: DeskSession, jobs: JobRunner, *, before: str = "") -> None:
    """Check the desk in the background and tell what was found; `before` says why, if it was not asked for."""
    desk = session.desk

    def work(progress: Progress) -> tuple[Problem, ...]:
        return check(desk, progress=progress)

    def tell(problems: tuple[Problem, ...]) -> None:
        if is_all_right(problems):
            session.told.emit(f"{before}{word_problems(problems)}")
        else:
            session.failed.emit(f"{before}{word_problems(problems)}")

    jobs.run("Checking the desk", work, tell, session.failed.emit)


def word_problems(problems: tuple[Problem, ...]) -> str:
    """What a check found, the first few faults in words."""
    if not problems:
        return "The desk is sound: structure, history, every record and every standing."
    shown = " ".join(str(problem) for problem in problems[:_SHOWN])
    more = f" And {len(problems) - _SHOWN} more; “channeladmin check” lists them." if len(problems) > _SHOWN else ""
    return f"{shown}{more}"
