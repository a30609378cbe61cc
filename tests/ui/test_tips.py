"""What staff wrote, or a file says, is never taken for markup: tips show it as it is."""

from __future__ import annotations

import ast
import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

import ui
from channeladmin.desk.importing import read_source
from ui.kit.record_model import Column, RecordModel
from ui.kit.tips import plain_tip
from ui.kit.wrapping_label import WrappingLabel
from ui.rosters.raw_preview import RawPreview

_MARKUP = '<b>Acme</b> & <img src="x">\n<script>alert(1)</script>'


def _read(tip: str) -> str:
    """What Qt shows for a tip that it takes for markup."""
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


@pytest.mark.parametrize("text", [_MARKUP, "<p>one</p>", "a <br> b", "<i>R&amp;D</i>", "<a href='x'>1 < 2</a>"])
def test_a_tip_shows_what_looks_like_markup_as_it_is(text: str) -> None:
    assert _read(text) != text
    assert _read(plain_tip(text)) == text


def test_plain_words_are_left_alone() -> None:
    assert plain_tip("R&D, 1 < 2 and “Acme”") == "R&D, 1 < 2 and “Acme”"


def test_a_label_that_is_cut_off_tells_the_rest_as_it_is(qtbot: QtBot) -> None:
    label = WrappingLabel(most_lines=1)
    qtbot.addWidget(label)
    label.setText(_MARKUP)
    assert _read(label.toolTip()) == _MARKUP


def test_the_cells_of_a_file_are_shown_as_they_are(tmp_path: Path) -> None:
    source = tmp_path / "roster.csv"
    with source.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("partner", "name"), ("Acme", _MARKUP)])
    model = RawPreview()
    model.show(read_source(source))
    tip = model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert _read(tip) == _MARKUP


def test_the_rows_of_a_list_are_shown_as_they_are() -> None:
    columns: tuple[Column[str], ...] = (Column("name", "Name", lambda row: row),)
    model: RecordModel[str] = RecordModel(columns, find=lambda *_: [1], get=lambda _: {1: _MARKUP}, sort="name")
    model.reload()
    assert model.index(0, 0).data() == _MARKUP
    assert _read(model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)) == _MARKUP


def test_every_tip_that_is_not_a_fixed_text_is_made_plain() -> None:
    assert list(_list_loose()) == []


def _list_loose() -> Iterator[str]:
    folder = Path(str(ui.__file__)).parent
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "setToolTip":
                tip = node.args[-1]
                is_made_plain = (
                    isinstance(tip, ast.Call) and isinstance(tip.func, ast.Name) and tip.func.id == "plain_tip"
                )
                if not isinstance(tip, ast.Constant) and not is_made_plain:
                    yield f"{path.relative_to(folder)}:{node.lineno}"
