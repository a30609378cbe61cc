"""Credentials build on credentials of the file, and never on themselves."""

from __future__ import annotations

from collections.abc import Iterator

from channeladmin.program.consistency.cycle import find_cycle, show_cycle
from channeladmin.program.credential import Credential, find_family
from channeladmin.program.edition import Edition
from channeladmin.program.fault import Fault, say_unknown


def find_credential_faults(edition: Edition) -> Iterator[Fault]:
    """Names that are not of the file, circles, and courses of what is no family."""
    known = {credential.key for credential in edition.credentials}
    families = {credential.key for credential in edition.credentials if credential.family}
    for place, credential in enumerate(edition.credentials):
        for field, keys in _list_named(credential).items():
            for key in keys:
                if key not in known:
                    yield Fault(("credentials", place, field), say_unknown(key, "credential", known))
                elif key == credential.key:
                    yield Fault(("credentials", place, field), f"“{key}” names itself; name another credential.")
        family = find_family(credential.key)
        if family is not None and family not in families:
            yield Fault(("credentials", place, "key"), say_unknown(family, "family of credentials", families))
        if family is not None and credential.family:
            yield Fault(("credentials", place, "family"), "A course of a family is no family; take this out.")
    yield from _find_circles(edition)


def _find_circles(edition: Edition) -> Iterator[Fault]:
    for field, what in (("prerequisite", "the prerequisites"), ("composed_of", "the parts")):
        named = {credential.key: _list_named(credential)[field] for credential in edition.credentials}
        circle = find_cycle({key: [each for each in keys if each != key] for key, keys in named.items()})
        if circle:
            place = next(place for place, each in enumerate(edition.credentials) if each.key == circle[0])
            sentence = f"Here {what} go in a circle: {show_cycle(circle)}; take one out."
            yield Fault(("credentials", place, field), sentence)


def _list_named(credential: Credential) -> dict[str, tuple[str, ...]]:
    return {
        "prerequisite": (credential.prerequisite,) if credential.prerequisite else (),
        "implied_by": credential.implied_by,
        "composed_of": credential.composed_of,
    }
