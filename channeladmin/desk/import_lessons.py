"""What an import lets the desk remember of its files: a profile for each header, under the name that the user gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from channeladmin.desk.import_reading import FilesRead, tell_mapping
from channeladmin.program.names import squash
from channeladmin.rosters.import_plan import ImportOptions
from channeladmin.rosters.profiles import Profile
from channeladmin.rosters.reader import ReadOptions

__all__ = ["list_profiles_to_keep"]


def list_profiles_to_keep(read: FilesRead, options: ImportOptions) -> Iterator[Profile]:
    """The profiles that are not stored as they are: the first has the name, those of other headers a number too."""
    name = (options.save_profile or "").strip()
    kept: dict[tuple[frozenset[str], ReadOptions], Profile] = {}
    for file, layout in zip(read.files, read.layouts, strict=True) if name else ():
        told = tell_mapping(options, file.table, is_alone=False)
        profile = layout.to_profile(name, file.table, read.kind, told, dates=options.dates, reading=file.said)
        shape = profile.header, profile.reading
        if shape not in kept:
            kept[shape] = _name_apart(profile, [*kept.values()], read.scene.profiles) if kept else profile
    yield from (profile for profile in kept.values() if profile not in read.scene.profiles)


def _name_apart(profile: Profile, kept: list[Profile], stored: tuple[Profile, ...]) -> Profile:
    """The profile under a name that none for other files has."""
    taken = {squash(each.name) for each in (*stored, *kept) if _list_shape(each) != _list_shape(profile)}
    number = 2
    while squash(f"{profile.name} {number}") in taken:
        number += 1
    return replace(profile, name=f"{profile.name} {number}")


def _list_shape(profile: Profile) -> tuple[str, frozenset[str], ReadOptions]:
    return profile.kind, profile.header, profile.reading
