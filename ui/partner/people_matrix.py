"""The people matrix: people down, credentials across, dates in the cells, edited where they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from channeladmin.desk.people import PersonView
from channeladmin.desk.refusal import FieldRefused
from channeladmin.desk.values import Region, ValidationError, explain_errors
from ui.kit.entry_text import read_date
from ui.kit.shown_list import INVITES_ROLE
from ui.kit.text import shorten
from ui.kit.tips import plain_tip
from ui.partner.matrix_cells import (
    Cell,
    Derived,
    build_award,
    build_confirmed,
    build_region,
    current_employments,
    find_award,
    latest_employment,
)

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole + 21
PERSON_ROLE = Qt.ItemDataRole.UserRole + 22
LEFT_ROLE = Qt.ItemDataRole.UserRole + 23
WRONG_ROLE = Qt.ItemDataRole.UserRole + 24
FIXED = ("Person", "Region", "Confirmed")
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column:
    """A credential as a column: its key, its short head and its full name."""

    key: str
    head: str
    name: str


@dataclass(frozen=True, slots=True)
class MatrixActs:
    """What typing in a cell does; each raises FieldRefused or ValidationError where it cannot be."""

    set_region: Callable[[PersonView, Region | None], object | None]
    set_confirmed: Callable[[PersonView, date | None], object | None]
    set_award: Callable[[PersonView, str, date, date | None], object | None]
    delete_award: Callable[[PersonView, str], object | None]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the matrix shows: the people, the credentials, the day, and what the verdict adds."""

    people: tuple[PersonView, ...] = ()
    columns: tuple[Column, ...] = ()
    today: date = date.min
    quarter_begins: date = date.min
    derived: Derived = field(default_factory=Derived)


