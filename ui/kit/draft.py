"""What was typed over a record: which part of it can be stored as it is, and what is wrong with the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from channeladmin.desk.values import ValidationError, explain_errors

if TYPE_CHECKING:
    from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Draft:
    """Fields that validate and differ from what is stored (None: there are none), and a sentence per wrong field."""

    fields: Any | None
    errors: Mapping[str, str]


def check_draft(
    fields_type: type[BaseModel], stored: Mapping[str, Any], typed: Mapping[str, Any], problems: Mapping[str, str]
) -> Draft:
    """Validate typed values over stored ones; wrong ones are left out, the others still make a whole record.

    `problems` are fields whose text could not be read at all.
    """
    errors = dict(problems)
    good = {name: value for name, value in typed.items() if name not in problems}
    while True:
        try:
            fields = fields_type.model_validate({**stored, **good})
        except ValidationError as error:
            found = {each.field: each.message for each in explain_errors(error)}
            # What was left out is needed, of course: what was wrong with it says more.
            errors = found | errors
            wrong = found.keys() & good.keys()
            if not wrong:
                return Draft(None, errors)
            good = {name: value for name, value in good.items() if name not in wrong}
            continue
        return Draft(fields if good or not typed else None, errors)
