"""The quarters that the programme looks at, with what was held in each."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from channeladmin.desk.desk import Desk
from channeladmin.desk.evaluating import evaluate_agreement
from channeladmin.desk.values import QuarterHeld
from channeladmin.desk.wording import format_date
from ui.kit.chips import Pill, PillLabel, Tone
from ui.kit.text import make_label


class QuarterGrid(QWidget):
    """One card for each quarter of the each-quarter row."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._cards: list[QWidget] = []

    def show_quarters(self, desk: Desk, agreement_id: int) -> None:
        """Show the quarters as the evaluation of today sees them."""
        # The track that comes last asks the most.
        verdicts = reversed(evaluate_agreement(desk, agreement_id).verdicts)
        asked = ([quarter for row in verdict.requirements for quarter in row.quarters] for verdict in verdicts)
        quarters = next(filter(None, asked), [])
        for card in self._cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [_build_card(quarter) for quarter in quarters]
        for column, card in enumerate(self._cards):
            self._grid.addWidget(card, 0, column)
            self._grid.setColumnStretch(column, 1)


def _build_card(quarter: QuarterHeld) -> QWidget:
    card = QFrame()
    card.setProperty("role", "card")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(12, 10, 12, 10)
    layout.setSpacing(4)
    count = len(quarter.activities)
    if not quarter.is_inside_agreement:
        pill = Pill("not asked", Tone.NEUTRAL)
    else:
        pill = Pill(f"{count} held" if count else "none held", Tone.MET if count else Tone.UNMET)
    layout.addWidget(make_label(quarter.label, "strong"))
    layout.addWidget(PillLabel(pill))
    layout.addWidget(
        make_label(f"{format_date(quarter.first_day)} to {format_date(quarter.last_day)}", "small", wraps=True)
    )
    for activity in quarter.activities[:3]:
        layout.addWidget(make_label(activity.replace("_", " "), "body", wraps=True))
    if count > 3:
        layout.addWidget(make_label(f"and {count - 3} more", "small"))
    layout.addStretch(1)
    return card
