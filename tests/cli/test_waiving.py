"""`waive`, `waivers` and `waiver` on a copy of the sample desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

PARTNER = "Brightwater DevOps"
GRANT = ("waive", PARTNER, "sales_verified", "--reason", "Two hired", "--from", "2022-10-01", "--until", "2022-12-31")


def test_a_waiver_is_granted_listed_ended_and_deleted(on_desk: Run) -> None:
    granted = on_desk(*GRANT, "--region", "amer")
    assert granted.code == 0, granted.err
    waiver = granted.out.strip()
    [listed] = on_desk("waivers", "--json").json["waivers"]
    assert listed == {
        "id": waiver,
        "partner": PARTNER,
        "external_ref": "P-1001",
        "region": "AMER",
        "requirement": "sales_verified",
        "label": "Sales verified",
        "since": "2022-10-01",
        "until": "2022-12-31",
        "state": "over",
        "granted_by": "Ada",
        "reason": "Two hired",
    }
    ended = on_desk("waiver", waiver, "end", "--on", "2022-11-30")
    assert ended.code == 0, ended.err
    assert "30 Nov 2022" in ended.out
    assert on_desk("waiver", waiver).out == ended.out
    assert "Two hired" in on_desk("waivers", "p-1001").out
    assert on_desk("waiver", waiver, "delete").code == 0
    assert on_desk("waivers", "--json").json == {"waivers": []}
    assert on_desk("undo").code == 0
    assert len(on_desk("waivers", "--json").json["waivers"]) == 1
    assert on_desk("check").code == 0


def test_every_command_speaks_json(on_desk: Run) -> None:
    granted = on_desk(*GRANT, "--region", "AMER", "--json").json["waiver"]
    assert on_desk("waivers", "--json").json == {"waivers": [granted]}
    ended = on_desk("waiver", granted["id"], "end", "--on", "2022-11-30", "--json").json["waiver"]
    assert ended == {**granted, "until": "2022-11-30"}
    assert on_desk("waiver", granted["id"], "--json").json == {"waiver": ended}
    assert on_desk("waiver", granted["id"], "delete", "--json").json == {"waiver": None}


def test_the_list_is_narrowed_by_partner_and_region(on_desk: Run) -> None:
    for region in ("AMER", "PUBSEC"):
        assert on_desk(*GRANT, "--region", region).code == 0
    assert on_desk("waive", "Copperline Systems", *GRANT[2:]).code == 0

    def list_regions(*words: str) -> list[str]:
        return [each["region"] for each in on_desk("waivers", *words, "--json").json["waivers"]]

    assert list_regions() == ["AMER", "PUBSEC", "AMER"]
    assert list_regions(PARTNER) == ["AMER", "PUBSEC"]
    assert list_regions(PARTNER, "--region", "PUBSEC") == ["PUBSEC"]
    assert list_regions("--region", "EMEA") == []


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (GRANT, 1, "several agreements (AMER, PUBSEC); say which with --region."),
        ((*GRANT, "--region", "EMEA"), 1, "has no such agreement"),
        (("waive", "Copperline Systems", "sellers", *GRANT[3:]), 1, "“sellers” is not a requirement of the programme"),
        (("waive", "Nobody Ltd", *GRANT[2:]), 1, "There is no partner “Nobody Ltd”"),
        (("waive", "Copperline Systems", *GRANT[2:-1], "2022-09-30"), 1, "before it begins on 2022-10-01"),
        (("waive", "Copperline Systems", "sales_verified", "--until", "2022-09-30"), 2, "--reason"),
        (("waivers", "Nobody Ltd"), 1, "There is no partner “Nobody Ltd”"),
        (("waiver", "12345"), 1, "no longer in the data file"),
        (("waiver", "12345", "delete", "--on", "2022-09-30"), 2, "for “end” only"),
        (("waiver", "mine"), 2, "is not an id"),
    ],
)
def test_what_cannot_be_is_refused(words: tuple[str, ...], code: int, sentence: str, on_desk: Run) -> None:
    ran = on_desk(*words)
    assert (ran.code, ran.out) == (code, "")
    assert sentence in ran.err
    assert on_desk("waivers", "--json").json == {"waivers": []}


def test_metrics_are_a_kind_of_file(on_desk: Run, tmp_path: Path) -> None:
    out = tmp_path / "metrics.csv"
    assert on_desk("export", "metrics", out).code == 0
    assert out.read_text(encoding="utf-8").strip() == "partner,region,metric,reported,amount,note"
    out.write_text("partner,metric,reported,amount\nCopperline Systems,points,2022-10-01,70\n", encoding="utf-8")
    ran = on_desk("import", "metrics", out, "--json")
    assert (ran.code, ran.json["rejected"]) == (4, 1)
    [error] = ran.json["errors"]
    assert error["message"] == "“points” is not a metric of the programme 2022-10-03; it names none."
