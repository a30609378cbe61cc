"""What is done to a data file that is given back for it: a backup put in its place, another password."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from channeladmin.progress import Progress
from ui.kit.words import word_count

if TYPE_CHECKING:
    from channeladmin.desk.backups import Restored
    from channeladmin.desk.desk import Clock
    from channeladmin.desk.password import EarlierCopies, TreatedCopies


@dataclass(frozen=True, slots=True)
class Replacement:
    """One change of a closed file: how it runs, with which password it opens afterwards, and its words."""

    title: str
    path: Path
    change: Callable[[Progress], str]
    """Tells what was done."""
    password: str | None


def build_restore(path: Path, backup: Path, *, password: str | None, clock: Clock | None) -> Replacement:
    """Put a backup in the place of a file; what was there is kept."""

    def change(progress: Progress) -> str:
        from channeladmin.desk.backups import restore

        return word_restored(restore(path, backup, password=password, clock=clock, progress=progress))

    return Replacement("Restoring the backup", path, change, password)


def build_password_change(
    path: Path, *, old: str | None, new: str | None, earlier: EarlierCopies, actor: str | None
) -> Replacement:
    """Give a file another password (None: none any more), and the copies beside it too."""

    def change(progress: Progress) -> str:
        from channeladmin.desk.password import change_password

        treated = change_password(path, old=old, new=new, earlier=earlier, actor=actor, progress=progress)
        return _word_treated(treated, is_encrypted=new is not None)

    return Replacement("Changing the password", path, change, new)


def word_restored(restored: Restored) -> str:
    """Where what was there is kept."""
    what = "The damaged file" if restored.is_damaged else "What was there"
    kept = "" if restored.kept is None else f" {what} is kept as {restored.kept.name}."
    return f"The backup is in place.{kept}"


def _word_treated(treated: TreatedCopies, *, is_encrypted: bool) -> str:
    said = ["The desk has the new password." if is_encrypted else "The desk has no password any more."]
    for copies, verb in ((treated.encrypted, "encrypted"), (treated.deleted, "deleted")):
        if copies:
            said.append(f"{word_count(len(copies), 'earlier copy', 'earlier copies')} {verb}.")
    said += [f"{left.path.name} stays as it is: {left.reason}" for left in treated.left]
    return " ".join(said)
