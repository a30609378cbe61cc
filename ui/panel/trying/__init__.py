"""Trying changes on the panel: entered, listed, compared with what is, and kept or dropped."""
