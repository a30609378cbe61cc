"""A file of many rows: its first rows soon, all of them in little memory."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from channeladmin.rosters.reader import ReadOptions, preview_source, read_source
from channeladmin.rosters.reading import byte_source

_ROWS = 200_000
_LINE = "Partner {0} GmbH,EMEA,Jörg Müller {0},joerg{0}@partner.example,pse,2024-01-02,2026-01-02,C-{0:08}\n"


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("big") / "big.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("partner,region,name,email,credential,earned,expires,certificate_no\n")
        file.writelines(_LINE.format(number) for number in range(_ROWS))
    return path


def test_a_preview_reads_the_beginning_alone(big: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: byte_source.ByteSource, _skip: int = 0) -> None:
        raise AssertionError("the whole file is gone through")

    monkeypatch.setattr(byte_source.ByteSource, "read_chunks", refuse)
    preview = preview_source(big, rows=50)
    monkeypatch.undo()
    assert not preview.is_whole
    assert preview.to_document()["is_whole"] is False
    whole = read_source(big)
    assert (whole.is_whole, len(whole.rows)) == (True, _ROWS)
    assert list(preview.rows) == list(whole.rows[:50])


def test_a_preview_of_a_small_file_is_the_whole(tmp_path: Path) -> None:
    path = tmp_path / "small.csv"
    path.write_text("a,b\n1,2\nTotal,\n", encoding="utf-8")
    preview = preview_source(path)
    assert (preview.is_whole, len(preview.rows), len(preview.skipped)) == (True, 1, 1)
    assert preview_source(path, ReadOptions(header_row=0)).columns == ("column_1", "column_2")


@pytest.mark.skipif(sys.platform == "win32", reason="the peak is asked of the kernel")
def test_rows_take_little_memory(big: Path) -> None:
    asked = textwrap.dedent(
        """
        import resource, sys
        from pathlib import Path
        from channeladmin.rosters.reader import read_source
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        table = read_source(Path(sys.argv[1]))
        assert sum(1 for _ in table.rows) == 200_000
        print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
        """
    )
    done = subprocess.run([sys.executable, "-c", asked, str(big)], capture_output=True, text=True, check=True)
    # A fifth of the million rows that may take 400 MB; as tuples of texts they would take 150.
    assert int(done.stdout) < 70
