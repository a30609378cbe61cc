"""What must agree between the parts of an edition: every name that one part uses is one that another part gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from channeladmin.program.benefit import Benefit
from channeladmin.program.edition import Edition
from channeladmin.program.names import squash
from channeladmin.program.requirement import PeopleRequirement, Requirement
from channeladmin.program.switch import Switch, show_choice

Location = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: where in the file (tables, indices and keys), and a sentence."""

    location: Location
    sentence: str


def find_faults(edition: Edition) -> tuple[Fault, ...]:
    """Everything that does not agree, in the order of the file."""
    return (
        *_find_duplicates(edition),
        *_find_credential_faults(edition),
        *(fault for index, row in enumerate(edition.requirements) for fault in _check_row(edition, index, row)),
        *(fault for index, row in enumerate(edition.benefits) for fault in _check_benefit(edition, index, row)),
        *(fault for index, row in enumerate(edition.switches) for fault in _check_switch(edition, index, row)),
    )


def _find_duplicates(edition: Edition) -> Iterator[Fault]:
    tables: dict[str, Sequence[str]] = {
        "tracks": [track.key for track in edition.track_headers],
        "requirements": [row.key for row in edition.requirements],
        "benefit_groups": [group.key for group in edition.benefit_groups],
        "benefits": [benefit.key for benefit in edition.benefits],
        "switches": [switch.key for switch in edition.switches],
    }
    for table, keys in tables.items():
        for index, key in enumerate(keys):
            if key in keys[:index]:
                yield Fault((table, index, "key"), f"“{key}” is there twice; every key of {table} may stand once.")
    taken: dict[str, str] = {}
    for index, credential in enumerate(edition.credentials):
        for name in {squash(name, without=edition.vendor): name for name in credential.names}.items():
            yield from _claim(taken, name, credential.key, ("credentials", index, "aliases"))
    taken = {}
    for index, region in enumerate(edition.regions):
        for name in {squash(name): name for name in (region.key, region.label, *region.aliases)}.items():
            yield from _claim(taken, name, region.key, ("regions", index, "aliases"))


def _claim(taken: dict[str, str], name: tuple[str, str], owner: str, location: Location) -> Iterator[Fault]:
    folded, written = name
    if folded in taken:
        yield Fault(location, f"“{written}” already names “{taken[folded]}”; a name may stand for one thing only.")
    taken.setdefault(folded, owner)


def _find_credential_faults(edition: Edition) -> Iterator[Fault]:
    known = {credential.key for credential in edition.credentials}
    for index, credential in enumerate(edition.credentials):
        named: dict[str, tuple[str, ...]] = {
            "prerequisite": (credential.prerequisite,) if credential.prerequisite else (),
            "implied_by": credential.implied_by,
            "composed_of": credential.composed_of,
        }
        for field, keys in named.items():
            for key in keys:
                if key not in known:
                    yield Fault(("credentials", index, field), _unknown(key, "credential", known))
                elif key == credential.key:
                    yield Fault(("credentials", index, field), f"“{key}” names itself; name another credential.")


def _check_row(edition: Edition, index: int, row: Requirement) -> Iterator[Fault]:
    tracks: set[str] = {track.key for track in edition.track_headers}
    for track in row.need:
        if track not in tracks:
            yield Fault(("requirements", index, "need"), _unknown(track, "track", tracks))
    if isinstance(row, PeopleRequirement):
        known = {credential.key for credential in edition.credentials}
        for key in row.credentials:
            if key not in known:
                yield Fault(("requirements", index, "credentials"), _unknown(key, "credential", known))


def _check_benefit(edition: Edition, index: int, benefit: Benefit) -> Iterator[Fault]:
    tracks: set[str] = {track.key for track in edition.track_headers}
    groups = {group.key for group in edition.benefit_groups}
    rows = {row.key for row in edition.requirements if isinstance(row, PeopleRequirement)}
    for track in benefit.offered:
        if track not in tracks:
            yield Fault(("benefits", index, "offered"), _unknown(track, "track", tracks))
    if benefit.group not in groups:
        yield Fault(("benefits", index, "group"), _unknown(benefit.group, "group of benefits", groups))
    if benefit.unlocked_by is not None and benefit.unlocked_by not in rows:
        yield Fault(("benefits", index, "unlocked_by"), _unknown(benefit.unlocked_by, "requirement for people", rows))


def _check_switch(edition: Edition, index: int, switch: Switch) -> Iterator[Fault]:
    target = edition.find_target(switch)
    where = "switches", index
    if target is None:
        field = "requirement" if switch.requirement else "benefit"
        yield Fault((*where, field), f"“{getattr(switch, field)}” is not a {field} of this file.")
    elif switch.field not in target.switchable:
        yield Fault((*where, "field"), f"“{switch.field}” cannot be switched{_offer(target.switchable)}.")
    elif not switch.offers(switch.default):
        yield Fault((*where, "default"), f"“{show_choice(switch.default)}” is not among the choices.")
    elif (value := getattr(target, switch.field)) != switch.default:
        yield Fault(
            (*where, "default"),
            f"“{show_choice(switch.default)}” differs from what the file sets: {switch.field} = {show_choice(value)}.",
        )
    else:
        for choice in switch.choices:
            try:
                edition.with_switches({switch.key: choice})
            except ValidationError:
                yield Fault((*where, "choices"), f"“{show_choice(choice)}” is no value for {switch.field}.")


def _unknown(name: str, what: str, known: set[str]) -> str:
    return f"“{name}” is not a {what} of this file{_offer(known)}."


def _offer(known: set[str] | frozenset[str]) -> str:
    return f"; use {', '.join(sorted(known))}" if known else ""
