"""How a file was read, in words, and what is said about it by the boxes of the panel."""

from __future__ import annotations

from collections.abc import Sequence

from channeladmin.desk.import_profiles import Profile
from channeladmin.desk.importing import RawTable, ReadOptions
from ui.rosters.sentences import count_rows

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_NAMES = {"encoding": "encoding", "delimiter": "separator", "quote": "quotes", "header": "header", "sheet": "sheet"}
Said = dict[str, object]
"""What is said about reading, by box: `header` is the line and how many there are."""
PARTS = {"header": ("header_row", "header_count")}
"""What of the options a box stands for, where it is not the one of its name."""


def list_said(options: ReadOptions) -> Said:
    """What is said about reading, by box."""
    said: Said = options.to_document()
    row, count = said.pop("header_row", None), said.pop("header_count", None)
    if said.get("quote") == "":
        said["quote"] = "none"
    if row is not None or count is not None:
        said["header"] = (row, count)
    return said


def word_value(value: object) -> str:
    """What a profile says and no box offers."""
    if not isinstance(value, tuple):
        return str(value)
    row, count = value
    if row is None:
        return f"{count} line{'' if count == 1 else 's'}"
    if row == 0:
        return "none"
    return f"line {row}" if count in (None, 1) else f"lines {row} and {row + 1}"


def word_profile(profile: Profile, followed: Sequence[str]) -> str:
    """What of the reading comes from a profile; groups have no box."""
    words = [_NAMES[name] for name in followed]
    if not profile.reading.fills:
        words.append("groups that are not filled down")
    if not words:
        return ""
    listed = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    return f"From the saved profile “{profile.name}”: {listed}."


def word_table(table: RawTable) -> str:
    """What was read of a file."""
    delimiter = DELIMITERS.get(table.delimiter, f"“{table.delimiter}”")
    rows = count_rows(len(table.rows))
    lines = " and ".join(map(str, table.header_rows))
    where = "lines" if len(table.header_rows) > 1 else "line"
    header = f"header on {where} {lines}" if lines else "no header"
    skipped = f", {len(table.skipped)} left out before or after" if table.skipped else ""
    if table.sheet is not None:
        return f"{table.source}: {rows}, sheet “{table.sheet}”, {header.replace('line', 'row')}{skipped}"
    beginning = "" if table.is_whole else "the beginning: "
    return f"{table.source}: {beginning}{rows}, {table.encoding}, separated by {delimiter}, {header}{skipped}"
