"""Whole copies of a data file, taken while it is in use and proved before they take their name."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2 as driver

from channeladmin.errors import DamagedFile, EnvironmentProblem
from channeladmin.progress import Progress, ignore_progress
from channeladmin.storage.sqlite.amounts import read_amounts
from channeladmin.storage.sqlite.engine import Access, connect, connect_bare
from channeladmin.storage.sqlite.files import SIDE_SUFFIXES
from channeladmin.storage.sqlite.looking import connect_at_rest
from channeladmin.storage.sqlite.problems import find_problem
from channeladmin.storage.sqlite.proving import count_rows
from channeladmin.storage.stages import split_progress
from channeladmin.whole_file import new_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from channeladmin.storage.sqlite.password import FileKey

_PAGES = 2000


Prove = Callable[[Path, Progress], None]
"""Looks into the unfinished copy and raises what is wrong with it."""


def do_nothing() -> None:
    """The last step of a copy that needs none."""


def copy_file(  # noqa: PLR0913 - a copy of anything to anywhere: each part of it is chosen
    source: Path,
    target: Path,
    *,
    key: FileKey | None,
    prove: Prove,
    access: Access | None = Access.WRITE,
    progress: Progress = ignore_progress,
    before_naming: Callable[[], None] = do_nothing,
    shown: Path | None = None,
) -> None:
    """Copy by SQLite's online backup; the copy takes its name only once it is proved and on the disk.

    `access` is how the source is open; None: nobody has it open, and it is read without leaving a trace. The copy is
    one file with nothing beside it, keeps the password and is readable by its owner alone. `before_naming` runs when
    all is proved. `shown` is the file that the source is a copy of, if it is one. `EnvironmentProblem` if the disk
    fails or the copy does not hold what the source does; `Cancelled` leaves nothing.
    """
    with new_file(target, side_suffixes=SIDE_SUFFIXES) as unfinished:
        with (
            translated(target, damaged=shown or source),
            _connect_source(source, key, access) as original,
            closing(connect_bare(unfinished, key)) as copy,
        ):
            # One transaction around both: the copy and the counts are of the same moment.
            original.execute("BEGIN")
            counts, amounts = count_rows(original), read_amounts(original)
            copying, proving = split_progress(progress, (amounts.copying, sum(amounts.proof)))
            original.backup(copy, pages=_PAGES, progress=lambda _, left, total: copying(total - left, total))
            # A file that nothing belongs beside can be read where nothing can be written.
            copy.execute("PRAGMA journal_mode = DELETE").close()
            are_counts_equal = count_rows(copy) == counts
        if not are_counts_equal:
            raise DamagedFile(
                f"The copy of “{shown or source}” does not hold as many rows as it does, and was thrown away."
            )
        prove(unfinished, proving)
        before_naming()


@contextmanager
def translated(path: Path, *, damaged: Path | None = None) -> Iterator[None]:
    """The driver's errors in the block, as problems of the machine where they are; damage is that of `damaged`."""
    try:
        yield
    except driver.Error as error:
        problem = find_problem(error, path)
        if isinstance(problem, DamagedFile) and damaged is not None:
            problem = find_problem(error, damaged)
        if problem is None:
            raise
        raise problem from error


@contextmanager
def _connect_source(source: Path, key: FileKey | None, access: Access | None) -> Iterator[Any]:
    if access is None:
        with connect_at_rest(source, key) as connection:
            yield connection
    else:
        with closing(connect(source, key, access=access)) as connection:
            yield connection


def settle(path: Path, key: FileKey | None) -> None:
    """Gather a file and its side files into the one file; `EnvironmentProblem` while anybody has it open."""
    with translated(path), closing(connect(path, key)) as connection:
        try:
            # SQLite leaves WAL mode only for the one who has the file to themselves.
            connection.execute("PRAGMA journal_mode = DELETE").close()
        except driver.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY":
                raise
            raise EnvironmentProblem(
                f"“{path}” is open, here or in another program. Close it everywhere, then try again."
            ) from error
