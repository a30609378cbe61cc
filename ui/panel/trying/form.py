"""The form in which one change is entered: Ctrl+Enter tries it, Esc gives it up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.buttons import make_button
from ui.kit.field_spec import FieldGroup
from ui.kit.form import RecordForm
from ui.panel.trying.kinds import Kind, Scene


class TriedForm(QWidget):
    """Made anew whenever it opens: who can be chosen in it depends on what is tried already."""

    entered = Signal(object)
    """The validated fields."""
    given_up = Signal()

    def __init__(self, kind: Kind, scene: Scene, values: Mapping[str, Any]) -> None:
        super().__init__()
        self.setAccessibleName(kind.title)
        self.form = RecordForm(
            kind.fields_type,
            (FieldGroup(kind.title, kind.specs(scene)),),
            save=lambda _key, fields: fields,
            saves_on_leave=False,
        )
        self.form.bind_new({**kind.start(scene), **values})
        self.enter = make_button("Try", self.form.submit, role="primary", name=f"Try: {kind.title}")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.enter)
        buttons.addWidget(make_button("Cancel", self.given_up.emit))
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 8)
        layout.setSpacing(8)
        layout.addWidget(self.form)
        layout.addLayout(buttons)
        self.form.saved.connect(self.entered)
        self.form.given_back.connect(self.given_up)
