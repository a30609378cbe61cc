"""The colours of the window, light and dark, each named for what it is used for."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Tones:
    """One scheme; `…_soft` is the ground behind text of the same name (contrast at least 4.5 : 1)."""

    is_dark: bool
    canvas: str
    surface: str
    field: str
    hover: str
    line: str
    text: str
    muted: str
    faint: str
    accent: str
    on_accent: str
    accent_hover: str
    accent_soft: str
    met: str
    met_soft: str
    unmet: str
    unmet_soft: str
    review: str
    review_soft: str
    waived: str
    waived_soft: str
    neutral_soft: str


LIGHT = Tones(
    is_dark=False,
    canvas="#f6f7f9",
    surface="#ffffff",
    field="#f6f7f9",
    hover="#f0f1f5",
    line="#e1e4ea",
    text="#1b1f2a",
    muted="#5d6579",
    faint="#9097a6",
    accent="#5a48d6",
    on_accent="#ffffff",
    accent_hover="#4c3bc4",
    accent_soft="#ecebfb",
    met="#12694a",
    met_soft="#e3f4ed",
    unmet="#b3261e",
    unmet_soft="#fbe7e6",
    review="#7d5200",
    review_soft="#fcf1d9",
    waived="#1d5c94",
    waived_soft="#e3eef8",
    neutral_soft="#eceef2",
)

DARK = Tones(
    is_dark=True,
    canvas="#14171d",
    surface="#1b1f27",
    field="#14171d",
    hover="#232833",
    line="#2c323d",
    text="#e6e8ee",
    muted="#9ba3b4",
    faint="#6f7788",
    accent="#a79bff",
    on_accent="#15131f",
    accent_hover="#b9afff",
    accent_soft="#2a2650",
    met="#5fd0a5",
    met_soft="#16352b",
    unmet="#ff8d85",
    unmet_soft="#3d1f1f",
    review="#e9bd5b",
    review_soft="#3a2f16",
    waived="#86bdf0",
    waived_soft="#182c40",
    neutral_soft="#2a2f3a",
)


def tones_of(palette: QPalette) -> Tones:
    """The scheme that a palette was built from, so that painting needs no global."""
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def build_palette(tones: Tones) -> QPalette:
    """The Qt palette of a scheme."""
    palette = QPalette()
    role = QPalette.ColorRole
    for name, color in (
        (role.Window, tones.canvas),
        (role.WindowText, tones.text),
        (role.Base, tones.surface),
        (role.AlternateBase, tones.canvas),
        (role.Text, tones.text),
        (role.PlaceholderText, tones.muted),
        (role.Button, tones.surface),
        (role.ButtonText, tones.text),
        (role.BrightText, tones.unmet),
        (role.ToolTipBase, tones.surface),
        (role.ToolTipText, tones.text),
        (role.Highlight, tones.accent),
        (role.HighlightedText, tones.on_accent),
        (role.Link, tones.accent),
        (role.LinkVisited, tones.accent),
        (role.Accent, tones.accent),
        (role.Light, tones.surface),
        (role.Midlight, tones.line),
        (role.Mid, tones.line),
        (role.Dark, tones.muted),
        (role.Shadow, tones.line),
    ):
        palette.setColor(name, QColor(color))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tones.faint))
    return palette
