"""The engine of one data file: the driver's connections, their pragmas, and transactions begun on purpose."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.dialects import registry

from channeladmin.storage.sqlite.problems import find_problem, find_unreadable

if TYPE_CHECKING:
    from pathlib import Path

    from channeladmin.storage.sqlite.password import FileKey


class Access(StrEnum):
    """How a file is opened, as SQLite's own words for it."""

    WRITE = "mode=rw"
    READ = "mode=ro"
    FROZEN = "mode=ro&immutable=1"
    """For a file that nobody writes: neither locks nor files beside it; what lies in its log is not seen."""


BUSY_SECONDS = 2.0
BEGIN_OPTION = "begin_mode"

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    # Cascades must reach the journal's triggers whatever the build's default is.
    "PRAGMA recursive_triggers = ON",
    "PRAGMA cache_size = -65536",
)

_READING_PRAGMAS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA query_only = ON",
    "PRAGMA cache_size = -65536",
)

registry.register("sqlite.sqlcipher3", "channeladmin.storage.sqlite.dialect", "StrictDialect")


def connect_bare(
    path: Path, key: FileKey | None = None, *, busy_seconds: float = BUSY_SECONDS, access: Access = Access.WRITE
) -> Any:  # noqa: ANN401
    """A driver connection to an existing file without any settings but its key; driver errors come as they are."""
    connection = driver.connect(
        f"{path.absolute().as_uri()}?{access}",
        uri=True,
        timeout=busy_seconds,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.execute("PRAGMA cipher_log_level = NONE").close()
    if key is not None:
        connection.execute(key.pragma).close()
    # What SQLite puts aside while it sorts would lie in plain in a file of the system's.
    connection.execute("PRAGMA temp_store = MEMORY").close()
    return connection


def connect(
    path: Path, key: FileKey | None = None, *, busy_seconds: float = BUSY_SECONDS, access: Access = Access.WRITE
) -> Any:  # noqa: ANN401
    """A driver connection (the driver has no types) with every pragma of the house."""
    connection = connect_bare(path, key, busy_seconds=busy_seconds, access=access)
    try:
        for pragma in _PRAGMAS if access is Access.WRITE else _READING_PRAGMAS:
            connection.execute(pragma).close()
    except UnicodeDecodeError as error:
        connection.close()
        raise find_unreadable(error) from error
    except BaseException:
        connection.close()
        raise
    return connection


def build_engine(
    path: Path, key: FileKey | None = None, access: Access = Access.WRITE, *, shown: Path | None = None
) -> Engine:
    """The engine; transactions are DEFERRED unless the execution option `begin_mode` says IMMEDIATE.

    What goes wrong is told of `shown` where the path is that of a copy.
    """
    engine = create_engine(
        URL.create("sqlite+sqlcipher3", database=str(path)),
        creator=lambda: connect(path, key, access=access),
        pool_size=4,
        max_overflow=12,
    )

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get(BEGIN_OPTION, "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    @event.listens_for(engine, "handle_error")
    def _on_error(context: ExceptionContext) -> None:
        problem = find_problem(context.original_exception, shown or path)
        if problem is not None:
            raise problem from context.original_exception

    return engine
