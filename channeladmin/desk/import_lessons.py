"""What an import lets the desk remember: a profile for each header, under a name; names that stand for companies."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from channeladmin.desk.import_reading import FilesRead, tell_mapping
from channeladmin.desk.import_same import find_learnt
from channeladmin.errors import UserError
from channeladmin.program.names import squash
from channeladmin.records import RowInserts, fold
from channeladmin.rosters.employers import is_domain
from channeladmin.rosters.hints import find_nearest, say_nearest
from channeladmin.rosters.plan import RowPlan
from channeladmin.rosters.profiles import Profile
from channeladmin.rosters.reader import ReadOptions
from channeladmin.rosters.same import Taken, find_taken_names
from channeladmin.rosters.writes import PlannedWrites

__all__ = ["check_same_companies", "find_same_to_keep", "list_profiles_to_keep"]

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


def find_same_to_keep(reads: Sequence[FilesRead], taken: Sequence[Taken], plan: RowPlan) -> dict[str, str]:
    """Which of the names that were said to stand for companies to remember, and ("") which to forget.

    A name whose rows are all refused is not remembered.
    """
    mappings = {table.source: each for read in reads for table, each in zip(read.tables, read.mappings, strict=True)}
    names = find_taken_names(plan.rows, mappings, (fold(each.text) for each in taken if each.what == "partner"))
    used = (each for each in taken if each.what != "partner" or fold(each.text) in names)
    told = {name: other for read in reads for name, other in read.options.same.items()}
    scene = reads[0].scene
    return find_learnt(told, used, stored=scene.same, before=scene.companies, new=_list_new(plan.writes, "name"))


def check_same_companies(read: FilesRead, writes: PlannedWrites) -> None:
    """UserError for a name that is said to stand for a company which neither the desk has nor the import adds."""
    names = (*read.scene.companies, *_list_new(writes, "name"))
    known = set(map(fold, names))
    refs = set(map(fold, (*read.scene.references, *_list_new(writes, "external_ref"))))
    for name, said in read.options.same.items():
        other = said.strip()
        is_company = other and ("@" not in name or is_domain(name.strip()))
        if is_company and fold(other) not in known and (is_domain(name.strip()) or fold(other) not in refs):
            raise UserError(
                f"“{other}”, which “{name.strip()}” is said to be, is no company of the desk."
                f"{say_nearest(find_nearest(other, names))} Add it first, or import it with a file of partners."
            )


def _list_new(writes: PlannedWrites, column: str) -> Iterator[str]:
    """What an import gives the companies in a column."""
    for write in writes:
        if write.table == "partner":
            texts = write.columns.get(column, ()) if isinstance(write, RowInserts) else (write.after.get(column),)
            yield from (text for text in texts if text is not None)


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
