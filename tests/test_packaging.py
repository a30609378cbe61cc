"""What is shipped: the wheel with all it needs to run, and a lock that names no place."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from channeladmin import __version__

ROOT = Path(__file__).parents[1]
# Kinds of file that are no code and that the app reads when it runs.
DATA = (
    ("resources/programs", ".toml"), ("resources/programs/examples", ".toml"), ("resources/letters", ".toml"),
    ("resources/samples", ".toml"),
    ("resources/samples", ".csv"), ("resources/fonts", ".ttf"), ("resources/icons", ".svg"),
)  # fmt: skip


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_every_file_of_the_three_packages_is_in_the_wheel(wheel: Path) -> None:
    for package in ("channeladmin", "ui", "resources"):
        sources = {path.relative_to(ROOT) for path in (ROOT / package).rglob("*") if path.is_file()}
        wanted = {path for path in sources if "__pycache__" not in path.parts}
        assert wanted
        assert {path for path in wanted if not (wheel / path).exists()} == set()


@pytest.mark.parametrize(("folder", "suffix"), DATA)
def test_every_kind_of_resource_is_in_the_wheel(wheel: Path, folder: str, suffix: str) -> None:
    assert any(path.suffix == suffix for path in (wheel / folder).iterdir())


def test_the_wheel_carries_nothing_else(wheel: Path) -> None:
    tops = {path.name for path in wheel.iterdir()}
    assert tops == {"channeladmin", "ui", "resources", f"channeladmin-{__version__}.dist-info"}


def test_both_scripts_start_the_same_program(wheel: Path) -> None:
    entries = (wheel / f"channeladmin-{__version__}.dist-info" / "entry_points.txt").read_text(encoding="utf-8")
    assert "[console_scripts]\nchanneladmin = ui.__main__:main" in entries
    assert "[gui_scripts]\nchanneladmin-gui = ui.__main__:main" in entries


def test_the_unpacked_wheel_does_the_job(wheel: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(wheel)}

    def call(*words: str) -> str:
        command = [sys.executable, "-m", "ui", *words]
        ran = subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True)
        return ran.stdout

    where = subprocess.run(
        [sys.executable, "-c", "import channeladmin, ui, resources; print(channeladmin, ui, resources)"],
        cwd=tmp_path, env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert where.stdout.count(str(wheel)) == 3
    assert call("--version") == f"channeladmin {__version__}\n"
    call("demo", "d.channeladmin", "--on", "2022-10-31")
    assert "Nordlicht Systems" in call("--file", "d.channeladmin", "evaluate", "--on", "2022-10-31")
    call("--file", "d.channeladmin", "packets", "--out", "packets")
    assert len(list((tmp_path / "packets").glob("*.pdf"))) > 1


def test_the_lock_has_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    pinned = [block for block in re.split(r"^(?=\w)", lock, flags=re.MULTILINE) if block]
    assert len(pinned) > 30
    assert all("==" in block and "--hash=sha256:" in block for block in pinned)


def test_everything_that_is_asked_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = {re.sub(r"[-_.]+", "-", name).lower() for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    for requirement in (*project["dependencies"], *project["optional-dependencies"]["dev"]):
        name = re.split(r"[<>=!~\[; ]", requirement)[0]
        assert re.sub(r"[-_.]+", "-", name).lower() in locked
