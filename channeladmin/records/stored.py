"""A record as it leaves storage: its key and its fields, no longer tied to the database."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlmodel import SQLModel

FieldsT_co = TypeVar("FieldsT_co", bound=SQLModel, covariant=True)


@dataclass(frozen=True, slots=True)
class Stored(Generic[FieldsT_co]):
    """The key of a record and a copy of its fields."""

    id: int
    fields: FieldsT_co
