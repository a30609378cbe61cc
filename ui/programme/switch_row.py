"""One reading of a programme: its sentence, the choice that stands, and what another choice would change."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from channeladmin.desk.switches import SwitchView
from ui.kit.buttons import make_button
from ui.kit.fields import ChoiceField
from ui.kit.flow import FlowLayout
from ui.kit.text import make_label, restyle
from ui.kit.tips import plain_tip

CHOICE_WIDTH = 264
_NOT_LEFT = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SwitchRow(QWidget):
    """A choice counts when it is picked, on Enter, or when the box is left; Esc gives back the one that stands."""

    chosen = Signal(object)
    """The choice to decide."""
    asked = Signal(object)
    """The choice of which it is asked what it would change."""

    def __init__(self, view: SwitchView, *, has_questions: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self._has_questions = has_questions
        self._handed_on: int | None = None
        # By number: True and 1 are one to Python, and two to a programme file.
        self.editor = ChoiceField(list(enumerate(view.words)), has_blank=False)
        self.box = self.editor.box
        self.standard = make_label("", "small", wraps=True)
        self.error = make_label("", "error", wraps=True)
        self._questions = QWidget()
        self._question_row = FlowLayout(self._questions, spacing=8)
        self._lay_out()
        self.box.installEventFilter(self)
        self.editor.chosen.connect(self._hand_on)
        self.editor.edited.connect(lambda: self._show_error(""))
        self.editor.start(self._number(view))
        self._show()

    def bind(self, view: SwitchView) -> None:
        """Show how it stands now; a choice that was looked at and not decided stays to be seen."""
        self._handed_on = None
        self.editor.set_base(self._number(view))
        if view != self.view:
            self.view = view
            self._show_error("")
            self._show()

    def refuse(self, sentence: str) -> None:
        """Show what stands again, and why the choice was not taken."""
        self._handed_on = None
        self.editor.give_back()
        self._show_error(sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and leaving the box decide, Esc gives back."""
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut and event.reason() not in _NOT_LEFT:
            self._hand_on()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            if event.key() in _ENTER:
                self._hand_on()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.editor.give_back()
                self._show_error("")
                return True
        return super().eventFilter(watched, event)

    def _hand_on(self) -> None:
        number = self.editor.entry()
        if isinstance(number, int) and self.editor.is_dirty and number != self._handed_on:
            self._handed_on = number
            self.chosen.emit(self.view.choices[number])

    def _on_asked(self, number: int) -> None:
        self.asked.emit(self.view.choices[number])

    def _show(self) -> None:
        view = self.view
        self.standard.setText(
            "" if view.is_default else f"Decided otherwise; the file has “{view.word(view.default)}”."
        )
        self.standard.setVisible(not view.is_default)
        while (item := self._question_row.takeAt(0)) is not None:
            button = item.widget()
            if button is not None:
                button.hide()
                button.deleteLater()
        others = [number for number in range(len(view.choices)) if number != self._number(view)]
        for number in others if self._has_questions else ():
            question = f"What would “{view.words[number]}” change?"
            name = f"{view.label}: {question}"
            self._question_row.addWidget(make_button(question, partial(self._on_asked, number), role="link", name=name))
        self._questions.setVisible(self._has_questions)

    def _show_error(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.box.setProperty("wrong", bool(sentence))
        self.box.setAccessibleDescription(sentence or self.view.reading)
        restyle(self.box)

    def _number(self, view: SwitchView) -> int:
        return view.words.index(view.word(view.value))

    def _lay_out(self) -> None:
        label = make_label(self.view.label, "strong", wraps=True)
        reading = make_label(self.view.reading, "muted", wraps=True)
        reading.setToolTip(plain_tip(f"Line {self.view.line} of the programme page" if self.view.line else ""))
        label.setBuddy(self.box)
        self.box.setAccessibleName(self.view.label)
        left = QVBoxLayout()
        left.setSpacing(4)
        for widget in (label, reading, self._questions):
            left.addWidget(widget)
        left.addStretch(1)
        side = QWidget()
        side.setFixedWidth(CHOICE_WIDTH)
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(4)
        for widget in (self.box, self.standard, self.error):
            right.addWidget(widget)
        right.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(24)
        layout.addLayout(left, 1)
        layout.addWidget(side)
        self._show_error("")
