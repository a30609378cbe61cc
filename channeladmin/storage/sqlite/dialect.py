"""SQLAlchemy's SQLite dialect on the sqlcipher3 driver, with the five types that STRICT tables know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlcipher3.dbapi2
from sqlalchemy.dialects.sqlite.base import SQLiteTypeCompiler
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

if TYPE_CHECKING:
    from types import ModuleType

    from sqlalchemy import PoolProxiedConnection


class StrictTypeCompiler(SQLiteTypeCompiler):
    """Text, dates, JSON and words become TEXT; keys, cents and truth INTEGER; inexact money is refused."""

    def _text(self, type_: object, **kw: object) -> str:
        del type_, kw
        return "TEXT"

    def _integer(self, type_: object, **kw: object) -> str:
        del type_, kw
        return "INTEGER"

    def _real(self, type_: object, **kw: object) -> str:
        del type_, kw
        return "REAL"

    def _refuse(self, type_: object, **kw: object) -> str:
        del kw
        raise TypeError(f"{type_!r} has no exact form in the data file; keep integer minor units.")

    visit_VARCHAR = visit_CHAR = visit_NVARCHAR = visit_NCHAR = visit_CLOB = visit_TEXT = _text  # noqa: N815
    visit_DATE = visit_DATETIME = visit_TIMESTAMP = visit_TIME = visit_JSON = visit_UUID = visit_uuid = _text  # noqa: N815
    visit_BOOLEAN = visit_BIGINT = visit_SMALLINT = _integer  # noqa: N815
    visit_FLOAT = visit_DOUBLE = visit_DOUBLE_PRECISION = _real  # noqa: N815
    visit_NUMERIC = visit_DECIMAL = _refuse  # noqa: N815


class StrictDialect(SQLiteDialect_pysqlite):
    """The dialect of the data file."""

    name = "sqlite"
    driver = "sqlcipher3"
    supports_statement_cache = True
    type_compiler_cls = StrictTypeCompiler

    @classmethod
    def import_dbapi(cls) -> ModuleType:
        """The one copy of SQLite in this process."""
        driver: ModuleType = sqlcipher3.dbapi2
        return driver

    def do_commit(self, dbapi_connection: PoolProxiedConnection) -> None:
        """Commit; a refused commit ends the transaction for SQLAlchemy, so that SQLite must not leave it open."""
        try:
            dbapi_connection.commit()
        except BaseException:
            dbapi_connection.rollback()
            raise
