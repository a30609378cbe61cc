"""From the five CSV files to a packet on paper, by the real command line, against a table worked by hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

DESK = Path(__file__).parent / "desk"
ON = "2022-10-10"
KINDS = ("partners", "roster", "plans", "bookings", "activities")

# Worked by hand from the files in desk/ and the programme of 2022-10-03, as of 10 October 2022.
# Per row: status, have; need is the programme's, or as given where the row has its own.
MET, UNMET, REVIEW = "met", "unmet", "review"
OPEN_NEED = {"partner_agreement": 1, "sales_verified": 2, "solution_architect_verified": 1}
SELECT_NEED = {
    "partner_agreement": 1,
    "sales_verified": 4,
    "sales_professional": 1,
    "solution_architect_verified": 2,
    "professional_services": 1,
    "business_plan": 1,
    "program_revenue": 300_000,
    "dedicated_practice": 1,
    "demand_generation": 4,
}


@dataclass(frozen=True)
class Expected:
    """One agreement: the outcome of each track and of the nine rows as (status, have[, need])."""

    open: str
    select: str
    rows: Mapping[str, tuple[Any, ...]]
    open_rows: Mapping[str, tuple[Any, ...]]


def _worked(open_status: str, select_status: str, *, open_rows: str, **rows: tuple[Any, ...]) -> Expected:
    nothing = dict.fromkeys(SELECT_NEED, (UNMET, 0))
    sales, architect = open_rows.split()
    return Expected(
        open_status,
        select_status,
        {**nothing, "partner_agreement": (MET, 1), **rows},
        {"sales_verified": (sales,), "solution_architect_verified": (architect,)},
    )


NOT_IN_FORCE = {"partner_agreement": (UNMET, 0)}
NO_QUARTER = {"demand_generation": (REVIEW, 0, 0)}

WORKED = {
    ("Alder GmbH", "EMEA"): _worked(
        MET,
        MET,
        open_rows="met met",
        sales_verified=(MET, 4),
        sales_professional=(MET, 1),
        solution_architect_verified=(MET, 2),
        professional_services=(MET, 1),
        business_plan=(MET, 1),
        program_revenue=(MET, 420_000),
        dedicated_practice=(MET, 1),
        demand_generation=(MET, 4),
    ),
    ("Birch Inc", "AMER"): _worked(
        UNMET,
        UNMET,
        open_rows="met unmet",
        sales_verified=(UNMET, 2),
        dedicated_practice=(MET, 1),
        **NOT_IN_FORCE,
        **NO_QUARTER,
    ),
    ("Cedar Ltd", "EMEA"): _worked(UNMET, UNMET, open_rows="unmet unmet", **NOT_IN_FORCE),
    ("Dogwood SA", "EMEA"): _worked(UNMET, UNMET, open_rows="unmet unmet"),
    ("Elm KK", "APAC"): _worked(UNMET, UNMET, open_rows="unmet unmet", **NOT_IN_FORCE),
    ("Fir LLC", "AMER"): _worked(UNMET, UNMET, open_rows="unmet unmet", **NOT_IN_FORCE, **NO_QUARTER),
    ("Ginkgo AG", "EMEA"): _worked(
        UNMET,
        UNMET,
        open_rows="unmet met",
        solution_architect_verified=(UNMET, 1),
        professional_services=(MET, 1),
    ),
    ("Hazel Public Sector", "PUBSEC"): _worked(
        REVIEW, UNMET, open_rows="review review", sales_verified=(UNMET, 1), sales_professional=(MET, 1)
    ),
    ("Ivy Systems", "EMEA"): _worked(
        MET,
        UNMET,
        open_rows="met met",
        sales_verified=(UNMET, 2),
        sales_professional=(MET, 1),
        solution_architect_verified=(MET, 3),
        professional_services=(MET, 1),
        dedicated_practice=(MET, 1),
    ),
    ("Ivy Systems", "APAC"): _worked(UNMET, UNMET, open_rows="unmet unmet", sales_verified=(UNMET, 1)),
    ("Juniper SpA", "EMEA"): _worked(UNMET, UNMET, open_rows="unmet unmet"),
    ("Kauri Oy", "EMEA"): _worked(
        UNMET,
        UNMET,
        open_rows="unmet unmet",
        program_revenue=(MET, 300_000),
        demand_generation=(UNMET, 2),
    ),
    ("Larch BV", "EMEA"): _worked(
        UNMET,
        UNMET,
        open_rows="unmet unmet",
        business_plan=(MET, 1),
        program_revenue=(UNMET, 299_999.99),
    ),
    ("Maple Inc", "AMER"): _worked(UNMET, UNMET, open_rows="unmet unmet", demand_generation=(MET, 2, 2)),
    ("Nutmeg AS", "EMEA"): _worked(UNMET, UNMET, open_rows="unmet unmet", program_revenue=(MET, 300_000), **NO_QUARTER),
    ("A&B <Test> </para> GmbH", "EMEA"): _worked(UNMET, UNMET, open_rows="unmet unmet"),
}

COUNTED = {
    ("Alder GmbH", "EMEA", "sales_verified"): {
        "Ana Ruiz": ("sales_core", None),
        "Eva Brandt": ("sales_core", None),
        "Jürgen Çelik": ("sales_core", "2023-02-03"),
        "Mei Nakamura": ("inferred:sa_core", None),
    },
    ("Alder GmbH", "EMEA", "sales_professional"): {"Eva Brandt": ("composite", None)},
    ("Alder GmbH", "EMEA", "solution_architect_verified"): {
        "Kwame Adebayo": ("pse", None),
        "Mei Nakamura": ("sa_core", None),
    },
    ("Birch Inc", "AMER", "sales_verified"): {
        "Bea One": ("sales_core", None),
        "Bo Two": ("sales_core", "2022-10-10"),
    },
    ("Hazel Public Sector", "PUBSEC", "sales_verified"): {"Hal Counts": ("inferred:sales_professional", None)},
    ("Ivy Systems", "EMEA", "sales_professional"): {"Ivo Parts": ("composite", None)},
    ("Ivy Systems", "EMEA", "professional_services"): {"Ian Engineer": ("composite", "2022-12-31")},
    ("Ivy Systems", "APAC", "sales_verified"): {"Isla Pacific": ("sales_core", None)},
}

NOT_COUNTED = {
    ("Ginkgo AG", "EMEA", "sales_verified"): {
        "Gil Left": "left",
        "Gil Later": "not_yet_joined",
        "Gil Unearned": "not_yet_earned",
        "Gil Revoked": "revoked",
        "Gil Expired": "expired",
        "Gil Elsewhere": "other_region",
        "Gil Unknown": "unknown_region",
    },
    ("Birch Inc", "AMER", "solution_architect_verified"): {"Bo Two": "expired"},
    ("Hazel Public Sector", "PUBSEC", "sales_verified"): {
        "Hana Unknown": "unknown_region",
        "Hugo Unknown": "unknown_region",
    },
    ("Ivy Systems", "APAC", "solution_architect_verified"): {
        "Ian Engineer": "other_region",
        "Ines Both": "other_region",
        "Ivo Parts": "other_region",
    },
    ("Alder GmbH", "EMEA", "sales_verified"): {},
}

HOLDS = {
    ("Alder GmbH", "EMEA", "open"): ("2024-03-13", "agreement"),
    ("Alder GmbH", "EMEA", "select"): ("2022-10-31", "quarter"),
    ("Alder GmbH", "EMEA", "sales_verified"): ("2023-02-03", "award"),
    ("Alder GmbH", "EMEA", "business_plan"): ("2023-01-31", "plan_year"),
    ("Alder GmbH", "EMEA", "dedicated_practice"): (None, None),
    ("Dogwood SA", "EMEA", "partner_agreement"): ("2022-10-10", "agreement"),
    ("Dogwood SA", "EMEA", "dedicated_practice"): ("2022-10-10", "agreement"),
    ("Fir LLC", "AMER", "partner_agreement"): ("2022-10-10", "agreement"),
    ("Ivy Systems", "EMEA", "professional_services"): ("2022-12-31", "award"),
}


class Desk:
    """A data file of its own and the command line over it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "story.channeladmin"

    def run(self, *arguments: str, expect: int = 0) -> str:
        """Run one command; its standard output."""
        done = subprocess.run(
            [sys.executable, "-m", "ui", "--file", str(self.file), "--by", "J. Lind", *arguments],
            capture_output=True,
            text=True,
            check=False,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8", "QT_QPA_PLATFORM": "offscreen"},
        )
        assert done.returncode == expect, (arguments, done.returncode, done.stdout, done.stderr)
        return done.stdout

    def evaluate(self, *arguments: str) -> dict[tuple[str, str, str], dict[str, Any]]:
        """The evaluations by partner, region and track."""
        document = json.loads(self.run("evaluate", "--on", ON, "--json", *arguments))
        return {(each["partner"], each["region"], each["track"]): each for each in document["evaluations"]}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The desk after the five files came in."""
    desk = Desk(tmp_path_factory.mktemp("story"))
    for kind in KINDS:
        report = json.loads(desk.run("import", kind, str(DESK / f"{kind}.csv"), "--json"))
        assert report["rejected"] == 0, report["errors"]
        assert report["new"] + report["changed"] + report["same"] == report["rows"], report
    return desk


@pytest.fixture(scope="module")
def evaluations(desk: Desk) -> dict[tuple[str, str, str], dict[str, Any]]:
    """All evaluations, by partner, region and track."""
    return desk.evaluate()


def _rows(evaluation: Mapping[str, Any]) -> dict[str, Any]:
    return {row["key"]: row for row in evaluation["requirements"]}


def _strict_edition(text: str) -> str:
    for before, after in (
        ('id = "2022-10-03"', 'id = "strict"'),
        ('sharing = "allowed"', 'sharing = "forbidden"'),
        (
            'choices = ["allowed", "forbidden"]\ndefault = "allowed"',
            'choices = ["allowed", "forbidden"]\ndefault = "forbidden"',
        ),
        (
            'key = "professional_services"\nkind = "people"',
            'key = "professional_services"\nkind = "people"\naward_editions = ["2021"]',
        ),
    ):
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text


def test_both_tracks_of_every_agreement_are_evaluated(
    evaluations: Mapping[tuple[str, str, str], dict[str, Any]],
) -> None:
    expected = {(*agreement, track) for agreement in WORKED for track in ("open", "select")}
    assert set(evaluations) == expected


@pytest.mark.parametrize(("partner", "region"), sorted(WORKED))
def test_each_row_is_as_worked_by_hand(
    evaluations: Mapping[tuple[str, str, str], dict[str, Any]], partner: str, region: str
) -> None:
    worked = WORKED[partner, region]
    select = evaluations[partner, region, "select"]
    rows = _rows(select)
    assert list(rows) == list(SELECT_NEED)
    for key, (status, have, *own_need) in worked.rows.items():
        need = own_need[0] if own_need else SELECT_NEED[key]
        found = (rows[key]["status"], rows[key]["have"], rows[key]["need"], rows[key]["missing"])
        assert found == (status, have, need, pytest.approx(max(0, need - have))), key
    assert select["verdict"] == worked.select

    open_ = evaluations[partner, region, "open"]
    rows = _rows(open_)
    assert {key: row["need"] for key, row in rows.items()} == OPEN_NEED
    assert rows["partner_agreement"]["status"] == worked.rows["partner_agreement"][0]
    for key, (status,) in worked.open_rows.items():
        assert rows[key]["status"] == status, key
    assert open_["verdict"] == worked.open


@pytest.mark.parametrize(("partner", "region", "key"), sorted(COUNTED))
def test_people_who_count_are_named_with_how_and_until(
    evaluations: Mapping[tuple[str, str, str], dict[str, Any]], partner: str, region: str, key: str
) -> None:
    row = _rows(evaluations[partner, region, "select"])[key]
    counted = {each["person"]: (each["via"], each["until"]) for each in row["counted"]}
    assert counted == COUNTED[partner, region, key]


@pytest.mark.parametrize(("partner", "region", "key"), sorted(NOT_COUNTED))
def test_people_who_do_not_count_are_named_with_the_reason(
    evaluations: Mapping[tuple[str, str, str], dict[str, Any]], partner: str, region: str, key: str
) -> None:
    row = _rows(evaluations[partner, region, "select"])[key]
    assert {each["person"]: each["reason"] for each in row["not_counted"]} == NOT_COUNTED[partner, region, key]


@pytest.mark.parametrize(("partner", "region", "what"), sorted(HOLDS))
def test_until_when_it_holds_and_what_ends_it(
    evaluations: Mapping[tuple[str, str, str], dict[str, Any]], partner: str, region: str, what: str
) -> None:
    is_track = what in ("open", "select")
    evaluation = evaluations[partner, region, what if is_track else "select"]
    found = evaluation if is_track else _rows(evaluation)[what]
    assert (found["holds_until"], found["ends_by"]) == HOLDS[partner, region, what]


def test_an_edition_of_its_own_asks_for_the_2021_certificate_and_forbids_sharing(desk: Desk) -> None:
    shipped = Path(__file__).parents[2] / "resources" / "programs" / "2022-10-03.toml"
    custom = desk.folder / "strict.toml"
    custom.write_text(_strict_edition(shipped.read_text("utf-8")), "utf-8")
    desk.run("programs", "add", str(custom))
    evaluations = desk.evaluate("--edition", "strict", "--track", "select")

    old = _rows(evaluations["Ginkgo AG", "EMEA", "select"])["professional_services"]
    assert (old["status"], old["have"]) == (UNMET, 0)
    assert [(each["person"], each["reason"]) for each in old["not_counted"]] == [("Gil Old", "wrong_edition")]

    rows = _rows(evaluations["Alder GmbH", "EMEA", "select"])
    counted = [each["person"] for row in rows.values() for each in row["counted"]]
    assert sorted(counted) == ["Ana Ruiz", "Eva Brandt", "Jürgen Çelik", "Kwame Adebayo", "Mei Nakamura"]
    reasons = {each["reason"] for key in ("sales_verified", "sales_professional") for each in rows[key]["not_counted"]}
    assert reasons == {"used_elsewhere"}
    services = [(each["person"], each["reason"]) for each in rows["professional_services"]["not_counted"]]
    assert services == [("Kwame Adebayo", "wrong_edition")]


def test_a_packet_names_the_people_and_figures_of_the_evaluation(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.run("demo", str(desk.file))
    evaluations = json.loads(desk.run("evaluate", "--track", "select", "--json"))["evaluations"]
    invited = desk.run("history", "--json")
    eligible = next(
        each
        for each in evaluations
        if each["verdict"] == MET
        and each["granted_track"] == "open"
        and f"of {each['partner']} ({each['region']})" not in invited
    )
    number = desk.run("invite", eligible["partner"], "--region", eligible["region"]).strip()
    draft = desk.folder / "draft.pdf"
    desk.run("packet", number, "--out", str(draft))
    assert all("DRAFT" in page.extract_text() for page in PdfReader(draft).pages)

    desk.run("invitation", number, "approve")
    packet = desk.folder / "packet.pdf"
    desk.run("packet", number, "--out", str(packet))
    text = _squeeze("".join(page.extract_text() for page in PdfReader(packet).pages))
    assert "DRAFT" not in text
    rows = _rows(eligible)
    expected = {number, eligible["partner"], f"${rows['program_revenue']['have']:,.0f}"}
    expected |= {each["person"] for row in rows.values() for each in row["counted"]}
    missing = [word for word in expected if _squeeze(word) not in text]
    assert missing == []


def _squeeze(text: str) -> str:
    """Text without white space, which a page breaks where it likes."""
    return "".join(text.split())


def test_undo_takes_back_the_last_act_and_nothing_else(desk: Desk) -> None:
    before = desk.evaluate()
    desk.run("import", "roster", str(DESK / "roster.csv"), "--set", "confirmed_on=2022-10-01")
    desk.run("undo")
    assert desk.evaluate() == before
    history = json.loads(desk.run("history", "--json"))
    assert json.dumps(history).count("roster.csv") >= 2
