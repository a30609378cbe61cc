"""What an import lets the desk remember: a profile for each header, under a name; names that stand for companies."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from channeladmin.desk.import_reading import FilesRead, tell_mapping
from channeladmin.desk.import_same import find_learnt
from channeladmin.program.names import squash
from channeladmin.records import RowInserts
from channeladmin.rosters.profiles import Profile
from channeladmin.rosters.reader import ReadOptions
from channeladmin.rosters.same import Taken
from channeladmin.rosters.writes import PlannedWrites

__all__ = ["find_same_to_keep", "list_profiles_to_keep"]

_Shape = tuple[str, frozenset[str], ReadOptions]
"""For which files a profile is: their kind, their header, how they are read."""


def list_profiles_to_keep(reads: Iterable[FilesRead]) -> Iterator[Profile]:
    """The profiles that are not stored as they are: the first of a name has it, those for other files a number too."""
    kept: dict[_Shape, Profile] = {}
    for read in reads:
        for profile in _list_profiles(read):
            if _shape(profile) not in kept:
                kept[_shape(profile)] = _name_apart(profile, kept.values(), read.scene.profiles)
                if kept[_shape(profile)] not in read.scene.profiles:
                    yield kept[_shape(profile)]


def find_same_to_keep(reads: Sequence[FilesRead], taken: Iterable[Taken], writes: PlannedWrites) -> dict[str, str]:
    """Which of the names that were said to stand for companies to remember, and ("") which to forget."""
    told = {name: other for read in reads for name, other in read.options.same.items()}
    new = (write.columns["name"] for write in writes if isinstance(write, RowInserts) and write.table == "partner")
    scene = reads[0].scene
    return find_learnt(told, taken, stored=scene.same, before=scene.companies, new=chain.from_iterable(new))


def _list_profiles(read: FilesRead) -> Iterator[Profile]:
    options, name = read.options, (read.options.save_profile or "").strip()
    for file, layout in zip(read.files, read.layouts, strict=True) if name else ():
        told = tell_mapping(options, file.table, is_alone=False)
        yield layout.to_profile(name, file.table, read.kind, told, dates=options.dates, reading=file.said)


def _name_apart(profile: Profile, kept: Collection[Profile], stored: Collection[Profile]) -> Profile:
    """The profile as it is called, else under a name that none for other files has."""
    if squash(profile.name) not in {squash(each.name) for each in kept}:
        return profile
    taken = {squash(each.name) for each in (*stored, *kept) if _shape(each) != _shape(profile)}
    number = 2
    while squash(f"{profile.name} {number}") in taken:
        number += 1
    return replace(profile, name=f"{profile.name} {number}")


def _shape(profile: Profile) -> _Shape:
    return profile.kind, profile.header, profile.reading
