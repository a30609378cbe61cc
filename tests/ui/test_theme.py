"""Light and dark: the palette, the contrast of every text on its ground, and the icons that follow."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)
from pytestqt.qtbot import QtBot

import ui
from ui.kit.buttons import make_button
from ui.kit.stylesheet import build_stylesheet
from ui.kit.text import make_label
from ui.kit.theme import Scheme, Theme
from ui.kit.tones import DARK, LIGHT, Tones, tones_of


def _luminance(color: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4

    ink = QColor(color)
    return 0.2126 * linear(ink.redF()) + 0.7152 * linear(ink.greenF()) + 0.0722 * linear(ink.blueF())


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read(tones: Tones) -> None:
    pairs = [(tones.text, ground) for ground in (tones.canvas, tones.surface, tones.accent_soft, tones.field)]
    pairs += [(tones.muted, ground) for ground in (tones.canvas, tones.surface, tones.field, tones.neutral_soft)]
    pairs += [(tones.met, tones.met_soft), (tones.unmet, tones.unmet_soft), (tones.review, tones.review_soft)]
    pairs += [(tones.waived, tones.waived_soft), (tones.waived, tones.surface), (tones.unmet, tones.review_soft)]
    pairs += [(tones.accent, tones.accent_soft), (tones.accent, tones.surface), (tones.on_accent, tones.accent)]
    pairs += [(tones.unmet, tones.surface), (tones.muted, tones.accent_soft)]
    poor = {pair: round(_contrast(*pair), 2) for pair in pairs if _contrast(*pair) < 4.5}
    assert poor == {}


@pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
def test_the_sheet_is_whole(tones: Tones) -> None:
    sheet = build_stylesheet(tones)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_a_scheme_changes_the_open_window(qtbot: QtBot, theme: Theme, qapp: QApplication) -> None:
    label = make_label("Acme")
    button = make_button("Add", lambda: None, icon="plus")
    for widget in (label, button):
        qtbot.addWidget(widget)
        widget.show()
    light_icon = button.icon().pixmap(16, 16).toImage()
    with qtbot.waitSignal(theme.changed):
        theme.use(Scheme.DARK)
    assert tones_of(label.palette()) is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.canvas)
    assert button.icon().pixmap(16, 16).toImage() != light_icon
    theme.use(Scheme.LIGHT)
    assert button.icon().pixmap(16, 16).toImage() == light_icon


def test_text_stands_exactly_as_it_is(qtbot: QtBot, theme: Theme) -> None:
    label = make_label("A&B <Test> </para> GmbH")
    button = make_button("A&B <Test>", lambda: None)
    for widget in (label, button):
        qtbot.addWidget(widget)
    assert label.text() == "A&B <Test> </para> GmbH"
    assert button.text() == "A&&B <Test>"
    assert button.accessibleName() == "A&B <Test>"


def test_every_icon_that_ships_is_used_and_drawn_in_a_given_colour() -> None:
    folder = files("resources") / "icons"
    icons = {each.name[:-4]: each for each in folder.iterdir() if each.name.endswith(".svg")}
    assert icons
    assert all(b"currentColor" in entry.read_bytes() for entry in icons.values())
    assert (folder / "LICENSE").is_file()
    sources = "".join(path.read_text(encoding="utf-8") for path in Path(ui.__file__).parent.rglob("*.py"))
    assert [name for name in icons if f'"{name}"' not in sources] == []


class _DesktopWithIcons(QProxyStyle):
    """What some desktops ask of Qt: an icon on every button of a dialog."""

    def styleHint(  # noqa: N802  # Qt's name
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        if hint is QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons:
            return 1
        return int(super().styleHint(hint, option, widget, returned))


def test_the_buttons_of_dialogs_have_words_only(qtbot: QtBot, theme: Theme) -> None:
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    style = _DesktopWithIcons()
    box.setStyle(style)
    assert style.styleHint(QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons) == 1
    assert box.style().styleHint(QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons, None, box) == 0


def test_enter_presses_a_button_as_a_blank_does(qtbot: QtBot, theme: Theme) -> None:
    pressed: list[None] = []
    button = make_button("Restore", lambda: pressed.append(None))
    qtbot.addWidget(button)
    button.show()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        qtbot.keyClick(button, key)
    assert len(pressed) == 3
    qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(button, held)
    assert len(pressed) == 3
