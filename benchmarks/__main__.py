"""`python -m benchmarks [NAME]`: one JSON line a figure, a table at the end, and RESULTS.md after a whole run."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import (
    desk_counts,
    desk_growth,
    desk_memory,
    desk_outlook,
    imports,
    journalled_insert,
    one_edit,
    open_big,
    reading_big,
    undo_import,
    window_start,
)
from benchmarks.desks import SampleDesks
from benchmarks.measuring import Figure

RESULTS = Path(__file__).parent / "RESULTS.md"
MEASURES: Mapping[str, Callable[[SampleDesks], Figure | Sequence[Figure]]] = {
    "window_start": lambda _: window_start.measure(),
    "desk_counts": desk_counts.measure,
    "desk_outlook": desk_outlook.measure,
    "desk_growth": desk_growth.measure,
    "desk_memory": desk_memory.measure,
    "one_edit": one_edit.measure,
    "journalled_insert": lambda _: journalled_insert.measure(),
    "import_apply": lambda _: imports.measure_apply(),
    "import_dry_run": lambda _: imports.measure_dry_run(),
    "preview_first": lambda _: reading_big.measure_preview(),
    "read_memory": lambda _: reading_big.measure_memory(),
    "undo_import": lambda _: undo_import.measure(),
    "open_big": lambda _: open_big.measure(),
}
HEADER = "| figure | app | reference | ratio | target | holds | runs |\n|---|---|---|---|---|---|---|\n"
HOLDS = {True: "yes", False: "no", None: "–"}


def main(names: Sequence[str]) -> int:
    """Measure what is named, else everything; a target that does not hold is said, and is no failure of the run."""
    unknown = [name for name in names if name not in MEASURES]
    if unknown:
        sys.stderr.write(f"There is no figure {', '.join(unknown)}; use {', '.join(MEASURES)}.\n")
        return 2
    figures: list[Figure] = []
    with TemporaryDirectory() as folder:
        desks = SampleDesks(Path(folder))
        for name in names or MEASURES:
            measured = MEASURES[name](desks)
            for figure in (measured,) if isinstance(measured, Figure) else measured:
                figures.append(figure)
                print(figure.to_json(), flush=True)
    table = HEADER + "".join(map(_row, figures))
    print(f"\n{table}")
    if not names:
        RESULTS.write_text(f"# Results of the last whole run\n\n{_describe_machine()}\n\n{table}", encoding="utf-8")
    missed = [figure.name for figure in figures if figure.holds is False]
    if missed:
        print(f"Targets that do not hold: {', '.join(missed)}")
    return 0


def _row(figure: Figure) -> str:
    target = "–" if figure.target is None else f"{figure.target:g}"
    return (
        f"| {figure.name} | {figure.figure:g} {figure.unit} | {figure.reference:g} {figure.unit} | {figure.ratio:g} "
        f"| {target} | {HOLDS[figure.holds]} | {figure.runs} |\n"
    )


def _describe_machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30 if hasattr(os, "sysconf") else 0
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{system}, {os.cpu_count()} cores, {memory:.0f} GiB."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
