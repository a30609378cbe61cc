"""Setting, changing and removing the password of the open desk, as a page in place of its pages."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from channeladmin.desk.password import CopyState, EarlierCopies, list_earlier_copies
from ui.kit.buttons import make_button
from ui.kit.dropped_files import leave_files
from ui.kit.text import make_label

WIDTH = 420
_WARNING = (
    "It is stored nowhere, and nobody can bring it back: whoever forgets it has lost the desk and its encrypted "
    "backups. From then on the file and its backups are encrypted."
)


class PasswordSetting(QWidget):
    """The new password twice, what becomes of earlier copies, and (where there is one) taking it away."""

    chosen = Signal(object, object)
    """The new password (None: none any more) and an EarlierCopies."""
    left = Signal()

    def __init__(self, path: Path, *, has_password: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first, self.second = _make_entry("New password"), _make_entry("Once more")
        self.error = make_label("", "error", wraps=True)
        self.choices = {
            EarlierCopies.ENCRYPT: QRadioButton("Encrypt them with the new password"),
            EarlierCopies.DELETE: QRadioButton("Delete them"),
        }
        self.choices[EarlierCopies.ENCRYPT].setChecked(True)
        group = QButtonGroup(self)
        for button in self.choices.values():
            group.addButton(button)
        self.ok = make_button(
            "Change the password" if has_password else "Set the password", self._on_given, role="primary"
        )
        self.remove = make_button("Remove the password", lambda: self.chosen.emit(None, EarlierCopies.ENCRYPT))
        self._lay_out(path)
        self.remove.setVisible(has_password)
        self.setFocusProxy(self.first)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self._on_given)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the desk."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, path: Path) -> None:
        column = QWidget()
        column.setFixedWidth(WIDTH)
        lines = QVBoxLayout(column)
        lines.setSpacing(8)
        heading = make_label(f"A password for “{path.name}”", "heading", wraps=True)
        widgets: list[QWidget] = [heading, make_label(_WARNING, "muted", wraps=True)]
        widgets += [make_label("New password", "small"), self.first, make_label("Once more", "small"), self.second]
        plain = [copy for copy in list_earlier_copies(path) if copy.state is not CopyState.ENCRYPTED]
        if plain:
            count = f"{len(plain)} earlier cop{'y' if len(plain) == 1 else 'ies'} beside it can be read by anybody:"
            widgets += [make_label(count, "small", wraps=True), *self.choices.values()]
        widgets += [self.error, self.ok, self.remove, make_button("Leave it as it is", self.left.emit)]
        for widget in widgets:
            lines.addWidget(widget)
        # Between two stretches, not aligned: aligned, the sentences that wrap would be cut.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(column)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(middle)
        layout.addStretch(3)

    def _on_given(self) -> None:
        if not self.first.text():
            self._refuse("Type a password; an empty one is none.")
        elif self.first.text() != self.second.text():
            self._refuse("The two are not the same. Type them again.")
        else:
            earlier = next(choice for choice, button in self.choices.items() if button.isChecked())
            self.chosen.emit(self.first.text(), earlier)

    def _refuse(self, sentence: str) -> None:
        self.error.setText(sentence)
        for entry in (self.second, self.first):
            entry.clear()
        self.first.setFocus()


def _make_entry(name: str) -> QLineEdit:
    entry = QLineEdit()
    leave_files(entry)
    entry.setEchoMode(QLineEdit.EchoMode.Password)
    entry.setAccessibleName(name)
    return entry
