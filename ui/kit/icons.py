"""The icons (Lucide, resources/icons), drawn in the colour of the text beside them and redrawn when that changes."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from ui.kit.tones import tones_of

SIZE = 18
GAP = 6
_SCALES = (1.0, 2.0, 3.0)


@cache
def _read(name: str) -> bytes:
    return (files("resources") / "icons" / f"{name}.svg").read_bytes()


def render_icon(name: str, color: QColor, *, size: int = SIZE, scale: float = 1.0, gap: int = 0) -> QPixmap:
    """One icon in one colour; `size` in logical pixels, `scale` the device pixel ratio, `gap` empty pixels after it."""
    svg = _read(name).replace(b"currentColor", color.name().encode())
    pixmap = QPixmap(QSize(round((size + gap) * scale), round(size * scale)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, size * scale, size * scale))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap


def load_icon(name: str, color: QColor, *, checked: QColor | None = None, size: int = SIZE, gap: int = 0) -> QIcon:
    """An icon at the usual scales; `checked` is its colour while its button is checked."""
    return _load(name, color.name(), checked.name() if checked is not None else None, size, gap)


@lru_cache(maxsize=256)
def _load(name: str, color_name: str, checked_name: str | None, size: int, gap: int) -> QIcon:
    """Drawn once: a partner page has dozens of the same."""
    color, checked = QColor(color_name), QColor(checked_name) if checked_name else None
    icon = QIcon()
    for scale in _SCALES:
        icon.addPixmap(render_icon(name, color, size=size, scale=scale, gap=gap))
        if checked is not None:
            icon.addPixmap(
                render_icon(name, checked, size=size, scale=scale, gap=gap), QIcon.Mode.Normal, QIcon.State.On
            )
    return icon


def bind_icon(button: QAbstractButton, name: str) -> None:
    """Give a button an icon that follows the theme."""
    _IconKeeper(button, name)


class IconLabel(QLabel):
    """An icon on its own, in the accent colour."""

    def __init__(self, name: str, *, size: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._size = size
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        color = QColor(tones_of(self.palette()).accent)
        self.setPixmap(render_icon(self._name, color, size=self._size, scale=self.devicePixelRatioF()))


class _IconKeeper(QObject):
    """Lives with its button and draws the icon again when the palette changes."""

    def __init__(self, button: QAbstractButton, name: str) -> None:
        super().__init__(button)
        self._button = button
        self._name = name
        self._drawn: str | None = None
        # A style sheet leaves no room between icon and text.
        self._gap = GAP if button.text() else 0
        button.setIconSize(QSize(SIZE + self._gap, SIZE))
        button.installEventFilter(self)
        self._draw()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the palette, and the role that may be set after the icon."""
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.Polish}:
            self._draw()
        return super().eventFilter(watched, event)

    def _draw(self) -> None:
        # Not the button's own palette: a style sheet with a clear ground makes that one look dark.
        tones = tones_of(QApplication.palette())
        role = self._button.property("role")
        quiet = {"rail": tones.muted, "primary": tones.on_accent, "link": tones.accent, "quiet": tones.muted}
        color = quiet.get(str(role), tones.text)
        if color != self._drawn:
            self._drawn = color
            self._button.setIcon(load_icon(self._name, QColor(color), checked=QColor(tones.accent), gap=self._gap))
