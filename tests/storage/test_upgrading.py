"""A desk of an older version is brought up to this one as it is opened, and a copy of the old one is kept."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from channeladmin.errors import EnvironmentProblem, UserError
from channeladmin.storage import upgrading
from channeladmin.storage.checking import check_database
from channeladmin.storage.clock import FixedClock
from channeladmin.storage.database import Database, open_database
from channeladmin.storage.earlier_copies import EarlierCopies
from channeladmin.storage.password_change import change_password
from channeladmin.storage.refusals import OpenRefused, RefusalKind
from channeladmin.storage.restoring import restore_file
from channeladmin.storage.salvage import count_readable
from channeladmin.storage.sqlite import triggers
from channeladmin.storage.sqlite.engine import Access, connect
from channeladmin.storage.sqlite.identity import SCHEMA_VERSION
from tests.storage.company import add_company, dump

CLOCK = FixedClock(date(2022, 10, 10))
RELEASED = Path(__file__).parent / "schemas"


@pytest.fixture(params=sorted(each.stem for each in RELEASED.glob("*.channeladmin")))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A copy of a desk as a released version made it."""
    yield Path(shutil.copy(RELEASED / f"{request.param}.channeladmin", tmp_path / "old.channeladmin"))


def _open(path: Path, password: str | None = None, *, is_read_only: bool = False) -> Database:
    return open_database(path, clock=CLOCK, actor="J. Lind", password=password, is_read_only=is_read_only)


def _read_version(path: Path) -> int:
    with closing(connect(path, access=Access.FROZEN)) as connection:
        [(version,)] = connection.execute("PRAGMA user_version").fetchall()
        return int(version)


def test_it_is_migrated_and_a_copy_is_kept(old: Path) -> None:
    version, content = _read_version(old), old.read_bytes()
    database = _open(old)
    assert check_database(database) == ()
    before = dump(database)
    add_company(database, "New")
    database.close()
    assert _read_version(old) == SCHEMA_VERSION
    [kept] = (old.parent / "old backups").iterdir()
    assert kept.name.startswith("old 2022-10-10 ") and kept.name.endswith(" before migration.channeladmin")
    assert _read_version(kept) == version
    restore_file(old, kept, at=CLOCK.now())
    again = _open(old)
    assert dump(again) == before
    again.close()
    assert content != old.read_bytes()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER theirs AFTER INSERT ON person BEGIN DELETE FROM journal; END",
        "CREATE VIEW theirs AS SELECT * FROM person",
        "DROP TRIGGER journal_award_delete",
        "DROP TRIGGER journal_award_delete;"
        "CREATE TRIGGER journal_award_delete AFTER DELETE ON award BEGIN SELECT 1; END",
    ],
)
def test_one_that_was_altered_is_refused_before_anything_is_changed(old: Path, statement: str) -> None:
    with closing(driver.connect(str(old))) as other:
        other.executescript(statement)
    before = old.read_bytes()
    with pytest.raises(OpenRefused) as refused:
        _open(old)
    assert refused.value.kind is RefusalKind.ALTERED
    assert old.read_bytes() == before
    assert list(old.parent.iterdir()) == [old]


def test_of_versions_with_other_triggers_the_names_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(triggers, "TRIGGERS_SINCE", 5)
    ours = [("trigger", "journal_gone_insert", "whatever it was then"), ("table", "gone", "")]
    assert triggers.find_alteration(ours, "a", version=4) is None
    for kind, name in (("trigger", "theirs"), ("trigger", "journal_of_theirs"), ("view", "journal_gone_insert")):
        found = triggers.find_alteration([*ours, (kind, name, "")], "a", version=4)
        assert found is not None and f"({kind} {name})" in found
    assert triggers.find_alteration(ours, "a", version=5) is not None


def test_without_a_copy_it_stays_what_it_was(old: Path) -> None:
    version = _read_version(old)
    (old.parent / "old backups").write_text("no folder")
    with pytest.raises(EnvironmentProblem, match="cannot be made"):
        _open(old)
    assert _read_version(old) == version
    assert not list(old.parent.glob(".*"))


def test_to_read_it_only_is_refused_with_a_way_on(old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(OpenRefused) as refused:
        _open(old, is_read_only=True)
    assert refused.value.kind is RefusalKind.OLDER
    assert isinstance(refused.value, UserError)
    assert old.read_bytes() == before
    assert list(old.parent.iterdir()) == [old]


def test_an_encrypted_one_is_migrated_too(old: Path) -> None:
    change_password(old, old=None, new="secret", earlier=EarlierCopies.ENCRYPT, actor="J. Lind")
    database = _open(old, "secret")
    assert check_database(database) == ()
    database.close()
    [kept] = (old.parent / "old backups").iterdir()
    assert not kept.read_bytes().startswith(b"SQLite format 3")


def test_a_failed_step_leaves_the_old_file(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    version = _read_version(old)

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(upgrading, "migrate_file", fail)
    with pytest.raises(ZeroDivisionError):
        _open(old)
    assert _read_version(old) == version
    assert not list(old.parent.glob(".*"))


def test_what_can_be_read_of_an_older_one_is_counted_by_its_own_tables(old: Path) -> None:
    found = count_readable(old, None)
    assert all(each.is_whole for each in found)
    assert {"waiver", "metric_entry"}.isdisjoint(each.table for each in found)
    _open(old).close()
    assert {"waiver", "metric_entry"} <= {each.table for each in count_readable(old, None)}
