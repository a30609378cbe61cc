"""One requirement of the verdict tree on the panel: its pill, its waiver, its lines, and its parts under it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from channeladmin.desk.values import Measure, Outlook, RequirementVerdict, Status
from channeladmin.desk.wording import word_measure, word_waiver
from ui.kit.buttons import make_button
from ui.kit.chips import PillLabel
from ui.kit.text import make_label
from ui.kit.tips import plain_tip
from ui.panel.row_head import RowHead
from ui.panel.row_lines import build_lines, build_pill

_INDENT = 16


@dataclass(frozen=True, slots=True)
class RowActs:
    """What can be done about a row: waive it; end or change its waiver (None: not here)."""

    waive: Callable[[RequirementVerdict], None]
    end: Callable[[RequirementVerdict], None] | None = None
    change: Callable[[RequirementVerdict], None] | None = None


@dataclass(frozen=True, slots=True)
class RowView:
    """How rows are shown: on which day, today, what can be done about them, and the outlook that stands above.

    `opened` are the keys of the brief rows that were opened; `try_awards` tries the fewest awards.
    """

    on: date
    today: date
    acts: RowActs | None = None
    told: Outlook | None = None
    opened: set[str] = field(default_factory=set)
    try_awards: Callable[[], None] | None = None


class RequirementBlock(QWidget):
    """A label and its pill, and under them the lines that explain it; `parts` are the blocks of its parts.

    A brief one is a line with a button that shows the rest.
    """

    def __init__(self, row: RequirementVerdict, view: RowView, *, depth: int = 0, is_brief: bool = False) -> None:
        super().__init__()
        self.row = row
        self.pill = PillLabel(build_pill(row))
        self.parts: tuple[RequirementBlock, ...] = ()
        self.buttons: list[QPushButton] = []
        self._view = view
        self._depth = depth
        self._detail: QWidget | None = None
        self.setAccessibleName(f"{row.label}: {row.status.value}, {word_measure(row)}")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._layout = QVBoxLayout(self)
        edge = 4 if depth else 8
        self._layout.setContentsMargins(_INDENT if depth else 0, edge, 0, edge)
        self._layout.setSpacing(4)
        self._layout.addLayout(self._build_head(is_brief=is_brief))
        # Where a form is put: under the head, above what explains the row.
        self._form_place = QVBoxLayout()
        self._layout.addLayout(self._form_place)
        if not is_brief or row.key in view.opened:
            self._fill()

    def walk(self) -> Iterator[RequirementBlock]:
        """The block, and those of all parts under it."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def put_form(self, form: QWidget) -> None:
        """Open a form in this row."""
        self._form_place.addWidget(form)

    def chips(self) -> list[PillLabel]:
        """The quarters' chips, oldest first; none where the row has no quarters."""
        return [chip for chip in self.findChildren(PillLabel) if chip is not self.pill]

    def _build_head(self, *, is_brief: bool) -> RowHead:
        row, acts = self.row, self._view.acts
        title = make_label(row.label, "muted" if is_brief else "body" if self._depth else "strong", wraps=True)
        where = f"\nLine {row.line} of the programme page" if row.line is not None else ""
        title.setToolTip(plain_tip(f"{row.wording}{where}"))
        head = RowHead(title)
        if is_brief:
            word = "Hide" if row.key in self._view.opened else "Show"
            self.toggle = make_button(word, self._on_toggled, role="quiet", name=f"{word} {row.label}")
            head.add_side(self.toggle)
        elif not row.passes and acts is not None:
            head.add_side(self._offer("Waive…", f"Waive {row.label}", lambda: acts.waive(row)))
        head.add_side(self.pill)
        return head

    def _fill(self) -> None:
        """What explains the row, and its parts."""
        row, view = self.row, self._view
        self._detail = QWidget()
        layout = QVBoxLayout(self._detail)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        if row.waiver is not None:
            layout.addWidget(make_label(word_waiver(row.waiver), "body", wraps=True))
            if view.acts is not None:
                layout.addLayout(self._build_waiver_links(row, view, view.acts))
        for line in build_lines(row, view.on, view.told):
            layout.addWidget(line)
        self.parts = tuple(
            RequirementBlock(part, view, depth=self._depth + 1, is_brief=brief) for part, brief in list_parts(row)
        )
        for block in self.parts:
            layout.addWidget(block)
        self._layout.addWidget(self._detail)
        if not layout.count():
            self._detail.hide()

    def _on_toggled(self) -> None:
        """Show the rest of a brief row, or put it away; the panel remembers it for the row's next showing."""
        opened = self._view.opened
        is_open = self.row.key not in opened
        (opened.add if is_open else opened.discard)(self.row.key)
        if self._detail is None:
            self._fill()
        else:
            self._detail.setVisible(is_open)
        word = "Hide" if is_open else "Show"
        self.toggle.setText(word)
        self.toggle.setAccessibleName(f"{word} {self.row.label}")

    def _build_waiver_links(self, row: RequirementVerdict, view: RowView, acts: RowActs) -> QHBoxLayout:
        assert row.waiver is not None
        links = QHBoxLayout()
        links.setSpacing(8)
        end, change = acts.end, acts.change
        if end is not None and row.waiver.since <= view.today < row.waiver.until:
            links.addWidget(self._offer("End today", f"End the waiver of {row.label} today", lambda: end(row)))
        if change is not None:
            links.addWidget(self._offer("Change…", f"Change the waiver of {row.label}", lambda: change(row)))
        links.addStretch(1)
        return links

    def _offer(self, text: str, name: str, act: Callable[[], None]) -> QPushButton:
        """A small link, and the same in the row's context menu."""
        button = make_button(text, act, role="quiet", name=name)
        self.buttons.append(button)
        action = QAction(text, self)
        action.triggered.connect(lambda _on: act())
        self.addAction(action)
        return button


def list_parts(row: RequirementVerdict) -> Iterator[tuple[RequirementVerdict, bool]]:
    """The parts of a row, each with whether one line is enough for it: nothing depends on it as things stand."""
    needed = row.need if row.measure is Measure.PARTS else len(row.parts)
    for part in row.parts:
        is_spare = needed <= 0
        needed -= part.passes
        # A row that passes without this part asks nothing of it.
        yield part, is_spare if part.passes else row.status is Status.MET or row.status is Status.WAIVED
