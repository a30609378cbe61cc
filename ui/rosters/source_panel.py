"""What was read of the files, and how else they could be read: kind, encoding, separator, order of dates."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from channeladmin.desk.importing import KIND_KEYS, ImportOptions, RawTable
from ui.kit.fields import Choice, ChoiceField
from ui.kit.text import make_label
from ui.kit.tick_box import TickBox

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_ENCODINGS = ("utf-8", "utf-16", "windows-1252", "iso-8859-1", "shift_jis")
_DATES = (("dmy", "31/10/2022"), ("mdy", "10/31/2022"), ("ymd", "2022/10/31"))


class SourcePanel(QFrame):
    """Emits when something was chosen that changes what is read."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.facts = make_label("", wraps=True)
        self.kind = self._choice([(key, key) for key in KIND_KEYS], "What the files are", has_blank=False)
        self.encoding = self._choice([(name, name) for name in _ENCODINGS], "Encoding")
        self.delimiter = self._choice(list(_DELIMITERS.items()), "Separator")
        self.dates = self._choice(list(_DATES), "Dates in figures", blank="not taken")
        self.strict = TickBox("Refuse the whole import if a row is rejected")
        self.strict.clicked.connect(lambda _checked: self.changed.emit())
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        fields = (self.kind, self.encoding, self.delimiter, self.dates)
        for column, field in enumerate(fields):
            label = make_label(field.widget.accessibleName(), "small")
            label.setBuddy(field.widget)
            grid.addWidget(label, 0, column)
            grid.addWidget(field.widget, 1, column)
            grid.setColumnStretch(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(12)
        layout.addWidget(self.facts)
        layout.addLayout(grid)
        layout.addWidget(self.strict)

    def start(self, kind: str) -> None:
        """Begin with new files."""
        self.kind.start(kind)
        for field in (self.encoding, self.delimiter, self.dates):
            field.start(None)
        self.strict.setChecked(False)
        self.facts.clear()

    def options(self) -> ImportOptions:
        """What was chosen, as the import takes it."""
        encoding, delimiter, dates = self.encoding.entry(), self.delimiter.entry(), self.dates.entry()
        return ImportOptions(
            encoding=str(encoding) if encoding else None,
            delimiter=str(delimiter) if delimiter else None,
            dates="dmy" if dates == "dmy" else "mdy" if dates == "mdy" else "ymd" if dates == "ymd" else None,
            strict=self.strict.isChecked(),
        )

    def show_tables(self, tables: Sequence[RawTable]) -> None:
        """Tell what was read."""
        self.facts.setText("\n".join(_word_table(table) for table in tables))

    def _choice(
        self, choices: Sequence[Choice], name: str, *, has_blank: bool = True, blank: str = "found out"
    ) -> ChoiceField:
        field = ChoiceField(choices, has_blank=has_blank, blank=blank)
        field.widget.setAccessibleName(name)
        field.edited.connect(self.changed)
        return field


def _word_table(table: RawTable) -> str:
    delimiter = _DELIMITERS.get(table.delimiter, f"“{table.delimiter}”")
    rows = f"{len(table.rows):,} row{'' if len(table.rows) == 1 else 's'}"
    header = f"header on line {table.header_row}" if table.header_row else "no header"
    if table.sheet is not None:
        return f"{table.source}: {rows}, sheet “{table.sheet}”, {header.replace('line', 'row')}"
    return f"{table.source}: {rows}, {table.encoding}, separated by {delimiter}, {header}"
