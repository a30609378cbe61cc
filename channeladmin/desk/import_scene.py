"""What the desk knows before a file is read, in one look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from channeladmin.desk.import_profiles import check_aliases, check_profile_name, read_aliases, read_profiles
from channeladmin.desk.import_same import find_usable, read_same
from channeladmin.program.names import squash
from channeladmin.rosters.import_plan import ImportOptions
from channeladmin.rosters.known import KIND_TABLES, Snapshot
from channeladmin.rosters.parsing import StoredKeys
from channeladmin.rosters.profiles import Profile
from channeladmin.rosters.sense import ValueSense
from channeladmin.storage.snapshot import find_last_operation, load_snapshot
from channeladmin.storage.stored_keys import list_stored_credentials, list_stored_metrics, list_stored_tracks

if TYPE_CHECKING:
    from channeladmin.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class ImportScene:
    """What the desk knows before a file is read: names, profiles and records.

    `learnt` are the aliases that the user gives and the desk has not yet; `same` is what earlier imports said
    stands for companies, `usable_same` what of it still does.
    """

    stored: StoredKeys
    learnt: Mapping[str, str]
    profiles: tuple[Profile, ...]
    sense: ValueSense
    snapshot: Snapshot
    based_on: int | None
    companies: tuple[str, ...]
    references: tuple[str, ...]
    same: Mapping[str, str]
    usable_same: Mapping[str, str]


def read_scene(desk: Desk, asked: Mapping[str, ImportOptions]) -> ImportScene:
    """Read it for some kinds of file, what the user has it learn included; UserError for an alias that cannot be."""
    for options in asked.values():
        if options.save_profile is not None:
            check_profile_name(options.save_profile)
    told = check_aliases(desk.edition, {name: key for each in asked.values() for name, key in each.aliases.items()})
    with desk.database.read() as connection:
        known = read_aliases(connection)
        aliases = {squash(name): key for name, key in {**known, **told}.items()}
        snapshot = load_snapshot(connection, dict.fromkeys(table for kind in asked for table in KIND_TABLES[kind]))
        columns, rows = snapshot["partner"]
        at, ref = columns.index("name"), columns.index("external_ref")
        companies = tuple(row[at] for row in rows)
        same = read_same(connection)
        return ImportScene(
            StoredKeys(
                list_stored_tracks(connection),
                list_stored_metrics(connection),
                aliases,
                list_stored_credentials(connection),
            ),
            {name: key for name, key in told.items() if known.get(name) != key},
            read_profiles(connection),
            ValueSense(desk.edition, companies, aliases),
            snapshot,
            find_last_operation(connection),
            companies,
            tuple(row[ref] for row in rows if row[ref] is not None),
            same,
            find_usable(same, companies),
        )
