"""The rules of a whole record, asked once for all rows in which they have the same to judge."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import Any, get_args

from sqlmodel import SQLModel


class RecordCheck:
    """Checks values of which each has passed the rule of its own field, as those of a checked cell have.

    What is left are fields that are needed and the rules over several fields. Those look at days and words, and at
    whether there is a text, never at what it says: so the records' Fields are asked once for each combination of these.
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
        texts = [
            name for name, info in fields.model_fields.items() if str in (info.annotation, *get_args(info.annotation))
        ]
        others = [name for name in fields.model_fields if name not in texts]
        self._is_free = not rules.model_validators
        self._texts, self._others = _getter(texts), _getter(others)
        self._passed: set[tuple[Any, ...]] = set()

    def check(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """A value for every field, defaults included; pydantic's ValidationError where a rule refuses them."""
        whole = {**self._blank, **values}
        for name in self._needed:
            if whole[name] is None:
                return self._ask(values)
        if self._has_own_rules:
            return self._ask(values)
        if not self._is_free:
            judged = (*self._others(whole), *[text is None for text in self._texts(whole)])
            if judged not in self._passed:
                whole = self._ask(values)
                self._passed.add(judged)
        return whole

    def _ask(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return dict(self._fields.model_validate(dict(values)).__dict__)


def _getter(names: list[str]) -> Any:  # noqa: ANN401 - values of a mapping by name, always as a tuple
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: tuple(values[name] for name in names)
