"""What stands above the steps of an import: its name, its counts, what can be done now, and why something cannot."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from channeladmin.desk.importing import ImportReport
from ui.kit.buttons import make_button, withhold_all
from ui.kit.text import keep_ampersands, make_label, shorten
from ui.kit.tips import plain_tip
from ui.rosters.reading_job import Unread, Worked
from ui.rosters.sentences import count_rows, summarize

_LONGEST_NAME = 40


class HeadActs(NamedTuple):
    """What the buttons do."""

    apply: Callable[[], object]
    save_rejects: Callable[[], object]
    save_report: Callable[[], object]
    undo: Callable[[], object]
    ask_files: Callable[[], object]
    finish: Callable[[], object]
    leave_out: Callable[[], object]


class ImportHead(QWidget):
    """Shows what it is told; the import button can be pressed at every step, as soon as there is something to store."""

    def __init__(self, acts: HeadActs) -> None:
        super().__init__()
        self.title = make_label("", "title", most_lines=2)
        self.summary = make_label("", "muted", wraps=True)
        self.problem = make_label("", "warning", wraps=True)
        self.leave_out = make_button("", acts.leave_out)
        self.rejects = make_button("Save rejected rows…", acts.save_rejects)
        self.report = make_button("Save the report…", acts.save_report)
        self.undo = make_button("Undo this import", acts.undo, icon="undo-2")
        self.other_files = make_button("Other files…", acts.ask_files)
        self.apply = make_button("Import", acts.apply, role="primary")
        self.done = make_button("Show the partners", acts.finish, role="primary")
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.summary, 1)
        for button in (self.rejects, self.report, self.undo, self.other_files, self.apply, self.done):
            below.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        # Beside up to five buttons a name would break into many lines.
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.title)
        names.addLayout(below)
        layout.addLayout(names)
        refused = QHBoxLayout()
        refused.setSpacing(8)
        refused.addWidget(self.problem, 1)
        refused.addWidget(self.leave_out)
        layout.addLayout(refused)

    def show_import(self, names: str, worked: Worked | None, report: ImportReport | None) -> None:
        """Show the files by name, what is worked out of them, and what was done."""
        self.problem.hide()
        self.leave_out.hide()
        plan = None if worked is None else worked.plan
        self.title.setText(f"Imported {names}" if report else f"Import {names}")
        shown = report or plan
        unplanned = "Reading…" if worked is None else "Some columns have to be chosen"
        self.summary.setText(summarize(shown) if shown else unplanned)
        count = plan.counts.new + plan.counts.changed if plan else 0
        nothing = "Import" if plan is None else "Nothing to import"
        self.apply.setText(f"Import {count_rows(count)}" if count else nothing)
        self.apply.setEnabled(report is None and worked is not None and worked.can_be_stored())
        self.apply.setVisible(report is None)
        self.rejects.setVisible(plan is not None and plan.counts.rejected + plan.counts.duplicates > 0)
        self.done.setVisible(report is not None)
        self.report.setVisible(report is not None)
        self.undo.setVisible(report is not None and report.operation_id is not None)

    def find_next(self, report: ImportReport | None, unread: Unread | None) -> QPushButton:
        """The button that goes on from here."""
        if unread is not None and unread.can_go_on:
            return self.leave_out
        return self.apply if report is None else self.done

    def withhold(self, reason: str) -> None:
        """Withhold what writes into the desk, for a reason."""
        withhold_all((self.apply, self.undo), reason)

    def refuse(self, text: str, *, is_unread: bool) -> None:
        """Say why something was not done."""
        if is_unread:
            self.summary.setText("Could not be read")
        self.problem.setText(text)
        self.problem.show()
        self.apply.setEnabled(False)

    def offer_leaving(self, unread: Unread) -> None:
        """Say which files could not be read, and let them be left out where there are others."""
        names = [path.name for path in unread.problems]
        what = f"“{shorten(names[0], _LONGEST_NAME)}”" if len(names) == 1 else f"{len(names)} files"
        if unread.can_go_on or len(names) > 1:
            self.summary.setText(f"{what} could not be read")
        words = f"Leave out {what if len(names) == 1 else f'these {what}'}"
        self.leave_out.setText(keep_ampersands(words))
        self.leave_out.setAccessibleName(f"Leave out {' and '.join(names)}")
        self.leave_out.setToolTip(plain_tip("\n".join(names)))
        self.leave_out.setVisible(unread.can_go_on)
