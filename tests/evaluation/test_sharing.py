"""Where one person may fill one row only."""

from __future__ import annotations

from datetime import date

from channeladmin.evaluation.counted import Reason
from channeladmin.evaluation.evaluate import evaluate
from channeladmin.evaluation.facts import Facts
from channeladmin.evaluation.remedy import RemedyKey
from channeladmin.evaluation.verdict import Cause, Outlook, Status
from channeladmin.program.edition import Edition
from channeladmin.program.vocabulary import OPEN, SELECT, Region, TrackKey
from tests.evaluation.build import EDITION, ON, award, facts, person, row, spell
from tests.evaluation.random_editions import build_edition

STRICT = EDITION.with_switches({"sharing": "forbidden"})
SOON = date(2022, 11, 30)


def named(found: Facts, track: TrackKey = SELECT) -> dict[str, list[str]]:
    """Who counts in each people row that anybody counts in."""
    rows = evaluate(found, STRICT, track, ON).requirements
    return {row.key: [person.person for person in row.counted] for row in rows if row.counted}


def test_a_person_fills_the_row_where_no_other_can() -> None:
    team = facts(
        person("Ann", "sales_core", "pse"),
        *(person(name, "sales_core") for name in ("Bo", "Cy", "Di", "Ed")),
        person("Flo", "sales_professional"),
        person("Gil", "sa_core"),
        person("Hal", "sa_core"),
    )
    assert named(team) == {
        "sales_verified": ["Bo", "Cy", "Di", "Ed"],
        "sales_professional": ["Flo"],
        "solution_architect_verified": ["Gil", "Hal"],
        "professional_services": ["Ann"],
    }
    core = row(team, "sales_verified", edition=STRICT)
    assert [(each.person, each.reason, each.detail) for each in core.not_counted] == [
        (name, Reason.USED_ELSEWHERE, None) for name in ("Ann", "Flo", "Gil", "Hal")
    ]


def test_who_is_least_useful_elsewhere_goes_first() -> None:
    """Two sellers are asked: Ann and Bo hold nothing else, so the architects stay free."""
    team = facts(person("Ann", "sales_core"), person("Zoe", "sa_core"), person("Bo", "sales_core"))
    assert named(team, OPEN) == {
        "sales_verified": ["Ann", "Bo"],
        "solution_architect_verified": ["Zoe"],
    }


def test_who_is_useful_in_another_row_is_left_free_for_it() -> None:
    """Nobody needs Zoe: others who hold less fill the slots, and she counts where she comes first."""
    sellers = (person("Ann", "sales_core"), person("Bo", "sales_core"), person("Zoe", "sa_core"))
    assert named(facts(*sellers, person("Will", "pse")), OPEN) == {
        "sales_verified": ["Ann", "Bo", "Zoe"],
        "solution_architect_verified": ["Will"],
    }


def test_a_row_that_is_short_is_unmet() -> None:
    assert row(facts(person("Ann", "sales_core")), "sales_verified", track=OPEN, edition=STRICT).status is (
        Status.UNMET
    )


def test_who_no_slot_needs_counts_in_the_first_row_where_they_would() -> None:
    team = facts(
        *(person(name, "sales_core") for name in ("Ann", "Bo", "Cy")), person("Di", "pse"), person("Ed", "pse")
    )
    assert named(team, OPEN) == {
        "sales_verified": ["Ann", "Bo", "Cy"],
        "solution_architect_verified": ["Di", "Ed"],
    }


def test_one_person_cannot_meet_two_rows() -> None:
    team = facts(person("Ann", "sales_core"), person("Bo", "sa_core"))
    shared = evaluate(team, EDITION, OPEN, ON)
    assert shared.status is Status.MET
    apart = evaluate(team, STRICT, OPEN, ON)
    assert [(each.key, each.have) for each in apart.requirements[1:]] == [
        ("sales_verified", 2),
        ("solution_architect_verified", 0),
    ]
    assert apart.status is Status.UNMET


