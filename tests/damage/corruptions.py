"""Random corruptions of a small data file: nothing crashes, every change shows, and no good backup is lost.

`python -m tests.damage.corruptions 1000` prints what became of a thousand.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from channeladmin.cli import main as run_command
from channeladmin.desk.backups import BackupReason, back_up, list_backups
from channeladmin.desk.damage import examine, replace_by_backup
from channeladmin.desk.desk import FixedClock, open_desk
from channeladmin.desk.sample import make_sample
from channeladmin.errors import EnvironmentProblem, UserError
from channeladmin.storage.proof import prove_file
from channeladmin.storage.restoring import find_key
from tests.damage.reading import dump_tolerantly
from tests.storage.company import add_company

ON = date(2022, 10, 31)
PAGE = 4096
PASSWORD = "correct horse"
_DERIVED = ("standing", "search_text")


@dataclass(frozen=True)
class Base:
    """A sound data file with a good backup beside it, and what it holds."""

    name: str
    path: Path
    password: str | None

    @property
    def content(self) -> bytes:
        return self.path.read_bytes()


@dataclass(frozen=True)
class Outcome:
    """What became of one corruption."""

    base: str
    kind: str
    is_changed: bool
    is_refused: bool
    is_repaired: bool
    faults: tuple[str, ...]

    @property
    def is_missed(self) -> bool:
        return self.is_changed and not self.is_refused and not self.is_repaired

    @property
    def word(self) -> str:
        if not self.is_changed:
            return "harmless, told of" if self.is_refused or self.is_repaired else "harmless"
        if self.is_refused:
            return "changed, refused"
        return "changed, repaired" if self.is_repaired else "changed, MISSED"


def make_bases(folder: Path) -> list[Base]:
    """A journalled desk, one filled without a history, and an encrypted one."""
    bases = []
    for name, fast, password in (("journalled", False, None), ("filled", True, None), ("encrypted", False, PASSWORD)):
        path = folder / name / "desk.channeladmin"
        path.parent.mkdir()
        make_sample(path, on=ON, partners=4, fast=fast, password=password)
        desk = open_desk(path, actor="Ann", password=password, clock=FixedClock(ON))
        add_company(desk.database, "Zürich & Söhne")
        back_up(desk, reason=BackupReason.AUTOMATIC)
        desk.close()
        bases.append(Base(name, path, password))
    return bases


def flip_bit(content: bytearray, dice: random.Random) -> bytes:
    place = dice.randrange(len(content))
    content[place] ^= 1 << dice.randrange(8)
    return bytes(content)


def zero_page(content: bytearray, dice: random.Random) -> bytes:
    start = dice.randrange(len(content) // PAGE) * PAGE
    content[start : start + PAGE] = bytes(PAGE)
    return bytes(content)


def garble_page(content: bytearray, dice: random.Random) -> bytes:
    start = dice.randrange(len(content) // PAGE) * PAGE
    content[start : start + PAGE] = dice.randbytes(PAGE)
    return bytes(content)


def truncate(content: bytearray, dice: random.Random) -> bytes:
    return bytes(content[: dice.randrange(len(content))])


def replace_by_foreign(content: bytearray, dice: random.Random) -> bytes:
    choices: tuple[Callable[[], bytes], ...] = (
        lambda: b"",
        lambda: b"%PDF-1.7 a letter, not a desk\n" * dice.randrange(1, 400),
        lambda: dice.randbytes(dice.randrange(1, 3 * PAGE)),
        lambda: bytes(content[:100]) + dice.randbytes(len(content) - 100),
        lambda: bytes(content[:PAGE]) * (len(content) // PAGE),
    )
    return dice.choice(choices)()


CORRUPTIONS: dict[str, Callable[[bytearray, random.Random], bytes]] = {
    "bit flip": flip_bit,
    "page zeroed": zero_page,
    "page garbled": garble_page,
    "truncation": truncate,
    "foreign file": replace_by_foreign,
}
_WEIGHTS = (12, 3, 3, 2, 1)


def try_one(base: Base, seed: int, folder: Path) -> Outcome:
    """Corrupt a copy, let every command meet it, and see what it is told; an assertion fails where a promise does."""
    dice = random.Random(seed)
    [kind] = dice.choices(list(CORRUPTIONS), _WEIGHTS)
    place = folder / f"{seed}"
    shutil.copytree(base.path.parent, place)
    path = place / base.path.name
    path.write_bytes(CORRUPTIONS[kind](bytearray(base.content), dice))
    before, after = _dump(base.path, base.password), _dump(path, base.password)
    backups = {backup.path: backup.path.read_bytes() for backup in list_backups(path)}
    report = examine(path, base.password)
    assert report.backup is not None, "the good backup was not found"
    assert not _try_backup(path, base.password) or before == after or _differ_in_derived(before, after), "a bad backup"
    code, document = _check(path, base.password)
    assert code in (0, 1, 3), f"exit {code}"
    problems = document.get("problems", [])
    faults = tuple(problem["message"] for problem in problems)
    is_repaired = code == 0 and bool(problems)
    if is_repaired:
        again = _check(path, base.password)
        assert again == (0, {"path": str(path), "sound": True, "problems": [], "damage": None}), (
            f"not repaired: {again}"
        )
        assert not _differ_in_records(before, _dump(path, base.password)), "a repair wrote to the records"
    assert {each: each.read_bytes() for each in backups} == backups, "a good backup was touched"
    if code:
        replace_by_backup(path, report.backup.path, password=base.password)
        assert prove_file(path, find_key(path, base.password)) == (), "the backup put in place is not sound"
    shutil.rmtree(place)
    return Outcome(base.name, kind, before != after, code != 0, is_repaired, faults)


def _dump(path: Path, password: str | None) -> object:
    try:
        return dump_tolerantly(path, find_key(path, password))
    except UserError:
        return "no desk"


def _differ_in_derived(before: object, after: object) -> bool:
    """Whether only what can be worked out afresh differs: such a copy loses nothing."""
    return not _differ_in_records(before, after)


def _differ_in_records(before: object, after: object) -> bool:
    if not isinstance(before, dict) or not isinstance(after, dict):
        return before != after
    return any(before[name] != after.get(name) for name in before if name not in _DERIVED)


def _try_backup(path: Path, password: str | None) -> bool:
    try:
        desk = open_desk(path, actor="Ann", password=password, clock=FixedClock(ON))
    except (UserError, EnvironmentProblem):
        return False
    try:
        back_up(desk, reason=BackupReason.AUTOMATIC)
    except (UserError, EnvironmentProblem):
        return False
    finally:
        desk.close()
    return True


def _check(path: Path, password: str | None) -> tuple[int, Any]:
    with _environment(password), contextlib.redirect_stdout(io.StringIO()) as out:
        code = run_command(_refuse_window, ["--file", str(path), "--by", "Ann", "check", "--json"])
    return code, json.loads(out.getvalue())


def _refuse_window(path: Path | None, *, password: str | None = None, actor: str | None = None) -> int:
    raise EnvironmentProblem("The window needs a display.")


@contextmanager
def _environment(password: str | None) -> Iterator[None]:
    os.environ.pop("CHANNELADMIN_PASSWORD", None)
    if password is not None:
        os.environ["CHANNELADMIN_PASSWORD"] = password
    try:
        yield
    finally:
        os.environ.pop("CHANNELADMIN_PASSWORD", None)


def choose_base(bases: Sequence[Base], seed: int) -> Base:
    """Most are done to the journalled desk."""
    return random.Random(f"base {seed}").choices(bases, (6, 3, 1))[0]


def main(count: int, seed: int) -> int:
    """Print the counts, and every change that was missed and every promise that was broken; 1 if there was one."""
    counts: Counter[tuple[str, str]] = Counter()
    failures: list[str] = []
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stderr(io.StringIO()):
        bases = make_bases(Path(folder))
        for number in range(seed * 1_000_000, seed * 1_000_000 + count):
            try:
                outcome = try_one(choose_base(bases, number), number, Path(folder))
            except Exception:  # whatever it is, it is a failure of this number, and the others are to be tried, too
                failures.append(f"{number}: {traceback.format_exc()}")
                continue
            counts[outcome.kind, outcome.word] += 1
            if outcome.is_missed:
                failures.append(f"{number}: {outcome}")
    for (kind, word), times in sorted(counts.items()):
        sys.stdout.write(f"{kind:<14} {word:<20} {times:>6}\n")
    sys.stdout.writelines(f"{failure}\n" for failure in failures)
    sys.stdout.write(f"{count} corruptions, {len(failures)} failures\n")
    return 1 if failures else 0


if __name__ == "__main__":
    words = [int(word) for word in sys.argv[1:]]
    raise SystemExit(main(words[0] if words else 100, words[1] if len(words) > 1 else 1))
