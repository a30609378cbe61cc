"""Light or dark, as the system says or as chosen: one place that gives the application its style, palette and font."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from importlib.resources import files

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

from ui.kit.stylesheet import build_stylesheet
from ui.kit.tones import DARK, LIGHT, Tones, build_palette, tones_of

__all__ = ["Scheme", "Theme", "Tones", "tones_of"]

FONT_PIXELS = 13


class Scheme(StrEnum):
    """What the user chose in View > Theme."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Dresses the application and follows the system while nothing else is chosen."""

    changed = Signal(object)
    """The Tones now in use."""

    def __init__(self, app: QApplication, scheme: Scheme = Scheme.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._scheme = scheme
        app.setStyle("Fusion")
        app.setFont(_load_font())
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self._apply()

    @property
    def scheme(self) -> Scheme:
        """The choice in force."""
        return self._scheme

    @property
    def tones(self) -> Tones:
        """The colours in force."""
        if self._scheme is Scheme.SYSTEM:
            return DARK if self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._scheme is Scheme.DARK else LIGHT

    def use(self, scheme: Scheme) -> None:
        """Choose a scheme; every open window changes at once."""
        self._scheme = scheme
        self._apply()

    def _on_system_changed(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        tones = self.tones
        self._app.setPalette(build_palette(tones))
        self._app.setStyleSheet(build_stylesheet(tones))
        self.changed.emit(tones)


@cache
def _load_font() -> QFont:
    """Inter as it ships with the program, else the system's own."""
    folder = files("resources") / "fonts"
    families: list[str] = []
    if folder.is_dir():
        for entry in sorted(folder.iterdir(), key=lambda each: each.name):
            if entry.name.startswith("Inter") and entry.name.endswith(".ttf"):
                number = QFontDatabase.addApplicationFontFromData(entry.read_bytes())
                families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font = QFont(families[0]) if families else QFont(QFontInfo(system).family())
    font.setPixelSize(FONT_PIXELS)
    return font
