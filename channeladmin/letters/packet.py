"""The Select packet as a value: every word that will be printed, frozen, so that paper and record cannot differ."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Literal

from pydantic import BaseModel, ConfigDict

Mark = Literal["met", "unmet", "review", "waived"]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class Labelled(_Value):
    """A short label and the text that belongs to it."""

    label: str
    text: str


class LetterText(_Value):
    """The prose of page one: plain text, no markup."""

    heading: str
    salutation: str
    paragraphs: tuple[str, ...]
    closing: str


class ScoreRow(_Value):
    """One requirement: what it asks, what is held, and the evidence, a line each."""

    label: str
    note: str = ""
    asked: str
    held: str
    mark: Mark
    evidence: tuple[str, ...] = ()


class Scorecard(_Value):
    """All requirements of the track; an exception is said in full above the rows, `notes` stand below."""

    summary: str
    exception: str | None = None
    rows: tuple[ScoreRow, ...]
    notes: tuple[str, ...] = ()


class PlanQuarter(_Value):
    """What is committed for a quarter, and the day of its review."""

    label: str
    committed: str
    review: str = ""


class PlanObjective(_Value):
    """An objective of the plan, as written there."""

    title: str
    quarter: str = ""
    target: str = ""
    actual: str = ""
    weight: str = ""


class PlanSummary(_Value):
    """The joint business plan on one page; without `facts` there is no plan, and `intro` says so."""

    subtitle: str
    intro: str
    facts: tuple[Labelled, ...] = ()
    quarters: tuple[PlanQuarter, ...] = ()
    objectives: tuple[PlanObjective, ...] = ()
    goals: tuple[Labelled, ...] = ()


class BenefitRow(_Value):
    """A benefit and how each of the two tracks has it; empty: not at all."""

    label: str
    open: str
    select: str


class BenefitGroup(_Value):
    """The benefits under one heading of the programme."""

    title: str
    rows: tuple[BenefitRow, ...]


class Benefits(_Value):
    """What the Select track brings: the rows of the programme's table, and what its text adds."""

    intro: str
    groups: tuple[BenefitGroup, ...]
    text_only: tuple[str, ...] = ()


class Acceptance(_Value):
    """The form on the last page; `fields` are the lines to fill in by hand."""

    heading: str
    paragraphs: tuple[str, ...]
    choices: tuple[str, ...]
    fields: tuple[str, ...]


class Packet(_Value):
    """A whole packet; dates and money are words already. `basis` is the digest of the facts behind it."""

    layout: Literal[1] = 1
    number: str
    programme: str
    office: str
    edition: str
    partner: str
    region: str
    track: str
    dated: str
    as_of: str
    reply_by: str
    addressee: tuple[str, ...]
    signatory: tuple[str, ...]
    letter: LetterText
    scorecard: Scorecard
    plan: PlanSummary
    benefits: Benefits
    acceptance: Acceptance
    basis: str = ""

    def to_json(self) -> str:
        """The canonical form: sorted keys, no spaces, so that the same packet has the same digest."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Seal(_Value):
    """What says on every page how firm the packet is: the footer's note, and a mark across a page that is not firm."""

    note: str
    mark: str | None = None


def parse_packet(text: str) -> Packet:
    """The packet that `to_json` wrote; ValidationError if it is not one."""
    return Packet.model_validate_json(text)


def digest_text(text: str) -> str:
    """The SHA-256 digest of a frozen text, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def shorten_digest(digest: str) -> str:
    """The short form that is printed: `7f3a-21c9`."""
    return f"{digest[:4]}-{digest[4:8]}"
