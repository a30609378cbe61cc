"""What the assistant has worked out in a job: files read and mapped, and planned where nothing is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from channeladmin.desk.desk import Desk
from channeladmin.desk.importing import (
    Asked,
    FilesRead,
    ImportOptions,
    ImportPlan,
    SourceFile,
    keep_told,
    map_kinds,
    plan_files,
    say_rest,
    try_sources,
)
from channeladmin.progress import Progress


class Wanted(NamedTuple):
    """Files that are to be imported as one kind, and what is said of them."""

    kind: str
    paths: tuple[Path, ...]
    options: ImportOptions


class Worked(NamedTuple):
    """The plan is None where a column is missing that every row needs."""

    reads: tuple[FilesRead, ...]
    plan: ImportPlan | None

    @property
    def files(self) -> Mapping[Path, SourceFile]:
        """The files as they were read."""
        return {file.path: file for read in self.reads for file in read.files}

    def can_be_stored(self) -> bool:
        """Whether there is something to store, and nothing that forbids it."""
        plan = self.plan
        if plan is None or (plan.strict and plan.counts.rejected > 0):
            return False
        return plan.counts.new + plan.counts.changed > 0

    @property
    def waiting(self) -> frozenset[tuple[str, ...]]:
        """What is to be decided about the columns before all rows can be taken; a key for each thing."""
        if self.plan is not None:
            items = (item for item in self.plan.todo if item.what in ("column", "credential", "dates"))
            return frozenset((item.what, item.text, item.source) for item in items)
        missing = {(read.kind, *group) for read in self.reads for _, group in read.missing}
        wanted = {("column", each.field, "") for read in self.reads for each, _ in read.wanted if each.asked_by}
        return frozenset(missing | wanted)

    def asks_about_columns(self) -> bool:
        """Whether somebody should look at the columns before they look at what will happen."""
        is_known = all(layout.label for read in self.reads for layout in read.layouts)
        return bool(self.waiting) or (self.plan is not None and bool(self.plan.header_errors) and not is_known)


class Unread(NamedTuple):
    """Why files of any kind cannot be read, how the others are imported all the same, and those, as they were read.

    `can_go_on` is whether there are others.
    """

    problems: Mapping[Path, str]
    words: str
    files: Mapping[Path, SourceFile]

    @property
    def can_go_on(self) -> bool:
        """Whether anything is left without them."""
        return bool(self.files)


def work_out(
    desk: Desk, wanted: Sequence[Wanted], before: Mapping[Path, SourceFile], progress: Progress
) -> Worked | Unread:
    """Read the files (or take those that were read before), map and plan them; UserError where that cannot be."""
    asked = []
    problems: dict[Path, str] = {}
    for kind, paths, options in wanted:
        files: Sequence[SourceFile] = [before[path] for path in paths if path in before]
        if len(files) != len(paths):
            files, bad = try_sources(desk, kind, paths, options)
            problems |= {path: str(error) for path, error in bad.items()}
        asked.append(Asked(kind, files, keep_told(options, [file.table for file in files])))
    if problems:
        rest = say_rest([path for each in wanted for path in each.paths], problems)
        return Unread(
            problems, "\n".join(problems.values()) + rest, {file.path: file for each in asked for file in each.files}
        )
    reads = map_kinds(desk, asked)
    is_missing = any(read.missing for read in reads)
    return Worked(reads, None if is_missing else plan_files(desk, reads, progress))
