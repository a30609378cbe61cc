"""Records as rows that are edited in place: typing stays in its cell until its row can be stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from channeladmin.desk.refusal import FieldRefused
from ui.kit.draft import check_draft
from ui.kit.entry_text import explain_unread
from ui.kit.field_spec import FieldSpec, kind_of, start_values, write_cell
from ui.kit.shown_list import INVITES_ROLE
from ui.kit.tips import plain_tip

if TYPE_CHECKING:
    from pydantic import BaseModel

    from channeladmin.desk.values import Stored

Index = QModelIndex | QPersistentModelIndex
STATE_ROLE = Qt.ItemDataRole.UserRole + 11
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 12
_ROOT = QModelIndex()


class CellState(StrEnum):
    """How a cell is painted."""

    STORED = "stored"
    TYPED = "typed"
    WRONG = "wrong"
    INVITING = "inviting"


@dataclass(frozen=True, slots=True)
class RowActs:
    """What a table may do with its records; each answers None where nothing was stored. `add` gets the parent's key."""

    add: Callable[[Any, Any], object | None]
    edit: Callable[[int, Any], object | None]
    delete: Callable[[int], object | None]


@dataclass(slots=True, eq=False)
class _Row:
    record: Stored[Any] | None
    typed: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


class InlineModel(QAbstractTableModel):
    """A row for each record and a last one that becomes a new record."""

    errors_changed = Signal()

    def __init__(
        self,
        fields_type: type[BaseModel],
        columns: Sequence[FieldSpec],
        acts: RowActs,
        *,
        invitation: str,
        withheld: str,
    ) -> None:
        """`withheld` is why nothing can be stored, or nothing: then the rows can only be read, and no new one begun."""
        super().__init__()
        self.withheld = withheld
        self.fields_type = fields_type
        self.columns = tuple(columns)
        self._acts = acts
        self._invitation = invitation
        self._rows: list[_Row] = [] if withheld else [_Row(None)]
        self._initial: dict[str, Any] = {}
        self._parent_key: object = None
        self._kept: dict[object, _Row] = {}
        self._is_storing = False

    def show(self, records: Sequence[Stored[Any]], parent_key: object) -> None:
        """Show the records of a parent; what was typed into a row is kept until that row is shown again."""
        for row in self._rows:
            if row.record is None:
                self._kept[("new", self._parent_key)] = row
            elif row.typed:
                self._kept[row.record.id] = row
        before = [row.record.id for row in self._rows if row.record]
        rows = []
        for record in records:
            kept = self._kept.pop(record.id, None)
            rows.append(_Row(record, kept.typed if kept else {}, kept.errors if kept else {}))
        if not self.withheld:
            rows.append(self._kept.pop(("new", parent_key), _Row(None)))
        is_same = parent_key == self._parent_key and before == [record.id for record in records]
        self._parent_key = parent_key
        if is_same and rows:
            self._rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1))
        else:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        self.errors_changed.emit()

    def errors(self) -> tuple[str, ...]:
        """A sentence for each wrong cell, with the column's label."""
        labels = {spec.name: spec.label for spec in self.columns}
        return tuple(
            f"{labels.get(name, name)}: {text}" for row in self._rows for name, text in row.errors.items() if text
        )

    def record_at(self, row: int) -> Stored[Any] | None:
        """The record of a row; None for the new one."""
        return self._rows[row].record if 0 <= row < len(self._rows) else None

    def is_untouched(self, row: int) -> bool:
        """Whether a row is the new one and nothing has been typed into it."""
        return 0 <= row < len(self._rows) and self._rows[row].record is None and not self._rows[row].typed

    def find_wrong(self, row: int) -> int | None:
        """The first column of a row whose cell is wrong."""
        errors = self._rows[row].errors
        return next((at for at, spec in enumerate(self.columns) if spec.name in errors), None)

    def row_of(self, record_id: int) -> int | None:
        """The row of a record."""
        return next((at for at, row in enumerate(self._rows) if row.record and row.record.id == record_id), None)

    def record_ids(self) -> set[int]:
        """The keys of the records that are shown."""
        return {row.record.id for row in self._rows if row.record is not None}

    @property
    def is_storing(self) -> bool:
        """Whether the records change because a row of this list is being stored."""
        return self._is_storing

    def set_initial(self, values: dict[str, Any]) -> None:
        """What a new record starts with."""
        self._initial = values

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The records and the new one."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The fields, and the narrow column that removes a row."""
        return 0 if parent.isValid() else len(self.columns) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every field can be edited, where something can be stored."""
        flags = super().flags(index)
        can_edit = not self.withheld and 0 <= index.column() < len(self.columns)
        return flags | Qt.ItemFlag.ItemIsEditable if can_edit else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The fields' labels."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What stands in a cell: what was typed there, else what is stored."""
        if not index.isValid() or index.column() >= len(self.columns):
            return None
        row, spec = self._rows[index.row()], self.columns[index.column()]
        if role == ENTRY_ROLE:
            return self._value(row, spec.name)
        if role == INVITES_ROLE:
            return self.is_untouched(index.row())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.errors.get(spec.name) or self.withheld) or None
        if row.record is None and not row.typed:
            return self._invite(index.column(), role)
        text = self._write(spec, row)
        is_typed = spec.name in row.typed
        state = CellState.WRONG if spec.name in row.errors else CellState.TYPED if is_typed else CellState.STORED
        return {
            Qt.ItemDataRole.DisplayRole: text,
            Qt.ItemDataRole.EditRole: text,
            Qt.ItemDataRole.AccessibleTextRole: f"{spec.label}: {text}",
            STATE_ROLE: state,
        }.get(role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed; a stored record is saved at once if it can be, a new one when its row is left."""
        if role not in (Qt.ItemDataRole.EditRole, ENTRY_ROLE) or index.column() >= len(self.columns):
            return False
        row, name = self._rows[index.row()], self.columns[index.column()].name
        stored = self._base(row).get(name)
        if value == stored:
            row.typed.pop(name, None)
            row.errors.pop(name, None)
        else:
            row.typed[name] = value
        if row.record is not None:
            self.store(index.row())
        else:
            row.errors.pop(name, None)
            problem = self._problem(name, value)
            if problem:
                row.errors[name] = problem
        self._tell(index.row())
        return True

    def store(self, at: int) -> bool:
        """Store a row as far as it can be; whether nothing typed is left in it."""
        row = self._rows[at]
        if not row.typed or self._is_storing:
            return not row.typed
        problems = {name: text for name, value in row.typed.items() if (text := self._problem(name, value))}
        draft = check_draft(self.fields_type, self._base(row), row.typed, problems)
        row.errors = dict(draft.errors)
        if draft.fields is not None and (row.record is not None or not draft.errors):
            self._store_fields(row, draft.fields)
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, self.columnCount() - 1))
        self.errors_changed.emit()
        return not row.typed

    def give_back(self, at: int) -> None:
        """Drop what was typed into a row."""
        row = self._rows[at]
        row.typed, row.errors = {}, {}
        self._tell(at)

    def delete(self, at: int) -> bool:
        """Remove the record of a row, or what was typed into the new one."""
        record = self.record_at(at)
        if record is None:
            self.give_back(at)
            return True
        return self._acts.delete(record.id) is not None

    def _invite(self, column: int, role: int) -> object:
        if role == STATE_ROLE:
            return CellState.INVITING
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._invitation
        is_first = role == Qt.ItemDataRole.DisplayRole and column == 0
        return f"+  {self._invitation}" if is_first else None

    def _store_fields(self, row: _Row, fields: BaseModel) -> None:
        kept = {name: value for name, value in row.typed.items() if name in row.errors}
        self._is_storing = True
        try:
            if row.record is None:
                taken, row.typed = row.typed, {}
                result = self._acts.add(self._parent_key, fields)
                if result is None:
                    row.typed = taken
            elif self._acts.edit(row.record.id, fields) is not None:
                self._drop_typed(row, kept)
        except FieldRefused as refusal:
            if row.record is None:
                row.typed = taken
            row.errors[refusal.field] = str(refusal)
        finally:
            self._is_storing = False

    def _drop_typed(self, row: _Row, kept: dict[str, Any]) -> None:
        assert row.record is not None
        at = self.row_of(row.record.id)
        for each in {id(row): row, **({id(self._rows[at]): self._rows[at]} if at is not None else {})}.values():
            each.typed = dict(kept)

    def _base(self, row: _Row) -> dict[str, Any]:
        if row.record is not None:
            stored: dict[str, Any] = row.record.fields.model_dump()
            return stored
        return start_values(self.fields_type) | self._initial

    def _value(self, row: _Row, name: str) -> object:
        if name in row.typed:
            return row.typed[name]
        return getattr(row.record.fields, name) if row.record is not None else self._base(row).get(name)

    def _problem(self, name: str, value: object) -> str | None:
        return explain_unread(kind_of(self.fields_type, name), value)

    def _write(self, spec: FieldSpec, row: _Row) -> str:
        if spec.words is not None and not isinstance(self._value(row, spec.name), str):
            return spec.words(self._base(row) | row.typed)
        return write_cell(self.fields_type, spec, self._value(row, spec.name))

    def _tell(self, at: int) -> None:
        self.dataChanged.emit(self.index(at, 0), self.index(at, self.columnCount() - 1))
        self.errors_changed.emit()
