"""Files as they are read and mapped, before their rows are matched with the desk: what staff look at first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from channeladmin.desk.import_profiles import read_profiles
from channeladmin.desk.import_scene import ImportScene, read_scene
from channeladmin.errors import EnvironmentProblem, UserError
from channeladmin.rosters.import_plan import ImportOptions
from channeladmin.rosters.kind_guess import LIKELY_KIND, guess_kind
from channeladmin.rosters.kinds import KINDS, get_kind
from channeladmin.rosters.mapping import (
    ColumnMap,
    MapOptions,
    Wanted,
    count_asking,
    find_missing,
    find_wanted,
    map_columns,
)
from channeladmin.rosters.placing import find_positions
from channeladmin.rosters.profile_reading import choose_profile, find_profile
from channeladmin.rosters.profiles import Layout, Profile, choose_layout
from channeladmin.rosters.reader import AS_FOUND, RawTable, ReadOptions, preview_source, read_source

if TYPE_CHECKING:
    from channeladmin.desk.desk import Desk

__all__ = [
    "Asked",
    "FilesRead",
    "Preview",
    "SourceFile",
    "keep_told",
    "map_files",
    "map_kinds",
    "preview_files",
    "read_files",
    "read_sources",
    "say_rest",
    "try_sources",
]


class SourceFile(NamedTuple):
    """A file that was read, what was said about reading it, and the saved profile whose word was beneath that."""

    path: Path
    said: ReadOptions
    table: RawTable
    profile: Profile | None = None


class Preview(NamedTuple):
    """The beginning of a file, None where it cannot be read; what it most likely is, and the profile that knows it."""

    table: RawTable | None
    kind: str
    profile: Profile | None = None


class Asked(NamedTuple):
    """Files of one kind, and what is said of them."""

    kind: str
    files: Sequence[SourceFile]
    options: ImportOptions


@dataclass(frozen=True, slots=True)
class FilesRead:
    """Files of one kind with, for each, the layout that knows it and how its columns fill fields.

    `missing` are, by file, the columns of which one must be there and none is: nothing can be planned before.
    `wanted` are, file by file, the fields that rows need and that have only suggested columns, and how many rows do.
    """

    kind: str
    files: tuple[SourceFile, ...]
    options: ImportOptions
    layouts: tuple[Layout, ...]
    mappings: tuple[ColumnMap, ...]
    missing: tuple[tuple[str, tuple[str, ...]], ...]
    wanted: tuple[tuple[Wanted, int], ...]
    scene: ImportScene = field(repr=False)

    @property
    def tables(self) -> tuple[RawTable, ...]:
        """What was read, in the order of the files."""
        return tuple(file.table for file in self.files)


def read_files(desk: Desk, kind: str, sources: Sequence[Path], options: ImportOptions) -> FilesRead:
    """Read files and find the field of every column; nothing is stored.

    UserError for a file that holds no table, a field or column that is not there, or two columns for one field.
    """
    get_kind(kind)
    return map_files(desk, kind, read_sources(desk, kind, sources, options), options)


def read_sources(desk: Desk, kind: str, sources: Sequence[Path], options: ImportOptions) -> tuple[SourceFile, ...]:
    """Read files as the user, else the profile that knows them, says; UserError for one that holds no table."""
    if not sources:
        raise UserError("Name the file to import.")
    files, bad = try_sources(desk, kind, sources, options)
    for error in bad.values():
        raise type(error)(f"{error}{say_rest(sources, bad)}") from error
    return files


def try_sources(
    desk: Desk, kind: str, sources: Sequence[Path], options: ImportOptions
) -> tuple[tuple[SourceFile, ...], Mapping[Path, UserError | EnvironmentProblem]]:
    """The files that can be read, and why the others cannot."""
    with desk.database.read() as connection:
        profiles = [profile for profile in read_profiles(connection) if profile.kind == kind]
    files: list[SourceFile] = []
    bad: dict[Path, UserError | EnvironmentProblem] = {}
    for path in sources:
        try:
            files.append(_read(path, options, profiles))
        except (UserError, EnvironmentProblem) as error:
            bad[path] = error
    return tuple(files), bad


def say_rest(sources: Sequence[Path], bad: Collection[Path]) -> str:
    """How the other files are imported all the same, where there are any."""
    good = [path for path in sources if path not in bad]
    if not good:
        return ""
    left_out = " and ".join(f"“{path.name}”" for path in bad)
    others = f"“{good[0].name}”" if len(good) == 1 else f"the other {len(good)} files"
    return f" Leave out {left_out} to import {others}."


def keep_told(options: ImportOptions, tables: Sequence[RawTable]) -> ImportOptions:
    """The options without what is said of columns that no table has: it may have been said of another reading."""
    maps = {title: name for title, name in options.maps.items() if any(find_positions(each, title) for each in tables)}
    return replace(options, maps=maps)


def map_files(desk: Desk, kind: str, files: Sequence[SourceFile], options: ImportOptions) -> FilesRead:
    """Find the fields of files of one kind that were read before; UserError as `read_files`."""
    (read,) = map_kinds(desk, [Asked(kind, files, options)])
    return read


def map_kinds(desk: Desk, asked: Iterable[Asked]) -> tuple[FilesRead, ...]:
    """The same of several kinds, each given once; companies come before their people, people before their numbers."""
    ordered = sorted(asked, key=lambda each: list(KINDS).index(each.kind))
    scene = read_scene(desk, {each.kind: each.options for each in ordered})
    names = Counter(file.path.name for each in ordered for file in each.files)
    return tuple(
        _map(each._replace(files=[_tell_apart(file, names) for file in each.files]), scene) for each in ordered
    )


def _map(asked: Asked, scene: ImportScene) -> FilesRead:
    what, options, tables = get_kind(asked.kind), asked.options, [file.table for file in asked.files]
    _check_titles(options.maps, tables)
    layouts, mappings, missing, wanted = [], [], [], []
    for table, read_by in ((file.table, file.profile) for file in asked.files):
        layout = choose_layout(table, what.key, options.profile, scene.profiles, read_by)
        told = layout.add_to(tell_mapping(options, table, is_alone=len(tables) == 1), table)
        mapping = map_columns(table, what, told, scene.sense)
        missing += [(table.source, group) for group in find_missing(mapping, what)]
        wanted += [
            (each, count) for each in find_wanted(mapping, what) if (count := count_asking(table, mapping, each))
        ]
        layouts.append(layout)
        mappings.append(mapping)
    files = tuple(asked.files)
    return FilesRead(what.key, files, options, tuple(layouts), tuple(mappings), tuple(missing), tuple(wanted), scene)


def _tell_apart(file: SourceFile, names: Mapping[str, int]) -> SourceFile:
    """Two files of one name are told apart by their folders."""
    if names[file.path.name] == 1:
        return file
    return file._replace(table=replace(file.table, source=str(file.path)))


def preview_files(desk: Desk, sources: Sequence[Path]) -> tuple[Preview, ...]:
    """The beginning of each file, provisionally."""
    with desk.database.read() as connection:
        profiles = read_profiles(connection)
    return tuple(_preview(path, profiles) for path in sources)


def _preview(path: Path, profiles: Sequence[Profile]) -> Preview:
    try:
        known = find_profile(path, AS_FOUND, profiles)
        table = preview_source(path, AS_FOUND if known is None else known.reading)
    except (UserError, EnvironmentProblem):
        return Preview(None, LIKELY_KIND)
    return Preview(table, guess_kind(table, profiles) if known is None else known.kind, known)


def tell_mapping(options: ImportOptions, table: RawTable, *, is_alone: bool) -> MapOptions:
    """What the user says about the columns of a table: of several files each takes what is said of columns it has."""
    maps = options.maps
    if not is_alone:
        maps = {title: name for title, name in maps.items() if find_positions(table, title)}
    return MapOptions(maps, options.sets, options.clear)


def _check_titles(maps: Mapping[str, str], tables: Sequence[RawTable]) -> None:
    for title in maps if len(tables) > 1 else ():
        if not any(find_positions(table, title) for table in tables):
            raise UserError(f"None of the files has a column “{title}”.")


def _read(path: Path, options: ImportOptions, profiles: Sequence[Profile]) -> SourceFile:
    said = options.say_reading(path)
    profile = choose_profile(path, said, options.profile, profiles)
    return SourceFile(path, said, read_source(path, said if profile is None else said.over(profile.reading)), profile)
