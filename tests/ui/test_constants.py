"""However many calls of Qt a session makes, Python's constants stay."""

from __future__ import annotations

import subprocess
import sys

import pytest

_CALLS = """
import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
import ui
from PySide6.QtCore import QObject, Signal


class Sender(QObject):
    sent = Signal()


sender = Sender()
for _ in range(200_000):
    {call}
"""


@pytest.mark.parametrize("call", ["sender.setObjectName('x')", "sender.sent.emit()"])
def test_many_calls_leave_python_its_constants(call: str) -> None:
    program = [sys.executable, "-c", _CALLS.format(call=call)]
    ended = subprocess.run(program, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
