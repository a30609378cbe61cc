"""What the programme gives: the rows of the benefits table and of the "We provide" lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from pydantic import Field, StrictBool

from channeladmin.program.model import Key, Line, ProgramPart, Words
from channeladmin.program.vocabulary import TrackKey


class BenefitGroup(ProgramPart):
    """A heading of the table, or one of the two lists (`in_table` false)."""

    key: Key
    label: Words
    line: Line | None = None
    in_table: StrictBool = True


class Benefit(ProgramPart):
    """A benefit and the tracks that it is `offered` in, each with its qualifier as printed ("": none).

    `unlocked_by`: a people requirement of the Open track of which one counted person is enough for this benefit,
    where `one_holder_suffices`; otherwise the whole Open verdict decides.
    """

    switchable: ClassVar[frozenset[str]] = frozenset({"one_holder_suffices"})

    key: Key
    group: Key
    label: Words
    wording: Words
    line: Line | None = None
    offered: Mapping[TrackKey, str] = Field(min_length=1)
    unlocked_by: Key | None = None
    one_holder_suffices: StrictBool = False
