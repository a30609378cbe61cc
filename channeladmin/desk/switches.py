"""The readings of a programme that a manager may decide otherwise: how they stand, and how one is decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from channeladmin.desk.switch_words import word_choice
from channeladmin.program.switch import SwitchValue, is_same_choice, show_choice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from channeladmin.desk.desk import Desk
    from channeladmin.program.edition import Edition
    from channeladmin.storage.changes import Changes

__all__ = [
    "DEFAULT",
    "SwitchValue",
    "SwitchView",
    "list_switches",
    "read_switches",
    "set_switch",
    "show_choice",
]

DEFAULT = "default"
"""The word that puts a switch back to what the programme file sets, unless one of its choices is called so."""


@dataclass(frozen=True, slots=True)
class SwitchView:
    """A reading that may be decided otherwise, and how this desk has decided it; `words` are its choices in words."""

    key: str
    label: str
    reading: str
    line: int | None
    choices: tuple[SwitchValue, ...]
    words: tuple[str, ...]
    default: SwitchValue
    value: SwitchValue

    @property
    def is_default(self) -> bool:
        """Whether it stands as the programme file sets it."""
        return is_same_choice(self.value, self.default)

    def word(self, choice: SwitchValue) -> str:
        """One of its choices in words; ValueError for any other."""
        return next(words for each, words in zip(self.choices, self.words, strict=True) if is_same_choice(each, choice))


def list_switches(desk: Desk, edition_id: str | None = None) -> tuple[SwitchView, ...]:
    """The switches of the edition in use, or of another as they would stand if it were; UserError if there is none."""
    from channeladmin.storage.editions import load_active_edition, load_edition

    with desk.database.read() as connection:
        edition = load_active_edition(connection) if edition_id is None else load_edition(connection, edition_id)
    return tuple(
        SwitchView(
            switch.key,
            switch.label,
            switch.reading,
            switch.line,
            switch.choices,
            tuple(word_choice(switch, choice) for choice in switch.choices),
            switch.default,
            edition.get_switch_value(switch.key),
        )
        for switch in edition.switches
    )


def set_switch(desk: Desk, key: str, value: SwitchValue) -> Changes | None:
    """Decide a reading of the edition in use; None where it is decided so; UserError for an unknown key or choice."""
    from channeladmin.storage.editions import DEFAULT_EDITION, load_bare_edition
    from channeladmin.storage.settings import EDITION, SWITCHES, read_setting, write_setting

    with desk.database.act(_label(desk.edition, key, value)) as act:
        edition = load_bare_edition(act.connection, read_setting(act.connection, EDITION, DEFAULT_EDITION))
        before = read_setting(act.connection, SWITCHES, {})
        after = {**before, key: value}
        edition.with_switches(after)
        if is_same_choice(value, edition.get_switch_value(key)):
            del after[key]
        if after != before:
            write_setting(act, SWITCHES, after or None)
    return act.changes


def read_switches(desk: Desk, texts: Mapping[str, str], *, edition_id: str | None = None) -> dict[str, SwitchValue]:
    """Choices by key as somebody writes them: as the programme file does, or `default`.

    What is none of them stays the text that it is, so that deciding it is refused with the choices that there are.
    """
    switches = {view.key: view for view in list_switches(desk, edition_id)}
    return {key: _read_choice(switches[key], text) if key in switches else text for key, text in texts.items()}


def _read_choice(view: SwitchView, text: str) -> SwitchValue:
    written = {show_choice(choice): choice for choice in view.choices}
    return written.get(text, view.default if text == DEFAULT else text)


def _label(edition: Edition, key: str, value: SwitchValue) -> str:
    """The act in the words of the programme; what is refused keeps its key."""
    for switch in edition.switches:
        if switch.key == key:
            return f"{switch.label}: {word_choice(switch, value)}"
    return f"Set {key} to {show_choice(value)}"
