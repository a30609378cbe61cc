"""Making a data file, and opening one for writing or for reading only."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sqlmodel import SQLModel

from channeladmin import __version__
from channeladmin.errors import EnvironmentProblem, UserError
from channeladmin.progress import Progress, ignore_progress
from channeladmin.storage.inspecting import inspect_at_rest, inspect_file, list_possible_keys, refuse_stranger
from channeladmin.storage.notes import seal_notes
from channeladmin.storage.places import find_place_refusal, refuse_place, resolve_place
from channeladmin.storage.presence import Crowd, Presence, has_unfinished, list_present, pass_gate
from channeladmin.storage.refusals import RefusalKind, build_refusal
from channeladmin.storage.sqlite.engine import BEGIN_OPTION, Access, build_engine
from channeladmin.storage.sqlite.files import SIDE_SUFFIXES, remove_side_files
from channeladmin.storage.sqlite.header import KeptHeader
from channeladmin.storage.sqlite.identity import APPLICATION_ID, SCHEMA_VERSION
from channeladmin.storage.sqlite.password import FileKey, derive_key, refuse_empty
from channeladmin.storage.sqlite.triggers import create_triggers
from channeladmin.storage.still_copy import is_busy, still_copy
from channeladmin.storage.tables import meta, own_metadata
from channeladmin.storage.unfinished import clear_unfinished
from channeladmin.storage.upgrading import upgrade_file
from channeladmin.whole_file import keep_private, new_file, word_taken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy import Connection, Engine

    from channeladmin.storage.clock import Clock


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that is open: how, with which key, who says so beside it, and whether it was left in the middle before.

    `source` is where its bytes are read: the file, or a private copy of it, which goes with `rest`. `leaves_files`: a
    reader that may be the last to close it must `tidy`.
    """

    source: Path
    engine: Engine
    key: FileKey | None
    access: Access
    header: KeptHeader
    presence: Presence | None = None
    ended_uncleanly: bool = False
    leaves_files: bool = False
    rest: ExitStack = field(default_factory=ExitStack)

    def close(self) -> None:
        """Give the file back."""
        self.engine.dispose()
        self.header.close()
        if self.presence is not None:
            self.presence.close()
        self.rest.close()


def create_file(path: Path, *, password: str | None, actor: str, what: str, clock: Clock) -> None:
    """Make an empty data file (mode 0600), complete or not at all; a `UserError` if the name is taken.

    `OpenRefused` where the place is no place for one, or somebody else has it to themselves.
    """
    _refuse_taken(path)
    path = resolve_place(path)
    refuse_place(path, is_new=True)
    refuse_empty(password)
    key = None if password is None else derive_key(password)
    with pass_gate(path, actor=actor, what=what, clock=clock) as crowd:
        # Somebody else may have made it meanwhile, and have it open.
        _refuse_taken(path)
        _refuse_others(crowd)
        # Side files without their data file are left over from one that is gone; SQLite would take them for this one's.
        remove_side_files(path)
        clear_unfinished(path)
        with new_file(path, side_suffixes=SIDE_SUFFIXES, may_replace=False) as unfinished:
            engine = build_engine(unfinished, key)
            try:
                begun = engine.connect().execution_options(**{BEGIN_OPTION: "IMMEDIATE"})
                with begun as connection, connection.begin():
                    _fill(connection, clock.now())
            finally:
                # The last connection that closes moves everything from the side files into the file.
                engine.dispose()


def open_for_writing(
    path: Path, *, password: str | None, actor: str, what: str, clock: Clock, progress: Progress = ignore_progress
) -> Opened:
    """Open a data file and be present beside it; `OpenRefused` with the reason where it is not opened, untouched.

    A file of an older version is brought up to this one first, with `progress`.
    """
    refuse_stranger(path, password)
    refuse_place(path)
    with pass_gate(path, actor=actor, what=what, clock=clock) as crowd:
        key = _inspect(path, list_possible_keys(path, password), crowd)
        if not crowd.others:
            clear_unfinished(crowd.path)
        keep_private(crowd.path)
        for suffix in SIDE_SUFFIXES:
            keep_private(Path(f"{crowd.path}{suffix}"))
        with ExitStack() as undoing:
            header = KeptHeader(path)
            undoing.callback(header.close)
            engine = _connect_engine(path, key, Access.WRITE)
            undoing.callback(engine.dispose)
            if _is_older(engine):
                engine.dispose()
                _upgrade(crowd, key, clock, progress)
            presence = crowd.enter()
            undoing.pop_all()
    return Opened(path, engine, key, Access.WRITE, header, presence, crowd.ended_uncleanly)