def test_review_where_people_of_unknown_region_would_fill_the_slots() -> None:
    nowhere = [spell(region=None)]
    team = facts(person("Ann", "sales_core"), person("Bo", "sales_core"), person("Cy", "pse", spells=nowhere))
    assert row(team, "solution_architect_verified", track=OPEN, edition=STRICT).status is Status.REVIEW
    seller = facts(person("Ann", "sales_core"), person("Cy", "sa_core", spells=nowhere))
    rows = {each.key: each for each in evaluate(seller, STRICT, OPEN, ON).requirements}
    assert rows["sales_verified"].status is Status.REVIEW
    assert rows["solution_architect_verified"].status is Status.UNMET


def test_people_of_other_rows_keep_their_own_reason() -> None:
    team = facts(person("Ann", "sales_core", "pse"), person("Bo", "pse", spells=[spell(region=Region.APAC)]))
    services = row(team, "professional_services", edition=STRICT)
    assert [(each.person, each.reason) for each in services.not_counted] == [
        ("Ann", Reason.USED_ELSEWHERE),
        ("Bo", Reason.OTHER_REGION),
    ]


def test_the_outlook_follows_people_who_move_between_rows() -> None:
    """Bo is asked as a seller and as an architect: the earlier row keeps him when Di's award ends."""
    team = facts(
        person("Ann", "sales_core"),
        person("Bo", "sa_core"),
        person("Di", award("pse", expires=SOON)),
        person("Ed", award("sales_core", date(2023, 3, 1))),
    )
    core = row(team, "sales_verified", track=OPEN, edition=STRICT)
    architects = row(team, "solution_architect_verified", track=OPEN, edition=STRICT)
    assert core.status is architects.status is Status.MET
    assert core.outlook == Outlook()
    assert architects.outlook == Outlook(SOON, Cause.AWARD, "Di", Status.UNMET, date(2023, 4, 30))
    after = evaluate(team, STRICT, OPEN, date(2022, 12, 1))
    assert after.outlook == Outlook(date(2023, 2, 28), Cause.AWARD, "Ed", Status.MET)


def ask(*rows: tuple[str, int, str | None], sharing: str = "allowed") -> Edition:
    """People rows of one credential each; the last of three says whether the row itself forbids to share."""
    asked = [
        {
            "key": f"row_{credential.replace(':', '_')}", "kind": "people", "label": credential, "wording": credential,
            "need": {"open": need}, "credentials": [credential], "sharing": own,
        }
        for credential, need, own in rows
    ]  # fmt: skip
    return build_edition(asked, designations=[], rules={"sharing": sharing})


def count(team: Facts, edition: Edition) -> dict[str, list[str]]:
    rows = evaluate(team, edition, OPEN, ON).requirements
    return {row.key: [person.person for person in row.counted] for row in rows}


BOTH = facts(person("Ann", "b", "p"))


def test_a_row_may_forbid_what_the_programme_allows() -> None:
    assert count(BOTH, ask(("b", 1, None), ("p", 1, None))) == {"row_b": ["Ann"], "row_p": ["Ann"]}
    assert count(BOTH, ask(("b", 1, "forbidden"), ("p", 1, "forbidden"))) == {"row_b": ["Ann"], "row_p": []}
    assert count(BOTH, ask(("b", 1, "forbidden"), ("p", 1, None))) == {"row_b": ["Ann"], "row_p": ["Ann"]}


def test_a_row_may_allow_what_the_programme_forbids() -> None:
    assert count(BOTH, ask(("b", 1, None), ("p", 1, None), sharing="forbidden")) == {"row_b": ["Ann"], "row_p": []}
    allowed = ask(("b", 1, None), ("p", 1, "allowed"), sharing="forbidden")
    assert count(BOTH, allowed) == {"row_b": ["Ann"], "row_p": ["Ann"]}


def nest(kind: str) -> Edition:
    rows = ask(("b", 1, None), ("p", 1, None)).model_dump(by_alias=True)["requirements"]
    whole = {"key": "whole", "kind": kind, "label": "W", "wording": "W", "need": {"open": 1}, "of": [rows[1]]}
    return build_edition([rows[0], whole], designations=[], rules={"sharing": "forbidden"})


