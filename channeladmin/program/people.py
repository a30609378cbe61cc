"""Whom a requirement counts: the credentials that people hold, where they work and when they earned them."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from channeladmin.program.model import ProgramPart, Words

CredentialKey = str
"""The key of a credential; of a family `family:course`, or the family itself: any of its courses."""


class People(ProgramPart):
    """People who hold one of `credentials` (`courses` = both: all of them).

    `existing` are credentials of earlier days that still count, by default only where they were earned by
    `existing_earned_by`, the last day that counts. `region_applies`: only people who work in the agreement's region
    count. `award_editions`: only awards of these editions count (empty: of any).
    """

    credentials: tuple[CredentialKey, ...] = Field(min_length=1)
    courses: Literal["either", "both"] = "either"
    existing: tuple[CredentialKey, ...] = ()
    existing_earned_by: date | None = None
    existing_reading: Literal["earned_by_then", "whenever_earned"] = "earned_by_then"
    region_applies: bool = True
    award_editions: tuple[Words, ...] = ()

    @model_validator(mode="after")
    def _check_existing(self) -> Self:
        if bool(self.existing) != (self.existing_earned_by is not None):
            raise ValueError("“existing” and “existing_earned_by” go together; give both or neither.")
        if self.existing and self.courses == "both":
            raise ValueError("Where all courses are asked, an existing credential cannot stand for one of them.")
        return self
