"""A filter as a chip: its name, or its name and the one value that the list is held to."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ui.kit.text import keep_ampersands, restyle

ValueT = TypeVar("ValueT", bound=Hashable)


class FilterChip(QToolButton, Generic[ValueT]):
    """A menu of values, with “any” first."""

    chosen = Signal()

    def __init__(
        self, name: str, choices: Sequence[tuple[ValueT, str]], *, any_word: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._value: ValueT | None = None
        self._actions: dict[ValueT | None, QAction] = {}
        self._any_word = any_word
        self._choices: tuple[tuple[ValueT, str], ...] = ()
        self.setProperty("role", "chip")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(QMenu(self))
        self._group = QActionGroup(self)
        self._fill(tuple(choices))

    @property
    def value(self) -> ValueT | None:
        """What the list is held to; None is anything."""
        return self._value

    def set_choices(self, choices: Sequence[tuple[ValueT, str]]) -> None:
        """Offer other values; a value that is chosen and no longer offered is chosen no more."""
        if tuple(choices) == self._choices:
            return
        is_gone = self._value is not None and self._value not in dict(choices)
        if is_gone:
            self._value = None
        self._fill(tuple(choices))
        if is_gone:
            self.chosen.emit()

    def choose(self, value: ValueT | None) -> None:
        """Hold the list to a value, or to none."""
        if value != self._value:
            self._value = value
            self._show()
            self.chosen.emit()

    def _fill(self, choices: tuple[tuple[ValueT, str], ...]) -> None:
        for action in self._actions.values():
            self._group.removeAction(action)
        menu = self.menu()
        menu.clear()
        self._choices, self._actions = choices, {}
        for value, word in ((None, self._any_word), *choices):
            action = menu.addAction(keep_ampersands(word))
            action.setCheckable(True)
            action.triggered.connect(lambda _on, value=value: self.choose(value))
            self._group.addAction(action)
            self._actions[value] = action
        self._show()

    def _show(self) -> None:
        action = self._actions[self._value]
        action.setChecked(True)
        word = action.text().replace("&&", "&")
        text = self._name if self._value is None else f"{self._name}: {word}"
        self.setText(keep_ampersands(f"{text} ▾"))
        self.setAccessibleName(f"Filter: {text}")
        self.setProperty("chosen", "false" if self._value is None else "true")
        restyle(self)