def test_rows_inside_all_of_others_share_no_more_than_those_beside_them() -> None:
    verdict = evaluate(BOTH, nest("all_of"), OPEN, ON)
    assert [row.status for row in verdict.requirements] == [Status.MET, Status.UNMET]
    (inner,) = verdict.requirements[1].parts
    assert [(each.person, each.reason) for each in inner.not_counted] == [("Ann", Reason.USED_ELSEWHERE)]


def test_an_alternative_is_judged_for_itself() -> None:
    verdict = evaluate(BOTH, nest("any_of"), OPEN, ON)
    assert [row.status for row in verdict.requirements] == [Status.MET, Status.MET]


def test_a_row_that_asks_nothing_of_the_track_takes_nobody() -> None:
    rows = ask(("b", 1, None), ("p", 1, None)).model_dump(by_alias=True)["requirements"]
    inner = [rows[0] | {"need": {"open": 1}}, rows[1] | {"need": {"open": 1, "select": 1}}]
    whole = {"key": "whole", "kind": "all_of", "label": "W", "wording": "W", "need": {"open": 1, "select": 1}}
    edition = build_edition([whole | {"of": inner}], designations=[], rules={"sharing": "forbidden"})
    opened, select = (evaluate(BOTH, edition, track, ON) for track in (OPEN, SELECT))
    assert (opened.status, select.status) == (Status.UNMET, Status.MET)


def test_nobody_is_asked_to_do_what_they_do_elsewhere() -> None:
    found = evaluate(BOTH, ask(("b", 1, None), ("p", 2, None), sharing="forbidden"), OPEN, ON).requirements[1]
    assert [(each.key, each.person, each.number) for each in found.remedies] == [(RemedyKey.ADD_HOLDER, None, 2)]


def test_the_family_and_the_existing_count_as_one_credential_each() -> None:
    edition = ask(("t", 2, None), ("t:x", 1, None), sharing="forbidden")
    team = facts(person("Ann", "t:x", "t:y"), person("Bo", "t:y"), person("Cy", "t:z"))
    assert count(team, edition) == {"row_t": ["Bo", "Cy"], "row_t_x": ["Ann"]}


def test_each_row_names_whose_date_changes_it_on_one_day() -> None:
    edition = ask(("b", 1, None), ("p", 1, None), sharing="forbidden")
    team = facts(person("Ann", award("p", expires=SOON)), person("Bo", award("b", expires=SOON)))
    rows = evaluate(team, edition, OPEN, ON).requirements
    assert [row.outlook.whose for row in rows] == ["Bo", "Ann"]


def test_who_is_used_elsewhere_keeps_their_address() -> None:
    found = evaluate(BOTH, ask(("b", 1, None), ("p", 1, None), sharing="forbidden"), OPEN, ON).requirements[1]
    assert [each.email for each in found.not_counted] == ["ann@acme.example"]


def test_rows_after_one_that_asks_nothing_of_the_track_do_not_share() -> None:
    rows = ask(("b", 1, None), ("p", 1, None), ("q", 1, None)).model_dump(by_alias=True)["requirements"]
    inner = [rows[0], *(row | {"need": {"open": 1, "select": 1}} for row in rows[1:])]
    whole = {"key": "whole", "kind": "all_of", "label": "W", "wording": "W", "need": {"open": 1, "select": 1}}
    edition = build_edition([whole | {"of": inner}], designations=[], rules={"sharing": "forbidden"})
    assert evaluate(facts(person("Ann", "p", "q")), edition, SELECT, ON).status is Status.UNMET


def test_who_is_useful_in_two_rows_is_kept_from_neither_by_the_alphabet() -> None:
    team = facts(*(person(name, "b") for name in ("Bo", "Cy")), person("Abe", "b", "p"), person("Dan", "p"))
    edition = ask(("b", 2, None), ("p", 1, None), sharing="forbidden")
    assert count(team, edition) == {"row_b": ["Abe", "Bo", "Cy"], "row_p": ["Dan"]}
