"""How a file is read before it has a header: as the user says and, beneath that, as the profile that knows it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from channeladmin.errors import UserError
from channeladmin.program.names import squash
from channeladmin.rosters.profiles import Profile, list_titles
from channeladmin.rosters.reader import AS_FOUND, ReadOptions, preview_source

_TRIED_ROWS = 20


def choose_profile(path: Path, said: ReadOptions, told: str | None, profiles: Iterable[Profile]) -> Profile | None:
    """The profile beneath what is said about reading: the one that is `told`, else the one that knows the file."""
    if told is None:
        return find_profile(path, said, profiles)
    return next((each for each in profiles if squash(each.name) == squash(told)), None)


def find_profile(path: Path, said: ReadOptions, profiles: Iterable[Profile]) -> Profile | None:
    """The profile whose header the file has when it is read as the profile says; those that say nothing come first.

    What is to be found out for this file alone is left to the profile here, so that it is known all the same. Where no
    profile says how to read, none is needed to read: the header is looked at afterwards.
    """
    known = sorted(profiles, key=lambda profile: profile.reading != AS_FOUND)
    if not known or known[-1].reading == AS_FOUND:
        return None
    headers: dict[ReadOptions, frozenset[str] | None] = {}
    for profile in known:
        reading = said.settled.over(profile.reading)
        if reading not in headers:
            headers[reading] = _peek(path, reading)
        if headers[reading] == profile.header:
            return profile
    return None


def _peek(path: Path, reading: ReadOptions) -> frozenset[str] | None:
    """The header of a file that is read so; None where it cannot be."""
    try:
        return list_titles(preview_source(path, reading, _TRIED_ROWS))
    except UserError:
        return None
