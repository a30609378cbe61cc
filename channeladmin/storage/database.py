"""The data file as the rest of the app meets it: acts that commit whole or not at all, and reads."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from channeladmin.storage.act import Act
from channeladmin.storage.keys import KeyMaker
from channeladmin.storage.opening import create_file, open_file
from channeladmin.storage.operation_kind import OperationKind
from channeladmin.storage.operations import begin_operation, finish_operation
from channeladmin.storage.sqlite.engine import BEGIN_OPTION
from channeladmin.storage.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from channeladmin.storage.clock import Clock
    from channeladmin.storage.sqlite.password import FileKey

__all__ = ["Act", "Database", "create_database", "open_database"]


class Database:
    """An open data file. Any thread may read and act; acts follow one another."""

    def __init__(
        self, path: Path, engine: Engine, *, clock: Clock, actor: str, keys: KeyMaker, file_key: FileKey | None = None
    ) -> None:
        self.path = path
        self.clock = clock
        self.actor = actor
        self.file_key = file_key
        self.engine = engine
        self.keys = keys
        self._writer = Writer()

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
        transaction. `undoes` marks the operation as the reversal of another. EnvironmentProblem if another program
        is writing to the file, UserError if another act of this one runs for long.
        """
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
            act = Act(connection, operation.id, self.keys, label=label)
            yield act
            if act.is_rehearsal:
                return
            changes = finish_operation(connection, operation, label=act.label, on=day)
            if changes is None:
                connection.rollback()
            else:
                if act.when_sealed is not None:
                    act.when_sealed()
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
        with self._writer.hold("Standings"), self._begin("IMMEDIATE") as connection:
            yield connection
            connection.commit()

    @contextmanager
    def writing(self, label: str) -> Iterator[None]:
        """The turn to write, for what is no act: a change of the history itself."""
        with self._writer.hold(label):
            yield

    @property
    def is_writing(self) -> bool:
        """Whether an act is running in this process."""
        return self._writer.is_held

    def close(self) -> None:
        """Give the file back; the database must not be used afterwards."""
        self.engine.dispose()

    @contextmanager
    def _begin(self, mode: str) -> Iterator[Connection]:
        with self.engine.connect().execution_options(**{BEGIN_OPTION: mode}) as connection:
            connection.begin()
            # Leaving the block without a commit rolls back.
            yield connection


def create_database(
    path: Path, *, clock: Clock, actor: str, password: str | None = None, seed: int | None = None
) -> Database:
    """Make a new, empty data file and open it; a `UserError` if there is a file of this name.

    With a `seed` and a fixed clock the keys of the records are the same in every run.
    """
    create_file(path, password=password, at=clock.now())
    return open_database(path, clock=clock, actor=actor, password=password, seed=seed)


def open_database(
    path: Path, *, clock: Clock, actor: str, password: str | None = None, seed: int | None = None
) -> Database:
    """Open a data file; one that is not a desk, or is newer than this app, is a `UserError` and stays untouched."""
    engine, file_key = open_file(path, password=password)
    return Database(path, engine, clock=clock, actor=actor, keys=KeyMaker(clock, seed=seed), file_key=file_key)
