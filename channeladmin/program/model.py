"""What every part of a programme file has in common: frozen, and no key that nobody reads."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, StringConstraints

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class ProgramPart(BaseModel):
    """Frozen, strict about unknown keys; `switchable` names the fields that a switch may set."""

    switchable: ClassVar[frozenset[str]] = frozenset()

    model_config = ConfigDict(frozen=True, extra="forbid")
