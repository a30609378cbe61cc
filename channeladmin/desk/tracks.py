"""The tracks of the edition in use, in words; and those that agreements still have from an earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from channeladmin.desk.refusal import FieldRefused
from channeladmin.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Collection

    from channeladmin.desk.desk import Desk
    from channeladmin.program.edition import Edition
    from channeladmin.program.vocabulary import TrackKey

__all__ = ["check_track", "get_track_key", "list_tracks", "word_track", "word_tracks"]


def list_tracks(desk: Desk) -> tuple[tuple[TrackKey, str], ...]:
    """Every track that an agreement can be in, with its name: those of the edition in use, then those stored before."""
    from channeladmin.storage.editions import load_active_edition
    from channeladmin.storage.stored_keys import list_stored_tracks

    with desk.database.read() as connection:
        edition, stored = load_active_edition(connection), list_stored_tracks(connection)
    known = [track.key for track in edition.tracks]
    return tuple((key, word_track(edition, key)) for key in (*known, *(key for key in stored if key not in known)))


def word_tracks(edition: Edition) -> dict[TrackKey, str]:
    """The names of the tracks of an edition, in its order."""
    return {track.key: track.label for track in edition.tracks}


def word_track(edition: Edition, key: TrackKey) -> str:
    """The edition's name of a track; of one that it does not have, the key in words."""
    return word_tracks(edition).get(key) or key.replace("_", " ").strip().capitalize()


def get_track_key(edition: Edition, text: str) -> TrackKey:
    """The track that a text names by key or name (case aside); UserError names those that there are."""
    wanted = text.strip().casefold()
    for track in edition.tracks:
        if wanted in (track.key, track.label.casefold()):
            return track.key
    raise UserError(_refuse(edition, text))


def check_track(edition: Edition, track: TrackKey | None, stored: Collection[TrackKey] = ()) -> None:
    """FieldRefused where a track is neither one of the edition nor one of those that are stored already."""
    if track is not None and track not in word_tracks(edition) and track not in stored:
        raise FieldRefused("track", _refuse(edition, track))


def _refuse(edition: Edition, text: str) -> str:
    return f"“{text}” is not a track of the programme {edition.id}; use {', '.join(word_tracks(edition))}."
