"""Validation errors as one sentence per field, the same in a form, a roster report and the command line."""

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

_SENTENCES = {
    "missing": "This is needed.",
    "string_too_short": "This is needed.",
    "date_from_datetime_parsing": "“{input}” is not a date; write it as 2022-10-31.",
    "date_parsing": "“{input}” is not a date; write it as 2022-10-31.",
    "date_type": "“{input}” is not a date; write it as 2022-10-31.",
    "date_from_datetime_inexact": "“{input}” is not a date; write it as 2022-10-31.",
    "int_parsing": "“{input}” is not a whole number.",
    "int_type": "“{input}” is not a whole number.",
    "int_from_float": "“{input}” is not a whole number.",
    "greater_than_equal": "This must be at least {ge}.",
    "less_than_equal": "This must be at most {le}.",
    "enum": "“{input}” is not known; use {expected}.",
    "string_type": "“{input}” is not text.",
    "string_unicode": "This holds a character that no file can keep; write it anew.",
    "tuple_type": "“{input}” is not a list.",
}


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field: its name, the value as given, and a sentence that says what to do."""

    field: str
    value: Any
    message: str


def refuse(field: str, message: str) -> PydanticCustomError:
    """The error to raise in a check over several fields; it is shown under `field`."""
    return PydanticCustomError("record", "{message}", {"field": field, "message": message})


def explain_errors(error: ValidationError) -> tuple[FieldError, ...]:
    """All errors of one validation, a sentence each."""
    found = []
    for detail in error.errors(include_url=False):
        context = detail.get("ctx", {})
        value = None if detail["type"] == "missing" else detail["input"]
        if value is None:
            sentence = "This is needed."
        elif detail["type"] == "value_error":
            sentence = str(context["error"])
        elif detail["type"] in _SENTENCES:
            words = {key: str(word).replace("'", "") for key, word in context.items()}
            sentence = _SENTENCES[detail["type"]].format(input=value, **words)
        else:
            sentence = detail["msg"]
        location = str(detail["loc"][0]) if detail["loc"] else ""
        field = str(context.get("field", location))
        shown = value.get(field) if isinstance(value, dict) and detail["type"] == "record" else value
        found.append(FieldError(field, shown, sentence))
    return tuple(found)
