"""The style sheet over Qt's Fusion style: an 8 px grid, one accent colour, a focus that is always seen.

Roles are dynamic properties (`role`) that `ui.kit.text` and `ui.kit.buttons` set.
"""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from ui.kit.tones import Tones

_RULES = Template(
    """
QMainWindow, QDialog { background: $canvas; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QToolTip { background: $surface; color: $text; border: 1px solid $line; padding: 6px 8px; }

QLabel[role="title"] { font-size: 20px; font-weight: 600; }
QLabel[role="heading"] { font-size: 16px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: 12px; }
QLabel[role="error"] { color: $unmet; font-size: 12px; }
QLabel[role="lapse"] { color: $unmet; }
QLabel[role="needed"] { color: $review; }
QLabel[role="note"] { background: $accent_soft; border-radius: 8px; padding: 10px 12px; }
QLabel[role="trying"] { color: $review; font-weight: 600; }
QLabel[role="warning"] { background: $review_soft; color: $review; border-radius: 8px; padding: 8px 12px; }

QPushButton, QToolButton[role="menu"] {
    background: $surface; color: $text; border: 1px solid $line; border-radius: 6px;
    padding: 6px 14px; min-height: 18px;
}
QPushButton:hover, QToolButton[role="menu"]:hover { background: $hover; }
QPushButton:pressed { background: $accent_soft; }
QPushButton:disabled { color: $faint; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 5px 13px; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton[role="primary"]:hover { background: $accent_hover; }
QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled { background: $neutral_soft; color: $faint; border: 1px solid $line; }
QPushButton[role="danger"] { color: $unmet; }
QPushButton[role="link"] {
    background: transparent; border: 1px solid transparent; color: $accent; padding: 2px 4px; text-align: left;
}
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: 1px solid $accent; border-radius: 4px; padding: 2px 4px; }
QPushButton[role="link"]:disabled { color: $faint; }
QPushButton[role="quiet"] {
    background: transparent; border: 1px solid transparent; border-radius: 4px; color: $muted; font-size: 12px;
    padding: 0 1px; min-height: 16px; max-height: 18px;
}
QPushButton[role="quiet"]:hover { color: $accent; text-decoration: underline; }
QPushButton[role="quiet"]:focus { border: 1px solid $accent; color: $accent; }
QPushButton[role="chip"], QToolButton[role="chip"] {
    background: $surface; color: $text; border: 1px solid $line; border-radius: 13px;
    padding: 3px 12px; min-height: 18px;
}
QPushButton[role="chip"]:hover, QToolButton[role="chip"]:hover { background: $hover; }
QPushButton[role="chip"]:disabled { color: $faint; }
QPushButton[role="chip"]:focus, QToolButton[role="chip"]:focus {
    border: 2px solid $accent; padding: 2px 11px;
}
QPushButton[role="chip"]:checked, QPushButton[role="chip"][chosen="true"], QToolButton[role="chip"][chosen="true"] {
    background: $accent_soft; color: $accent; border-color: $accent;
}
QPushButton[role="chip"]::menu-indicator, QToolButton[role="chip"]::menu-indicator { image: none; width: 0; }
QPushButton[role="rail"] {
    background: transparent; border: 1px solid transparent; border-radius: 6px; color: $muted;
    text-align: left; padding: 8px 10px; min-height: 18px;
}
QPushButton[role="rail"]:hover { background: $hover; }
QPushButton[role="rail"]:checked { background: $accent_soft; color: $accent; font-weight: 600; }
QPushButton[role="rail"]:focus { border: 2px solid $accent; padding: 7px 9px; }
QPushButton[role="door"] {
    background: $surface; border: 1px solid $line; border-radius: 10px; padding: 16px; text-align: left;
}
QPushButton[role="door"]:hover { border-color: $accent; background: $surface; }
QPushButton[role="door"]:focus { border: 2px solid $accent; padding: 15px; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDateEdit, QComboBox {
    background: $surface; color: $text; border: 1px solid $line; border-radius: 6px; padding: 5px 8px; min-height: 18px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDateEdit:focus, QComboBox:focus {
    border: 2px solid $accent; padding: 4px 7px;
}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $faint; background: $canvas; }
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] { background: $canvas; }
QLineEdit[role="search"] { background: $field; padding: 6px 10px; }
QLineEdit[role="search"]:focus { padding: 5px 9px; }
QLineEdit[wrong="true"], QComboBox[wrong="true"], QPlainTextEdit[wrong="true"] { border: 1px solid $unmet; }
QRadioButton { spacing: 8px; padding: 3px 0; }
QRadioButton::indicator {
    width: 12px; height: 12px; border: 2px solid $faint; border-radius: 8px; background: $surface;
}
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent; }
QRadioButton:focus { color: $accent; text-decoration: underline; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: 0; width: 22px; }
QComboBox QAbstractItemView {
    background: $surface; border: 1px solid $line; border-radius: 0; padding: 4px; outline: 0;
    selection-background-color: $accent_soft; selection-color: $text;
}
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 6px; border: 0; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $text; }

QTableView, QTreeView, QListView {
    background: $surface; border: 1px solid $line; border-radius: 8px; gridline-color: $line; outline: 0;
    selection-background-color: $accent_soft; selection-color: $text; alternate-background-color: $surface;
}
QTableView:focus, QTreeView:focus, QListView:focus { border: 1px solid $accent; }
QTableView::item, QTreeView::item, QListView::item { border-bottom: 1px solid $line; padding: 0 6px; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected {
    background: $accent_soft; color: $text;
}
QListView[role="completions"]::item { min-height: 26px; border: 0; }
QListView[role="sentences"]::item { padding: 7px 8px; }
QHeaderView { background: $surface; border: 0; border-top-left-radius: 8px; border-top-right-radius: 8px; }
QHeaderView::section {
    background: $surface; color: $muted; border: 0; border-bottom: 1px solid $line; padding: 7px 9px; font-size: 12px;
}
QHeaderView::section:first { border-top-left-radius: 7px; }
QHeaderView::section:last { border-top-right-radius: 7px; }
QHeaderView::section:hover { color: $text; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QTableCornerButton::section { background: $surface; border: 0; }

QTabWidget::pane { border: 0; border-top: 1px solid $line; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab {
    background: transparent; color: $muted; padding: 8px 12px; border: 0; border-bottom: 2px solid transparent;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; font-weight: 600; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { color: $accent; }

QMenuBar { background: $surface; color: $muted; border-bottom: 1px solid $line; padding: 2px 6px; }
QMenuBar::item { padding: 5px 9px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $hover; color: $text; }
QMenu { background: $surface; color: $text; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 26px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QScrollArea { border: 0; background: transparent; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: $neutral_soft; border: 0; border-radius: 4px; min-height: 8px; max-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QSplitter::handle { background: $line; }
QStatusBar::item { border: 0; }

QWidget#bar, QWidget#rail, QWidget#status, QWidget#panel { background: $surface; }
QWidget#bar, QWidget#panelTabs { border-bottom: 1px solid $line; }
QWidget#rail { border-right: 1px solid $line; }
QWidget#status { border-top: 1px solid $line; }
QWidget#status QPushButton { font-size: 12px; }
QMenuBar QLabel { color: $muted; padding: 0 10px; }
QFrame[role="trying"] { background: $review_soft; border: 0; }
QFrame[role="card"] { background: $surface; border: 1px solid $line; border-radius: 10px; }
QFrame[role="line"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }
"""
)


def build_stylesheet(tones: Tones) -> str:
    """The sheet of one scheme."""
    return _RULES.substitute({name: str(value) for name, value in asdict(tones).items()})
