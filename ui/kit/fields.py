"""One editor for each kind of value that a record's Fields class knows, all with the same few abilities."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextOption
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from ui.kit.choice_box import ChoiceBox
from ui.kit.date_line import DateLine
from ui.kit.dropped_files import leave_files
from ui.kit.entry_text import FieldKind, explain_unread, read_entry, write_entry
from ui.kit.flow import FlowLayout
from ui.kit.tick_box import TickBox
from ui.kit.words import word_of

Choice = tuple[object, str]
"""A value and the words it is chosen by."""
_MOST_LINES = 8


class FieldEditor(QObject):
    """A widget for one value: what stands in it, whether it can be read, and what it was before the typing."""

    edited = Signal()
    chosen = Signal()
    """A value was picked, not typed: it can be stored at once."""
    takes_enter = False

    def __init__(self, widget: QWidget, kind: FieldKind) -> None:
        super().__init__(widget)
        self.widget = widget
        self.kind = kind
        self._base: object = None
        widget.installEventFilter(self)

    def watched(self) -> tuple[QWidget, ...]:
        """The widgets in which the keyboard can be."""
        return (self.widget,)

    @property
    def base(self) -> object:
        """The value that is stored."""
        return self._base

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed or chosen that is not stored."""
        return self.entry() != self._base

    def start(self, value: object) -> None:
        """Show the value of another record."""
        self._base = value
        self.set_entry(value)

    def set_base(self, value: object) -> None:
        """Show what is stored now; what was typed and not stored stays."""
        keep = self.is_dirty
        self._base = value
        if not keep and value != self.entry():
            self.set_entry(value)

    def settle(self) -> None:
        """What stands here was stored: write it as stored values are written, with nothing left to take back."""
        self.start(self.entry())

    def give_back(self) -> None:
        """Show the stored value again."""
        self.set_entry(self._base)

    def entry(self) -> object:
        """What stands in the widget, as a value; the text itself where it cannot be read."""
        raise NotImplementedError

    def set_entry(self, value: object) -> None:
        """Show a value (or text as it was typed)."""
        raise NotImplementedError

    def problem(self) -> str | None:
        """Why the text cannot be read as a value of this kind; None if it can."""
        return explain_unread(self.kind, self.entry())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave undo and redo to the window unless this field holds typing of its own."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
            and not self.is_dirty
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class LineField(FieldEditor):
    """One line of text that stands for a value of some kind; None where it is blank."""

    def __init__(self, kind: FieldKind, line: QLineEdit | None = None) -> None:
        self.line = line or QLineEdit()
        super().__init__(self.line, kind)
        leave_files(self.line)
        self.line.textEdited.connect(lambda _text: self.edited.emit())

    def entry(self) -> object:
        """The value that the text stands for."""
        return read_entry(self.kind, self.line.text())

    def set_entry(self, value: object) -> None:
        """Show a value, the cursor where it was."""
        position = self.line.cursorPosition()
        self.line.setText(write_entry(self.kind, value))
        self.line.setCursorPosition(position if self.line.hasFocus() else 0)


class DateField(LineField):
    """A date as text, with a calendar a key away (Alt+Down); blank is no date."""

    def __init__(self) -> None:
        line = DateLine()
        super().__init__(FieldKind.DATE, line)
        line.picked.connect(self._on_picked)

    def _on_picked(self) -> None:
        self.edited.emit()
        self.chosen.emit()


class LongField(FieldEditor):
    """Text of several lines; Tab leaves it."""

    takes_enter = True

    def __init__(self) -> None:
        self.area = LongText()
        super().__init__(self.area, FieldKind.LONG)
        leave_files(self.area)
        self.area.textChanged.connect(self._on_text_changed)
        self._is_showing = False

    def entry(self) -> object:
        """The text without outer white space."""
        return self.area.toPlainText().strip() or None

    def set_entry(self, value: object) -> None:
        """Show a value."""
        self._is_showing = True
        self.area.setPlainText(write_entry(self.kind, value))
        self._is_showing = False

    def _on_text_changed(self) -> None:
        if not self._is_showing:
            self.edited.emit()


