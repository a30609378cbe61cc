"""What an act has written, in the words by which views decide whether they have to look again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Changes:
    """The rows written by one operation, by table, and the agreements and partners that they hang on.

    `agreement_ids` are those whose standing was worked out again; ids of deleted rows are included.
    """

    operation_id: int
    label: str
    rows: Mapping[str, frozenset[int]]
    agreement_ids: frozenset[int]
    partner_ids: frozenset[int]
