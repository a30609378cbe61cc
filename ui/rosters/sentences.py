"""What the assistant says of files and rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from channeladmin.desk.importing import ImportPlan, ImportReport

DATE_ORDERS = (("dmy", "31/10/2022"), ("mdy", "10/31/2022"), ("ymd", "2022/10/31"))
"""The orders of figures in dates, each with how the last day of October is written."""

CHOOSE = "Choose…"
"""What stands in a box that nobody has answered yet."""
CHOOSE_OR_TYPE = "Choose or type…"
TYPE_COMPANY = "Type the company…"


def name_files(paths: Sequence[Path]) -> str:
    """The file's name, or how many there are."""
    return paths[0].name if len(paths) == 1 else f"{len(paths)} files"


def refuse_own(path: Path) -> str:
    """Why the open desk is not read as a table."""
    return f"“{path.name}” is the desk that is open. Choose a table that was exported from another system."


def count_rows(number: int) -> str:
    """So many rows."""
    return f"{number:,} row{'' if number == 1 else 's'}"


def summarize(shown: ImportPlan | ImportReport) -> str:
    """How many rows fall where: of a plan what will be, of a report what was."""
    counts = shown.counts
    done = isinstance(shown, ImportReport)
    words = [count_rows(counts.rows)]
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
