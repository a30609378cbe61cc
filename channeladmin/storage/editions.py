"""The programme edition that a data file uses: shipped with the app or added to the file, with the file's switches."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from channeladmin.program.loading import load_shipped, parse_edition
from channeladmin.storage.settings import EDITION, EDITION_FILE, SWITCHES, read_setting

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from channeladmin.program.edition import Edition

DEFAULT_EDITION = "2022-10-03"


def load_active_edition(connection: Connection) -> Edition:
    """The edition in use; `UserError` if its file or a switch does not validate."""
    return load_edition(connection, read_setting(connection, EDITION, DEFAULT_EDITION))


def load_edition(connection: Connection, edition_id: str) -> Edition:
    """An edition by its id, one added to the file before one shipped, with the file's switches where it has them."""
    text = read_setting(connection, EDITION_FILE + edition_id)
    switches = read_setting(connection, SWITCHES, {}) if _is_active(connection, edition_id) else {}
    return _build_edition(edition_id, text, json.dumps(switches, sort_keys=True))


def load_bare_edition(connection: Connection, edition_id: str) -> Edition:
    """The same without the switches that the file sets."""
    return _build_edition(edition_id, read_setting(connection, EDITION_FILE + edition_id), "{}")


def _is_active(connection: Connection, edition_id: str) -> bool:
    return bool(read_setting(connection, EDITION, DEFAULT_EDITION) == edition_id)


@lru_cache(maxsize=8)
def _build_edition(edition_id: str, text: str | None, switches: str) -> Edition:
    edition = load_shipped(edition_id) if text is None else parse_edition(text, edition_id)
    overridden = json.loads(switches)
    return edition.with_switches(overridden) if overridden else edition
