"""The data file as the rest of the app meets it: acts that commit whole or not at all, and reads."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager, nullcontext, suppress
from typing import TYPE_CHECKING

from channeladmin.errors import EnvironmentProblem, UserError
from channeladmin.progress import Progress, ignore_progress
from channeladmin.storage.act import Act
from channeladmin.storage.compaction import compact_if_due
from channeladmin.storage.foreign import ForeignWatch
from channeladmin.storage.keys import KeyMaker
from channeladmin.storage.opening import create_file, open_for_reading, open_for_writing, tidy
from channeladmin.storage.operation_kind import OperationKind
from channeladmin.storage.operations import begin_operation, finish_operation
from channeladmin.storage.places import resolve_place
from channeladmin.storage.presence import list_present
from channeladmin.storage.sqlite.engine import BEGIN_OPTION, Access
from channeladmin.storage.sqlite.late_checkpoint import LateCheckpoint
from channeladmin.storage.sqlite.rebuilding import rebuild
from channeladmin.storage.visitor import WINDOW, join_visitors
from channeladmin.storage.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from channeladmin.storage.changes import Changes
    from channeladmin.storage.clock import Clock
    from channeladmin.storage.opening import Opened

__all__ = ["Act", "Database", "create_database", "open_database"]


class Database:
    """An open data file. Any thread may read and act; acts follow one another."""

    def __init__(
        self,
        path: Path,
        engine: Engine,
        *,
        clock: Clock,
        actor: str,
        keys: KeyMaker,
        opened: Opened | None = None,
    ) -> None:
        self.path = path
        self.clock = clock
        self.actor = actor
        self.engine = engine
        self.keys = keys
        self.file_key = None if opened is None else opened.key
        self.source = path if opened is None else opened.source
        self.access = Access.WRITE if opened is None else opened.access
        self.ended_uncleanly = opened is not None and opened.ended_uncleanly
        self._opened = opened
        self._writer = Writer()
        self._checkpoint = LateCheckpoint(engine)
        with self.read() as connection:
            self._foreign = ForeignWatch(connection)

    @property
    def is_read_only(self) -> bool:
        """Whether the file was opened for reading only: acts are refused, and nothing is worked out anew."""
        return self.access is not Access.WRITE

    @contextmanager
    def act(
        self,
        label: str,
        *,
        on_day: date | None = None,
        undoes: int | None = None,
        kind: OperationKind = OperationKind.ACT,
    ) -> Iterator[Act]:
        """One act of staff, committed whole at the end of the block or, after an error in it, not at all.

        The standings of the agreements that it touched are worked out for `on_day` (None: today) in the same
        transaction. `undoes` marks the operation as the reversal of another. EnvironmentProblem, which names them, if
        others are writing to the file, UserError if another act of this one runs for long, or the file is open for
        reading only.
        """
        self.refuse_reader()
        day = self.clock.today() if on_day is None else on_day
        with self._writer.hold(label), self._begin("IMMEDIATE") as connection:
            operation = begin_operation(
                connection,
                self.keys,
                label=label,
                actor=self.actor,
                at=self.clock.now(),
                undoes=undoes,
                kind=kind,
            )
            self._foreign.note_own(operation.id)
            act = Act(connection, operation.id, self.keys, label=label)
            yield act
            if act.is_rehearsal:
                return
            changes = finish_operation(connection, operation, label=act.label, on=day, sets=act.journal)
            if changes is None:
                connection.rollback()
            else:
                if act.when_sealed is not None:
                    act.when_sealed()
                with self._checkpoint.after(connection) if act.journal.made else nullcontext():
                    connection.commit()
            act.changes = changes

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A look at the file as it is at one moment, whatever is written meanwhile."""
        with self._begin("DEFERRED") as connection:
            yield connection

    @contextmanager
    def derive(self) -> Iterator[Connection]:
        """A transaction for what is worked out from the records (standings); it writes no record and no history."""
        self.refuse_reader()
        with self._writer.hold("Standings"), self._begin("IMMEDIATE") as connection:
            yield connection
            connection.commit()

    @contextmanager
    def rebuild(self, label: str) -> Iterator[Connection]:
        """A transaction for a change of the history itself, whose references are proved at its end."""
        self.refuse_reader()
        with self._writer.hold(label), ExitStack() as stack:
            with self._holder_named():
                connection = stack.enter_context(rebuild(self.engine))
            yield connection

    def wait_for_log(self) -> None:
        """Return when the log of a big act before is in the file: whoever empties the log must be alone with it."""
        self._checkpoint.wait()

    def find_foreign_changes(self) -> Changes | None:
        """What others have committed since the last call (since the opening), as one; None if nothing.

        Cheap enough to ask every second: then it reads one key.
        """
        with self.read() as connection:
            return self._foreign.find_changes(connection)

    def refuse_reader(self) -> None:
        """UserError where the file is open for reading only: nothing can be changed in it."""
        if self.is_read_only:
            raise UserError(
                f"“{self.path}” is open for reading only, so nothing can be changed in it. Put a copy of it into a "
                "folder of this computer, and open that."
            )

    @property
    def is_writing(self) -> bool:
        """Whether an act is running in this process."""
        return self._writer.is_held

    def close(self) -> None:
        """Give the file back; the database must not be used afterwards."""
        self.wait_for_log()
        self.engine.dispose()
        if self._opened is not None:
            self._opened.close()
            if self._opened.leaves_files:
                with suppress(EnvironmentProblem):
                    tidy(self.path, self.file_key)

    @contextmanager
    def _begin(self, mode: str) -> Iterator[Connection]:
        with ExitStack() as stack:
            with self._holder_named():
                connection = stack.enter_context(self.engine.connect())
                connection.execution_options(**{BEGIN_OPTION: mode}).begin()
            # Leaving the block without a commit rolls back.
            yield connection

    @contextmanager
    def _holder_named(self) -> Iterator[None]:
        """A file that is busy is so because of somebody: say of whom."""
        try:
            yield
        except EnvironmentProblem as problem:
            name = str(getattr(problem.__cause__, "sqlite_errorname", ""))
            if not name.startswith("SQLITE_BUSY"):
                raise
            own = None if self._opened is None else self._opened.presence
            others = join_visitors(list_present(self.path, besides=own))
            raise EnvironmentProblem(
                f"{others} is writing to “{self.path}”. Try again when that has finished; nothing was changed."
            ) from problem


