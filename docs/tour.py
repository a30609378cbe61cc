"""`make run`: the app on the sample desk, or, where no window can open, the same job in the terminal."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from channeladmin.errors import EnvironmentProblem
from ui.display import require_display
from ui.system_libraries import explain, find_missing

SAMPLE = Path("build/sample.channeladmin")
TOUR = Path("build/tour")
PARTNER = "Nordlicht Systems"
ROSTER = Path("resources/samples/roster.csv")


def main() -> int:
    """Open the window, or take the tour."""
    try:
        require_display()
    except EnvironmentProblem as problem:
        missing = find_missing("xcb")
        sys.stderr.write(f"{explain(missing) if missing else problem}\n")
        return take_tour()
    SAMPLE.parent.mkdir(exist_ok=True)
    if not SAMPLE.exists():
        _call("demo", str(SAMPLE))
    return _call("--file", str(SAMPLE), "open")


def take_tour() -> int:
    """Sample desk, roster import, evaluation, packet; 0 if every command did its work."""
    shutil.rmtree(TOUR, ignore_errors=True)
    TOUR.mkdir(parents=True)
    desk, packet = TOUR / "sample.channeladmin", TOUR / "packet.pdf"
    on_desk = ("--file", str(desk))
    for words in (
        ("demo", str(desk)),
        (*on_desk, "evaluate", PARTNER, "--track", "select"),
        (*on_desk, "import", "roster", str(ROSTER)),
        (*on_desk, "evaluate", PARTNER, "--track", "select"),
        (*on_desk, "evaluate"),
    ):
        if code := _call(*words):
            return code
    number = _ask(*on_desk, "invite", PARTNER)
    code = _call(*on_desk, "invitation", number, "approve") or _call(*on_desk, "packet", number, "--out", str(packet))
    if code == 0:
        sys.stdout.write(f"\nThe packet for {PARTNER} lies in {packet.resolve()}\n")
    return code


def _call(*words: str) -> int:
    """Run one command of the command line, shown as one would type it."""
    _show(words)
    return subprocess.run(_command(words), check=False).returncode


def _ask(*words: str) -> str:
    _show(words)
    answer = subprocess.run(_command(words), check=True, capture_output=True, text=True).stdout.strip()
    sys.stdout.write(f"{answer}\n")
    return answer


def _show(words: tuple[str, ...]) -> None:
    shown = " ".join(f'"{word}"' if " " in word else word for word in words)
    sys.stdout.write(f"\n$ channeladmin {shown}\n")
    sys.stdout.flush()


def _command(words: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-m", "ui", *words]


if __name__ == "__main__":
    sys.exit(main())
