"""Erasing a person from the window, as a job, and telling where they can still be found."""

from __future__ import annotations

from channeladmin.desk.erasing import Erased, erase_person
from channeladmin.progress import Progress
from ui.kit.jobs import JobRunner
from ui.kit.words import word_count
from ui.session import DeskSession


def start_erasing(session: DeskSession, jobs: JobRunner, person_id: int) -> None:
    """Erase a person in the background; the pages follow, and the status line tells what is left to do."""
    desk = session.desk

    def work(_progress: Progress) -> Erased:
        return erase_person(desk, person_id)

    def tell(erased: Erased) -> None:
        session.announce(erased)
        session.told.emit(word_erased(erased))

    jobs.run("Erasing a person", work, tell, session.failed.emit, is_act=True)


def word_erased(erased: Erased) -> str:
    """That it was done, and every place where the person can still be found."""
    said = ["One person was erased from records, history and letters."]
    if erased.mentions:
        said.append(f"The name still stands in {'; '.join(erased.mentions)}; “channeladmin erase --text” takes it out.")
    if not erased.is_compacted:
        said.append("The last bytes of it go when the desk is opened the next time.")
    if erased.holding:
        names = ", ".join(copy.name for copy in erased.holding)
        holding = word_count(len(erased.holding), "backup still holds", "backups still hold")
        said.append(f"{holding} the person: {names}. Delete them too, or keep them from others.")
    if erased.unread:
        said.append(f"Not looked into: {', '.join(copy.name for copy in erased.unread)}.")
    return " ".join(said)