def create_database(
    path: Path,
    *,
    clock: Clock,
    actor: str,
    password: str | None = None,
    seed: int | None = None,
    what: str = WINDOW,
) -> Database:
    """Make a new, empty data file and open it; a `UserError` if there is a file of this name.

    With a `seed` and a fixed clock the keys of the records are the same in every run.
    """
    create_file(path, password=password, actor=actor, what=what, clock=clock)
    return open_database(path, clock=clock, actor=actor, password=password, seed=seed, what=what)


def open_database(  # noqa: PLR0913 - how, by whom and for what it is opened
    path: Path,
    *,
    clock: Clock,
    actor: str,
    password: str | None = None,
    seed: int | None = None,
    what: str = WINDOW,
    is_read_only: bool = False,
    progress: Progress = ignore_progress,
) -> Database:
    """Open a data file; `OpenRefused` with the reason where it is not opened, and then it stays untouched.

    `what` tells others what this process does with it: “window”, or a command's name. `progress` is told where a file
    of an older version is brought up to date.
    """
    path = resolve_place(path)
    if is_read_only:
        opened = open_for_reading(path, password=password)
    else:
        opened = open_for_writing(path, password=password, actor=actor, what=what, clock=clock, progress=progress)
    try:
        database = Database(
            path, opened.engine, clock=clock, actor=actor, keys=KeyMaker(clock, seed=seed), opened=opened
        )
    except BaseException:
        opened.close()
        raise
    try:
        if not is_read_only:
            compact_if_due(database)
    except BaseException:
        database.close()
        raise
    return database
