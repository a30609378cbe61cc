"""Changes of the file's own tables: one transaction whose references are proved at its end, and room given back."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from channeladmin.errors import EnvironmentProblem
from channeladmin.storage.sqlite.copying import translated
from channeladmin.storage.sqlite.engine import BEGIN_OPTION, connect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from channeladmin.storage.sqlite.password import FileKey


@contextmanager
def rebuild(engine: Engine) -> Iterator[Connection]:
    """A transaction without foreign keys, so that a table can be made anew; committed at the end of the block.

    `EnvironmentProblem` if a reference would be left without its row; then nothing is changed.
    """
    with engine.connect().execution_options(**{BEGIN_OPTION: "IMMEDIATE"}) as connection:
        driver_connection = connection.connection.driver_connection
        assert driver_connection is not None
        # Inside a transaction this pragma would do nothing.
        driver_connection.execute("PRAGMA foreign_keys = OFF").close()
        try:
            with connection.begin():
                yield connection
                _assert_references(connection)
        finally:
            driver_connection.execute("PRAGMA foreign_keys = ON").close()


def compact(path: Path, key: FileKey | None) -> None:
    """Give unused room back, so that nothing of what was removed stays in the file or beside it.

    `EnvironmentProblem` where the disk is full, or while somebody reads what was there before.
    """
    with translated(path), closing(connect(path, key)) as connection:
        connection.execute("VACUUM").close()
        # What the log beside the file still holds goes into the file, and the log is emptied.
        is_hindered, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if is_hindered:
        raise EnvironmentProblem(
            f"“{path}” is being read elsewhere, so what was removed still lies in the log beside it. Close it there; "
            "it goes when this desk is closed."
        )


def _assert_references(connection: Connection) -> None:
    row = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if row is not None:
        raise EnvironmentProblem(
            f"The {row[0]} {row[1]} belongs to a {row[2]} that is not there. Run “check”; nothing was changed."
        )
