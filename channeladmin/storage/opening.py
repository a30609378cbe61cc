"""Making and opening a data file, and every reason for which one is refused."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sqlmodel import SQLModel

from channeladmin import __version__
from channeladmin.errors import EnvironmentProblem, UserError
from channeladmin.storage.sqlite.engine import BEGIN_OPTION, build_engine
from channeladmin.storage.sqlite.files import SIDE_SUFFIXES, remove_side_files
from channeladmin.storage.sqlite.header import read_header
from channeladmin.storage.sqlite.identity import APPLICATION_ID, SCHEMA_VERSION
from channeladmin.storage.sqlite.password import FileKey, derive_key
from channeladmin.storage.sqlite.triggers import assert_triggers, create_triggers
from channeladmin.storage.tables import meta, own_metadata
from channeladmin.whole_file import new_file, sync_folder

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection, Engine

_REFUSED = "“{path}” is not a desk file, or the password is wrong. Choose a file that this app has made."


def create_file(path: Path, *, password: str | None, at: datetime) -> None:
    """Make an empty data file (mode 0600), complete or not at all; a `UserError` if the name is taken."""
    if path.exists() or path.is_symlink():
        raise UserError(f"“{path}” exists already. Open it, or choose another name.")
    # Side files without their data file are left over from one that is gone; SQLite would take them for this one's.
    remove_side_files(path)
    key = None if password is None else derive_key(password)
    with new_file(path, side_suffixes=SIDE_SUFFIXES) as unfinished:
        engine = build_engine(unfinished, key)
        try:
            with engine.connect().execution_options(**{BEGIN_OPTION: "IMMEDIATE"}) as connection, connection.begin():
                _fill(connection, at)
        finally:
            # The last connection that closes moves everything from the side files into the file.
            engine.dispose()
    sync_folder(path.parent)


def open_file(path: Path, *, password: str | None) -> tuple[Engine, FileKey | None]:
    """Open a data file for reading and writing, and prove that it is one of ours in a version that we know."""
    header = read_header(path)
    if header.is_plain:
        _check_identity(path, header.application_id, header.schema_version)
    elif password is None:
        raise UserError(f"“{path}” is not a desk file, or it needs a password. Choose another file, or give it.")
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise EnvironmentProblem(f"“{path}” cannot be written: the file or its folder is read-only.")
    key = None if header.is_plain or password is None else derive_key(password, header.salt)
    engine = build_engine(path, key)
    try:
        _check_inside(engine, path, is_encrypted=key is not None)
    except BaseException:
        engine.dispose()
        raise
    return engine, key


def _fill(connection: Connection, at: datetime) -> None:
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
    own_metadata.create_all(connection)
    SQLModel.metadata.create_all(connection)
    create_triggers(connection)
    connection.execute(
        meta.insert(), [{"key": "created_at", "value": at.isoformat()}, {"key": "created_by", "value": __version__}]
    )


def _check_inside(engine: Engine, path: Path, *, is_encrypted: bool) -> None:
    try:
        connection = engine.connect()
    except EnvironmentProblem as problem:
        if is_encrypted and getattr(problem.__cause__, "sqlite_errorname", "") == "SQLITE_NOTADB":
            raise UserError(_REFUSED.format(path=path)) from None
        raise
    with connection:
        application_id, version = (
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in ("application_id", "user_version")
        )
        _check_identity(path, application_id, version)
        assert_triggers(connection, path)


def _check_identity(path: Path, application_id: int, version: int) -> None:
    if application_id != APPLICATION_ID:
        raise UserError(f"“{path}” belongs to another program. Choose a file that this app has made.")
    if version > SCHEMA_VERSION:
        raise UserError(f"“{path}” was made by a newer version of this app. Install that version to open it.")
