"""Names and addresses taken out of texts: what an erased person leaves in labels and in frozen letters."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

ERASED = "(erased)"
"""What stands in place of a name that was erased."""

Redact = Callable[[str], str]
Digest = Callable[[str], str]
"""The digest by which frozen evidence is known."""


def build_redact(words: Collection[str]) -> Redact:
    """What replaces each of these names and addresses in a text, whole words only and the longest first."""
    longest = sorted(words, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in longest))
    return lambda text: pattern.sub(ERASED, text)


def redact_evidence(invitation: Mapping[str, Any], redact: Redact, digest: Digest) -> dict[str, Any]:
    """The columns of an invitation (or of its image) that name somebody, redacted; empty if none does."""
    evidence = invitation.get("evidence")
    if evidence is None:
        return {}
    redacted = json.dumps(
        _redact_all(json.loads(evidence), redact), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return {} if redacted == evidence else {"evidence": redacted, "evidence_hash": digest(redacted)}


def _redact_all(value: object, redact: Redact) -> object:
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, list):
        return [_redact_all(each, redact) for each in value]
    if isinstance(value, dict):
        return {key: _redact_all(each, redact) for key, each in value.items()}
    return value
