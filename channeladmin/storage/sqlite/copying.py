"""Whole copies of a data file, taken while it is in use and proved before they take their name."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2 as driver

from channeladmin.errors import EnvironmentProblem
from channeladmin.progress import Progress, ignore_progress
from channeladmin.storage.sqlite.engine import Access, connect, connect_bare
from channeladmin.storage.sqlite.files import SIDE_SUFFIXES
from channeladmin.storage.sqlite.problems import find_problem
from channeladmin.storage.sqlite.proving import count_rows, list_structure_faults
from channeladmin.whole_file import new_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from channeladmin.storage.sqlite.password import FileKey

_PAGES = 2000


def do_nothing() -> None:
    """The last step of a copy that needs none."""


def copy_file(
    source: Path,
    target: Path,
    *,
    key: FileKey | None,
    access: Access = Access.WRITE,
    progress: Progress = ignore_progress,
    before_naming: Callable[[], None] = do_nothing,
) -> None:
    """Copy by SQLite's online backup; the copy takes its name only once it is proved and on the disk.

    It keeps the password and is readable by its owner alone. `before_naming` runs when all is proved. Progress counts
    pages of 4 KiB. `EnvironmentProblem` if the disk fails or the copy does not hold what the source does.
    """
    with new_file(target, side_suffixes=SIDE_SUFFIXES) as unfinished:
        with translated(target):
            with (
                closing(connect(source, key, access=access)) as original,
                closing(connect_bare(unfinished, key)) as copy,
            ):
                # One transaction around both: the copy and the counts are of the same moment.
                original.execute("BEGIN")
                counts = count_rows(original)
                original.backup(copy, pages=_PAGES, progress=lambda _, left, total: progress(total - left, total))
            with closing(connect(unfinished, key)) as copy:
                faults = list_structure_faults(copy)
                if not faults and count_rows(copy) != counts:
                    faults = ["It does not hold as many rows as the file that it was taken of."]
        if faults:
            raise EnvironmentProblem(f"The copy “{target}” failed its proof and was thrown away. {' '.join(faults)}")
        before_naming()


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """The driver's errors in the block, as problems of the machine where they are."""
    try:
        yield
    except driver.Error as error:
        problem = find_problem(error, path)
        if problem is None:
            raise
        raise problem from error


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
