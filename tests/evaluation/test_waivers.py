"""A manager's waiver: over every kind, over a part of another, soon to begin or to end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from channeladmin.evaluation.evaluate import Depth, evaluate
from channeladmin.evaluation.facts import Facts, WaiverFact
from channeladmin.evaluation.verdict import Cause, Outlook, Status, Verdict
from channeladmin.program.edition import Edition
from channeladmin.program.vocabulary import OPEN, SELECT
from tests.evaluation.build import EDITION, ON, award, facts, part, person, row, spell
from tests.evaluation.random_editions import FIRST_DESIGNATION, Raw, build_edition
from tests.program.test_later_editions import LATEST

YESTERDAY, TOMORROW, SOON = date(2022, 10, 9), date(2022, 10, 11), date(2022, 11, 30)
SELLERS = "sales_verified"


def waive(
    key: str, since: date = YESTERDAY, until: date = SOON, reason: str = "New office", by: str | None = "M. Okafor"
) -> WaiverFact:
    return WaiverFact(key, since, until, reason, by)


def waived(*waivers: WaiverFact, team: Sequence[object] = ()) -> Facts:
    return facts(*team, waivers=waivers)  # type: ignore[arg-type]  # people, as facts() takes them


@pytest.mark.parametrize("key", [requirement.key for requirement in EDITION.requirements])
def test_every_row_may_be_waived(key: str) -> None:
    given = waive(key)
    found = row(facts(signed_on=None, waivers=(given,)), key)
    bare = row(facts(signed_on=None), key)
    assert (found.status, found.waiver, found.remedies) == (Status.WAIVED, given, ())
    assert (found.need, found.have, found.missing) == (bare.need, bare.have, bare.missing)
    assert found.outlook == Outlook(SOON, Cause.WAIVER, "M. Okafor", bare.status)
    assert found.passes


KINDS: dict[str, Raw] = {
    "coverage": {"credentials": ["p"]},
    "amount": {"basis": "booked"},
    "share": {"part": {"basis": "booked"}, "whole": {"basis": "booked"}},
    "points": {"metrics": [{"key": "m", "label": "M", "points": 1, "cap": 1, "people": {"credentials": ["p"]}}]},
    "designation": {"designation": FIRST_DESIGNATION},
    "all_of": {"of": [{"key": "q", "kind": "plan", "label": "Q", "wording": "Q", "need": {"open": 1}}]},
    "any_of": {"of": [{"key": "q", "kind": "plan", "label": "Q", "wording": "Q", "need": {"open": 1}}]},
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_other_kind_may_be_waived(kind: str) -> None:
    base: Raw = {"key": "row", "kind": kind, "label": "R", "wording": "R", "need": {"open": 1}}
    asked = {"key": "asked", "kind": "plan", "label": "A", "wording": "A", "need": {FIRST_DESIGNATION: 1}}
    designations = [{"key": FIRST_DESIGNATION, "label": "First"}]
    edition = build_edition([base | KINDS[kind], asked], designations=designations)
    verdict = evaluate(waived(waive("row")), edition, OPEN, ON)
    assert (verdict.status, verdict.waived_count, verdict.met_count) == (Status.MET, 1, 1)
    assert verdict.requirements[0].status is Status.WAIVED
    assert verdict.outlook == Outlook(SOON, Cause.WAIVER, "M. Okafor", Status.UNMET, date(2023, 4, 30))
    assert evaluate(waived(), edition, OPEN, ON).status is Status.UNMET


@pytest.mark.parametrize(
    ("since", "until", "status", "outlook"),
    [
        pytest.param(ON, ON, Status.WAIVED, Outlook(ON, Cause.WAIVER, "M. Okafor", Status.UNMET), id="today only"),
        pytest.param(YESTERDAY, YESTERDAY, Status.UNMET, Outlook(), id="over since today"),
        pytest.param(
            TOMORROW, SOON, Status.UNMET, Outlook(ON, Cause.WAIVER, "M. Okafor", Status.WAIVED), id="from tomorrow"
        ),
        pytest.param(date.min, date.max, Status.WAIVED, Outlook(), id="for as long as the calendar goes"),
    ],
)
def test_both_of_its_days_count(since: date, until: date, status: Status, outlook: Outlook) -> None:
    found = row(waived(waive(SELLERS, since, until)), SELLERS)
    assert (found.status, found.outlook) == (status, outlook)


FOUR = [person(name, "sales_core") for name in ("Ann", "Bo", "Cy", "Di")]


def test_what_is_met_needs_no_waiver_and_falls_back_on_it() -> None:
    ending = [*FOUR[:3], person("Di", award("sales_core", expires=TOMORROW))]
    found = row(waived(waive(SELLERS), team=ending), SELLERS)
    assert (found.status, found.waiver) == (Status.MET, None)
    assert found.outlook == Outlook(TOMORROW, Cause.AWARD, "Di", Status.WAIVED)
    after = row(waived(waive(SELLERS), team=ending), SELLERS, on=date(2022, 10, 12))
    assert (after.status, after.outlook) == (Status.WAIVED, Outlook(SOON, Cause.WAIVER, "M. Okafor", Status.UNMET))


def test_what_becomes_met_under_a_waiver_is_met_by_somebody() -> None:
    joining = [*FOUR[:3], person("Di", award("sales_core", TOMORROW))]
    found = row(waived(waive(SELLERS), team=joining), SELLERS)
    assert found.outlook == Outlook(ON, Cause.AWARD, "Di", Status.MET)
    met = row(waived(waive(SELLERS), team=FOUR), SELLERS)
    assert (met.status, met.outlook) == (Status.MET, Outlook())


def test_a_row_that_falls_on_the_day_its_waiver_begins_is_waived_by_it() -> None:
    ending = [*FOUR[:3], person("Di", award("sales_core", expires=ON))]
    found = row(waived(waive(SELLERS, TOMORROW), team=ending), SELLERS)
    assert found.outlook == Outlook(ON, Cause.WAIVER, "M. Okafor", Status.WAIVED)


def test_a_row_that_falls_on_the_day_after_its_waiver_was_over_falls_by_itself() -> None:
    ending = [*FOUR[:3], person("Di", award("sales_core", expires=ON))]
    found = row(waived(waive(SELLERS, until=ON), team=ending), SELLERS)
    assert found.outlook == Outlook(ON, Cause.WAIVER, "M. Okafor", Status.UNMET, date(2023, 1, 31))


def test_of_two_waivers_the_one_that_lasts_longest_speaks() -> None:
    first, second = waive(SELLERS, until=TOMORROW, by="A"), waive(SELLERS, since=ON, by="B")
    for order in ((first, second), (second, first)):
        found = row(facts(waivers=order), SELLERS)
        assert found.waiver == second
        assert found.outlook == Outlook(SOON, Cause.WAIVER, "B", Status.UNMET)
    gap = row(facts(waivers=(first, waive(SELLERS, date(2022, 10, 12), by="B"))), SELLERS)
    assert gap.outlook == Outlook(SOON, Cause.WAIVER, "B", Status.UNMET)
    apart = row(facts(waivers=(first, waive(SELLERS, date(2022, 10, 13), by="B"))), SELLERS)
    assert apart.outlook == Outlook(TOMORROW, Cause.WAIVER, "A", Status.UNMET)


def test_of_two_alike_it_does_not_matter_which_was_recorded_first() -> None:
    later, reasoned = waive(SELLERS, since=ON), waive(SELLERS, reason="Zeal")
    for one, other, speaks in (
        (waive(SELLERS), later, later),
        (waive(SELLERS), reasoned, reasoned),
        (waive(SELLERS, by=None), waive(SELLERS), waive(SELLERS)),
    ):
        for order in ((one, other), (other, one)):
            assert row(facts(waivers=order), SELLERS).waiver == speaks


def test_the_verdict_counts_waivers_and_names_nobody_else() -> None:
    verdict = evaluate(
        facts(*FOUR[:2], waivers=(waive("solution_architect_verified"), waive("professional_services"))),
        EDITION,
        OPEN,
        ON,
    )
    assert (verdict.status, verdict.waived_count, verdict.met_count) == (Status.MET, 1, 3)
    assert verdict.first_gap is None
    assert verdict.outlook == Outlook(SOON, Cause.WAIVER, "M. Okafor", Status.UNMET, date(2023, 4, 30))


def judge_select(*keys: str, edition: Edition = LATEST) -> Verdict:
    return evaluate(facts(waivers=tuple(waive(key) for key in keys)), edition, SELECT, ON)


def test_a_part_that_is_waived_lets_its_whole_pass() -> None:
    for key in ("program_revenue", "psp_designation"):
        found = facts(waivers=(waive(key),))
        whole = row(found, "revenue_or_designation", edition=LATEST)
        assert (whole.status, whole.have, whole.missing, whole.needs_waiver) == (Status.MET, 1, 0, True)
        assert whole.outlook == Outlook(SOON, Cause.WAIVER, "M. Okafor", Status.UNMET, date(2023, 4, 30))
        assert part(found, key, edition=LATEST).status is Status.WAIVED
        assert (judge_select(key).waived_count, judge_select(key).met_count) == (1, 2)


def test_a_row_of_a_designation_is_waived_where_it_lies() -> None:
    found = facts(waivers=(waive("psp_engineers"), waive("psp_registrations")))
    designation = part(found, "psp_designation", edition=LATEST)
    assert (designation.status, designation.needs_waiver) == (Status.MET, True)
    assert [each.status for each in designation.parts] == [Status.WAIVED, Status.WAIVED]
    half = part(facts(waivers=(waive("psp_engineers"),)), "psp_designation", edition=LATEST)
    assert (half.status, half.needs_waiver) == (Status.UNMET, False)
    assert [each.needs_waiver for each in half.parts] == [True, False]


def test_a_whole_counts_only_the_waivers_that_it_cannot_do_without() -> None:
    leaf = {"kind": "people", "label": "L", "wording": "L", "need": {"open": 1}}
    parts = [leaf | {"key": key, "credentials": [key]} for key in ("a", "p", "q")]
    rows = [{"key": "whole", "kind": "any_of", "label": "W", "wording": "W", "need": {"open": 2}, "of": parts}]
    edition = build_edition(rows, designations=[])

    def count(team: Sequence[str], *keys: str) -> tuple[Status, int]:
        found = facts(person("Ann", *team), waivers=tuple(waive(key) for key in keys))
        verdict = evaluate(found, edition, OPEN, ON)
        return verdict.status, verdict.waived_count

    assert count(["a"], "p") == (Status.MET, 1)
    assert count([], "p", "q") == (Status.MET, 1)
    assert count(["a"], "p", "q") == (Status.MET, 1)
    assert count(["a", "p"], "q") == (Status.MET, 0)
    assert count([], "p") == (Status.UNMET, 0)
    assert count([], "p", "q", "whole") == (Status.MET, 1)
    assert count([], "whole") == (Status.MET, 1)


def test_a_waived_row_keeps_a_review_from_the_verdict() -> None:
    nowhere = [spell(region=None)]
    team = [person("Ann", "sales_core"), person("Bo", "sa_core"), person("Cy", "sa_core", spells=nowhere)]
    bare = facts(*team[:1], team[2])
    assert evaluate(bare, EDITION, OPEN, ON).status is Status.REVIEW
    excused = facts(*bare.people, waivers=(waive(SELLERS), waive("solution_architect_verified")))
    verdict = evaluate(excused, EDITION, OPEN, ON)
    assert (verdict.status, verdict.outlook.becomes) == (Status.MET, Status.REVIEW)
    assert verdict.outlook.grace_until is None


def test_counts_alone_look_no_further() -> None:
    found = waived(waive(SELLERS, TOMORROW), waive("partner_agreement"))
    for verdict in (evaluate(found, EDITION, OPEN, ON, Depth.COUNTS),):
        assert [each.outlook for each in verdict.requirements] == [Outlook()] * 3
        assert verdict.outlook == Outlook()
