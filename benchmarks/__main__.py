"""`python -m benchmarks [NAME]`: one JSON line a figure, a table at the end, and RESULTS.md after a whole run."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import desk_evaluation, journalled_insert, open_big, undo_import, window_start
from benchmarks.measuring import Figure

RESULTS = Path(__file__).parent / "RESULTS.md"
MEASURES = {
    "window_start": window_start.measure,
    "desk_evaluation": desk_evaluation.measure,
    "journalled_insert": journalled_insert.measure,
    "undo_import": undo_import.measure,
    "open_big": open_big.measure,
}
HEADER = "| figure | app | reference | ratio | target | holds | runs |\n|---|---|---|---|---|---|---|\n"


def main(names: Sequence[str]) -> int:
    """Measure what is named, else everything; a target that does not hold is said, and is no failure of the run."""
    unknown = [name for name in names if name not in MEASURES]
    if unknown:
        sys.stderr.write(f"There is no figure {', '.join(unknown)}; use {', '.join(MEASURES)}.\n")
        return 2
    figures = []
    for name in names or MEASURES:
        figures.append(MEASURES[name]())
        print(figures[-1].to_json(), flush=True)
    table = HEADER + "".join(map(_row, figures))
    print(f"\n{table}")
    if not names:
        RESULTS.write_text(f"# Results of the last whole run\n\n{_describe_machine()}\n\n{table}", encoding="utf-8")
    missed = [figure.name for figure in figures if not figure.holds]
    if missed:
        print(f"Targets that do not hold: {', '.join(missed)}")
    return 0


def _row(figure: Figure) -> str:
    return (
        f"| {figure.name} | {figure.figure:g} {figure.unit} | {figure.reference:g} {figure.unit} | {figure.ratio:g} "
        f"| {figure.target:g} | {'yes' if figure.holds else 'no'} | {figure.runs} |\n"
    )


def _describe_machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30 if hasattr(os, "sysconf") else 0
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{system}, {os.cpu_count()} cores, {memory:.0f} GiB."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
