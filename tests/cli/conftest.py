"""The command line as other programs drive it, on copies of one sample desk."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from channeladmin.cli import main
from channeladmin.desk.sample import make_sample
from channeladmin.errors import EnvironmentProblem

ON = date(2022, 10, 31)


@dataclass(frozen=True)
class Ran:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401  # as the tests index into it
        """The result as the one document that it is."""
        return json.loads(self.out)


Run = Callable[..., Ran]


def refuse_window(path: Path | None, *, password: str | None = None, actor: str | None = None) -> int:
    raise EnvironmentProblem("The window needs a display.")


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.channeladmin"
    make_sample(path, on=ON)
    return path


@pytest.fixture
def desk_file(sample_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_file, tmp_path / "desk.channeladmin"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs words in this process, without a data file or a password from outside."""
    monkeypatch.delenv("CHANNELADMIN_FILE", raising=False)
    monkeypatch.delenv("CHANNELADMIN_PASSWORD", raising=False)

    def run_words(*words: str | Path) -> Ran:
        capsys.readouterr()
        code = main(refuse_window, [str(word) for word in words])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run_words


@pytest.fixture
def on_desk(run: Run, desk_file: Path) -> Run:
    """Runs words on a copy of the sample desk."""
    return lambda *words: run("--file", desk_file, "--by", "Ada", *words)