class PeopleMatrix(QAbstractTableModel):
    """A row for each person, and a last one that adds a person."""

    errors_changed = Signal()

    def __init__(self, acts: MatrixActs, *, withheld: str = "") -> None:
        """`withheld` is why nothing can be stored, or nothing: then the cells can only be read, and nobody is added."""
        super().__init__()
        self.withheld = withheld
        self._acts = acts
        self.shown = Shown()
        self._typed: dict[tuple[int, str], tuple[str, str]] = {}

    def show(self, shown: Shown) -> None:
        """Show these people; the selection stays where the rows are the same."""
        before = self.shown
        is_same = [each.person.id for each in before.people] == [each.person.id for each in shown.people]
        if is_same and before.columns == shown.columns and self.rowCount():
            self.shown = shown
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.shown = shown
        self.endResetModel()

    def person_at(self, row: int) -> PersonView | None:
        """The person of a row; None for the last one."""
        return self.shown.people[row] if 0 <= row < len(self.shown.people) else None

    def row_of(self, person_id: int) -> int | None:
        """The row of a person."""
        return next((row for row, each in enumerate(self.shown.people) if each.person.id == person_id), None)

    @property
    def invites(self) -> bool:
        """Whether the last row is one that adds a person."""
        return not self.withheld

    def errors(self) -> tuple[str, ...]:
        """A sentence for each cell whose typing could not be stored."""
        names = {each.person.id: shorten(each.person.fields.name) for each in self.shown.people}
        heads = {column.key: column.name for column in self.shown.columns}
        return tuple(
            f"{names[person_id]}, {heads.get(head, head)}: {error}"
            for (person_id, head), (_text, error) in self._typed.items()
            if person_id in names
        )

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The people and, where one can be added, the row for that."""
        return 0 if parent.isValid() else len(self.shown.people) + self.invites

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Person, region, confirmation, and the credentials."""
        return 0 if parent.isValid() else len(FIXED) + len(self.shown.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All but the names can be edited here, where something can be stored."""
        flags = super().flags(index)
        if not self.withheld and index.column() > 0 and self.person_at(index.row()) is not None:
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The credentials' names, short; in full as a tip."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.column_at(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return column.head if column else FIXED[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(column.name) if column else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignHCenter if column else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def column_at(self, section: int) -> Column | None:
        """The credential of a column, if it is one."""
        at = section - len(FIXED)
        return self.shown.columns[at] if 0 <= at < len(self.shown.columns) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The cell, in the forms that the painter, the editor and a screen reader want."""
        person = self.person_at(index.row()) if index.isValid() else None
        if person is None:
            return _invite(role) if index.isValid() and index.column() == 0 else None
        cell = self._build_cell(person, index.column())
        typed = self._typed.get(self._key(person, index.column()))
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return typed[0] if typed else cell.text
            case Qt.ItemDataRole.EditRole:
                return typed[0] if typed else self._write_entry(person, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(typed[1] if typed else cell.tip) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                column = self.column_at(index.column())
                head = column.name if column else FIXED[index.column()]
                return f"{person.person.fields.name}, {head}: {cell.text or 'none'}"
        return {
            CELL_ROLE: Cell(typed[0], tip=typed[1]) if typed else cell,
            PERSON_ROLE: person,
            LEFT_ROLE: not current_employments(person, self.shown.today),
            WRONG_ROLE: typed is not None,
        }.get(role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Store what was typed; what cannot be stored stays in its cell with the reason."""
        person = self.person_at(index.row())
        if role != Qt.ItemDataRole.EditRole or person is None:
            return False
        key = self._key(person, index.column())
        self._typed.pop(key, None)
        if value != self._write_entry(person, index.column()):
            try:
                self._store(person, index.column(), value)
            except FieldRefused as refusal:
                self._typed[key] = (str(value), str(refusal))
            except ValidationError as error:
                self._typed[key] = (str(value), explain_errors(error)[0].message)
        self.dataChanged.emit(index, index)
        self.errors_changed.emit()
        return True

    def give_back(self, index: Index) -> bool:
        """Drop the typing that could not be stored in a cell; whether there was any."""
        person = self.person_at(index.row())
        if person is None or self._typed.pop(self._key(person, index.column()), None) is None:
            return False
        self.dataChanged.emit(index, index)
        self.errors_changed.emit()
        return True

    def clear(self, index: Index) -> None:
        """Take away the award of a cell, or the typing that stands in it."""
        person, column = self.person_at(index.row()), self.column_at(index.column())
        if person is None or self.give_back(index):
            return
        if column is not None and find_award(person, column.key) is not None:
            self._acts.delete_award(person, column.key)

    def _store(self, person: PersonView, section: int, value: object) -> None:
        column = self.column_at(section)
        if section == 1:
            self._acts.set_region(person, value if isinstance(value, Region) else None)
            return
        text = str(value or "").strip()
        if column is None:
            self._acts.set_confirmed(person, _read_date(text) if text else None)
        elif text:
            award = find_award(person, column.key)
            earned, expires = _read_period(text, award.fields.expires_on if award else None)
            self._acts.set_award(person, column.key, earned, expires)
        elif find_award(person, column.key) is not None:
            self._acts.delete_award(person, column.key)

    def _write_entry(self, person: PersonView, section: int) -> object:
        column = self.column_at(section)
        spell = latest_employment(person, self.shown.today)
        if section == 1:
            return spell.fields.region if spell else None
        if column is None:
            return _write_date(spell.fields.confirmed_on) if spell else ""
        award = find_award(person, column.key)
        if award is None:
            return ""
        expires = award.fields.expires_on
        return _write_date(award.fields.earned_on) + (f" → {_write_date(expires)}" if expires else "")

    def _build_cell(self, person: PersonView, section: int) -> Cell:
        column = self.column_at(section)
        if column is not None:
            return build_award(person, column.key, self.shown.today, self.shown.derived)
        if section == 1:
            return build_region(person, self.shown.today)
        if section == 2:
            return build_confirmed(person, self.shown.today, self.shown.quarter_begins)
        return Cell(person.person.fields.name)

    def _key(self, person: PersonView, section: int) -> tuple[int, str]:
        column = self.column_at(section)
        return person.person.id, column.key if column else FIXED[section]


def _read_period(text: str, expires: date | None) -> tuple[date, date | None]:
    """A day (the end stays as it is), or two with an arrow between: earned → expires."""
    first, arrow, last = text.replace("->", "→").partition("→")
    if not arrow:
        return _read_date(first), expires
    return _read_date(first), _read_date(last) if last.strip() else None


def _invite(role: int) -> object:
    """The row that adds a person."""
    if role == INVITES_ROLE:
        return True
    is_text = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    return "+  Add a person" if is_text else None


def _read_date(text: str) -> date:
    day = read_date(text)
    if day is None:
        raise FieldRefused("earned_on", f"“{text.strip()}” is not a date; write it as 2022-10-31.")
    return day


def _write_date(day: date | None) -> str:
    return day.isoformat() if day else ""


def pick_columns(people: Sequence[PersonView], main: Sequence[Column], others: Sequence[Column]) -> tuple[Column, ...]:
    """The main credentials, and of the others those that somebody here holds."""
    held = {award.fields.credential for person in people for award in person.awards}
    known = {column.key for column in (*main, *others)}
    strays = tuple(Column(key, key, key) for key in sorted(held - known))
    return (*main, *(column for column in others if column.key in held), *strays)
