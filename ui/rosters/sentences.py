"""What the assistant says above its table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from channeladmin.desk.importing import ImportPlan, ImportReport


def name_files(paths: Sequence[Path]) -> str:
    """The file's name, or how many there are."""
    return paths[0].name if len(paths) == 1 else f"{len(paths)} files"


def summarize(shown: ImportPlan | ImportReport) -> str:
    """How many rows fall where: of a plan what will be, of a report what was."""
    counts = shown.counts
    done = isinstance(shown, ImportReport)
    words = [f"{counts.rows:,} row{'' if counts.rows == 1 else 's'}"]
    for number, word in (
        (counts.new, "added" if done else "new"),
        (counts.changed, "changed"),
        (counts.same, "same as before"),
        (counts.duplicates, "held as possible duplicates"),
        (counts.rejected, "rejected"),
    ):
        if number:
            words.append(f"{number:,} {word}")
    return " · ".join(words)


def list_warnings(plan: ImportPlan) -> list[str]:
    """Columns that nothing takes and sentences worth a look, the first few of them."""
    headers = [f"{error.source}, column “{error.column}”: {error.message}" for error in plan.header_errors]
    warnings = [*headers, *plan.warnings]
    return [*warnings[:6], f"and {len(warnings) - 6} more"] if len(warnings) > 6 else warnings
