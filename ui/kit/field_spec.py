"""Which fields of a record a page shows, how they are called there, and the editor that fits each one's type."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

from PySide6.QtWidgets import QLineEdit

from ui.kit.entry_text import FieldKind, write_entry
from ui.kit.fields import (
    ChecksField,
    Choice,
    ChoiceField,
    DateField,
    FieldEditor,
    LineField,
    LongField,
)
from ui.kit.shown_field import ShownField, ShownLongField
from ui.kit.tips import plain_tip
from ui.kit.words import word_of

if TYPE_CHECKING:
    from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field on a page; `span` columns of its group's grid; `hint` is an example of what may be typed.

    `choices` are given where the type alone does not tell them; `words` where another value of the record does: how the
    field stands in a list, from all the values of its row ("": nothing).
    """

    name: str
    label: str
    span: int = 1
    hint: str = ""
    is_long: bool = False
    choices: Callable[[], tuple[Choice, ...]] | None = None
    words: Callable[[Mapping[str, Any]], str] | None = None
    stretch: int = 0
    width: int = 120


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that belong together, under a heading (none: no heading), in at most so many columns of a least width."""

    title: str
    fields: tuple[FieldSpec, ...]
    columns: int = 2
    least: int = 120


def kind_of(fields_type: type[BaseModel], name: str) -> FieldKind:
    """What kind of value a field holds, from its type in the record's Fields class."""
    kind, _is_optional = _read_type(fields_type.model_fields[name].annotation)
    if get_origin(kind) is tuple:
        return FieldKind.WORDS if _is_words(get_args(kind)[0]) else FieldKind.TEXTS
    if _is_words(kind):
        return FieldKind.WORD
    if kind is int:
        ends = {"_cents": FieldKind.MONEY, "_hundredths": FieldKind.HUNDREDTHS}
        return next((kind for ending, kind in ends.items() if name.endswith(ending)), FieldKind.NUMBER)
    return FieldKind.DATE if kind is date else FieldKind.TEXT


def build_editor(fields_type: type[BaseModel], spec: FieldSpec) -> FieldEditor:
    """The editor for a field, from its type in the record's Fields class."""
    kind, is_optional = _read_type(fields_type.model_fields[spec.name].annotation)
    editor = _build(kind, kind_of(fields_type, spec.name), spec, has_blank=is_optional)
    editor.widget.setAccessibleName(spec.label)
    if spec.hint and isinstance(editor.widget, QLineEdit):
        editor.widget.setPlaceholderText(f"e.g. {spec.hint}")
    return editor


def build_shown(fields_type: type[BaseModel], spec: FieldSpec, reason: str) -> FieldEditor:
    """What shows a field where nothing can be typed; its tip is the `reason`."""
    kind = kind_of(fields_type, spec.name)
    is_long = spec.is_long and kind is FieldKind.TEXT
    editor = ShownLongField() if is_long else ShownField(kind, partial(write_cell, fields_type, spec))
    editor.widget.setAccessibleName(spec.label)
    editor.widget.setAccessibleDescription(reason)
    editor.widget.setToolTip(plain_tip(reason))
    return editor


def start_values(fields_type: type[BaseModel]) -> dict[str, Any]:
    """The values of an empty record: the defaults, and None where a value is needed."""
    return {
        name: None if field.is_required() else field.get_default(call_default_factory=False)
        for name, field in fields_type.model_fields.items()
    }


def list_words(fields_type: type[BaseModel], spec: FieldSpec) -> tuple[str, ...]:
    """The words that a field is chosen from; none where it is typed."""
    if spec.choices is not None:
        return tuple(words for _value, words in spec.choices())
    kind, _is_optional = _read_type(fields_type.model_fields[spec.name].annotation)
    return tuple(word_of(word) for word in kind) if _is_words(kind) else ()


def write_cell(fields_type: type[BaseModel], spec: FieldSpec, value: object) -> str:
    """A value as it stands in a cell: in the words it is chosen by, where it is chosen."""
    words = dict(spec.choices()).get(value) if spec.choices is not None and isinstance(value, Hashable) else None
    return words or write_entry(kind_of(fields_type, spec.name), value)


def _build(kind: type[StrEnum], field_kind: FieldKind, spec: FieldSpec, *, has_blank: bool) -> FieldEditor:
    if spec.choices is not None:
        return ChoiceField(spec.choices(), has_blank=has_blank)
    if field_kind is FieldKind.WORDS:
        return ChecksField(get_args(kind)[0])
    if field_kind is FieldKind.WORD:
        return ChoiceField(tuple((word, word_of(word)) for word in kind), has_blank=has_blank)
    if field_kind is FieldKind.DATE:
        return DateField()
    return LongField() if spec.is_long else LineField(field_kind)


def _is_words(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, StrEnum)


def _read_type(annotation: object) -> tuple[Any, bool]:
    """The type without its None, and whether None was among it."""
    if get_origin(annotation) in (Union, UnionType):
        kinds = [kind for kind in get_args(annotation) if kind is not NoneType]
        return kinds[0], len(kinds) < len(get_args(annotation))
    return annotation, False
