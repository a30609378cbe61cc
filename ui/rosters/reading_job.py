"""What the assistant has worked out in a job: files read and mapped, and planned where nothing is missing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from channeladmin.desk.desk import Desk
from channeladmin.desk.importing import (
    FilesRead,
    ImportOptions,
    ImportPlan,
    SourceFile,
    keep_told,
    map_files,
    plan_files,
    read_sources,
)
from channeladmin.progress import Progress


class Worked(NamedTuple):
    """The plan is None where a column is missing that every row needs."""

    read: FilesRead
    plan: ImportPlan | None

    def can_be_stored(self) -> bool:
        """Whether there is something to store, and nothing that forbids it."""
        plan = self.plan
        if plan is None or (plan.strict and plan.counts.rejected > 0):
            return False
        return plan.counts.new + plan.counts.changed > 0

    def count_waiting(self) -> int:
        """How many things are to be decided about the columns before all rows can be taken."""
        if self.plan is None:
            return len({group for _, group in self.read.missing})
        return sum(item.what in ("credential", "dates") for item in self.plan.todo)

    def asks_about_columns(self) -> bool:
        """Whether somebody should look at the columns before they look at what will happen."""
        is_known = all(layout.label for layout in self.read.layouts)
        return self.count_waiting() > 0 or (self.plan is not None and bool(self.plan.header_errors) and not is_known)


def work_out(
    desk: Desk,
    kind: str,
    files: Sequence[Path | SourceFile],
    options: ImportOptions,
    progress: Progress,
) -> Worked:
    """Read the files (or take those that were read before), map and plan them; UserError where that cannot be."""
    found = [each for each in files if isinstance(each, SourceFile)]
    if not found:
        found = [*read_sources(desk, kind, [each for each in files if isinstance(each, Path)], options)]
    told = keep_told(options, [file.table for file in found])
    read = map_files(desk, kind, found, told)
    return Worked(read, None if read.missing else plan_files(desk, read, told, progress))
