"""`programs switches`, `switch` and `impact --switch` as other programs drive them."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Ran, Run

ON = ("--on", "2022-10-31")


def _values(on_desk: Run) -> dict[str, object]:
    switches = on_desk("programs", "switches", "--json").json["switches"]
    return {each["key"]: each["value"] for each in switches if each["value"] != each["default"]}


def test_switches_are_listed_with_their_reading(on_desk: Run) -> None:
    document = on_desk("programs", "switches", "--json").json
    assert document["edition"] == "2022-10-03"
    assert len(document["switches"]) == 8
    assert document["switches"][4] == {
        "key": "revenue_basis",
        "label": "What meets the revenue target",
        "value": "committed",
        "default": "committed",
        "choices": ["committed", "booked"],
        "reading": "The NetARR that the plan commits to decides; with the other choice, what was booked in the fiscal "
        "year so far.",
        "line": 65,
    }
    assert document["switches"][3]["choices"] == [True, False]
    table = on_desk("programs", "switches").out
    assert "true, false" in table
    assert "What meets the revenue target. The NetARR" in table


def test_switches_of_another_edition_are_listed(on_desk: Run) -> None:
    document = on_desk("programs", "switches", "--edition", "2025-08", "--json").json
    assert document["edition"] == "2025-08"
    assert next(each["choices"] for each in document["switches"] if each["key"] == "revenue_window") == [
        "fiscal_year",
        12,
    ]
    assert on_desk("programs", "switches", "--edition", "x").code == 1


@pytest.mark.parametrize(
    ("edition", "key", "text", "value"),
    [
        ("2022-10-03", "architect_courses", "both", "both"),
        ("2022-10-03", "professional_services_region", "false", False),
        ("2025-08", "revenue_window", "12", 12),
    ],
)
def test_a_switch_is_decided_put_back_and_undone(
    on_desk: Run, *, edition: str, key: str, text: str, value: object
) -> None:
    on_desk("programs", "use", edition)
    ran = on_desk("programs", "switch", key, text)
    assert (ran.code, ran.out) == (0, f"{key} = {text}\n")
    assert _values(on_desk) == {key: value}
    assert any(line.split()[:2] == ["*", key] for line in on_desk("programs", "switches").out.splitlines()[2:])
    assert on_desk("programs", "switch", key, "default").code == 0
    assert _values(on_desk) == {}
    on_desk("undo")
    assert _values(on_desk) == {key: value}


@pytest.mark.parametrize("is_tried", [False, True], ids=["switch", "impact"])
def test_what_cannot_be_decided_is_refused(on_desk: Run, *, is_tried: bool) -> None:
    def decide(key: str, value: str) -> Ran:
        if is_tried:
            return on_desk("programs", "impact", "2022-10-03", "--switch", f"{key}={value}")
        return on_desk("programs", "switch", key, value)

    ran = decide("sharing", "sometimes")
    assert ran.code == 1
    assert ran.err == "“sometimes” is not a choice of the switch “sharing”; choose from: allowed, forbidden.\n"
    ran = decide("gravity", "default")
    assert ran.code == 1
    assert "“gravity” is not a switch of the programme 2022-10-03; its switches: architect_courses, sharing" in ran.err
    assert _values(on_desk) == {}


def test_a_reading_is_tried_on_the_whole_desk(on_desk: Run) -> None:
    document = on_desk("programs", "impact", "2022-10-03", "--switch", "revenue_basis=booked", *ON, "--json").json
    assert (document["edition"], document["other"]) == ("2022-10-03", "2022-10-03")
    assert document["switches"] == {"revenue_basis": "booked"}
    changed = document["differences"]
    assert {row["key"] for each in changed for row in each["requirements"]} == {"program_revenue"}
    assert _values(on_desk) == {}
    on_desk("programs", "switch", "revenue_basis", "booked")
    now = on_desk("evaluate", "--track", "select", *ON, "--json").json["evaluations"]
    verdicts = {(each["partner"], each["region"]): each["verdict"] for each in now}
    assert {verdicts[each["partner"], each["region"]] for each in changed} == {"unmet"}
    back = on_desk("programs", "impact", "2022-10-03", "--switch", "revenue_basis=default", *ON, "--json").json
    assert [(each["partner"], each["before"], each["after"]) for each in back["differences"]] == [
        (each["partner"], each["after"], each["before"]) for each in changed
    ]


def test_several_readings_and_another_edition_are_tried_at_once(on_desk: Run) -> None:
    words = ("--switch", "revenue_window=12", "--switch", "sharing=forbidden")
    document = on_desk("programs", "impact", "2025-08", *words, *ON, "--json").json
    assert (document["other"], document["switches"]) == ("2025-08", {"revenue_window": 12, "sharing": "forbidden"})
    assert on_desk("programs", "impact", "2025-08", "--switch", "sharing", *ON).code == 2
