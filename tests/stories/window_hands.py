"""What a person at the window can do with mouse and keys, and what they read on the evaluation panel."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from channeladmin.desk.values import TrackKey
from ui.kit.chips import Tone
from ui.kit.form import RecordForm
from ui.panel.slots import SlotLine
from ui.window.main_window import MainWindow
from ui.window.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
_LEFT = Qt.MouseButton.LeftButton


class Hands:
    """Clicks and keys go where the keyboard is or the mouse points; nothing else drives the window."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window

    @property
    def space(self) -> Workspace:
        """The pages of the open desk."""
        assert self.window.workspace is not None
        return self.window.workspace

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(self._focus(), key, keys)

    def type(self, text: str) -> None:
        """Type where the keyboard is."""
        QTest.keyClicks(self._focus(), text)

    def click(self, widget: QWidget) -> None:
        """Click the middle of what can be seen and used."""
        assert widget.isVisible()
        assert widget.isEnabled()
        QTest.mouseClick(widget, _LEFT)

    def click_text(self, text: str) -> None:
        """Click the button with a text."""

        def find() -> list[QAbstractButton]:
            buttons = self.space.findChildren(QAbstractButton)
            return [button for button in buttons if button.text() == text and button.isVisible()]

        self.qtbot.waitUntil(lambda: len(find()) == 1)
        self.click(find()[0])

    def open_tab(self, title: str) -> None:
        """Click a tab of the partner page."""
        page = self.space.partner
        at = list(page.tabs).index(title)
        QTest.mouseClick(page.bar, _LEFT, pos=page.bar.tabRect(at).center())
        assert page.tabs[title].isVisible()

    def fill(self, form: RecordForm, name: str, text: str) -> None:
        """Click into a field, type over what stands there, and leave it with Tab."""
        widget = form.editor(name).widget
        assert widget.isVisible()
        if isinstance(widget, QComboBox):
            # A click would open its list; letters choose in it as well.
            widget.setFocus()
        else:
            self.click(widget)
            self.press(Qt.Key.Key_A, CTRL)
        assert self._focus() is widget
        self.type(text)
        self.press(Qt.Key.Key_Tab)
        assert form.error_text(name) == ""

    def fill_cell(self, view: QTableView, row: int, column: int, text: str) -> None:
        """Click a cell, type over it, and press Enter."""
        index = view.model().index(row, column)
        view.scrollTo(index)
        QTest.mouseClick(view.viewport(), _LEFT, pos=view.visualRect(index).center())
        if self._focus() is view:
            # The first key opens the editor, as it does for a person.
            self.type(text[0])
            text = text[1:]
        editor = self._focus()
        assert editor is not view
        assert view.isAncestorOf(editor)
        self.type(text)
        # A letter chooses in a list, and that ends the editing.
        if self._focus() is editor:
            self.press(Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: view.state() != QAbstractItemView.State.EditingState)

    def answer_file(self, path: Path) -> None:
        """Type a file's name into the dialog that stands open, and press Enter."""
        (dialog,) = (each for each in self.window.findChildren(QFileDialog) if each.isVisible())
        self._type_path(dialog, "fileNameEdit", path)
        self.press(Qt.Key.Key_Return)
        assert dialog.result() == QDialog.DialogCode.Accepted
        self._activate(self.window)

    def answer_print(self, path: Path) -> None:
        """Choose printing to a file in the print dialog, name the file, and click Print."""
        (dialog,) = (each for each in self.window.findChildren(QPrintDialog) if each.isVisible())
        printers = dialog.findChild(QComboBox, "printers")
        assert printers is not None
        printers.setCurrentText("Print to File (PDF)")
        self._type_path(dialog, "filename", path)
        (button,) = (each for each in dialog.findChildren(QPushButton) if each.text() == "&Print")
        QTest.mouseClick(button, _LEFT)
        assert dialog.result() == QDialog.DialogCode.Accepted
        self._activate(self.window)

    def track(self, track: TrackKey) -> tuple[str, bool]:
        """The pill of a track on the panel, and whether it says met."""
        pill = self.space.panel.tabs.tabs[track].pill
        return pill.text, pill.tone is Tone.MET

    def choose_track(self, track: TrackKey) -> None:
        """Click a track on the panel."""
        self.click(self.space.panel.tabs.tabs[track])

    def row(self, key: str) -> str:
        """The pill of a requirement on the panel."""
        pill = self.space.panel.blocks[key].pill.pill
        assert (pill.tone is Tone.MET) is (key not in self.open_rows())
        return pill.text

    def open_rows(self) -> list[str]:
        """The requirements on the panel that are not met."""
        return [key for key, block in self.space.panel.blocks.items() if block.pill.pill.tone is not Tone.MET]

    def lines(self, key: str) -> list[str]:
        """Every text under a requirement on the panel."""
        block = self.space.panel.blocks[key]
        sides = [line.side for line in block.findChildren(SlotLine) if line.side]
        return [label.text() for label in block.findChildren(QLabel)] + sides

    def _activate(self, widget: QWidget) -> None:
        """Without a window manager nobody else gives a dialog the keyboard, or the window after it."""
        widget.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is widget)

    def _type_path(self, dialog: QDialog, name: str, path: Path) -> None:
        line = dialog.findChild(QLineEdit, name)
        assert line is not None
        self._activate(dialog)
        line.setFocus()
        assert self._focus() is line
        self.press(Qt.Key.Key_A, CTRL)
        self.type(str(path))

    def _focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        return widget if widget is not None else self.window
