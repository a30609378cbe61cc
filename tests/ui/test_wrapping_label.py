"""Labels that wrap: every line inside the label, broken words, and an ellipsis where the lines end."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.text import make_label
from ui.kit.theme import Theme


def show(qtbot: QtBot, label: QLabel, width: int) -> QWidget:
    """In a holder that has to be kept."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(20, 0, 20, 0)
    layout.addWidget(label)
    layout.addStretch(1)
    qtbot.addWidget(holder)
    holder.resize(width + 40, 400)
    holder.show()
    qtbot.waitExposed(holder)
    return holder


def has_ink(image: QImage, left: int, right: int) -> bool:
    ground = image.pixelColor(0, 0)
    return any(
        image.pixelColor(x, y) != ground for x in range(left, min(right, image.width())) for y in range(image.height())
    )


def test_a_word_longer_than_a_line_is_broken(qtbot: QtBot, theme: Theme) -> None:
    label = make_label("M" * 60, wraps=True)
    _holder = show(qtbot, label, 200)
    step = label.fontMetrics().lineSpacing()
    assert label.height() == step * -(-60 // (200 // label.fontMetrics().horizontalAdvance("M")))
    image = label.grab().toImage()
    assert has_ink(image, 0, 100)
    assert image.height() > 3 * step


def test_words_stay_whole_where_they_can(qtbot: QtBot, theme: Theme) -> None:
    label = make_label("Rechtsschutzversicherungen gelten", wraps=True)
    width = label.fontMetrics().horizontalAdvance("Rechtsschutzversicherungen") + 4
    _holder = show(qtbot, label, width)
    assert label.height() == 2 * label.fontMetrics().lineSpacing()


def test_what_has_no_room_ends_in_an_ellipsis_and_is_read_as_a_tip(qtbot: QtBot, theme: Theme) -> None:
    text = "🎈 Łukasz & Söhne " * 40
    label = make_label(text, "title", most_lines=2)
    _holder = show(qtbot, label, 300)
    assert label.text() == text
    assert label.toolTip() == text
    assert label.height() == 2 * label.fontMetrics().lineSpacing()
    short = make_label("Acme", "title", most_lines=2)
    _other = show(qtbot, short, 300)
    assert short.height() == short.fontMetrics().lineSpacing()


@pytest.mark.parametrize("role", ["note", "warning"])
def test_a_padded_label_has_room_for_its_lines(qtbot: QtBot, theme: Theme, role: str) -> None:
    label = make_label("One sentence that goes on over more than a line of this label.", role, wraps=True)
    _holder = show(qtbot, label, 200)
    lines = (label.height() - 2 * label.contentsRect().top()) / label.fontMetrics().lineSpacing()
    assert lines >= 2
    assert lines == int(lines)
    assert label.contentsRect().left() > 0
    assert label.grab().toImage().pixelColor(100, 1) != QColor(theme.tones.canvas)


def test_it_grows_with_its_text(qtbot: QtBot, theme: Theme) -> None:
    label = make_label("Short", wraps=True)
    _holder = show(qtbot, label, 120)
    before = label.height()
    label.setText("A sentence that needs more than one line here.")
    qtbot.waitUntil(lambda: label.height() >= 2 * before)
    label.clear()
    qtbot.waitUntil(lambda: label.height() == before)
