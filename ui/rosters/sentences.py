"""What the assistant says above its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from channeladmin.desk.importing import ImportPlan, ImportReport

_MOST_NAMED = 6


def name_files(paths: Sequence[Path]) -> str:
    """The file's name, or how many there are."""
    return paths[0].name if len(paths) == 1 else f"{len(paths)} files"


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


def list_warnings(plan: ImportPlan) -> list[str]:
    """Columns that nothing takes, who is missing from the files, and sentences worth a look, the first few of them."""
    warnings = [*_word_columns(plan), *_word_leavers(plan), *plan.warnings]
    return [*warnings[:6], f"and {len(warnings) - 6} more"] if len(warnings) > 6 else warnings


def _word_columns(plan: ImportPlan) -> Iterator[str]:
    titles = list(dict.fromkeys(error.column for error in plan.header_errors))
    if titles:
        what = "column fills" if len(titles) == 1 else "columns fill"
        yield f"{len(titles)} {what} no field: {_name_some(titles)}. Step 2 maps them, or leaves them so."


def _word_leavers(plan: ImportPlan) -> Iterator[str]:
    leavers = plan.plan.leavers
    if leavers:
        who = "person is" if len(leavers) == 1 else "people are"
        names = _name_some([f"{leaver.person} ({leaver.partner})" for leaver in leavers])
        yield f"{len(leavers):,} {who} in the desk and not in the file, and perhaps gone: {names}. Nobody is removed."


def _name_some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return f"{', '.join(names[:_MOST_NAMED])}{f' and {more:,} more' if more > 0 else ''}"
