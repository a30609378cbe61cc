"""What the report of an import says in place of what its plan asked for: nothing can be answered there any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from channeladmin.desk.importing import TodoItem
from ui.rosters.group_head import ChoiceGroup

LEFT_OPEN = "Left open in this import; the rows that waited for it were not taken."
ANSWERED = "Answered in this import."


def tell_groups(groups: Iterable[ChoiceGroup], left: Iterable[TodoItem]) -> Iterator[ChoiceGroup]:
    """The sorts of what was to do; `left` is what was not answered."""
    still = {item.what for item in left}
    for group in groups:
        yield group._replace(words=LEFT_OPEN if group.key in still else ANSWERED)
