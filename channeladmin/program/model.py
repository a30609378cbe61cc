"""What every part of a programme file has in common: frozen, and no key that nobody reads."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

KEY_PATTERN = r"^[a-z][a-z0-9_]*$"
CREDENTIAL_PATTERN = r"^[a-z][a-z0-9_]*(:[a-z0-9_]+)?$"
CURRENCY_PATTERN = r"^[A-Z]{3}$"
EDITION_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"

Key = Annotated[str, StringConstraints(pattern=KEY_PATTERN)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
# TOML tells numbers, days and text apart; so do we, or `true` would be a 1 and 20221003 a day in 1970.
Day = Annotated[date, Field(strict=True)]
Line = Annotated[int, Field(ge=1, strict=True)]


class ProgramPart(BaseModel):
    """Frozen, strict about unknown keys; `switchable` names the fields that a switch may set."""

    switchable: ClassVar[frozenset[str]] = frozenset()

    model_config = ConfigDict(frozen=True, extra="forbid")
