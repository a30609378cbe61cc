"""What was read of a file, and how else it could be read: kind, encoding, separator, quotes, header, sheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from channeladmin.desk.import_profiles import Profile
from channeladmin.desk.importing import KIND_KEYS, RawTable, ReadOptions
from ui.kit.fields import Choice, ChoiceField
from ui.kit.text import make_label
from ui.rosters.reading_words import DELIMITERS, PARTS, list_said, word_profile, word_table, word_value

_QUOTES = {'"': "double quotes", "'": "single quotes", "none": "none"}
_ENCODINGS = ("utf-8", "utf-16", "windows-1252", "iso-8859-1", "shift_jis")
_MOST_HEADERS = 12
_WIDE, _NARROW = 4, 3
LEFT_OUT = ""
"""The kind of a file that is not to be imported."""
_FIND_OUT = object()
"""Chosen where a profile says how a file is read and is not to be followed in that; no text, as sheets have names."""


class SourcePanel(QFrame):
    """Emits when something was chosen that changes what is read."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.facts = make_label("", wraps=True)
        self.by_profile = make_label("", "muted", wraps=True)
        self.kind = self._choice([(key, key) for key in KIND_KEYS], "What it is", has_blank=False)
        self.encoding = self._choice([(name, name) for name in _ENCODINGS], "Encoding")
        self.delimiter = self._choice(list(DELIMITERS.items()), "Separator")
        self.quote = self._choice(list(_QUOTES.items()), "Quotes")
        self.header = self._choice(_list_headers(), "Header")
        self.sheet = self._choice([], "Sheet")
        self._boxes = {
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "quote": self.quote,
            "header": self.header,
            "sheet": self.sheet,
        }
        self._plain = {name: tuple(field.choices[1:]) for name, field in self._boxes.items()}
        self._offered: dict[str, tuple[tuple[Choice, ...], str]] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._labels: dict[ChoiceField, QWidget] = {}
        for column, field in enumerate((self.kind, *self._boxes.values())):
            label = make_label(field.widget.accessibleName(), "small")
            label.setBuddy(field.widget)
            self._labels[field] = label
            self._grid.addWidget(label, 0, column)
            self._grid.addWidget(field.widget, 1, column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(12)
        layout.addWidget(self.facts)
        layout.addWidget(self.by_profile)
        layout.addLayout(self._grid)
        self._show_sheets(())

    def offer_leaving(self, *, is_offered: bool) -> None:
        """Let a file be left out of the import; of one file alone that says nothing."""
        kinds: list[Choice] = [(key, key) for key in KIND_KEYS]
        self.kind.replace_choices([*kinds, (LEFT_OUT, "leave it out")] if is_offered else kinds)

    def options(self) -> ReadOptions:
        """What was chosen about reading."""
        chosen = {name: field.entry() for name, field in self._boxes.items()}
        found = [name for name, value in chosen.items() if value is _FIND_OUT]
        encoding, delimiter, quote, sheet = (
            None if name in found or not chosen[name] else str(chosen[name])
            for name in ("encoding", "delimiter", "quote", "sheet")
        )
        header = chosen["header"]
        row, count = header if isinstance(header, tuple) else (None, None)
        return ReadOptions(
            encoding=encoding,
            delimiter=delimiter,
            quote="" if quote == "none" else quote,
            header_row=row,
            header_count=count,
            sheet=sheet,
            found_out=frozenset(part for name in found for part in PARTS.get(name, (name,))),
        )

    def show_file(self, table: RawTable | None, said: ReadOptions, kind: str, profile: Profile | None) -> None:
        """Tell what was read of a file (None: nothing), what was chosen about reading it, and what it is.

        `profile` is the saved one that is followed where nothing was chosen.
        """
        self.facts.setText("" if table is None else word_table(table))
        self._show_sheets(() if table is None else table.sheets)
        beneath = {} if profile is None else list_said(profile.reading)
        chosen = list_said(said)
        self.kind.start(kind)
        for name, field in self._boxes.items():
            self._offer(name, beneath.get(name))
            is_found = name in beneath and not said.found_out.isdisjoint(PARTS.get(name, (name,)))
            field.start(_FIND_OUT if is_found else chosen.get(name))
        seen = {name: field for name, field in self._boxes.items() if not field.widget.isHidden()}
        followed = [name for name, field in seen.items() if name in beneath and field.entry() is None]
        self.by_profile.setText("" if profile is None else word_profile(profile, followed))
        self.by_profile.setVisible(bool(self.by_profile.text()))

    def _offer(self, name: str, beneath: object) -> None:
        """The choices of a box; where a profile says it, that comes first, and that it is to be found out after it."""
        field = self._boxes[name]
        choices, blank = self._plain[name], "found out"
        if beneath is not None:
            words = dict(choices).get(beneath, word_value(beneath))
            choices, blank = ((_FIND_OUT, "find out"), *choices), f"{words} (profile)"
        if self._offered.get(name) != (choices, blank):
            self._offered[name] = choices, blank
            field.replace_choices(choices, blank)

    def _show_sheets(self, names: tuple[str, ...]) -> None:
        """A choice of sheets where there are several; text files have what a sheet has not."""
        self._plain["sheet"] = tuple((name, name) for name in names)
        for field, is_shown in (
            (self.sheet, len(names) > 1),
            (self.encoding, not names),
            (self.delimiter, not names),
            (self.quote, not names),
        ):
            field.widget.setVisible(is_shown)
            self._labels[field].setVisible(is_shown)
        for column, field in enumerate((self.kind, *self._boxes.values())):
            width = _WIDE if field is self.encoding else _NARROW
            self._grid.setColumnStretch(column, 0 if field.widget.isHidden() else width)

    def _choice(self, choices: Sequence[Choice], name: str, *, has_blank: bool = True) -> ChoiceField:
        field = ChoiceField(choices, has_blank=has_blank, blank="found out")
        field.widget.setAccessibleName(name)
        field.edited.connect(self.changed)
        return field


def _list_headers() -> list[Choice]:
    """None, the first lines one by one, and pairs of them; each as its first line and how many there are."""
    single = [((line, None), f"line {line}") for line in range(1, _MOST_HEADERS + 1)]
    pairs = [((line, 2), f"lines {line} and {line + 1}") for line in range(1, _MOST_HEADERS // 2 + 1)]
    return [((0, None), "none"), *single, *pairs]
