"""Step two: which field each column fills, what holds for every row, what unknown names mean, and to remember it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from channeladmin.desk.import_columns import list_column_views
from channeladmin.desk.import_profiles import NO_PROFILE
from channeladmin.desk.importing import FilesRead, ImportOptions, ImportPlan, list_fields
from ui.kit.buttons import make_button
from ui.kit.entry_text import FieldKind
from ui.kit.fields import Choice, ChoiceField, LineField
from ui.kit.text import make_label
from ui.kit.tick_box import TickBox
from ui.rosters.column_rows import ColumnRows, say_field
from ui.rosters.constant_rows import ConstantRows
from ui.rosters.sentences import CHOOSE, DATE_ORDERS
from ui.rosters.unknown_names import UnknownNames

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QLayout


class _Open(NamedTuple):
    """What waits for an answer: a key, what it is, and where it is answered."""

    key: str
    words: str
    widget: QWidget


class ColumnsPage(QScrollArea):
    """Keeps what was said of the files of a kind until other files come; emits when something was said."""

    changed = Signal()
    switched = Signal()
    """What is known of the files is to be used, or not; it may say how they are read."""

    def __init__(self, kind: str, credentials: Sequence[Choice]) -> None:
        super().__init__()
        self.kind = kind
        self._credentials = credentials
        self._is_plain = False
        self._wanted: dict[str, str] = {}
        self._seen: set[str] | None = None
        self._told: frozenset[str] = frozenset()
        self._unvisited: frozenset[str] = frozenset()
        self.opened = make_label("", "warning", wraps=True)
        self.layout_used = make_label("", "note", wraps=True)
        self.plainly = make_button("Read it without", self._on_plainly, role="quiet")
        self.missing = make_label("", "warning", wraps=True)
        self.columns = ColumnRows()
        self.constants = ConstantRows()
        self.dates = ChoiceField(list(DATE_ORDERS), has_blank=True, blank=CHOOSE)
        self.dates.widget.setAccessibleName("Order of dates in figures")
        self.names = UnknownNames()
        self.remember = TickBox("Remember all this for files with the same columns, as")
        self.profile = LineField(FieldKind.TEXT)
        self.profile.widget.setAccessibleName("Name to remember it by")
        self._dates_part, self._names_part = QWidget(), QWidget()
        self._lay_out()
        for part in (self.columns, self.constants, self.names):
            part.changed.connect(self.changed)
        self.dates.edited.connect(self.changed)
        self.profile.edited.connect(self.changed)
        self.remember.clicked.connect(lambda _checked: self.changed.emit())

    def start(self, name: str) -> None:
        """Begin with files of which nothing was said; `name` is what they may be remembered by."""
        self._is_plain = False
        self._seen, self._told, self._unvisited = None, frozenset(), frozenset()
        self.columns.forget()
        self.names.forget()
        self.constants.start(())
        self.dates.start(None)
        self.remember.setChecked(False)
        self.profile.start(name)

    def say(self) -> ImportOptions:
        """What was said here."""
        dates = self.dates.entry()
        name = str(self.profile.entry() or "").strip()
        return ImportOptions(
            maps=dict(self.columns.said),
            sets=dict(self.constants.said),
            aliases=dict(self.names.said),
            dates="dmy" if dates == "dmy" else "mdy" if dates == "mdy" else "ymd" if dates == "ymd" else None,
            profile=NO_PROFILE if self._is_plain else None,
            save_profile=name if self.remember.isChecked() and name else None,
        )

    def show_read(self, read: FilesRead) -> None:
        """Show files that were read and mapped."""
        fields = list_fields(read.kind)
        self.columns.show_columns(list_column_views(read), fields)
        self.constants.start(fields)
        known = _word_known(read)
        self.layout_used.setText(known or "Read without what is known of these columns.")
        self.plainly.setText("Read it without" if known else "Use what is known")
        for widget in (self.layout_used, self.plainly):
            widget.setVisible(bool(known) or self._is_plain)
        self._wanted = {title: wanted.field for wanted, _ in read.wanted for title in wanted.titles}
        self.columns.mark_wanted(self._wanted)
        self.missing.setText(_word_missing(read))
        self.missing.setVisible(bool(self.missing.text()))
        self.constants.ask_for([group[0] for _, group in read.missing if not {*group} & {*self._wanted.values()}])
        self._order_tabs()

    def find_open(self) -> QWidget | None:
        """What waits for an answer first, as one reads; None where nothing does."""
        return next((each.widget for each in self._list_open()), self.constants.find_open())

    def _list_open(self) -> Iterator[_Open]:
        if self._dates_part.isVisibleTo(self) and self.dates.entry() is None:
            yield _Open("dates", "the order of day and month", self.dates.widget)
        for name, field in self.names.fields.items():
            if field.entry() is None:
                yield _Open(name, f"what “{name}” stands for", field.widget)
        for title, name in self._wanted.items():
            if self.columns.fields[title].entry() is None:
                yield _Open(f"column:{name}", f"the column of {say_field(name)}", self.columns.fields[title].widget)

    def show_plan(self, plan: ImportPlan | None) -> None:
        """Show what has to be decided before all rows can be taken."""
        fields = list_fields(self.kind)
        todo = [] if plan is None else [item for item in plan.todo if item.what != "credential" or item.what in fields]
        self.names.show_todo(todo, self._credentials)
        self._names_part.setVisible(bool(self.names.fields))
        are_open = any(item.what == "dates" and item.text in self.columns.fields for item in todo)
        self._dates_part.setVisible(are_open or self.dates.entry() is not None)
        self._order_tabs()
        self._tell_opened({each.key: each for each in self._list_open()})

    def _tell_opened(self, there: Mapping[str, _Open]) -> None:
        """Say what an answer has opened, and put the keyboard there from the column that was chosen.

        Keys that still look through the choices stay; Tab or Enter goes there from them.
        """
        new = [each for key, each in there.items() if self._seen is not None and key not in self._seen]
        self._seen = {*(self._seen or ()), *there}
        if new:
            self._told = frozenset(each.key for each in new)
            more = "One more thing" if len(new) == 1 else f"{len(new)} more things"
            self.opened.setText(f"{more} to decide: {'; '.join(each.words for each in new)}.")
        self.opened.setVisible(not self._told.isdisjoint(there))
        focus = QApplication.focusWidget()
        if new and any(field.widget is focus and not field.box.is_looking for field in self.columns.fields.values()):
            self._put_keyboard(new[0].widget)
        elif new:
            self._unvisited = frozenset(each.key for each in new)

    def lead(self) -> bool:
        """Put the keyboard where something waits for an answer first; whether anything does."""
        there = self.find_open()
        if there is not None:
            self._put_keyboard(there)
        return there is not None

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab goes once to what an answer has opened, then as one reads."""
        return (is_next and self._visit_opened()) or super().focusNextPrevChild(is_next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes what keys looked for, and goes to what that has opened."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or not self._visit_opened():
            super().keyPressEvent(event)

    def _visit_opened(self) -> bool:
        """Put the keyboard on what an answer has opened and nobody has been at; whether there is any."""
        there = next((each.widget for each in self._list_open() if each.key in self._unvisited), None)
        self._unvisited = frozenset()
        if there is None or there is QApplication.focusWidget():
            return False
        self._put_keyboard(there)
        return True

    def _put_keyboard(self, there: QWidget) -> None:
        there.setFocus()
        # The lines that came with it have no place yet.
        QTimer.singleShot(0, self, self._show_keyboard)

    def _show_keyboard(self) -> None:
        there = QApplication.focusWidget()
        if there is not None and self.isAncestorOf(there):
            self.ensureWidgetVisible(there)

    def find_answer(self, what: str, text: str) -> object:
        """What was answered to something of these files; None is nothing."""
        if what == "column":
            return next((title for title, field in self.columns.said.items() if field == text), None)
        field = self.names.fields.get(text) if what == "credential" else self.dates
        return field.entry() if field is not None and (what != "dates" or text in self.columns.fields) else None

    def answer(self, what: str, text: str, answer: object) -> bool:
        """Take an answer that was given elsewhere; whether it is about these files."""
        if what == "column":
            return text in list_fields(self.kind) and self.columns.answer(text, answer)
        field = self.names.fields.get(text) if what == "credential" else self.dates
        if field is None or (what == "dates" and text not in self.columns.fields):
            return False
        field.start(answer)
        return True

    def _on_plainly(self) -> None:
        self._is_plain = not self._is_plain
        self.switched.emit()

    def _order_tabs(self) -> None:
        """Tab goes as one reads, also by lines that came later."""
        asked = (self.dates, *self.names.fields.values(), *self.columns.fields.values())
        said = (part.widget for row in self.constants.rows for part in row)
        way = [self.plainly, *(field.widget for field in asked), *said, self.remember, self.profile.widget]
        for before, after in pairwise(way):
            QWidget.setTabOrder(before, after)

    def _lay_out(self) -> None:
        used = QHBoxLayout()
        used.setSpacing(8)
        used.addWidget(self.layout_used, 1)
        used.addWidget(self.plainly)
        dates = QHBoxLayout(self._dates_part)
        dates.addWidget(
            make_label("The order of day and month cannot be told from the file. 31 October is written", "body")
        )
        dates.addWidget(self.dates.widget)
        dates.addStretch(1)
        names = QVBoxLayout(self._names_part)
        names.addWidget(make_label("Credentials that are not known by these names", "strong"))
        names.addWidget(self.names)
        for layout in (dates, names):
            layout.setContentsMargins(0, 0, 0, 0)
        remembering = QHBoxLayout()
        remembering.setSpacing(8)
        remembering.addWidget(self.remember)
        remembering.addWidget(self.profile.widget, 1)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 12, 8)
        column.setSpacing(12)
        parts: tuple[QWidget | QLayout, ...] = (
            self.missing,
            self.opened,
            used,
            self._dates_part,
            self._names_part,
            self.columns,
            make_label("The same in every row", "strong"),
            self.constants,
            remembering,
        )
        for part in parts:
            if isinstance(part, QWidget):
                column.addWidget(part)
            else:
                column.addLayout(part)
        column.addStretch(1)
        content = QWidget()
        content.setLayout(column)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Columns and fields")


def _word_missing(read: FilesRead) -> str:
    """What rows need and no column is, or none is for certain."""
    likely: dict[str, dict[str, None]] = {}
    for wanted, _ in read.wanted:
        likely.setdefault(wanted.field, {}).update(dict.fromkeys(wanted.titles))
    needed = [(source, group) for source, group in read.missing if likely.keys().isdisjoint(group)]
    words = [
        " or ".join(map(say_field, group)) + ("" if len(read.files) == 1 else f" ({source})")
        for source, group in needed
    ]
    lines = [f"Needed, and in no column: {'; '.join(words)}. Choose it below."] if words else []
    for field, titles in likely.items():
        columns = " or ".join(f"“{title}”" for title in titles)
        lines.append(f"Needed: {say_field(field)}. It is perhaps the column {columns}; choose it below.")
    return "\n".join(lines)


def _word_known(read: FilesRead) -> str:
    """By which profile or preset files are read; of several files each that is known."""
    known = [
        (table.source, layout.label) for table, layout in zip(read.tables, read.layouts, strict=True) if layout.label
    ]
    if len(read.files) == 1:
        return "".join(f"Read as {label} has it." for _, label in known)
    return "\n".join(f"{source}: read as {label} has it." for source, label in known)
