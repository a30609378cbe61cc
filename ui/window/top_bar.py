"""The bar under the menus: the search, the programme edition in use, and the day that is looked at."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from ui.kit.dropped_files import leave_files
from ui.kit.icons import load_icon
from ui.kit.text import keep_ampersands
from ui.kit.tones import tones_of
from ui.window.as_of import AsOfButton

_PAUSE_MS = 120


class TopBar(QWidget):
    """Search, programme and day; empty of both until a desk is open."""

    searched = Signal(str)
    """The text to filter by, a moment after the last letter."""
    search_left = Signal()
    """Enter or Down in the search: the keyboard goes to the list."""

    def __init__(self, programme: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = QLineEdit()
        self.search.setProperty("role", "search")
        self.search.setPlaceholderText("Search partners…   Ctrl+F")
        self.search.setAccessibleName("Search partners")
        self.search.setClearButtonEnabled(True)
        leave_files(self.search)
        self.search.setMinimumWidth(180)
        self.search.setMaximumWidth(420)
        self.search.installEventFilter(self)
        self._glass = QAction(self)
        self.search.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.programme = QToolButton()
        self.programme.setProperty("role", "chip")
        self.programme.setMenu(programme)
        self.programme.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.as_of = AsOfButton()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setSpacing(12)
        layout.addWidget(self.search, 3)
        layout.addStretch(1)
        layout.addWidget(self.programme)
        layout.addWidget(self.as_of)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.searched.emit(self.search.text()))
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.set_programme("")
        self._draw_glass()

    def set_programme(self, edition_id: str) -> None:
        """Show the edition in use; none hides it."""
        self.programme.setText(keep_ampersands(f"Programme {edition_id} ▾"))
        self.programme.setAccessibleName(f"Programme edition {edition_id}")
        self.programme.setVisible(bool(edition_id))
        self.as_of.setVisible(bool(edition_id))

    def focus_search(self, added: str = "") -> None:
        """Put the keyboard in the search; with letters typed elsewhere, go on after what stands there."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if added:
            self.search.setText(self.search.text() + added)
        else:
            self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc empties the search, Enter and Down go to the list at once."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                if self._pause.isActive():
                    self._pause.stop()
                    self.searched.emit(self.search.text())
                self.search_left.emit()
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the magnifying glass again in the colours of the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_glass"):
            self._draw_glass()

    def _draw_glass(self) -> None:
        self._glass.setIcon(load_icon("search", QColor(tones_of(self.palette()).muted), size=16))
