"""The readings of an edition: decided here where it is in use, chosen to be tried and taken along where it is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from channeladmin.desk.switches import SwitchView
from ui.kit.text import make_label
from ui.kit.tips import plain_tip
from ui.programme.switch_row import SwitchRow

if TYPE_CHECKING:
    from channeladmin.desk.switches import SwitchValue

_IN_USE = "What the page leaves open. A choice is decided at once and can be undone; every standing follows."
_NOT_IN_USE = (
    "This edition is not in use: what is chosen here is tried under “What would change”, and taken along by “Use”."
)
_NONE = "This edition names no reading that could be decided otherwise."


class ReadingsView(QScrollArea):
    """A card with a row for each reading."""

    chosen = Signal(str, object)
    """The key of a switch, and the choice."""
    asked = Signal(str, object)
    """A switch and a choice of which it is asked what it would change."""

    def __init__(self, withheld: str = "", parent: QWidget | None = None) -> None:
        """`withheld` is why nothing can be decided, or nothing."""
        super().__init__(parent)
        self._withheld = withheld
        self.rows: dict[str, SwitchRow] = {}
        self._shown: tuple[object, ...] = ()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_switches(self, edition_id: str, views: Sequence[SwitchView], *, is_in_use: bool) -> None:
        """Show how they stand; the rows stay while it is the same edition, with the keyboard where it is."""
        shown = (edition_id, is_in_use, *((view.key, view.label, view.reading, view.words) for view in views))
        if shown == self._shown:
            for view in views:
                self.rows[view.key].bind(view)
            return
        self._shown = shown
        self.rows = {view.key: SwitchRow(view, has_questions=is_in_use) for view in views}
        if is_in_use and self._withheld:
            for row in self.rows.values():
                row.box.setEnabled(False)
                row.box.setToolTip(plain_tip(self._withheld))
        in_use = self._withheld or _IN_USE
        note = (in_use if is_in_use else _NOT_IN_USE) if views else _NONE
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 12, 12, 12)
        layout.setSpacing(12)
        layout.addWidget(make_label(note, "muted", wraps=True))
        if views:
            layout.addWidget(self._build_card())
        layout.addStretch(1)
        self.setWidget(content)
        self.setFocusProxy(next((row.box for row in self.rows.values()), content))

    def refuse(self, key: str, sentence: str) -> None:
        """Say under a switch why its choice was not taken."""
        if key in self.rows:
            self.rows[key].refuse(sentence)

    def _build_card(self) -> QWidget:
        card = QFrame()
        card.setProperty("role", "card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(0)
        for number, (key, row) in enumerate(self.rows.items()):
            if number:
                rule = QFrame()
                rule.setProperty("role", "line")
                layout.addWidget(rule)
            row.chosen.connect(lambda choice, key=key: self._on_chosen(key, choice))
            row.asked.connect(lambda choice, key=key: self.asked.emit(key, choice))
            layout.addWidget(row)
        return card

    def _on_chosen(self, key: str, choice: SwitchValue) -> None:
        self.chosen.emit(key, choice)
