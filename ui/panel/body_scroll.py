"""Where the panel shows a verdict: another one takes its place, while a form and the keyboard stay where they were."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.panel.requirement_block import RequirementBlock
from ui.panel.scrolled_column import ScrolledColumn
from ui.panel.verdict_body import VerdictBody


class BodyScroll(QScrollArea):
    """Scrolls `above` and the body under it; `form` is what may be open in a row of the body."""

    def __init__(self, above: QWidget, form: QWidget) -> None:
        super().__init__()
        self.body: VerdictBody | None = None
        self._form = form
        form.hide()
        content = ScrolledColumn()
        self._content = QVBoxLayout(content)
        self._content.setContentsMargins(0, 0, 0, 0)
        self._content.setSpacing(0)
        self._content.addWidget(above)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Requirements")

    @property
    def blocks(self) -> dict[str, RequirementBlock]:
        """The rows shown, parts of others too, by key."""
        return {} if self.body is None else self.body.blocks

    def scroll_up(self) -> None:
        """Back to the first line."""
        self.verticalScrollBar().setValue(0)

    def show_body(self, body: VerdictBody | None, form_row: str | None) -> None:
        """Show another body, scrolled as the one before; the form opens in a row, or nowhere.

        The keyboard stays in the form, or on the button that is called as the one where it was.
        """
        scrolled = self.verticalScrollBar().value()
        held = self.window().focusWidget()
        in_form = held is not None and self._form.isAncestorOf(held)
        in_body = held is not None and self.body is not None and self.body.isAncestorOf(held)
        self._form.setParent(self)
        self._form.hide()
        if self.body is not None:
            self._content.removeWidget(self.body)
            self.body.hide()
            self.body.deleteLater()
        self.body = body
        if body is not None:
            self._content.addWidget(body, 1)
            body.show()
        self.open_form(form_row)
        if held is not None and in_form:
            if self._form.isVisible():
                held.setFocus()
        elif held is not None and in_body:
            self._find_button(held.accessibleName()).setFocus()
        self.verticalScrollBar().setValue(scrolled)

    def open_form(self, row: str | None) -> None:
        """Open the form in a row; nothing where there is no such row."""
        block = None if row is None else self.blocks.get(row)
        if block is not None:
            block.put_form(self._form)
            self._form.show()

    def show_in_sight(self, widget: QWidget) -> None:
        """Scroll to it, as soon as the page is laid out: before, there is no place to scroll to."""
        QTimer.singleShot(0, widget, lambda: self.ensureWidgetVisible(widget))

    def focus_row(self, row: str) -> None:
        """Put the keyboard on what can be done about a row now."""
        block = self.blocks.get(row)
        if block is not None and block.buttons:
            block.buttons[0].setFocus()

    def _find_button(self, name: str) -> QWidget:
        """The button of the body that is called so; where it is gone, what scrolls."""
        buttons = [] if self.body is None else self.body.findChildren(QPushButton)
        return next((button for button in buttons if button.accessibleName() == name), self)
