"""Another process at the same data file, which says when it is ready and goes on when it is told."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_START = """
import os, signal, sys
from contextlib import ExitStack
from pathlib import Path
from channeladmin.errors import EnvironmentProblem, UserError
from channeladmin.records import Partner
from channeladmin.storage.clock import SystemClock
from channeladmin.storage.database import open_database
from channeladmin.storage.presence import alone

path = Path(sys.argv[1])

def open_it(actor="m.okafor", what="import", password=None):
    return open_database(path, clock=SystemClock(), actor=actor, what=what, password=password)

def be_ready():
    print("ready", flush=True)
    sys.stdin.readline()

"""


@contextmanager
def other_process(path: Path, script: str) -> Iterator[subprocess.Popen[str]]:
    """A process that has run the script up to its `be_ready()`; at the end of the block it runs the rest."""
    child = subprocess.Popen(
        [sys.executable, "-c", _START + script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        assert child.stdout.readline() == "ready\n"
        yield child
        if child.poll() is None:
            child.communicate("go on\n", timeout=60)
    finally:
        child.kill()
        child.wait()
        child.stdin.close()
        child.stdout.close()


def run_process(path: Path, script: str) -> subprocess.CompletedProcess[str]:
    """What became of a process that ran the script."""
    return subprocess.run(
        [sys.executable, "-c", _START + script, str(path)], capture_output=True, text=True, check=False, timeout=120
    )
