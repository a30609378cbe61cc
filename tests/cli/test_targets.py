"""Where a file cannot be written: the sentence fits what is wrong with the place, and a hint what was called."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("folder", "“{}” is a folder; name a file in it."),
        ("folder.csv", "“{}” is a folder; name a file in it."),
        ("missing/out.txt", "The folder “{folder}” does not exist. Make it, or choose another one."),
        ("a.csv/out.csv", "“{folder}” is a file, so nothing can lie in it. Choose a folder."),
        (
            "out.txt",
            "“out.txt” should end in .csv or .xlsx, so that it is clear what to write; “.txt” is neither.",
        ),
        ("out", "“out” should end in .csv or .xlsx, so that it is clear what to write; “out.csv” would do."),
    ],
)
def test_an_export_that_cannot_be_written_says_what_is_wrong(
    on_desk: Run, tmp_path: Path, target: str, sentence: str
) -> None:
    for folder in ("folder", "folder.csv"):
        (tmp_path / folder).mkdir()
    (tmp_path / "a.csv").touch()
    out = tmp_path / target
    ran = on_desk("export", "partners", out)
    assert ran.code == 1
    assert ran.err.splitlines()[-1] == sentence.format(out, folder=out.parent)
    assert not out.is_file()


def test_packets_do_not_take_a_file_for_a_folder(on_desk: Run, tmp_path: Path) -> None:
    out = tmp_path / "packets"
    out.touch()
    ran = on_desk("packets", "--out", out)
    assert (ran.code, f"“{out}” is a file, so nothing can lie in it." in ran.err) == (1, True)


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("export", "partners", "--out", "a.csv"), "No such option: --out (channeladmin export --help)"),
        (("export", "partners"), "Missing argument 'OUT'. (channeladmin export --help)"),
        (("nonsense",), "No such command 'nonsense'. (channeladmin --help)"),
    ],
)
def test_wrong_usage_names_the_help_of_its_command(run: Run, words: tuple[str, ...], hint: str) -> None:
    ran = run(*words)
    assert (ran.code, ran.err.strip()) == (2, hint)
