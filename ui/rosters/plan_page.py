"""Steps three and four: what will happen to every row, what is worth a look, and what did happen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from channeladmin.desk.importing import ImportPlan
from ui.kit.text import make_label
from ui.kit.tick_box import TickBox
from ui.rosters.preview_table import PreviewTable
from ui.rosters.sentences import list_warnings


class PlanPage(QWidget):
    """A plan row by row; as a report it is the same without a choice."""

    changed = Signal()
    """Strictness was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.warnings = make_label("", "small", wraps=True)
        self.strict = TickBox("Refuse the whole import if a row is rejected")
        self.strict.clicked.connect(lambda _checked: self.changed.emit())
        self.table = PreviewTable()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.warnings)
        layout.addWidget(self.strict)
        layout.addWidget(self.table, 1)

    def show_plan(self, plan: ImportPlan, *, is_report: bool) -> None:
        """Show it, and what is worth a look."""
        self.warnings.setText("\n".join(list_warnings(plan)))
        self.warnings.setVisible(bool(self.warnings.text()))
        counts = plan.counts
        self.strict.setVisible(not is_report and bool(counts.rejected or plan.strict))
        self.table.show_plan(plan)
