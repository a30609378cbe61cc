"""The acts of the Programme page; all of them run as jobs, since every standing of the desk hangs on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from channeladmin.desk.programs import add_edition, check_edition_file, save_edition_file, use_edition
from channeladmin.desk.switches import set_switch
from ui.kit.jobs import JobRunner
from ui.session import DeskSession

if TYPE_CHECKING:
    from channeladmin.desk.switches import SwitchValue
    from channeladmin.desk.values import Changes

OnFailed = Callable[[str], object]


class Deciding:
    """Tells the session what was written, and `on_failed` in words what was not."""

    def __init__(self, session: DeskSession, jobs: JobRunner) -> None:
        self._session = session
        self._jobs = jobs

    def use(self, edition_id: str, switches: Mapping[str, SwitchValue], on_failed: OnFailed) -> None:
        """Go by an edition, with some of its readings decided."""
        desk = self._session.desk

        def tell(changes: Changes | None) -> None:
            self._session.announce(changes)
            self._session.told.emit(
                f"The desk goes by the programme {edition_id} now; all standings are worked out anew."
            )

        self._jobs.run(
            f"Use programme {edition_id}",
            lambda _progress: use_edition(desk, edition_id, switches=switches),
            tell,
            on_failed,
            is_act=True,
        )

    def decide(self, key: str, choice: SwitchValue, *, on_done: Callable[[], object], on_failed: OnFailed) -> None:
        """Decide a reading of the edition in use."""
        desk = self._session.desk

        def tell(changes: Changes | None) -> None:
            self._session.announce(changes)
            on_done()

        self._jobs.run(
            "Decide a reading", lambda _progress: set_switch(desk, key, choice), tell, on_failed, is_act=True
        )

    def add(self, path: Path, *, on_done: Callable[[str], object], on_failed: OnFailed) -> None:
        """Take an edition from a file into the data file; `on_done` is given its id."""
        desk = self._session.desk

        def work() -> tuple[str, Changes | None]:
            edition = check_edition_file(path)
            return edition.id, add_edition(desk, path)

        def tell(added: tuple[str, Changes | None]) -> None:
            edition_id, changes = added
            self._session.announce(changes)
            on_done(edition_id)
            is_new = "is in the data file now" if changes is not None else "was in the data file already"
            self._session.told.emit(f"The programme {edition_id} {is_new}; “Use” makes the desk go by it.")

        self._jobs.run(f"Add {path.name}", lambda _progress: work(), tell, on_failed, is_act=True)

    def save(self, edition_id: str, path: Path, on_failed: OnFailed) -> None:
        """Write the file of an edition."""
        desk = self._session.desk
        self._jobs.run(
            f"Save {path.name}",
            lambda _progress: save_edition_file(desk, edition_id, path),
            lambda _: self._session.told.emit(f"The programme file lies in {path}."),
            on_failed,
        )
