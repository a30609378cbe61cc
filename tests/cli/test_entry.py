from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from channeladmin import __version__
from channeladmin.cli import main
from channeladmin.errors import Cancelled, EnvironmentProblem, UserError


def refuse_window(path: Path | None, *, password: str | None = None, actor: str | None = None) -> int:
    raise EnvironmentProblem("The window needs a display.")


def fail_with(problem: BaseException) -> Callable[..., int]:
    def fail(path: Path | None, *, password: str | None = None, actor: str | None = None) -> int:
        raise problem

    return fail


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(refuse_window, ["--version"]) == 0
    assert capsys.readouterr().out == f"channeladmin {__version__}\n"


def test_help_lists_every_command_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(refuse_window, ["--help"]) == 0
    listed = {
        line.split()[0] for line in capsys.readouterr().out.partition("Commands:")[2].splitlines() if line.split()
    }
    assert listed == {
        "open", "demo", "read", "import", "export", "evaluate", "invite", "invitation", "packet", "packets",
        "waive", "waivers", "waiver", "programs", "profiles",
        "password", "erase", "trim", "history", "undo", "redo", "backup", "restore", "check",
    }  # fmt: skip


@pytest.mark.parametrize("words", [[], ["open"]])
def test_without_a_display_the_window_ends_with_3(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(refuse_window, words) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "The window needs a display.\n"


def test_the_window_gets_what_stands_before_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret"
    secret.write_text("correct horse\n", encoding="utf-8")
    given: list[object] = []

    def open_window(path: Path | None, *, password: str | None = None, actor: str | None = None) -> int:
        given.extend((path, password, actor))
        return 0

    monkeypatch.setenv("CHANNELADMIN_PASSWORD", "from the environment")
    assert main(open_window, ["--file", "a.channeladmin", "--by", "Ada", "--password-file", str(secret)]) == 0
    monkeypatch.setenv("CHANNELADMIN_FILE", "b.channeladmin")
    assert main(open_window, ["open"]) == 0
    assert given == [
        Path("a.channeladmin"), "correct horse", "Ada", Path("b.channeladmin"), "from the environment", None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("problem", "code", "message"),
    [
        (UserError("Choose another file."), 1, "Choose another file."),
        (EnvironmentProblem("The disk is full."), 3, "The disk is full."),
        (PermissionError(13, "Permission denied", "x.pdf"), 3, "Permission denied"),
        (Cancelled(), 1, "nothing was changed"),
        (KeyboardInterrupt(), 1, "nothing was changed"),
        (ZeroDivisionError("Jane Doe, jane@x.example"), 70, "This is a bug (ZeroDivisionError)"),
    ],
)
def test_every_failure_has_its_exit_code(
    problem: BaseException, code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(fail_with(problem), ["open"]) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert message in captured.err
    assert "jane@x.example" not in captured.err


def test_a_bug_names_the_line_it_happened_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(fail_with(ZeroDivisionError()), []) == 70
    assert "test_entry.py" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["no-such-command"],
        ["demo"],
        ["evaluate", "--on", "31.10.2022"],
        ["evaluate", "--region", "MOON"],
        ["import", "holidays", "x.csv"],
        ["import", "roster"],
        ["import", "roster", "x.csv", "--map", "Column"],
        ["invitation", "SEL-2022-0001", "burn"],
        ["undo", "yesterday"],
        ["packet", "SEL-2022-0001"],
        ["--nonsense"],
    ],
)
def test_wrong_usage_ends_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(refuse_window, words) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err != ""


@pytest.mark.parametrize(
    ("words", "code", "kind"),
    [
        (["--file", "nowhere.channeladmin", "evaluate", "--json"], 1, "user"),
        (["evaluate", "--on", "never", "--json"], 2, "usage"),
        (["--password-file", "nowhere", "history", "--json"], 1, "user"),
    ],
)
def test_a_failure_with_json_is_a_document_too(
    words: list[str],
    code: int,
    kind: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(refuse_window, words) == code
    captured = capsys.readouterr()
    document = json.loads(captured.out)
    assert set(document) == {"error"}
    assert document["error"]["kind"] == kind
    assert document["error"]["message"] in captured.err
    assert list(tmp_path.iterdir()) == []
