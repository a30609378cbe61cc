"""Editions of ours that tests of the desk add to it, and how the switches of a desk stand."""

from __future__ import annotations

from pathlib import Path

from channeladmin.desk.desk import Desk
from channeladmin.desk.switches import list_switches
from tests.program.texts import edit_shipped


def switch_values(desk: Desk) -> dict[str, object]:
    """Those that are decided otherwise."""
    return {each.key: each.value for each in list_switches(desk) if each.value != each.default}


def write_windows(path: Path, *, edition: str = "windows") -> Path:
    """An edition whose revenue may be booked or committed, in a window that only what is booked has."""
    text = edit_shipped('id = "2022-10-03"', f'id = "{edition}"')
    text += """
[[switches]]
key = "revenue_window"
label = "Window"
reading = "Window"
requirement = "program_revenue"
field = "months"
choices = ["fiscal_year", 12]
default = "fiscal_year"
"""
    text = text.replace('basis = "committed"', 'basis = "booked"')
    text = text.replace('["committed", "booked"]\ndefault = "committed"', '["committed", "booked"]\ndefault = "booked"')
    path.write_text(text, "utf-8")
    return path
