"""Tables on the command line: laid out alike whether their rows are kept or come anew."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import pytest

from channeladmin.cli.output import write_table

_ROWS = 20_000


def _list_rows(count: int) -> Iterator[tuple[str, ...]]:
    return (
        (str(number), f"Person {number}\x1b", *(["long " * 9] if number == count - 1 else []))
        for number in range(count)
    )


def test_rows_that_come_anew_are_laid_out_as_rows_that_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    write_table(("Line#", "Name", "Note"), _list_rows(3_000))
    kept = capsys.readouterr().out
    write_table(("Line#", "Name", "Note"), lambda: _list_rows(3_000))
    assert capsys.readouterr().out == kept
    lines = kept.splitlines()
    assert (len(lines), lines[2], lines[-1]) == (
        3_002,
        "    0   Person 0",
        f" 2999   Person 2999    {'long ' * 9}".rstrip(),
    )


def test_rows_that_come_anew_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.writelines", lambda lines: sum(map(len, lines)))
    write_table(("Line#", "Name", "Note"), lambda: _list_rows(10))
    tracemalloc.start()
    try:
        write_table(("Line#", "Name", "Note"), lambda: _list_rows(_ROWS))
        assert tracemalloc.get_traced_memory()[1] < 1_500_000
    finally:
        tracemalloc.stop()
