"""A choice among a few values that stand in the list, and many more that are typed and completed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView

from channeladmin.desk.listing import fold_for_search
from ui.kit.fields import Choice, ChoiceField

Index = QModelIndex | QPersistentModelIndex
_SHOWN_NAMES = 12
_FOLDED = Qt.ItemDataRole.UserRole


class _NameList(QStringListModel):
    """Names, and each as it is searched; folded when somebody searches."""

    def __init__(self) -> None:
        super().__init__()
        self._folded: list[str] | None = None

    def replace(self, names: Sequence[str]) -> None:
        """Hold these."""
        self._folded = None
        self.setStringList(names)

    @property
    def folded(self) -> Sequence[str]:
        """The names as they are searched, in their order."""
        if self._folded is None:
            self._folded = [fold_for_search(name) for name in self.stringList()]
        return self._folded

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # as Qt has it
        """As Qt has it, and the folded name."""
        if role != _FOLDED:
            return super().data(index, role)
        return self.folded[index.row()] if index.isValid() else None


class _Completer(QCompleter):
    """Compares without case and accents, and completes to the name as it is written."""

    def __init__(self, model: _NameList, parent: QObject) -> None:
        super().__init__(model, parent)
        self.setCompletionRole(_FOLDED)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMaxVisibleItems(_SHOWN_NAMES)

    def splitPath(self, path: str) -> list[str]:
        """What is typed, as it is searched."""
        return [fold_for_search(path)]

    def pathFromIndex(self, index: Index) -> str:
        """The name."""
        return str(index.data())


class Names:
    """Names that can be typed, whatever their case and accents; several fields can offer the same ones."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        self.model = _NameList()
        self._names: Sequence[str] = ()
        self._known: dict[str, str] = {}
        self.replace(names)

    def replace(self, names: Sequence[str]) -> None:
        """Offer these."""
        if names != self._names:
            self._names = names
            self._known = {name.casefold(): name for name in names}
            self.model.replace(sorted(names, key=str.casefold))

    def find(self, text: str) -> str | None:
        """The name that a text is, or the only one that it is without accents."""
        name = self._known.get(text.strip().casefold())
        if name is not None:
            return name
        folded = fold_for_search(text.strip())
        alike = [at for at, each in enumerate(self.model.folded) if each == folded]
        return self.model.stringList()[alike[0]] if len(alike) == 1 else None


class TypedChoiceField(ChoiceField):
    """Text counts once it is a name (Enter, a completion, or leaving).

    Other text stays, is marked, and is no entry; nor is what was chosen before it.
    """

    refused = Signal(str)
    """What was typed and is none of the names."""
    _is_typing = False

    def __init__(self, choices: Sequence[Choice], names: Names, *, blank: str) -> None:
        super().__init__(choices, has_blank=True, blank=blank)
        self.names = names
        self._told: object = None
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.line = self._get_line()
        self.completer = _Completer(names.model, self.box)
        offered = QListView()
        offered.setProperty("role", "completions")
        self.completer.setPopup(offered)
        self.box.setCompleter(self.completer)
        self.line.textEdited.connect(self._on_text_edited)
        self.line.returnPressed.connect(self._on_return_pressed)
        self.line.editingFinished.connect(self._on_typed)
        self.completer.activated.connect(self._take)

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed or chosen that is not stored."""
        return self._is_typing or super().is_dirty

    @property
    def refused_text(self) -> str:
        """What stands in it that is none of the names."""
        return self.line.text().strip() if self.box.property("wrong") else ""

    def set_entry(self, value: object) -> None:
        """Choose a value; what is being typed stays where it is none yet."""
        self._told = value
        if self._is_typing and value == self.entry():
            return
        self._is_typing = False
        self._mark(is_wrong=False)
        super().set_entry(value)

    def _get_line(self) -> QLineEdit:
        line = self.box.lineEdit()
        assert line is not None
        return line

    def _on_text_edited(self) -> None:
        self._is_typing = True
        self._mark(is_wrong=False)

    def _on_return_pressed(self) -> None:
        """The only name with these letters need not be written out."""
        if self._is_typing and self.line.text().strip() and self.completer.completionCount() == 1:
            self._take(self.completer.currentCompletion())

    def _on_typed(self) -> None:
        if self._is_typing:
            self._take(self.line.text())

    def _take(self, text: str) -> None:
        words = [said for _value, said in self.choices]
        is_blank = text.strip() in ("", words[0])
        name = None if is_blank else self.names.find(text)
        if name is None and not is_blank:
            self._mark(is_wrong=True)
            self.refused.emit(text.strip())
            self._withdraw()
            return
        self._is_typing = False
        told = self._told
        self.set_entry(name)
        self._told = told
        self._on_activated(self.box.currentIndex())

    def _withdraw(self) -> None:
        text = self.line.text()
        super().set_entry(None)
        self.line.setText(text)
        if self._told is not None:
            self._told = None
            self.edited.emit()

    def _on_activated(self, index: int) -> None:
        self._is_typing = False
        self._mark(is_wrong=False)
        if self.entry() != self._told:
            self._told = self.entry()
            super()._on_activated(index)

    def _mark(self, *, is_wrong: bool) -> None:
        if bool(self.box.property("wrong")) is not is_wrong:
            self.box.setProperty("wrong", is_wrong)
            self.box.style().polish(self.box)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While something is typed, undo is the text's own, and Esc gives back what stood there."""
        if not (self._is_typing and isinstance(event, QKeyEvent)):
            return super().eventFilter(watched, event)
        is_esc = event.key() == Qt.Key.Key_Escape
        is_ours = is_esc or event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        if is_ours and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if is_esc and event.type() == QEvent.Type.KeyPress:
            self._is_typing = False
            self.set_entry(self.entry())
            self.line.setText(self.box.itemText(self.box.currentIndex()))
            return True
        return False
