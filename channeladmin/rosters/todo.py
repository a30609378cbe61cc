"""What somebody has to decide before an import takes all rows: unknown names and open dates, each told once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from channeladmin.records import fold
from channeladmin.rosters.checked_rows import CellError
from channeladmin.rosters.employers import get_domain
from channeladmin.rosters.values import split_emails

_TODO = {
    "credential": "Say which credential it is, and the desk knows it from then on.",
    "region": "Write it as one of the programme's regions.",
    "partner": "Add the company first, or say which one of the desk it is.",
    "domain": "The desk does not know these people, and the file names no company. Say where they work.",
}


@dataclass(frozen=True, slots=True)
class TodoItem:
    """One thing to do: a name that is not known (`what` says of what), a `domain` whose people are not placed, or
    `dates`; `count` rows wait for it. `message` is of the whole sort, save that of dates in a `source`.
    """

    what: str
    text: str
    count: int
    nearest: tuple[str, ...]
    message: str
    source: str = ""

    def to_document(self) -> dict[str, object]:
        """As the command line prints it."""
        return {
            "what": self.what,
            "text": self.text,
            "count": self.count,
            "nearest": list(self.nearest),
            "message": self.message,
        }


def list_todo(errors: Iterable[CellError], open_orders: Mapping[tuple[str, str], int]) -> tuple[TodoItem, ...]:
    """The things to do, those that most rows wait for first within each sort; `open_orders` counts cells by column."""
    found: dict[tuple[str, str], list[CellError]] = {}
    for error in errors:
        if error.unknown:
            found.setdefault((error.unknown, fold(_find_text(error))), []).append(error)
    names = []
    for (what, _), alike in found.items():
        text = _find_text(alike[0])
        names.append(TodoItem(what, text, len(alike), alike[0].nearest, _TODO[what]))
    dates = [
        TodoItem("dates", column, count, (), f"Say in which order the figures of “{column}” stand in {source}.", source)
        for (source, column), count in open_orders.items()
    ]
    order = ["dates", *_TODO]
    return tuple(sorted((*dates, *names), key=lambda item: (order.index(item.what), -item.count)))


def _find_text(error: CellError) -> str:
    """What waits for an answer: the name, or the domain of the first address of the cell."""
    if error.unknown != "domain":
        return error.value.strip()
    return get_domain(split_emails(error.value)[0])
