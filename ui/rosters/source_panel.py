"""What was read of a file, and how else it could be read: kind, encoding, separator, quotes, header, sheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from channeladmin.desk.importing import KIND_KEYS, RawTable, ReadOptions
from ui.kit.fields import Choice, ChoiceField
from ui.kit.text import make_label
from ui.rosters.sentences import count_rows

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_QUOTES = {'"': "double quotes", "'": "single quotes", "none": "none"}
_ENCODINGS = ("utf-8", "utf-16", "windows-1252", "iso-8859-1", "shift_jis")
_MOST_HEADERS = 12
LEFT_OUT = ""
"""The kind of a file that is not to be imported."""


class SourcePanel(QFrame):
    """Emits when something was chosen that changes what is read."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.facts = make_label("", wraps=True)
        self.kind = self._choice([(key, key) for key in KIND_KEYS], "What it is", has_blank=False)
        self.encoding = self._choice([(name, name) for name in _ENCODINGS], "Encoding")
        self.delimiter = self._choice(list(_DELIMITERS.items()), "Separator")
        self.quote = self._choice(list(_QUOTES.items()), "Quotes")
        self.header = self._choice(_list_headers(), "Header")
        self.sheet = self._choice([], "Sheet")
        self._sheet_names: tuple[str, ...] = ()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._labels: dict[ChoiceField, QWidget] = {}
        for column, field in enumerate((self.kind, self.encoding, self.delimiter, self.quote, self.header, self.sheet)):
            label = make_label(field.widget.accessibleName(), "small")
            label.setBuddy(field.widget)
            self._labels[field] = label
            self._grid.addWidget(label, 0, column)
            self._grid.addWidget(field.widget, 1, column)
            self._grid.setColumnStretch(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(12)
        layout.addWidget(self.facts)
        layout.addLayout(self._grid)
        self._show_sheets(())

    def offer_leaving(self, *, is_offered: bool) -> None:
        """Let a file be left out of the import; of one file alone that says nothing."""
        kinds: list[Choice] = [(key, key) for key in KIND_KEYS]
        self.kind.replace_choices([*kinds, (LEFT_OUT, "leave it out")] if is_offered else kinds)

    def options(self) -> ReadOptions:
        """What was chosen about reading."""
        encoding, delimiter, quote, sheet = (
            str(field.entry()) if field.entry() else None
            for field in (self.encoding, self.delimiter, self.quote, self.sheet)
        )
        header = self.header.entry()
        row, count = header if isinstance(header, tuple) else (None, None)
        return ReadOptions(
            encoding=encoding,
            delimiter=delimiter,
            quote="" if quote == "none" else quote,
            header_row=row,
            header_count=count,
            sheet=sheet,
        )

    def show_file(self, table: RawTable | None, said: ReadOptions, kind: str) -> None:
        """Tell what was read of a file (None: nothing), what was chosen about reading it, and what it is."""
        self.facts.setText("" if table is None else _word_table(table))
        self._show_sheets(() if table is None else table.sheets)
        quote = "none" if said.quote == "" else said.quote
        self.kind.start(kind)
        for field, value in (
            (self.encoding, said.encoding),
            (self.delimiter, said.delimiter),
            (self.quote, quote),
            (self.header, None if said.header_row is None else (said.header_row, said.header_count)),
            (self.sheet, said.sheet),
        ):
            field.start(value)

    def _show_sheets(self, names: tuple[str, ...]) -> None:
        """A choice of sheets where there are several; text files have what a sheet has not."""
        if names != self._sheet_names:
            self._sheet_names = names
            self.sheet.replace_choices([(name, name) for name in names])
        for field, is_shown in (
            (self.sheet, len(names) > 1),
            (self.encoding, not names),
            (self.delimiter, not names),
            (self.quote, not names),
        ):
            field.widget.setVisible(is_shown)
            self._labels[field].setVisible(is_shown)

    def _choice(
        self, choices: Sequence[Choice], name: str, *, has_blank: bool = True, blank: str = "found out"
    ) -> ChoiceField:
        field = ChoiceField(choices, has_blank=has_blank, blank=blank)
        field.widget.setAccessibleName(name)
        field.edited.connect(self.changed)
        return field


def _list_headers() -> list[Choice]:
    """None, the first lines one by one, and pairs of them; each as its first line and how many there are."""
    single = [((line, None), f"line {line}") for line in range(1, _MOST_HEADERS + 1)]
    pairs = [((line, 2), f"lines {line} and {line + 1}") for line in range(1, _MOST_HEADERS // 2 + 1)]
    return [((0, None), "none"), *single, *pairs]


def _word_table(table: RawTable) -> str:
    delimiter = _DELIMITERS.get(table.delimiter, f"“{table.delimiter}”")
    rows = count_rows(len(table.rows))
    lines = " and ".join(map(str, table.header_rows))
    where = "lines" if len(table.header_rows) > 1 else "line"
    header = f"header on {where} {lines}" if lines else "no header"
    skipped = f", {len(table.skipped)} left out before or after" if table.skipped else ""
    if table.sheet is not None:
        return f"{table.source}: {rows}, sheet “{table.sheet}”, {header.replace('line', 'row')}{skipped}"
    beginning = "" if table.is_whole else "the beginning: "
    return f"{table.source}: {beginning}{rows}, {table.encoding}, separated by {delimiter}, {header}{skipped}"
