"""For each column the function that turns text into its value, by the programme and by the record's own rule."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, get_args

from pydantic import TypeAdapter

from channeladmin.program.edition import Edition
from channeladmin.program.named import name_metrics
from channeladmin.program.names import squash
from channeladmin.program.vocabulary import TrackKey
from channeladmin.rosters.award_states import parse_expired, parse_state
from channeladmin.rosters.columns import Column, Reading
from channeladmin.rosters.hints import NearestNames, say_nearest
from channeladmin.rosters.manners import PLAIN, Manner, read_amount, read_day
from channeladmin.rosters.state_words import name_states
from channeladmin.rosters.values import split_emails, split_list, split_stored_emails

Parser = Callable[[str], Any]
"""Turns the bare text of a cell into a value; ValueError (or pydantic's, which is one) where it is none."""


@dataclass(frozen=True, slots=True)
class StoredKeys:
    """The tracks, metrics and credentials that the desk holds, whether the edition in use has them or not.

    `aliases`: the names of credentials that the desk has learnt, each with the credential's key.
    """

    tracks: tuple[TrackKey, ...] = ()
    metrics: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    credentials: tuple[str, ...] = ()


NO_TRACK = TrackKey("none")
"""How an export of ours says that an authorized agreement has no track: an empty cell would get the entry track."""


class UnknownName(ValueError):
    """A name that somebody has to make known: of a credential or a region (`what`), with the nearest known ones."""

    def __init__(self, message: str, what: str, nearest: tuple[str, ...]) -> None:
        super().__init__(message)
        self.what = what
        self.nearest = nearest


NOTHING_STORED = StoredKeys()


def build_parser(
    column: Column,
    edition: Edition,
    manner: Manner = PLAIN,
    stored: StoredKeys = NOTHING_STORED,
    *,
    is_exact: bool = False,
) -> Parser:
    """The parser of a column that is written in a manner; what it returns has passed the rule of the record's field.

    What is `stored` is taken beside what the edition has: it was entered while another edition was in use. `is_exact`:
    the column is as an export of ours writes it.
    """
    info = column.record.model_fields[column.field]
    annotation: Any = info.annotation
    rule: TypeAdapter[Any] = TypeAdapter(Annotated[annotation, *info.metadata] if info.metadata else annotation)
    check = rule.validator.validate_python
    regions = NearestNames(name for each in edition.regions for name in (each.key, each.label))
    credentials = NearestNames(name for each in edition.credentials for name in each.names)
    read: Mapping[Reading, Parser] = {
        Reading.TEXT: lambda text: text,
        Reading.DATE: lambda text: read_day(text, manner),
        Reading.MONEY: lambda text: read_amount(text, edition.currency, manner),
        Reading.YEAR: lambda text: _parse_year(text, edition),
        Reading.REGION: lambda text: _parse_region(text, edition, regions),
        Reading.TRACK: lambda text: (
            NO_TRACK if is_exact and text == NO_TRACK else _parse_track(text, edition, stored.tracks)
        ),
        Reading.METRIC: lambda text: _parse_metric(text, edition, stored.metrics),
        Reading.CREDENTIAL: lambda text: (
            text if is_exact and text in stored.credentials else find_alias(text, edition, stored.aliases, credentials)
        ),
        Reading.WORD: _read_words(info.annotation),
        Reading.WORDS: _read_word_list(info.annotation),
        Reading.EMAILS: split_stored_emails if is_exact else split_emails,
        Reading.STATE: parse_state,
        Reading.EXPIRED: parse_expired,
    }
    parse = read[column.reads]
    if column.reads is Reading.EMAILS:
        return lambda text: tuple([check(part) for part in parse(text)])
    return check if column.reads is Reading.TEXT else lambda text: check(parse(text))


def _parse_year(text: str, edition: Edition) -> int:
    year = edition.fiscal.parse_year(text)
    if year is None:
        raise ValueError(f"“{text}” is not a fiscal year; write it as FY23 or 2023.")
    return year


def _parse_region(text: str, edition: Edition, names: NearestNames) -> str:
    region = edition.find_region(text)
    if region is None:
        nearest = names.find(text)
        known = ", ".join(each.key for each in edition.regions)
        raise UnknownName(f"“{text}” is not a region; use {known}.", "region", nearest)
    return region.key


def _parse_track(text: str, edition: Edition, stored: Collection[TrackKey]) -> TrackKey:
    by_name = {squash(key): key for key in stored}
    by_name |= {squash(name): track.key for track in edition.tracks for name in (track.label, track.key)}
    track = by_name.get(squash(text))
    if track is None:
        known = ", ".join(track.key for track in edition.tracks)
        raise ValueError(f"“{text}” is not a track of the programme {edition.id}; use {known}.")
    return track


def _parse_metric(text: str, edition: Edition, stored: Collection[str]) -> str:
    metrics = name_metrics(edition)
    by_name = {squash(key): key for key in stored}
    by_name |= {squash(name): key for key, label in metrics.items() for name in (label, key)}
    metric = by_name.get(squash(text))
    if metric is None:
        known = f"use {', '.join(metrics)}" if metrics else "it names none"
        raise ValueError(f"“{text}” is not a metric of the programme {edition.id}; {known}.")
    return metric


def find_alias(text: str, edition: Edition, aliases: Mapping[str, str], names: NearestNames) -> str:
    """The key of the credential of that name, as the edition or else the desk knows it; UnknownName if neither does."""
    credential = edition.find_credential(text)
    if credential is None:
        said = squash(text)
        learnt = next((key for name, key in aliases.items() if squash(name) == said), None)
        credential = None if learnt is None else edition.find_credential(learnt)
    if credential is None:
        nearest = names.find(text)
        raise UnknownName(
            f"“{text}” is not a credential of the programme {edition.id}.{say_nearest(nearest)}", "credential", nearest
        )
    return credential.key


def _read_words(annotation: Any) -> Parser:  # noqa: ANN401 - a type as it stands in a Fields class
    words = _find_words(annotation)
    by_name = name_states(words) if words else {}
    # An unknown word goes on as it is: the record's rule says which ones it takes.
    return lambda text: by_name.get(squash(text), text)


def _read_word_list(annotation: Any) -> Parser:  # noqa: ANN401 - as above
    words = tuple(_find_words(annotation) or ())
    read = _read_words(annotation)

    def parse(text: str) -> tuple[str, ...]:
        chosen = [read(part) for part in split_list(text)]
        # In the order of the set, as the data file keeps them; unknown ones are left to the record's rule.
        return (*(word for word in words if word in chosen), *(part for part in chosen if part not in words))

    return parse


def _find_words(annotation: Any) -> type[StrEnum] | None:  # noqa: ANN401 - as above
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return annotation
    return next((found for part in get_args(annotation) if (found := _find_words(part))), None)
