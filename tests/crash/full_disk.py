"""`python -m tests.crash.full_disk`: no file may grow beyond a limit, at every stage of the work that writes.

A limit on the size of files stands for a full disk: SQLite and Python are refused alike, wherever in a file it comes.
"""

from __future__ import annotations

import io
import multiprocessing
import resource
import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from channeladmin.cli import main as run_command
from channeladmin.desk.checking import check
from channeladmin.desk.desk import open_desk
from channeladmin.errors import EnvironmentProblem
from tests.storage.company import dump

_FORK = multiprocessing.get_context("fork")
STEP = 16 * 1024
ROWS = 400
MACHINE = 3


@dataclass
class Stage:
    """A command that writes, and what it writes to beside the desk (None: nothing)."""

    name: str
    words: Sequence[str]
    out: str | None = None


STAGES = (
    Stage("import", ("import", "roster", "{folder}/roster.csv")),
    Stage("backup", ("backup", "{folder}/out.channeladmin"), "out.channeladmin"),
    Stage("export csv", ("export", "roster", "{folder}/out.csv"), "out.csv"),
    Stage("export xlsx", ("export", "roster", "{folder}/out.xlsx"), "out.xlsx"),
    Stage("packet", ("packet", "SEL-2022-0001", "--out", "{folder}/out.pdf"), "out.pdf"),
    Stage("undo", ("undo",)),
    Stage("restore", ("restore", "{folder}/backup.channeladmin")),
    Stage("password", ("password", "set", "--new-password-file", "{folder}/password")),
)


@dataclass
class Tally:
    """How often a stage met the limit, how often it was done all the same, and what was wrong afterwards."""

    refused: int = 0
    done: int = 0
    faults: list[str] = field(default_factory=list)


def make_desk(folder: Path) -> None:
    """A sample desk with a backup of it, an older file of each name to be written, and a roster to import."""
    desk, backup = folder / "desk.channeladmin", folder / "backup.channeladmin"
    for words in (
        ("demo", str(desk), "--partners", "6", "--on", "2022-10-10"),
        ("--file", str(desk), "backup", str(backup)),
        (
            "--file",
            str(desk),
            "import",
            "partners",
            str(_write(folder / "partners.csv", ["partner,region", "New,EMEA"])),
        ),
        ("--file", str(desk), "import", "roster", str(_write_roster(folder / "first.csv", "first"))),
    ):
        assert _run(words)[0] == 0
    _write_roster(folder / "roster.csv", "second")
    _write(folder / "password", ["open sesame"])


def meet_limit(folder: Path, stage: Stage, limit: int, tally: Tally) -> bool:
    """Run a stage under a limit on a copy of the folder; whether it was done."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(shutil.copytree(folder, Path(name) / "desk"))
        desk, out = copy / "desk.channeladmin", copy / (stage.out or "none")
        if stage.out is not None:
            shutil.copy(copy / "backup.channeladmin", out)
        before, kept = _read(desk), out.read_bytes() if out.exists() else None
        words = ("--file", str(desk), *(word.format(folder=copy) for word in stage.words))
        code, said = _run_limited(words, limit)
        where = f"{stage.name}, {limit // 1024} KiB"
        if code == 0:
            tally.done += 1
            return True
        tally.refused += 1
        if code != MACHINE or "Traceback" in said or not said.strip():
            tally.faults.append(f"{where}: exit {code}, said {said!r}")
        if _read(desk) != before:
            tally.faults.append(f"{where}: the desk is another one")
        if kept is not None and out.read_bytes() != kept:
            tally.faults.append(f"{where}: what was there before is gone")
        left = {path.name for path in copy.iterdir()} - {path.name for path in folder.iterdir()} - {stage.out}
        if left:
            tally.faults.append(f"{where}: left behind {sorted(left)}")
        return False


def fill_disk(stages: Sequence[Stage], *, step: int = STEP) -> dict[str, Tally]:
    """Raise the limit from nothing, by the stage, until the stage is done."""
    tallies = {stage.name: Tally() for stage in stages}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_desk(folder)
        for stage in stages:
            limit = 0
            while not meet_limit(folder, stage, limit, tallies[stage.name]):
                limit += step
    return tallies


def _write(path: Path, lines: Sequence[str]) -> Path:
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


def _write_roster(path: Path, word: str) -> Path:
    rows = [f"New,EMEA,{word} {number},{word}{number}@x.example,sales_core,2022-03-01" for number in range(ROWS)]
    return _write(path, ["partner,region,name,email,credential,earned", *rows])


def _read(desk_path: Path) -> object:
    """All that the desk holds, after the app's own check."""
    with closing(open_desk(desk_path)) as desk:
        problems = check(desk)
        return dump(desk.database), problems


def _run(words: Sequence[str]) -> tuple[int, str]:
    said = io.StringIO()
    with redirect_stdout(io.StringIO()), redirect_stderr(said):
        code = run_command(_refuse_window, words)
    return code, said.getvalue()


def _run_limited(words: Sequence[str], limit: int) -> tuple[int, str]:
    """In a process of its own, since the limit cannot be taken back."""
    receiver, sender = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=_limit_and_run, args=(words, limit, sender))
    process.start()
    sender.close()
    try:
        answer: tuple[int, str] = receiver.recv()
    except EOFError:
        answer = (-1, "the process died")
    process.join()
    return answer


def _limit_and_run(words: Sequence[str], limit: int, sender: object) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    sender.send(_run(words))  # type: ignore[attr-defined]  # the end of a pipe


def _refuse_window(path: Path | None, *, password: str | None = None, actor: str | None = None) -> int:
    raise EnvironmentProblem("The window needs a display.")


def main() -> int:
    """Fill the disk at every stage and tell; 1 if anything was lost."""
    tallies = fill_disk(STAGES)
    for name, tally in tallies.items():
        print(f"{name}: refused {tally.refused} times, then done; {len(tally.faults)} faults")
        print("".join(f"  {fault}\n" for fault in tally.faults), end="")
    return 1 if any(tally.faults for tally in tallies.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
