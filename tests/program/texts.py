"""The text of the shipped edition, for tests that change it."""

from __future__ import annotations

from importlib.resources import files


def read_shipped() -> str:
    return files("resources").joinpath("programs", "2022-10-03.toml").read_text(encoding="utf-8")


def edit_shipped(before: str, after: str) -> str:
    """The text with one passage replaced; it must be there once."""
    text = read_shipped()
    assert text.count(before) == 1, before
    return text.replace(before, after)
