"""Whom a requirement counts: the credentials that people hold, where they work and when they earned them."""

from __future__ import annotations

from functools import cached_property
from typing import Literal, Self

from pydantic import Field, StrictBool, model_validator

from channeladmin.program.model import Day, ProgramPart, Words
from channeladmin.program.names import squash

CredentialKey = str
"""The key of a credential; of a family `family:course`, or the family itself: any of its courses."""


class People(ProgramPart):
    """People who hold one of `credentials` (`courses` = both: all of them).

    `existing` are credentials of earlier days that still count, by default only where they were earned by
    `existing_earned_by`, the last day that counts. `region_applies`: only people who work in the agreement's region
    count. `award_editions`: only awards of these editions count (empty: of any), as `counts_edition` says.
    """

    credentials: tuple[CredentialKey, ...] = Field(min_length=1)
    courses: Literal["either", "both"] = "either"
    existing: tuple[CredentialKey, ...] = ()
    existing_earned_by: Day | None = None
    existing_reading: Literal["earned_by_then", "whenever_earned"] = "earned_by_then"
    region_applies: StrictBool = True
    award_editions: tuple[Words, ...] = ()
    unnoted_edition: Literal["does_not_count", "counts"] = "does_not_count"

    @model_validator(mode="after")
    def _check_existing(self) -> Self:
        if bool(self.existing) != (self.existing_earned_by is not None):
            raise ValueError("“existing” and “existing_earned_by” go together; give both or neither.")
        if self.existing and self.courses == "both":
            raise ValueError("Where all courses are asked, an existing credential cannot stand for one of them.")
        return self

    def counts_edition(self, edition: str | None) -> bool:
        """Whether an award counts by the edition that is noted with it: “2021 Certification” is “(2021 certification)”.

        Where none is noted, `unnoted_edition` decides.
        """
        if not self.award_editions:
            return True
        if edition is None:
            return self.unnoted_edition == "counts"
        return squash(edition) in self._squashed_editions

    @cached_property
    def _squashed_editions(self) -> frozenset[str]:
        return frozenset(squash(edition) for edition in self.award_editions)
