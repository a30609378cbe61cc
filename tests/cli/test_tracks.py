"""The command line under an edition whose tracks have other names, on a desk that has granted ours."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import ON, Run
from tests.program.metals import write_metals

DAY = ON.isoformat()


def use_metals(on_desk: Run, folder: Path) -> None:
    assert on_desk("programs", "add", write_metals(folder)).code == 0
    assert on_desk("programs", "use", "metals").code == 0


def test_evaluate_knows_the_tracks_of_the_edition(on_desk: Run, tmp_path: Path) -> None:
    use_metals(on_desk, tmp_path)
    ran = on_desk("evaluate", "--on", DAY, "--json")
    assert ran.code == 0, ran.err
    found = ran.json["evaluations"]
    assert {each["track"] for each in found} == {"silver", "gold", "platinum_plus"}
    assert {each["granted_track"] for each in found} == {"open", "select", None}
    chosen = next(each["partner"] for each in found if each["granted_track"] == "select")
    table = on_desk("evaluate", chosen, "--on", DAY).out
    assert "Solid Gold" in table and "Select" in table
    only = on_desk("evaluate", "--track", "gold", "--on", DAY, "--json").json["evaluations"]
    assert {each["track"] for each in only} == {"gold"}
    assert on_desk("check").code == 0


def test_a_track_that_the_edition_does_not_have_is_refused_by_name(on_desk: Run, tmp_path: Path) -> None:
    ran = on_desk("evaluate", "--track", "gold")
    assert (ran.code, ran.out) == (1, "")
    assert "“gold” is not a track of the programme 2022-10-03; use open, select." in ran.err
    use_metals(on_desk, tmp_path)
    ran = on_desk("evaluate", "--track", "select")
    assert ran.code == 1
    assert "use silver, gold, platinum_plus." in ran.err
    assert on_desk("evaluate", "--track", "select", "--edition", "2022-10-03", "--on", DAY).code == 0


def test_nobody_is_invited_where_there_is_no_select_track(on_desk: Run, tmp_path: Path) -> None:
    use_metals(on_desk, tmp_path)
    ran = on_desk("invite", "Cascadia Pipeline Group", "--exception", "A good one")
    assert ran.code == 1
    assert "The programme metals has no Select track; use an edition that has one." in ran.err


def test_the_export_of_partners_comes_back_the_same(on_desk: Run, tmp_path: Path) -> None:
    use_metals(on_desk, tmp_path)
    out = tmp_path / "partners.csv"
    assert on_desk("export", "partners", out).code == 0
    counts = on_desk("import", "partners", out, "--dry-run", "--json").json
    assert counts["rows"] == counts["same"] > 60
