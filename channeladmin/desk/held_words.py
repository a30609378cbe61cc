"""What somebody can do about a row that is held: its keys are of two people, or it may be of two awards."""

from __future__ import annotations

from channeladmin.desk.importing import CellError, Held, HeldFor, PlannedRow

__all__ = ["advise_about", "advise_held"]

_AGAIN = "Then import the file again."


def advise_held(row: PlannedRow) -> str:
    """How to settle a row that is held, with the names; "" for any other row."""
    return next(filter(None, map(advise_about, row.errors)), "")


def advise_about(error: CellError) -> str:
    """How to settle a row that is held for this cell, with the names; "" where it is not held for it."""
    return "" if error.held is None else f"{_advise(error.held)} {_AGAIN}"


def _advise(held: Held) -> str:
    names = [f"“{name}”" for name in dict.fromkeys(held.people)]
    if held.why is HeldFor.TWO_AWARDS:
        return "Say the edition in the file; if one of these awards is too many, delete it in the desk."
    if held.why is HeldFor.OTHER_LEARNER_ID:
        return (
            f"If the row is of {names[0]}: correct the learner id, in the file or at {names[0]} in the desk. "
            "If it is of somebody else: correct the address in the file."
        )
    either = " or ".join(names) if len(names) > 1 else f"one of the people named {names[0]}"
    return (
        f"If the row is of {either} alone: correct the file, so that it names nobody else. If they are one person: "
        "in the desk give one what the other has, delete the other, and add the addresses of that one."
    )
