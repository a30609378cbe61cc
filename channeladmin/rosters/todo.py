"""What somebody has to decide before an import takes all rows: columns, open dates, unknown names, each told once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from channeladmin.records import fold
from channeladmin.rosters.checked_rows import CellError
from channeladmin.rosters.employers import get_domain
from channeladmin.rosters.mapping import Wanted
from channeladmin.rosters.values import split_emails

_TODO = {
    "column": "Rows need this field, and no column is it for certain. Say which column fills it.",
    "credential": "Say which credential it is, and the desk knows it from then on.",
    "region": "Write it as one of the programme's regions.",
    "partner": "Add the company first or import it with a file of partners, or say which one of the desk it is.",
    "domain": "The desk does not know these people, and the file names no company. Say where they work; a company that "
    "the desk lacks is added first, or imported with a file of partners.",
}


@dataclass(frozen=True, slots=True)
class TodoItem:
    """One thing to do: a name that is not known (`what` says of what), a `domain` whose people are not placed, a field
    without a `column`, or `dates`; `count` rows wait for it. `nearest` are names, or of a field the columns that it may
    be. `message` is of the whole sort, save that of dates in a `source`.
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


def list_todo(
    errors: Iterable[CellError],
    open_orders: Mapping[tuple[str, str], int],
    wanted: Iterable[tuple[Wanted, int]] = (),
) -> tuple[TodoItem, ...]:
    """The things to do, those that most rows wait for first within each sort.

    `open_orders` counts cells by column, `wanted` of each table the rows that need a field.
    """
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
    order = ["column", "dates", *_TODO]
    items = (*_list_columns(wanted), *dates, *names)
    return tuple(sorted(items, key=lambda item: (order.index(item.what), -item.count)))


def _list_columns(wanted: Iterable[tuple[Wanted, int]]) -> Iterator[TodoItem]:
    """One for each field, however many files lack it."""
    counts: Counter[str] = Counter()
    titles: dict[str, dict[str, None]] = {}
    for each, count in wanted:
        counts[each.field] += count
        titles.setdefault(each.field, {}).update(dict.fromkeys(each.titles))
    for field, found in titles.items():
        if counts[field]:
            yield TodoItem("column", field, counts[field], tuple(found), _TODO["column"])


def _find_text(error: CellError) -> str:
    """What waits for an answer: the name, or the domain of the first address of the cell."""
    if error.unknown != "domain":
        return error.value.strip()
    return get_domain(split_emails(error.value)[0])
