"""What somebody can do about a row that is held: its keys are of two people, or it may be of two awards."""

from __future__ import annotations

import re

from channeladmin.desk.importing import Bucket, PlannedRow

__all__ = ["advise_held"]

_NAME = re.compile("(?<!learner id )“([^”]+)”")
"""A name in the sentence that says why a row is held."""
_AGAIN = "Then import the file again."


def advise_held(row: PlannedRow, field: str) -> str:
    """How to settle a row that is held for the sake of its cell of a field, with the names; "" for any other row."""
    if row.bucket is not Bucket.DUPLICATE or not row.errors:
        return ""
    if field == "edition":
        return f"Say the edition in the file; if one of these awards is too many, delete it in the desk. {_AGAIN}"
    names = _NAME.findall(row.errors[0].message)
    if len(names) == 1:
        return (
            f"If the row is of “{names[0]}”: correct the learner id, in the file or at “{names[0]}” in the desk. "
            f"If it is of somebody else: correct the address in the file. {_AGAIN}"
        )
    either = " or ".join(f"“{name}”" for name in names) if names else "one of them"
    return (
        f"If the row is of {either} alone: correct the file, so that it names nobody else. If they are one person: "
        f"in the desk give one what the other has, delete the other, and add the addresses of that one. {_AGAIN}"
    )