class LongText(QPlainTextEdit):
    """A text area that grows with what is in it, between two and eight lines."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def sizeHint(self) -> QSize:
        """As high as the text."""
        return QSize(200, self.height())

    def _fit(self) -> None:
        lines = int(self.document().size().height())
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > _MOST_LINES else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        shown = min(max(lines, 2), _MOST_LINES)
        self.setFixedHeight(shown * self.fontMetrics().lineSpacing() + 22)


class ChoiceField(FieldEditor):
    """One of a few values; a blank first choice where none may be."""

    def __init__(self, choices: Sequence[Choice], *, has_blank: bool, blank: str = "—") -> None:
        self.box = ChoiceBox()
        super().__init__(self.box, FieldKind.WORD)
        self.choices: list[Choice] = [(None, blank)] if has_blank else []
        self.choices.extend(choices)
        for _value, words in self.choices:
            self.box.addItem(words)
        self.box.setCurrentIndex(0 if has_blank else -1)
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(6)
        self.box.activated.connect(self._on_activated)

    def replace_choices(self, choices: Sequence[Choice], words: str | None = None) -> None:
        """Offer other values, behind the blank one if there is one (by other `words`); none of them is chosen."""
        blank: list[Choice] = [(None, words or before) for value, before in self.choices[:1] if value is None]
        self.choices = [*blank, *choices]
        self.box.clear()
        self.box.addItems([words for _value, words in self.choices])
        self.box.setCurrentIndex(0 if blank else -1)

    def entry(self) -> object:
        """The value chosen."""
        index = self.box.currentIndex()
        return self.choices[index][0] if index >= 0 else None

    def set_entry(self, value: object) -> None:
        """Choose a value; one that is not among the choices is added, so that it is never lost."""
        values = [choice for choice, _words in self.choices]
        if value is not None and value not in values:
            self.choices.append((value, write_entry(self.kind, value)))
            self.box.addItem(write_entry(self.kind, value))
            values.append(value)
        self.box.setCurrentIndex(values.index(value) if value in values else -1)

    def _on_activated(self, _index: int) -> None:
        self.edited.emit()
        if not self.box.is_stepping:
            self.chosen.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the page, not change the value; undo gives back what keys chose."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        if isinstance(event, QKeyEvent) and self._claims(event):
            if event.type() == QEvent.Type.KeyPress and event.matches(QKeySequence.StandardKey.Undo):
                self.box.has_typing = False
                self.give_back()
                self.edited.emit()
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _claims(self, event: QKeyEvent) -> bool:
        """Whether undo or redo was pressed over keys typed here, though they may have chosen nothing."""
        is_ours = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        return is_ours and (self.is_dirty or self.box.has_typing)


class ChecksField(FieldEditor):
    """Several of a few values, as boxes to tick."""

    def __init__(self, words: type[StrEnum]) -> None:
        holder = QWidget()
        super().__init__(holder, FieldKind.WORDS)
        layout = FlowLayout(holder, spacing=12)
        self.boxes: dict[StrEnum, TickBox] = {}
        for word in words:
            box = TickBox(word_of(word))
            box.clicked.connect(lambda _checked: self._on_clicked())
            box.installEventFilter(self)
            layout.addWidget(box)
            self.boxes[word] = box
        holder.setFocusProxy(next(iter(self.boxes.values())))

    def watched(self) -> tuple[QWidget, ...]:
        """The boxes."""
        return tuple(self.boxes.values())

    def entry(self) -> object:
        """The values ticked, in the order of the set."""
        return tuple(word for word, box in self.boxes.items() if box.isChecked())

    def set_entry(self, value: object) -> None:
        """Tick these values."""
        chosen = tuple(value) if isinstance(value, Sequence) else ()
        for word, box in self.boxes.items():
            box.setChecked(word in chosen)

    def _on_clicked(self) -> None:
        self.edited.emit()
        self.chosen.emit()
