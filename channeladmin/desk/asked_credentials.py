"""Which credentials the requirements of an edition ask of people, those of parts and of earlier days too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from channeladmin.program.requirement import PeopleRequirement, list_people, walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from channeladmin.program.edition import Edition


def list_asked_credentials(edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """By the key of a requirement, part of another or not: the credentials by which it counts people."""
    return {
        part.key: tuple(
            key
            for people in list_people(part)
            for key in (*people.credentials, *(people.existing if isinstance(people, PeopleRequirement) else ()))
        )
        for row in edition.requirements
        for part in walk(row)
    }
