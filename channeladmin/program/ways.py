"""Which awards let a person hold a credential: its own, one that implies it, or all of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from channeladmin.program.credential import Credential


@dataclass(frozen=True, slots=True)
class Ways:
    """The awards to look for; each part is the tuple of awards of which any one will do, the part's own first.

    Of a family, the award of any of its courses is an award of it.
    """

    credential: str
    inferred: tuple[str, ...] = ()
    parts: tuple[tuple[str, ...], ...] = ()
    is_family: bool = False

    def match(self, awards: Iterable[str]) -> list[str]:
        """Which of these are awards of the credential itself, in their order."""
        if self.is_family:
            return [key for key in awards if key == self.credential or key.startswith(f"{self.credential}:")]
        return [key for key in awards if key == self.credential]


def build_ways(credentials: Iterable[Credential], *, composite_may_infer: bool) -> Mapping[str, Ways]:
    """The ways to hold each credential, by key."""
    by_key = {credential.key: credential for credential in credentials}
    found = {}
    for credential in by_key.values():
        parts = tuple(
            (part, *(by_key[part].implied_by if composite_may_infer else ())) for part in credential.composed_of
        )
        found[credential.key] = Ways(credential.key, credential.implied_by, parts, credential.family)
    return found
