"""Which columns hold the folded form of another, so that unique names and look-ups compare alike everywhere."""

from collections.abc import Mapping
from typing import Any

from channeladmin.records.text import fold

FOLDED: Mapping[str, Mapping[str, str]] = {
    "partner": {"name": "name_key", "external_ref": "external_ref_key"},
    "person": {"name": "name_key", "learner_id": "learner_id_key"},
    "email_address": {"address": "address_key"},
}


def with_folded(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a row (whole or changed columns only), with the folded columns that follow from them."""
    row = dict(values)
    if table in FOLDED:
        for column, folded in FOLDED[table].items():
            if column in row:
                row[folded] = None if row[column] is None else fold(row[column])
    return row
