"""Where the keyboard is while something is worked out, so that it is moved only where it has no place of its own."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget


class KeptKeyboard:
    """Follows a button, which is grey for a while, and the pages that are shown anew."""

    def __init__(self, button: QPushButton, pages: QWidget) -> None:
        self._button, self._pages = button, pages
        self._is_lent = False
        self._borrower: QWidget | None = None
        self._before: QWidget | None = None

    def grey(self) -> None:
        """Disable the button; Qt gives its keyboard to another widget."""
        had_keyboard = self._find() is self._button
        self._button.setEnabled(False)
        if had_keyboard:
            self._is_lent, self._borrower = True, self._find()

    def look(self) -> None:
        """Remember where it is, before something is shown anew."""
        self._before = self._find()

    def is_lost(self, *, is_first: bool) -> bool:
        """Whether it wants a place, after that.

        It was the button's and nobody moved on, or what had it is gone. Of what is shown for the first time
        (`is_first`) it wants one unless it is in the pages.
        """
        is_lent, self._is_lent = self._is_lent and self._find() is self._borrower, False
        is_gone = self._before is None or not self._before.isVisible()
        return is_lent or ((is_first or is_gone) and not self._pages.isAncestorOf(self._find() or self._pages))

    def _find(self) -> QWidget | None:
        return self._button.window().focusWidget()
