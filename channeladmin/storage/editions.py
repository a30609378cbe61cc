"""The programme edition that a data file uses: shipped with the app or added to the file, with the file's switches."""

from __future__ import annotations

import json
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from channeladmin.program.loading import load_shipped, parse_edition
from channeladmin.storage.settings import EDITION, EDITION_FILE, SWITCHES, read_setting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from channeladmin.program.edition import Edition
    from channeladmin.program.switch import SwitchValue

DEFAULT_EDITION = "2022-10-03"
_NONE: Mapping[str, SwitchValue] = MappingProxyType({})


def load_active_edition(connection: Connection) -> Edition:
    """The edition in use; `UserError` if its file or a switch does not validate."""
    edition_id = read_setting(connection, EDITION, DEFAULT_EDITION)
    return _decide(*_read(connection, edition_id), "{}", _dump(read_setting(connection, SWITCHES, {})))


def load_edition(connection: Connection, edition_id: str, switches: Mapping[str, SwitchValue] = _NONE) -> Edition:
    """An edition as the desk would go by it: its switches as the file sets those that it has, and some set otherwise.

    UserError where there is no such edition, switch or choice, or where choices do not go together.
    """
    decided = read_setting(connection, SWITCHES, {})
    return _decide(*_read(connection, edition_id), _dump(decided), _dump(switches))


def load_bare_edition(connection: Connection, edition_id: str) -> Edition:
    """The same without the switches that the file sets."""
    return _decide(*_read(connection, edition_id), "{}", "{}")


def _read(connection: Connection, edition_id: str) -> tuple[str, str | None]:
    """An edition added to the file goes before one shipped, which has no text here."""
    return edition_id, read_setting(connection, EDITION_FILE + edition_id)


def _dump(switches: Mapping[str, SwitchValue]) -> str:
    return json.dumps(dict(switches), sort_keys=True)


@lru_cache(maxsize=8)
def _decide(edition_id: str, text: str | None, decided: str, switches: str) -> Edition:
    """`decided` are kept where the edition has them; each of `switches` must be one of its own."""
    edition = load_shipped(edition_id) if text is None else parse_edition(text, edition_id)
    chosen = {**edition.keep_switches(json.loads(decided)), **json.loads(switches)}
    return edition.with_switches(chosen) if chosen else edition
