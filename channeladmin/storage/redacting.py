"""Names and addresses taken out of texts: what an erased person leaves in labels, in letters and in other records."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from channeladmin.records import with_folded

ERASED = "(erased)"
"""What stands in place of a name that was erased."""

Words = frozenset[str]
"""The names and addresses of one person."""

RedactLetter = Callable[[str, Words], tuple[str, str] | None]
"""A frozen letter without these people, with its new digest; None where it names none of them."""


def redact_label(label: str, words: Words) -> str:
    """The label of an act without the name at its end, where every act about a person has it."""
    return _build_pattern(words, after="$").sub(ERASED, label)


def redact_text(text: str, words: Words) -> str:
    """A text without these words, wherever they stand whole."""
    return _build_pattern(words, after=r"(?!\w)").sub(ERASED, text)


def redact_image(text: str, words: Words, table: str, columns: Collection[str]) -> str:
    """A journal's image of a row of a table, with these columns redacted, and the folded ones that follow from them."""
    image = json.loads(text)
    texts = {name: redact_text(image[name], words) for name in columns if isinstance(image.get(name), str)}
    redacted = image | {name: value for name, value in with_folded(table, texts).items() if name in image}
    return text if redacted == image else json.dumps(redacted, ensure_ascii=False, separators=(",", ":"))


def redact_letter_of(invitation: Mapping[str, Any], words: Words, redact: RedactLetter) -> dict[str, Any]:
    """The columns of an invitation (or of its image) that name somebody, redacted; empty if none does."""
    evidence = invitation.get("evidence")
    redacted = None if evidence is None else redact(evidence, words)
    return {} if redacted is None else {"evidence": redacted[0], "evidence_hash": redacted[1]}


def _build_pattern(words: Collection[str], *, after: str) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))}){after}", re.IGNORECASE)
