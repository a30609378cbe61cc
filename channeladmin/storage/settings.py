"""The settings that travel in the data file, each a key with a JSON value."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from channeladmin.records import Setting
from channeladmin.storage.reading import table_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from channeladmin.storage.act import Act

EDITION = "edition"
"""The id of the edition in use, as JSON text."""

SWITCHES = "switches"
"""The switches of the edition that the desk has set otherwise, as a JSON object."""

EDITION_FILE = "edition:"
"""Prefix of the key under which the text of an added edition's programme file lies, as JSON text."""

IMPORT_PROFILE = "import_profile:"
"""Prefix of the key under which a saved import profile lies, as a JSON object."""

CREDENTIAL_ALIASES = "credential_aliases"
"""The names of credentials that the desk has learnt, as a JSON object of name to credential key."""


def is_about_programme(key: str) -> bool:
    """Whether a setting decides what the programme asks, so that every standing hangs on it."""
    return key in (EDITION, SWITCHES) or key.startswith(EDITION_FILE)


def read_setting(connection: Connection, key: str, default: Any = None) -> Any:  # noqa: ANN401 - any JSON
    """The value of a setting, or the default where it is not set."""
    table = table_of(Setting)
    stored = connection.execute(select(table.c.value).where(table.c.key == key)).scalar_one_or_none()
    return default if stored is None else json.loads(stored)


def write_setting(act: Act, key: str, value: Any) -> None:  # noqa: ANN401 - any JSON
    """Set a setting to a JSON value; None removes it."""
    table = table_of(Setting)
    setting_id = act.connection.execute(select(table.c.id).where(table.c.key == key)).scalar_one_or_none()
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    if setting_id is None:
        if value is not None:
            act.insert(Setting, {"key": key, "value": text})
    elif value is None:
        act.delete(Setting, [setting_id])
    else:
        act.update(Setting, setting_id, {"value": text})


def list_settings(connection: Connection, prefix: str) -> dict[str, Any]:
    """The settings whose key begins with a prefix, by key."""
    table = table_of(Setting)
    query = select(table.c.key, table.c.value).order_by(table.c.key)
    return {key: json.loads(value) for key, value in connection.execute(query) if key.startswith(prefix)}