def open_for_reading(path: Path, *, password: str | None) -> Opened:
    """Open a data file that stays as it is, wherever it lies; `OpenRefused` where it cannot be opened."""
    refuse_stranger(path, password)
    is_shared = find_place_refusal(path) is not None
    with ExitStack() as rest:
        # Where we cannot write, others may: what they write must not change what we read.
        copy = rest.enter_context(still_copy(path)) if is_shared else None
        is_frozen = copy is not None or not (is_shared or is_busy(path))
        opened = _open_quietly(path, copy or path, password, Access.FROZEN if is_frozen else Access.READ)
        opened = replace(opened, rest=rest.pop_all())
    if _is_older(opened.engine):
        opened.close()
        raise build_refusal(
            RefusalKind.OLDER,
            f"“{path}” was made by an older version of this app, and can be read only once it has been brought up to "
            "this one. Put a copy of it into a folder of this computer, and open that.",
        )
    if opened.access is Access.READ:
        # A log that was left by a process that died is for the next writer to bring home.
        return replace(opened, leaves_files=bool(list_present(path)))
    if is_shared:
        return opened
    # On a disk somebody may begin to write while we read.
    opened.engine.dispose()
    try:
        engine = _connect_engine(path, opened.key, Access.READ)
    except BaseException:
        opened.close()
        raise
    return replace(opened, engine=engine, access=Access.READ, leaves_files=True)


def tidy(path: Path, key: FileKey | None) -> None:
    """After reading: a reader that closes last leaves files beside the data file; have SQLite bring them home."""
    if find_place_refusal(path) is None:
        engine = _connect_engine(path, key, Access.WRITE)
        engine.dispose()


def _refuse_taken(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise UserError(word_taken(path))


def _refuse_others(crowd: Crowd) -> None:
    if crowd.others:
        who = "; ".join(visitor.sentence for visitor in crowd.others)
        raise build_refusal(RefusalKind.IN_USE, f"“{crowd.path}” is open: {who}. Close it everywhere, then try again.")


def _inspect(path: Path, keys: tuple[FileKey | None, ...], crowd: Crowd) -> FileKey | None:
    return inspect_file(path, keys, Access.READ) if crowd.others else inspect_at_rest(crowd.path, keys)


def _is_older(engine: Engine) -> bool:
    with engine.connect() as connection:
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one()) < SCHEMA_VERSION


def _upgrade(crowd: Crowd, key: FileKey | None, clock: Clock, progress: Progress) -> None:
    """Inside the gate nobody else can open the file; a copy of what it was is kept."""
    _refuse_others(crowd)
    upgrade_file(crowd.path, key, at=clock.now(), progress=progress)
    inspect_file(crowd.path, (key,), Access.READ)


def _connect_engine(path: Path, key: FileKey | None, access: Access, *, shown: Path | None = None) -> Engine:
    engine = build_engine(path, key, access, shown=shown)
    try:
        with engine.connect() as connection:
            # Reads the first page: a log beside the file is brought in now, or is found to be unreadable.
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema")
    except BaseException:
        engine.dispose()
        raise
    return engine


def _open_quietly(path: Path, source: Path, password: str | None, access: Access) -> Opened:
    """Without a file beside it, unless somebody writes or a log must be read."""
    keys = list_possible_keys(path, password)
    with _unfinished_named(path):
        key = inspect_file(source, keys, access, shown=path)
        with ExitStack() as undoing:
            header = KeptHeader(source)
            undoing.callback(header.close)
            engine = _connect_engine(source, key, access, shown=path)
            undoing.pop_all()
        return Opened(source, engine, key, access, header)


@contextmanager
def _unfinished_named(path: Path) -> Iterator[None]:
    try:
        yield
    except EnvironmentProblem as problem:
        name = str(getattr(problem.__cause__, "sqlite_errorname", ""))
        if not has_unfinished(path.resolve()) or not name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")):
            raise
        raise build_refusal(
            RefusalKind.UNFINISHED,
            f"“{path}” was not closed where it was written last: its newest changes lie in a file of that name with "
            "“-wal” at its end, and come in only where the folder can be written. Copy both into a folder of this "
            "computer, and open the copy.",
        ) from problem


def _fill(connection: Connection, at: datetime) -> None:
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
    own_metadata.create_all(connection)
    SQLModel.metadata.create_all(connection)
    create_triggers(connection)
    connection.execute(
        meta.insert(), [{"key": "created_at", "value": at.isoformat()}, {"key": "created_by", "value": __version__}]
    )
    seal_notes(connection)
