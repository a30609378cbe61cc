"""A look at a data file at rest that writes not a byte of it: for proofs, for backups, and for damaged files."""

from __future__ import annotations

from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, ExceptionContext, NullPool, create_engine, event
from sqlcipher3 import dbapi2 as driver

from channeladmin.errors import EnvironmentProblem
from channeladmin.storage.sqlite.engine import Access, connect_bare
from channeladmin.storage.sqlite.files import copy_privately, list_sides, remove_side_files
from channeladmin.storage.sqlite.header import find_kept_header
from channeladmin.storage.sqlite.private_folder import private_folder
from channeladmin.storage.sqlite.problems import find_problem, find_unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from channeladmin.storage.sqlite.password import FileKey

_PRAGMAS = ("PRAGMA cell_size_check = ON", "PRAGMA trusted_schema = OFF", "PRAGMA cache_size = -65536")


@contextmanager
def look(path: Path, key: FileKey | None = None) -> Iterator[Connection]:
    """A connection for reading. Text that is not UTF-8 comes with its bytes escaped instead of failing.

    `DamagedFile` where SQLite meets damage, also inside the block; `EnvironmentProblem` where the disk fails.
    """
    with at_rest(path, key) as resting:
        engine = create_engine(
            URL.create("sqlite+sqlcipher3", database=str(resting)),
            creator=lambda: _connect(resting, key),
            poolclass=NullPool,
        )

        @event.listens_for(engine, "handle_error")
        def _on_error(context: ExceptionContext) -> None:
            problem = find_problem(context.original_exception, path)
            if problem is not None:
                raise problem from context.original_exception

        with engine.connect() as connection:
            yield connection


@contextmanager
def connect_at_rest(path: Path, key: FileKey | None = None) -> Iterator[Any]:
    """The same as a connection of the driver, whose errors come as they are."""
    with at_rest(path, key) as resting, closing(_connect(resting, key)) as connection:
        yield connection


@contextmanager
def reading_tolerantly(connection: Connection) -> Iterator[None]:
    """In the block, a connection of the open file reads text that is not UTF-8 as `look` does."""
    driver_connection = connection.connection.driver_connection
    assert driver_connection is not None
    before, driver_connection.text_factory = driver_connection.text_factory, read_text
    try:
        yield
    finally:
        driver_connection.text_factory = before


def read_text(stored: bytes) -> str:
    """Stored bytes as text, whatever they are; no two are read alike unless the escaped form itself was stored."""
    return stored.decode("utf-8", "backslashreplace")


@contextmanager
def at_rest(path: Path, key: FileKey | None = None) -> Iterator[Path]:
    """The file itself where nothing lies beside it; else a private copy into which its side files are gathered."""
    # Its side files lie beside the file itself, not beside a link to it.
    path = path.resolve()
    sides = list_sides(path)
    if not sides:
        yield path
        return
    with private_folder() as folder:
        copy = folder / "copy"
        if find_kept_header(path) is not None:
            _copy_open(path, copy, key)
        else:
            _copy_with_sides(path, copy, sides)
        # What cannot be gathered is lost to whoever looks; the file itself stays as it is.
        with suppress(driver.Error), closing(_connect(copy, key, Access.WRITE)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE").close()
        remove_side_files(copy)
        yield copy


def _copy_with_sides(path: Path, copy: Path, sides: tuple[str, ...]) -> None:
    try:
        for suffix in ("", *sides):
            copy_privately(Path(f"{path}{suffix}"), Path(f"{copy}{suffix}"))
    except OSError as error:
        raise EnvironmentProblem(
            f"“{path}” cannot be looked at: {error.strerror or error}. Free some space, then try again."
        ) from error


def _copy_open(path: Path, copy: Path, key: FileKey | None) -> None:
    """A file that this process has open as a desk: read as bytes, it would lose SQLite's locks."""
    copy.touch(0o600)
    try:
        with (
            closing(connect_bare(path, key, access=Access.READ)) as original,
            closing(connect_bare(copy, key)) as target,
        ):
            original.backup(target)
    except driver.Error as error:
        problem = find_problem(error, path)
        if problem is None:
            raise
        raise problem from error


def _connect(path: Path, key: FileKey | None, access: Access = Access.FROZEN) -> Any:  # noqa: ANN401 - no types
    connection = connect_bare(path, key, access=access)
    connection.text_factory = read_text
    try:
        for pragma in _PRAGMAS:
            connection.execute(pragma).close()
    except UnicodeDecodeError as error:
        connection.close()
        raise find_unreadable(error) from error
    except BaseException:
        connection.close()
        raise
    return connection
