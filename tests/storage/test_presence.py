"""Two processes at one data file know of each other, and one that died is found out."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from channeladmin.errors import DamagedFile, EnvironmentProblem
from channeladmin.records import Partner
from channeladmin.storage import database as database_module
from channeladmin.storage import presence
from channeladmin.storage.clock import SystemClock
from channeladmin.storage.database import Database, open_database
from channeladmin.storage.presence import alone, list_present
from channeladmin.storage.refusals import OpenRefused, RefusalKind
from channeladmin.storage.visitor import WINDOW, Visitor, build_visitor
from tests.storage.company import query
from tests.storage.other_process import other_process, run_process

WRITE = """
database = open_it()
with database.act('Long') as act:
    act.insert(Partner, {'name': 'Late'})
    be_ready()
database.close()
"""
OPEN = "database = open_it()\nbe_ready()\ndatabase.close()\n"


def _open(path: Path, what: str = WINDOW) -> Database:
    return open_database(path, clock=SystemClock(), actor="J. Lind", what=what)


def _hidden(path: Path) -> list[Path]:
    return [each for each in path.parent.iterdir() if each.name.startswith(".")]


@pytest.fixture
def path(database: Database) -> Path:
    database.close()
    return database.path


def test_who_has_it_open_is_written_beside_it_and_gone_afterwards(path: Path) -> None:
    first, second = _open(path), _open(path, "import")
    assert not first.ended_uncleanly
    files = sorted(_hidden(path))
    assert [file.name for file in files] == [f".{path.name}.{os.getpid()}-{number}.open" for number in (1, 2)]
    said = json.loads(files[1].read_text(encoding="utf-8"))
    assert (said["actor"], said["what"], said["pid"]) == ("J. Lind", "import", os.getpid())
    if os.name != "nt":
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    first.close()
    second.close()
    assert list(path.parent.iterdir()) == [path]


def test_a_file_of_another_name_has_its_own_visitors(path: Path) -> None:
    longer = path.with_name(f"{path.name}.old")
    longer.write_bytes(path.read_bytes())
    database = _open(longer)
    assert list_present(path) == ()
    assert len(list_present(longer)) == 1
    database.close()


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_to_the_file_has_the_same_visitors(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    link = folder / "link.channeladmin"
    link.symlink_to(path)
    database = _open(link)
    assert [visitor.actor for visitor in list_present(path)] == ["J. Lind"]
    database.close()


def test_who_must_be_alone_learns_who_is_not(path: Path) -> None:
    with other_process(path, OPEN) as child:
        words = rf"m.okafor has it open for “import” \(process {child.pid}\)"
        with pytest.raises(EnvironmentProblem, match=words), alone(path, what="restore"):
            pass
        assert [visitor.name for visitor in list_present(path)] == [f"m.okafor's “import” (process {child.pid})"]
    database = _open(path)
    with pytest.raises(OpenRefused, match=r"Lind has it open in the window") as refused, alone(path, what="restore"):
        pass
    assert refused.value.kind is RefusalKind.IN_USE
    database.close()
    with alone(path, what="restore"):
        pass
    assert _hidden(path) == []


def test_nobody_opens_a_file_that_somebody_has_alone(path: Path) -> None:
    with other_process(path, "with alone(path, what='restore', actor='m.okafor'):\n    be_ready()\n") as child:
        with pytest.raises(OpenRefused, match=rf"m.okafor's “restore” \(process {child.pid}\) has .* to itself"):
            _open(path)
        reader = open_database(path, clock=SystemClock(), actor="J. Lind", is_read_only=True)
        reader.close()
    _open(path).close()


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_gate_that_leads_elsewhere_is_refused_and_what_it_leads_to_stays(path: Path, tmp_path: Path) -> None:
    diary = tmp_path / "diary.txt"
    diary.write_text("Dear diary")
    gate = path.with_name(f".{path.name}.gate")
    gate.symlink_to(diary)
    with pytest.raises(EnvironmentProblem, match="is in the way"):
        _open(path)
    assert diary.read_text() == "Dear diary"
    assert gate.is_symlink()


def test_an_opener_waits_for_the_gate(path: Path) -> None:
    with other_process(path, "with alone(path, what='restore'):\n    be_ready()\n") as child:
        assert child.stdin is not None
        child.stdin.write("go on\n")
        child.stdin.flush()
        _open(path).close()


def test_who_writes_is_named_to_who_waits(path: Path) -> None:
    database = _open(path)
    with other_process(path, WRITE) as child:
        words = rf"m.okafor's “import” \(process {child.pid}\) is writing to .* Try again when that has finished"
        with pytest.raises(EnvironmentProblem, match=words), database.act("Short"):
            pass
    assert query(database, "SELECT name FROM partner") == [("Late",)]
    with database.act("Short") as act:
        act.insert(Partner, {"name": "Mine"})
    database.close()


def test_a_strangers_write_is_another_programs(database: Database) -> None:
    from sqlcipher3 import dbapi2 as driver

    stranger = driver.connect(str(database.path), isolation_level=None)
    stranger.execute("BEGIN IMMEDIATE")
    with pytest.raises(EnvironmentProblem, match=r"^Another program is writing"), database.act("Short"):
        pass
    stranger.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_process_is_found_out_once(path: Path) -> None:
    script = "database = open_it()\nos.kill(os.getpid(), signal.SIGKILL)\n"
    run_process(path, script)
    assert len(_hidden(path)) == 1
    assert list_present(path) == ()
    with alone(path, what="restore"):
        pass
    again = _open(path)
    assert again.ended_uncleanly
    again.close()
    assert list(path.parent.iterdir()) == [path]
    again = _open(path)
    assert not again.ended_uncleanly
    again.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_log_that_was_not_brought_home_counts_as_an_unclean_end(path: Path) -> None:
    script = (
        "database = open_it()\nwith database.act('Add') as act:\n    act.insert(Partner, {'name': 'Kept'})\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    run_process(path, script)
    [stale] = _hidden(path)
    stale.unlink()
    again = _open(path)
    assert again.ended_uncleanly
    assert query(again, "SELECT name FROM partner") == [("Kept",)]
    second = _open(path)
    assert not second.ended_uncleanly, "the log is that of the first, which is present"
    second.close()
    again.close()


def test_a_process_that_forgets_to_close_but_ends_in_order_leaves_nothing(path: Path) -> None:
    assert run_process(path, "database = open_it()\n").returncode == 0
    assert _hidden(path) == []


def test_who_says_nothing_is_somebody(path: Path) -> None:
    database = _open(path)
    [file] = _hidden(path)
    file.write_text("{")
    assert [visitor.actor for visitor in list_present(path)] == ["somebody"]
    database.close()


def test_another_machine_is_named() -> None:
    here = build_visitor("m.okafor", WINDOW, SystemClock().now())
    assert here.name == f"m.okafor's window (process {os.getpid()})"
    there = Visitor(actor="m.okafor", what="import", since="", pid=7, host="otherhost")
    assert there.sentence == "m.okafor has it open for “import” (process 7 on otherhost)"


def test_a_full_gate_is_waited_for_two_seconds_only(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "_WAIT_SECONDS", 0.01)
    with alone(path, what="restore"), pytest.raises(OpenRefused) as refused:
        _open(path)
    assert refused.value.kind is RefusalKind.IN_USE


def test_a_file_that_fails_while_it_is_opened_is_given_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_database: Database) -> bool:
        raise DamagedFile("its notes cannot be read")

    monkeypatch.setattr(database_module, "compact_if_due", fail)
    # While the error is looked at, its traceback keeps everything alive.
    with pytest.raises(DamagedFile) as caught:
        _open(path)
    assert list_present(path) == ()
    assert _hidden(path) == []
    assert "notes" in str(caught.value)
