"""What the desk remembers of imports: saved profiles, and the names of credentials that it has learnt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from channeladmin.errors import UserError
from channeladmin.program.names import squash
from channeladmin.rosters.hints import find_nearest, say_nearest
from channeladmin.rosters.kinds import get_kind
from channeladmin.rosters.presets import Preset, list_presets
from channeladmin.rosters.profiles import NO_PROFILE, Profile, read_profile
from channeladmin.storage.settings import (
    CREDENTIAL_ALIASES,
    IMPORT_PROFILE,
    list_settings,
    read_setting,
    write_setting,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from channeladmin.desk.desk import Desk
    from channeladmin.program.edition import Edition
    from channeladmin.storage.act import Act
    from channeladmin.storage.changes import Changes

__all__ = [
    "NO_PROFILE",
    "Preset",
    "Profile",
    "delete_profile",
    "forget_alias",
    "learn_alias",
    "list_aliases",
    "list_presets",
    "list_profiles",
    "save_profile",
]

_MOST_NEAREST = 3
_MOST_ALIKE = 12
"""Names that are looked at for so many credentials: each goes by several."""


def list_profiles(desk: Desk, kind: str | None = None) -> tuple[Profile, ...]:
    """The saved profiles, of one kind of file or of all, by name."""
    with desk.database.read() as connection:
        profiles = read_profiles(connection)
    return tuple(profile for profile in profiles if kind in (None, profile.kind))


def save_profile(desk: Desk, profile: Profile) -> Changes | None:
    """Keep a profile, in the place of one of that name; UserError for a name that cannot be told from a preset's."""
    check_profile_name(profile.name)
    get_kind(profile.kind)
    with desk.database.act(f"Save import profile {profile.name}") as act:
        store_profile(act, profile)
    return act.changes


def delete_profile(desk: Desk, name: str) -> Changes | None:
    """Take a profile away; UserError where there is none of that name."""
    profile = _get_profile(desk, name)
    with desk.database.act(f"Delete import profile {profile.name}") as act:
        write_setting(act, IMPORT_PROFILE + profile.name, None)
    return act.changes


def list_aliases(desk: Desk) -> Mapping[str, str]:
    """The names of credentials that the desk has learnt, each with the credential's key."""
    with desk.database.read() as connection:
        return read_aliases(connection)


def learn_alias(desk: Desk, text: str, credential: str) -> Changes | None:
    """Let a name stand for a credential of the edition in every later import; UserError where that cannot be."""
    aliases = check_aliases(desk.edition, {text: credential})
    with desk.database.act(f"Learn “{text.strip()}” as a credential") as act:
        store_aliases(act, aliases)
    return act.changes


def forget_alias(desk: Desk, text: str) -> Changes | None:
    """Take a learnt name away; UserError where there is none."""
    with desk.database.read() as connection:
        aliases = dict(read_aliases(connection))
    known = next((name for name in aliases if squash(name) == squash(text)), None)
    if known is None:
        raise UserError(f"The desk has not learnt “{text}”.{say_nearest(find_nearest(text, aliases))}")
    with desk.database.act(f"Forget “{known}” as a credential") as act:
        del aliases[known]
        write_setting(act, CREDENTIAL_ALIASES, aliases or None)
    return act.changes


def read_profiles(connection: Connection) -> tuple[Profile, ...]:
    """The saved profiles by name."""
    stored = list_settings(connection, IMPORT_PROFILE)
    return tuple(read_profile(key.removeprefix(IMPORT_PROFILE), document) for key, document in stored.items())


def read_aliases(connection: Connection) -> dict[str, str]:
    """The learnt names of credentials."""
    aliases: dict[str, str] = read_setting(connection, CREDENTIAL_ALIASES, {})
    return aliases


def check_profile_name(name: str) -> None:
    """UserError for a name that a preset has, or that says nothing."""
    if not squash(name):
        raise UserError("Give the profile a name.")
    if squash(name) in {NO_PROFILE, *(squash(preset.key) for preset in list_presets())}:
        raise UserError(f"“{name}” is the name of a profile that the app brings; choose another.")


def check_aliases(edition: Edition, aliases: Mapping[str, str]) -> dict[str, str]:
    """The aliases with the keys that they stand for; UserError where a credential is unknown or a name is taken."""
    checked = {}
    for text, said in aliases.items():
        credential, known = edition.find_credential(said), edition.find_credential(text)
        if credential is None:
            nearest = say_nearest(_find_nearest_keys(edition, said))
            raise UserError(
                f"“{said}” is not a credential of the programme {edition.id}.{nearest} "
                "“programs credentials” lists the keys."
            )
        if not squash(text) or (known is not None and known.key != credential.key):
            what = f"“{known.label}”" if known is not None else "nothing"
            raise UserError(f"“{text}” names {what} in the programme {edition.id}; it cannot stand for “{said}”.")
        if known is None:
            checked[text.strip()] = credential.key
    return checked


def _find_nearest_keys(edition: Edition, said: str) -> tuple[str, ...]:
    """The keys of credentials that go by names like a text, the nearest first."""
    keys = {name: each.key for each in edition.credentials for name in each.names}
    nearest = dict.fromkeys(keys[name] for name in find_nearest(said, keys, _MOST_ALIKE))
    return tuple(nearest)[:_MOST_NEAREST]


def store_profile(act: Act, profile: Profile) -> None:
    """Write a profile, in the place of one whose name differs in case or blanks only."""
    for stored in read_profiles(act.connection):
        if squash(stored.name) == squash(profile.name) and stored.name != profile.name:
            write_setting(act, IMPORT_PROFILE + stored.name, None)
    write_setting(act, IMPORT_PROFILE + profile.name, profile.to_document())


def store_aliases(act: Act, aliases: Mapping[str, str]) -> None:
    """Write what is learnt beside what was; a name that is learnt again stands for what is said last."""
    new = {squash(name) for name in aliases}
    kept = {name: key for name, key in read_aliases(act.connection).items() if squash(name) not in new}
    write_setting(act, CREDENTIAL_ALIASES, {**kept, **aliases} or None)


def _get_profile(desk: Desk, name: str) -> Profile:
    profiles = list_profiles(desk)
    found = next((profile for profile in profiles if squash(profile.name) == squash(name)), None)
    if found is None:
        nearest = say_nearest(find_nearest(name, [profile.name for profile in profiles]))
        raise UserError(f"There is no import profile “{name}” in this data file.{nearest}")
    return found
