"""The command line as a process of its own: what only a real one shows."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from channeladmin import __version__
from channeladmin.cli import session
from tests.cli.conftest import Run

CHILD = [sys.executable, "-m", "ui"]


def test_version_is_quick_about_it() -> None:
    """Nothing heavy is imported for it: neither Qt, nor the data file's libraries, nor the letters'."""
    source = (
        "import sys; from ui.__main__ import main; sys.argv[1:] = ['--version']; main();"
        "print(sorted(set(sys.modules) & {'PySide6', 'sqlalchemy', 'sqlmodel', 'reportlab', 'rich'}))"
    )
    ran = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True)
    assert ran.stdout == f"channeladmin {__version__}\n[]\n"


def test_without_a_display_open_ends_with_3_and_names_other_commands() -> None:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    ran = subprocess.run([*CHILD, "open"], capture_output=True, text=True, env=environment, check=False)
    if sys.platform == "linux":
        assert ran.returncode == 3
        assert "evaluate" in ran.stderr
        assert ran.stdout == ""


@pytest.mark.skipif(os.name != "posix", reason="a pipe that breaks")
def test_a_reader_that_stops_reading_is_no_error(desk_file: Path) -> None:
    child = subprocess.Popen(
        [*CHILD, "--file", str(desk_file), "evaluate", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.read(10)
    child.stdout.close()
    assert child.stderr.read() == b""
    child.stderr.close()
    assert child.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
@pytest.mark.parametrize("words", [("waivers",), ("evaluate", "--json"), ("evaluate", "Nobody Ltd", "--json")])
def test_a_result_that_cannot_be_written_is_told(desk_file: Path, words: tuple[str, ...]) -> None:
    """Little waits in the buffer until the end, much is refused in the middle; and then there is the error's own."""
    with Path("/dev/full").open("w") as full:
        command = [*CHILD, "--file", str(desk_file), *words]
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ran.returncode == 3
    assert "No space left on device" in ran.stderr
    assert "Errno" not in ran.stderr
    assert "Traceback" not in ran.stderr


def _hear_ctrl_c() -> None:
    """A shell lets its jobs in the background ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name != "posix", reason="Ctrl+C as a signal")
def test_ctrl_c_stops_an_evaluation_and_leaves_the_desk_closed(desk_file: Path) -> None:
    """The child is in the middle of it: more is to come than a pipe holds."""
    child = subprocess.Popen(
        [*CHILD, "--file", str(desk_file), "evaluate", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_hear_ctrl_c,  # noqa: PLW1509  # it sets a signal and nothing else
    )
    assert child.stdout is not None
    child.stdout.read(10)
    child.send_signal(signal.SIGINT)
    _, told = child.communicate()
    assert (child.returncode, told) == (1, b"Stopped; nothing was changed.\n")
    assert [path.name for path in desk_file.parent.iterdir()] == [desk_file.name]


def test_text_comes_out_as_utf_8_whatever_the_locale(desk_file: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    words = ["--file", str(desk_file), "evaluate", "--json"]
    ran = subprocess.run([*CHILD, *words], capture_output=True, env=environment, check=True)
    assert "星空システムズ" in ran.stdout.decode("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="arguments are bytes")
def test_bytes_that_are_no_text_are_the_users_to_mend(desk_file: Path) -> None:
    words = [b"--file", os.fsencode(desk_file), b"evaluate", b"Caf\xe9"]
    ran = subprocess.run([*CHILD, *words], capture_output=True, check=False)
    assert (ran.returncode, ran.stdout) == (1, b"")


_KILLED = """
import os, signal, sys
from pathlib import Path
from channeladmin.desk.desk import open_desk
desk = open_desk(Path(sys.argv[1]))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_desk_that_was_left_open_is_checked_once(on_desk: Run, desk_file: Path) -> None:
    subprocess.run([sys.executable, "-c", _KILLED, str(desk_file)], check=False)
    ran = on_desk("evaluate", "--json")
    assert ran.code == 0
    assert "was not closed properly the last time, so it was checked. It is sound." in ran.err
    assert ran.json["evaluations"]
    assert on_desk("evaluate", "--json").err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_very_big_desk_that_was_left_open_is_only_told_of(
    on_desk: Run, desk_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "CHECKED_AT_ONCE", 1000)
    subprocess.run([sys.executable, "-c", _KILLED, str(desk_file)], check=False)
    assert on_desk("evaluate", "--json").err == (
        f"{desk_file} was not closed properly the last time. “check” proves it.\n"
    )
