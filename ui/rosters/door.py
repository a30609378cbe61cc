"""Where the roster assistant begins: what can be brought in, and the button that chooses it."""

from __future__ import annotations

from collections.abc import Callable

from ui.kit.buttons import withhold_all
from ui.kit.empty import EmptyState

_OFFER = (
    "Drop files here, or choose them: partners, people with their certifications, plans, bookings, activities or "
    "reported metrics. You see what will happen before anything is stored."
)


def make_door(ask_files: Callable[[], object], withheld: str) -> EmptyState:
    """The page before any file is chosen; `withheld` is why none can be, or nothing."""
    door = EmptyState(
        "No roster can be brought in" if withheld else "Bring in a roster",
        withheld or _OFFER,
        ("Choose files…", ask_files),
    )
    withhold_all(door.buttons, withheld)
    return door
