"""Which kind of file a table most likely is: by a profile or preset that knows its header, else by its columns."""

from __future__ import annotations

from collections.abc import Iterable

from channeladmin.program.names import squash
from channeladmin.rosters.columns import Kind
from channeladmin.rosters.kinds import KINDS
from channeladmin.rosters.presets import find_preset
from channeladmin.rosters.profiles import Profile, list_titles
from channeladmin.rosters.reader import RawTable

LIKELY_KIND = "roster"
"""What staff import most."""


def guess_kind(table: RawTable, profiles: Iterable[Profile] = ()) -> str:
    """The key of a kind; a roster where nothing is plain."""
    titles = list_titles(table)
    known = next((profile.kind for profile in profiles if profile.header == titles), None)
    if known is not None:
        return known
    preset = next((kind for kind in KINDS if find_preset(table, kind) is not None), None)
    if preset is not None:
        return preset
    best = max(KINDS.values(), key=lambda kind: _weigh(kind, titles))
    return best.key if _weigh(best, titles) > (0, 0) else LIKELY_KIND


def _weigh(kind: Kind, titles: frozenset[str]) -> tuple[int, int]:
    """How many titles name columns that no other kind has, then how many name any; aliases speak as names do."""
    own = _list_names(kind)
    others = frozenset().union(*(_list_names(other) for other in KINDS.values() if other is not kind))
    return len(titles & (own - others)), len(titles & own)


def _list_names(kind: Kind) -> frozenset[str]:
    return frozenset(squash(name) for column in kind.columns for name in (column.name, *column.aliases))
