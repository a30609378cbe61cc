"""The programme editions of a desk: which there are, which is in use, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from channeladmin.desk.desk import Desk
from channeladmin.errors import EnvironmentProblem, UserError
from channeladmin.evaluation.benefits import BenefitState, judge_benefits
from channeladmin.program.edition import Edition
from channeladmin.program.loading import list_shipped, load_shipped, parse_edition, read_shipped
from channeladmin.program.switch import is_same_choice
from channeladmin.program.tables import MOST_CHARACTERS
from channeladmin.program.vocabulary import TrackKey
from channeladmin.whole_file import new_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from channeladmin.desk.evaluating import AgreementEvaluation
    from channeladmin.program.switch import SwitchValue
    from channeladmin.storage.changes import Changes

__all__ = [
    "BenefitState",
    "BenefitView",
    "Edition",
    "EditionView",
    "add_edition",
    "check_edition_file",
    "get_edition",
    "list_benefits",
    "list_editions",
    "save_edition_file",
    "use_edition",
]


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition that the desk may use; `is_shipped`: it comes with the app, else the file carries it."""

    id: str
    title: str
    effective_on: date
    is_shipped: bool
    is_active: bool


@dataclass(frozen=True, slots=True)
class BenefitView:
    """A benefit as an agreement stands to it; `offered` are the qualifiers by track ("" for none)."""

    key: str
    group: str
    label: str
    wording: str
    line: int | None
    is_in_table: bool
    offered: dict[TrackKey, str]
    state: BenefitState
    qualifier: str


def list_editions(desk: Desk) -> tuple[EditionView, ...]:
    """The editions that come with the app and those that the file carries, oldest first."""
    active = desk.edition.id
    with desk.database.read() as connection:
        added = _load_added(connection)
    shipped = [load_shipped(edition_id) for edition_id in list_shipped()]
    views = [_view(edition, active, is_shipped=True) for edition in shipped]
    views += [_view(edition, active, is_shipped=False) for edition in added.values()]
    return tuple(sorted(views, key=lambda view: (view.effective_on, view.id)))


def get_edition(desk: Desk, edition_id: str | None = None) -> Edition:
    """An edition by its id, None for the one in use, with the desk's switches; UserError where there is none such."""
    from channeladmin.storage.editions import load_active_edition, load_edition

    with desk.database.read() as connection:
        return load_active_edition(connection) if edition_id is None else load_edition(connection, edition_id)


def check_edition_file(path: Path) -> Edition:
    """The edition that a file describes; UserError names line, key and reason of every fault."""
    return parse_edition(_read(path), path.name)


def add_edition(desk: Desk, path: Path) -> Changes | None:
    """Check an edition and keep it in the data file, in place of one with its id; None where it is there already.

    UserError too where its id is that of an edition which comes with the app.
    """
    from channeladmin.storage.editions import DEFAULT_EDITION
    from channeladmin.storage.settings import EDITION, EDITION_FILE, SWITCHES, read_setting, write_setting

    text = _read(path)
    edition = parse_edition(text, path.name)
    if edition.id in list_shipped():
        raise UserError(f"The programme {edition.id} comes with the app; give yours another id.")
    key = EDITION_FILE + edition.id
    with desk.database.act(f"Add programme {edition.id}") as act:
        if read_setting(act.connection, key) != text:
            write_setting(act, key, text)
            if read_setting(act.connection, EDITION, DEFAULT_EDITION) == edition.id:
                kept = edition.keep_switches(read_setting(act.connection, SWITCHES, {}))
                write_setting(act, SWITCHES, kept or None)
    return act.changes


def save_edition_file(desk: Desk, edition_id: str, path: Path) -> None:
    """Write the programme file of an edition, as it came, to start one of one's own from; readings are not in it.

    UserError where there is no such edition, EnvironmentProblem where the disk refuses.
    """
    from channeladmin.storage.settings import EDITION_FILE, read_setting

    with desk.database.read() as connection:
        text = read_setting(connection, EDITION_FILE + edition_id)
    text = read_shipped(edition_id) if text is None else text
    with new_file(path) as unfinished:
        unfinished.write_text(text, encoding="utf-8", newline="")


def use_edition(desk: Desk, edition_id: str, *, switches: Mapping[str, SwitchValue] | None = None) -> Changes | None:
    """Evaluate by another edition from now on, with some of its readings decided (`switches`) in the same act.

    Those that were decided before stay where it has them; others are dropped. None where nothing is other than it was.
    """
    from channeladmin.storage.editions import DEFAULT_EDITION, load_bare_edition
    from channeladmin.storage.settings import EDITION, SWITCHES, read_setting, write_setting

    with desk.database.act(f"Use programme {edition_id}") as act:
        edition = load_bare_edition(act.connection, edition_id)
        before = read_setting(act.connection, SWITCHES, {})
        after = {**edition.keep_switches(before), **(switches or {})}
        edition.with_switches(after)
        after = {key: value for key, value in after.items() if not is_same_choice(value, edition.get_switch_value(key))}
        if read_setting(act.connection, EDITION, DEFAULT_EDITION) != edition_id:
            write_setting(act, EDITION, edition_id)
        if after != before:
            write_setting(act, SWITCHES, after or None)
    return act.changes


def list_benefits(desk: Desk, evaluation: AgreementEvaluation) -> tuple[BenefitView, ...]:
    """Every benefit of the programme and whether the agreement earns it, in the order of the page."""
    edition = desk.edition
    groups = {group.key: group for group in edition.benefit_groups}
    return tuple(
        BenefitView(
            standing.benefit.key,
            groups[standing.benefit.group].label,
            standing.benefit.label,
            standing.benefit.wording,
            standing.benefit.line,
            groups[standing.benefit.group].in_table,
            dict(standing.benefit.offered),
            standing.state,
            standing.qualifier,
        )
        for standing in judge_benefits(edition, evaluation.entry)
    )


def _view(edition: Edition, active: str, *, is_shipped: bool) -> EditionView:
    return EditionView(edition.id, edition.title, edition.effective_on, is_shipped, edition.id == active)


def _load_added(connection: Connection) -> dict[str, Edition]:
    from channeladmin.storage.settings import EDITION_FILE, list_settings

    texts = list_settings(connection, EDITION_FILE)
    return {key.removeprefix(EDITION_FILE): parse_edition(text, key) for key, text in texts.items()}


def _read(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            return file.read(MOST_CHARACTERS + 1)  # one too many is refused, and another file may be without end
    except FileNotFoundError as error:
        raise UserError(f"There is no file {path}; check its name.") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{path} is not UTF-8 text; a programme file is a TOML file in UTF-8.") from error
    except OSError as error:
        raise EnvironmentProblem(f"{path} cannot be read: {error.strerror}.") from error
