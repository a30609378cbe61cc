"""What an import advises, in lines: what is to do, looks alike or is remembered, who may have left, messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from channeladmin.desk.importing import Hint, ImportPlan, Taken, TodoItem
from ui.kit.fields import Choice
from ui.rosters.choice_lines import ChoiceLine
from ui.rosters.group_head import ChoiceGroup
from ui.rosters.sentences import CHOOSE, CHOOSE_OR_TYPE, DATE_ORDERS, TYPE_COMPANY, count_rows

LEAVERS = (
    "Employed in the desk today at a company of these files, and in none of them. Nobody is removed; end the "
    "employment of those who left on the partner's page."
)
"""Why somebody is a possible leaver."""
_WHAT = {
    "column": "Column of",
    "credential": "Credential",
    "dates": "Dates in",
    "region": "Region",
    "partner": "Company",
    "domain": "New people of",
}
_GROUPS = {
    "column": "Columns",
    "dates": "Dates",
    "credential": "Credentials",
    "region": "Regions",
    "partner": "Companies",
    "domain": "New people, by the domain of their addresses",
}
_DATES = "The order of day and month cannot be told from the file. Choose how the last day of October is written in it."
_ONE_COMPANY = "Where all of the file work at one company, name it in step 2 under “The same in every row”."


FindAnswer = Callable[[str, str], object]
"""What was answered to a sort of question about a text; None is nothing."""


def list_todo_groups(plan: ImportPlan, named: Mapping[str, TodoItem]) -> Iterator[ChoiceGroup]:
    """What each sort of things to do has in common, also where all of it was `named` here."""
    for what, head in _GROUPS.items():
        items = [item for item in (*plan.todo, *named.values()) if item.what == what]
        if items:
            words = _DATES if what == "dates" else items[0].message
            is_hard = what == "domain" and not all(item.nearest for item in items)
            yield ChoiceGroup(what, head, f"{words} {_ONE_COMPANY}" if is_hard else words)


def list_todo_lines(
    plan: ImportPlan, find_answer: FindAnswer, named: Mapping[str, TodoItem], credentials: tuple[Choice, ...]
) -> Iterator[ChoiceLine]:
    """What is to do; behind it what was answered here (`named` by key), so that it can be changed or taken back."""
    for item in plan.todo:
        where = f" in {item.source}" if item.source else ""
        wait = f"{count_rows(item.count)} {'waits' if item.count == 1 else 'wait'}{where}."
        which = "Perhaps" if item.what == "column" else "Nearest"
        nearest = f" {which}: {', '.join(f'“{name}”' for name in item.nearest)}." if item.nearest else ""
        value = find_answer(item.what, item.text)
        yield _ask(item, plan, credentials)._replace(words=f"{wait}{nearest}", value=value)
    open_keys = {get_key(item) for item in plan.todo}
    for key, item in named.items():
        value = find_answer(item.what, item.text)
        if key not in open_keys and value is not None:
            line = _ask(item, plan, credentials)
            words = dict(line.choices).get(value, str(value))
            yield line._replace(words=f"Answered: {_word_answer(item, words)}.", value=value, is_answered=True)


def _word_answer(item: TodoItem, words: str) -> str:
    return {
        "column": f"filled by the column “{words}”",
        "dates": f"31 October is read as {words} in these files",
        "domain": f"taken to work at “{words}” from this import on",
    }.get(item.what, f"taken for “{words}” from this import on")


def _ask(item: TodoItem, plan: ImportPlan, credentials: tuple[Choice, ...]) -> ChoiceLine:
    choices, is_open = _list_choices(item, credentials), _is_open(item, plan)
    blank = CHOOSE if not is_open else CHOOSE_OR_TYPE if choices else TYPE_COMPANY
    return ChoiceLine(
        get_key(item),
        f"“{item.text}”",
        "",
        choices,
        blank,
        is_open=is_open,
        group=item.what,
        name=f"{_WHAT[item.what]} “{item.text}”",
    )


def list_hint_lines(plan: ImportPlan, joined: Mapping[str, Hint]) -> Iterator[ChoiceLine]:
    """Look-alikes; behind them those that were `joined` here, so that it can be taken back."""
    for hint in plan.plan.hints:
        yield _word_hint(hint, is_joined=False)
    shown = {hint.this for hint in plan.plan.hints}
    for this, hint in joined.items():
        if this not in shown:
            yield _word_hint(hint, is_joined=True)


def list_recalled_lines(plan: ImportPlan, denied: Mapping[str, Taken]) -> Iterator[ChoiceLine]:
    """Names that were taken for companies as in an earlier import; behind them those that were `denied` here."""
    for taken in plan.recalled:
        yield _word_taken(taken, is_denied=False)
    shown = {taken.text for taken in plan.recalled}
    for text, taken in denied.items():
        if text not in shown:
            yield _word_taken(taken, is_denied=True)


def list_leavers(plan: ImportPlan) -> Iterator[str]:
    """Who may have left, and where they are employed."""
    for leaver in plan.plan.leavers:
        yield f"{leaver.person}{f' <{leaver.email}>' if leaver.email else ''} · {leaver.partner}"


def list_messages(plan: ImportPlan) -> Iterator[str]:
    """Columns that no field takes, and sentences worth a look; look-alikes stand elsewhere."""
    hints = {hint.sentence for hint in plan.plan.hints}
    for error in plan.header_errors:
        yield f"{error.source}, column “{error.column}”: {error.message}"
    yield from (warning for warning in plan.warnings if warning not in hints)


def get_key(item: TodoItem) -> str:
    """The key of its line."""
    return f"{item.what}:{item.text}"


def _list_choices(item: TodoItem, credentials: tuple[Choice, ...]) -> tuple[Choice, ...]:
    if item.what == "credential":
        return credentials
    if item.what == "dates":
        return DATE_ORDERS
    return tuple((name, name) for name in item.nearest) if item.what in ("partner", "domain", "column") else ()


def _is_open(item: TodoItem, plan: ImportPlan) -> bool:
    """Whether any company of the desk can be typed."""
    return item.what in ("partner", "domain") and bool(plan.companies)


def _word_taken(taken: Taken, *, is_denied: bool) -> ChoiceLine:
    how = "to work at" if taken.what == "domain" else "for"
    if is_denied:
        words = f"No longer taken {how} “{taken.other}”: with this import it is forgotten."
    else:
        words = f"Taken {how} “{taken.other}”, as in an earlier import."
    value = None if is_denied else taken.other
    head = f"{_WHAT[taken.what]} “{taken.text}”"
    return ChoiceLine(taken.text, head, words, ((taken.other, taken.other),), "no longer", value)


def _word_hint(hint: Hint, *, is_joined: bool) -> ChoiceLine:
    one, two = ("one company", "two companies") if hint.what == "company" else ("one person", "two people")
    head = f"“{hint.name}”"
    this, that = (f" ({address})" if address and hint.what == "person" else "" for address in (hint.this, hint.that))
    if is_joined:
        since = "from this import on" if hint.what == "company" else "in this import"
        words = f"Taken for “{hint.other}” {since}, as {one}."
    elif hint.what == "company":
        words = f"New, and much like “{hint.other}”: {hint.why}."
    else:
        words = f"New{this}, and perhaps “{hint.other}”{that} of the same company: {hint.why}."
    if not (hint.this and hint.that):
        reason = "One of the two has no address by which the file could be told; add it to the person in the desk."
        return ChoiceLine(f"{hint.name}:{hint.other}", head, f"{words} {reason}")
    return ChoiceLine(hint.this, head, words, ((hint.that, one),), two, hint.that if is_joined else None)
