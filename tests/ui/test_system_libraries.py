from __future__ import annotations

import subprocess
import sys

import pytest

from ui.system_libraries import explain, find_missing, list_packages

LISTING = """/x/QtGui.abi3.so:
\tlibEGL.so.1 => not found
\tlibxkbcommon.so.0 => /lib/x86_64-linux-gnu/libxkbcommon.so.0 (0x00007f)
/x/libqxcb.so:
\tlibEGL.so.1 => not found
\tlibodd.so.9 => not found
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems bring what Qt needs")
def test_what_the_loader_does_not_find_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *a, **k: subprocess.CompletedProcess(a, 1, LISTING, ""))
    assert find_missing("offscreen") == ("libEGL.so.1", "libodd.so.9")


def test_these_tests_run_with_everything_there() -> None:
    assert find_missing("offscreen") == ()


def test_a_missing_library_is_named_with_its_package() -> None:
    assert list_packages(("libEGL.so.1", "libodd.so.9")) == ["libegl1"]
    told = explain(("libEGL.so.1", "libodd.so.9"))
    assert "sudo apt install libegl1" in told
    assert "Look for the package that holds: libodd.so.9" in told


def test_every_known_library_has_a_package_of_debians_spelling() -> None:
    libraries = {"libEGL.so.1", "libGL.so.1", "libxcb-cursor.so.0", "libxkbcommon.so.0", "libdbus-1.so.3"}
    assert all(name == name.lower() for name in list_packages(sorted(libraries)))
    assert len(list_packages(sorted(libraries))) == len(libraries)
