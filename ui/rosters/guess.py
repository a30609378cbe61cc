"""Which kind of file a table most likely is, from its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from channeladmin.desk.importing import KIND_KEYS, list_columns


def guess_kind(columns: Sequence[str]) -> str:
    """The kind whose canonical columns name most of these; a roster where none is plain."""
    names = {_fold(column) for column in columns}

    def weigh(kind: str) -> tuple[int, int]:
        own = {_fold(column) for column in list_columns(kind)}
        telling = own - {_fold(column) for other in KIND_KEYS if other != kind for column in list_columns(other)}
        return len(names & telling), len(names & own)

    best = max(KIND_KEYS, key=weigh)
    return best if weigh(best) > (0, 0) else "roster"


def _fold(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())
