"""The rules of a whole record, asked once for all rows in which they have the same to judge."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import Any, get_args

from sqlmodel import SQLModel


class RecordCheck:
    """Checks values of which each has passed the rule of its own field, as those of a checked cell have.

    What is left are fields that are needed and the rules over several fields. Those look at days, words and keys, never
    at free text: so the records' Fields are asked once for each combination of these.
    """

    def __init__(self, fields: type[SQLModel]) -> None:
        rules = fields.__pydantic_decorators__
        self._fields = fields
        self._blank = {
            name: None if info.is_required() else info.get_default(call_default_factory=True)
            for name, info in fields.model_fields.items()
        }
        self._needed = [name for name, info in fields.model_fields.items() if info.is_required()]
        self._has_own_rules = bool(rules.field_validators)
        judged = [name for name, info in fields.model_fields.items() if not _is_text(info.annotation)]
        self._judge = itemgetter(*judged) if rules.model_validators else None
        self._passed: set[tuple[Any, ...]] = set()

    def check(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """A value for every field, defaults included; pydantic's ValidationError where a rule refuses them."""
        whole = {**self._blank, **values}
        for name in self._needed:
            if whole[name] is None:
                return self._ask(values)
        if self._has_own_rules:
            return self._ask(values)
        if self._judge is not None:
            judged = self._judge(whole)
            if judged not in self._passed:
                whole = self._ask(values)
                self._passed.add(judged)
        return whole

    def _ask(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return dict(self._fields.model_validate(dict(values)).__dict__)


def _is_text(annotation: Any) -> bool:  # noqa: ANN401 - a type as it stands in a Fields class
    return str in (annotation, *get_args(annotation))
