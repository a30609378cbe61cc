"""What is kept of an edition: questions asked once, and no more of them than there is room for."""

from __future__ import annotations

import pytest

from channeladmin.evaluation import rulebook
from channeladmin.evaluation.evaluate import evaluate_tracks
from channeladmin.evaluation.rulebook import QuestionSet, Rulebook, get_rulebook
from channeladmin.program.edition import Edition
from channeladmin.program.people import People
from tests.evaluation.build import EDITION, ON, facts, person
from tests.evaluation.random_editions import build_edition


def ask(key: str, **more: object) -> dict[str, object]:
    row = {"key": key, "kind": "people", "label": key, "wording": key, "need": {"open": 1}, "credentials": ["b"]}
    return row | more


def test_rows_with_the_same_criteria_share_a_question() -> None:
    edition = build_edition([ask("one"), ask("two", need={"open": 2}), ask("three", courses="both")], designations=[])
    book = Rulebook(edition)
    one, two, three = (book.find_place(row) for row in edition.requirements)  # type: ignore[arg-type]  # people rows
    assert (one == two, one == three) == (True, False)
    assert len(book.people.questions) == 2


def test_plans_are_made_again_when_there_were_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rulebook, "_KEPT_PLANS", 2)
    asked = QuestionSet([People(credentials=("pse",))], EDITION)
    first = asked.plans[("pse",)]
    assert asked.plans[("pse",)] is first
    assert asked.plans[("sa_core",)] == []
    assert asked.plans[("pse",)] is first
    assert asked.plans[("pse", "sa_core")] == first
    again = asked.plans[("pse",)]
    assert again == first
    assert again is not first


def test_the_rulebooks_of_the_editions_used_last_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rulebook, "_KEPT_EDITIONS", 2)
    monkeypatch.setattr(rulebook, "_kept", {})
    editions: list[Edition] = [EDITION.with_switches({"sharing": sharing}) for sharing in ("allowed", "forbidden")]
    books = [get_rulebook(edition) for edition in editions]
    assert [get_rulebook(edition) for edition in editions] == books
    third = EDITION.with_switches({"grace": "none"})
    assert get_rulebook(third) is get_rulebook(third)
    assert get_rulebook(editions[1]) is books[1]
    assert get_rulebook(editions[0]) is not books[0]
    team = facts(person("Ann", "pse"))
    assert evaluate_tracks(team, editions[0], ON) == evaluate_tracks(team, EDITION, ON)
