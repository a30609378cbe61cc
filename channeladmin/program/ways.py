"""Which awards let a person hold a credential: its own, one that implies it, or all of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from channeladmin.program.credential import Credential


@dataclass(frozen=True, slots=True)
class Ways:
    """The awards to look for; each part is the tuple of awards of which any one will do, the part's own first.

    Where a key among them is that of a family, an award of any of its courses (`family:course`) is one too:
    `find_family` names the family of an award.
    """

    credential: str
    inferred: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    awards: frozenset[str]


def find_family(award: str) -> str | None:
    """The family that an award of one course belongs to; None where the award is of a whole credential."""
    family, colon, _ = award.partition(":")
    return family if colon else None


def build_ways(
    credentials: Iterable[Credential], asked: Iterable[str], *, composite_may_infer: bool
) -> Mapping[str, Ways]:
    """The ways to hold each credential, by key; of the courses of a family, those that are listed or `asked`."""
    by_key = {credential.key: credential for credential in credentials}
    found = {}
    for credential in by_key.values():
        parts = tuple(
            (part, *(by_key[part].implied_by if composite_may_infer else ())) for part in credential.composed_of
        )
        awards = frozenset((credential.key, *credential.implied_by, *(key for part in parts for key in part)))
        found[credential.key] = Ways(credential.key, credential.implied_by, parts, awards)
    for key in asked:
        found.setdefault(key, Ways(key, (), (), frozenset((key,))))
    return found
