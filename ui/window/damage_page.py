"""A damaged data file: what is wrong, the newest good backup, and what can still be read; nothing happens by itself."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from channeladmin.desk.damage import DamageReport, ReadableOperation
from channeladmin.desk.wording import format_date
from ui.kit.buttons import make_button
from ui.kit.text import make_label
from ui.kit.words import word_count

_SHOWN = 12
WIDTH = 640


class DamagePage(QWidget):
    """One column of text, and the one button that puts the backup in place."""

    backup_chosen = Signal(object)
    """The path of the backup."""
    other_asked = Signal()

    def __init__(self, report: DamageReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QWidget()
        column.setMaximumWidth(WIDTH)
        lines = QVBoxLayout(column)
        lines.setSpacing(8)
        lines.addWidget(make_label(f"“{report.path.name}” is damaged", "title", wraps=True))
        for sentence in _list_problems(report):
            lines.addWidget(make_label(sentence, "warning", wraps=True))
        lines.addWidget(make_label("It stays as it is until you decide.", "muted"))
        self._add_backup(lines, report)
        lines.addSpacing(12)
        lines.addWidget(make_label("What can still be read", "heading"))
        for sentence in _list_readable(report):
            lines.addWidget(make_label(sentence, "muted", wraps=True))
        lines.addSpacing(12)
        other = make_button("Open another file…", self.other_asked.emit)
        lines.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addStretch(1)
        self.setFocusProxy(other if report.backup is None else self.button)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        scroll.setWidget(column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 32, 16, 16)
        layout.addWidget(scroll)

    def _add_backup(self, lines: QVBoxLayout, report: DamageReport) -> None:
        lines.addSpacing(12)
        lines.addWidget(make_label("The newest good backup", "heading"))
        backup = report.backup
        if backup is None:
            lines.addWidget(make_label("There is none in the folder of its backups.", "muted", wraps=True))
            return
        local = backup.at.astimezone()
        sentence = f"Made on {format_date(local.date())} at {local:%H:%M}, and proved just now. "
        kept = "The damaged file is kept beside it under a name that ends in “.damaged”."
        lines.addWidget(make_label(sentence + kept, wraps=True))
        self.button = make_button(
            "Put this backup in its place", lambda: self.backup_chosen.emit(backup.path), role="primary"
        )
        lines.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)


def _list_problems(report: DamageReport) -> Iterator[str]:
    yield from (str(problem) for problem in report.problems[:_SHOWN])
    if len(report.problems) > _SHOWN:
        yield f"And {len(report.problems) - _SHOWN} more."


def _list_readable(report: DamageReport) -> Iterator[str]:
    counts = [
        f"{table.table.replace('_', ' ')} {table.row_count:,}{'' if table.is_whole else ' (not all)'}"
        for table in report.tables
        if table.row_count
    ]
    yield f"Records: {' · '.join(counts)}" if counts else "No record of any kind."
    since = "since that backup" if report.backup is not None else "in its history"
    if not report.operations:
        yield f"No act {since}."
        return
    more = len(report.operations) - _SHOWN
    shown = f"the newest {_SHOWN} are:" if more > 0 else "the newest first:"
    yield f"{word_count(len(report.operations), 'act')} {since}, {shown}"
    yield from map(_word, reversed(report.operations[-_SHOWN:]))


def _word(operation: ReadableOperation) -> str:
    local = None if operation.at is None else operation.at.astimezone()
    when = "" if local is None else f", {format_date(local.date())} {local:%H:%M}"
    return f"· {operation.label} ({operation.actor}{when})"
