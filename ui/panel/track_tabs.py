"""The tracks of the edition in use as tabs, each with its verdict as a pill."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from channeladmin.desk.values import TrackKey
from ui.kit.chips import Pill, Tone, paint_pill, pill_size
from ui.kit.flow import FlowLayout
from ui.kit.tones import tones_of

_HEIGHT = 38
_SIDE = 10


class TrackTab(QAbstractButton):
    """A name, a pill, and a line below while it is chosen."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._pill = Pill("", Tone.NEUTRAL)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def pill(self) -> Pill:
        """The verdict shown."""
        return self._pill

    def set_pill(self, pill: Pill) -> None:
        """Show another verdict."""
        self._pill = pill
        self.setAccessibleName(f"{self._name}: {pill.text}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the name in bold and the pill."""
        name = self._bold_metrics_width()
        return QSize(2 * _SIDE + name + 8 + pill_size(self._pill, self.font()).width(), _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows are for the tabs as a whole."""
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Name, pill, line; a frame with the keyboard's focus."""
        del event
        tones = tones_of(self.palette())
        painter = QPainter(self)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(tones.text if self.isChecked() or self.underMouse() else tones.muted))
        width = self._bold_metrics_width()
        painter.drawText(QRect(_SIDE, 0, width, _HEIGHT), int(Qt.AlignmentFlag.AlignVCenter), self._name)
        place = QRect(_SIDE + width + 8, 0, self.width() - width - 8 - _SIDE, _HEIGHT)
        paint_pill(painter, place, self._pill, tones, self.font())
        if self.isChecked():
            painter.fillRect(0, _HEIGHT - 2, self.width(), 2, QColor(tones.accent))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tones.accent), 1.5))
            painter.drawRoundedRect(self.rect().adjusted(2, 4, -2, -6), 5, 5)

    def _bold_metrics_width(self) -> int:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return QFontMetrics(font).horizontalAdvance(self._name) + 2


class TrackTabs(QWidget):
    """Exclusive tabs; Left and Right move between them."""

    chosen = Signal(object)
    """The TrackKey of the tab that was clicked or keyed to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panelTabs")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs: dict[TrackKey, TrackTab] = {}
        self._labels: dict[TrackKey, str] = {}
        self._group = QButtonGroup(self)
        # In a narrow panel the last ones stand in a second line.
        self._row = FlowLayout(self, spacing=4)
        self._row.setContentsMargins(8, 0, 8, 0)

    def show_tracks(self, labels: Mapping[TrackKey, str]) -> None:
        """Have a tab for each track, in this order; those that are there for the same tracks stay."""
        if list(labels.items()) == list(self._labels.items()):
            return
        for tab in self.tabs.values():
            self._group.removeButton(tab)
            self._row.removeWidget(tab)
            tab.hide()
            tab.deleteLater()
        self._labels = dict(labels)
        self.tabs = {track: TrackTab(label) for track, label in labels.items()}
        for track, tab in self.tabs.items():
            self._group.addButton(tab)
            self._row.addWidget(tab)
            tab.clicked.connect(lambda _on, track=track: self.chosen.emit(track))

    def choose(self, track: TrackKey) -> None:
        """Show a tab as chosen."""
        self.tabs[track].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys choose the neighbour."""
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            order = list(self.tabs)
            now = next((number for number, track in enumerate(order) if self.tabs[track].isChecked()), 0)
            track = order[(now + (1 if event.key() == Qt.Key.Key_Right else -1)) % len(order)]
            self.tabs[track].setFocus()
            self.tabs[track].click()
            return
        super().keyPressEvent(event)
