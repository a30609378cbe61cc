"""What this programme writes into its files so that it reads them again to the letter, without a guess."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

REASONS = ("source", "line", "why")
"""The columns that stand behind those of a file in a table of its rejected rows."""
UNPLACED = "more cells"
"""And behind these, unless all rows come from exports of ours: what a row had beyond its columns."""
PROPERTY = ("channeladmin", "cells as they are")
"""The property of a workbook whose texts have no `'` before them that is not theirs."""

_PROBLEM = f"“{UNPLACED}” holds what had no column. Put it where it belongs and empty that cell."


def count_reasons(titles: Sequence[str]) -> int:
    """How many of the last columns say why rows were rejected; 0 in any other table."""
    reasons = next((each for each in ((*REASONS, UNPLACED), REASONS) if tuple(titles[-len(each) :]) == each), ())
    return len(reasons) if len(reasons) < len(titles) else 0


def list_own_titles(titles: Sequence[str]) -> Sequence[str]:
    """The titles of a table without those of the reasons for its rejection."""
    return titles[: len(titles) - count_reasons(titles)]


def find_unplaced(titles: Sequence[str], cells: Sequence[str]) -> str | None:
    """Why a row of a table of rejected rows still cannot be taken, whatever its other cells hold."""
    return _PROBLEM if titles[-1] == UNPLACED and cells[len(titles) - 1].strip() else None


def has_own_property(data: bytes) -> bool:
    """Whether the bytes of a workbook bear our property."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        try:
            properties = archive.read("docProps/custom.xml").decode("utf-8")
        except (KeyError, UnicodeDecodeError):
            return False
    name, value = PROPERTY
    return f'name="{name}"' in properties and f">{value}</" in properties
