from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

TEAM = "Firma;Wer;Post;Abzeichen;Am\nNordlicht Systems;Ida Holm;ida@nordlicht.example;GitLab CSE;05/03/2022\n"
MAPS = ("--map", "Firma=partner", "--map", "Wer=name", "--map", "Abzeichen=credential", "--map", "Am=earned")


@pytest.fixture
def team(tmp_path: Path) -> Path:
    path = tmp_path / "team.csv"
    path.write_text(TEAM, encoding="utf-8")
    return path


def test_a_profile_and_an_alias_are_kept_with_the_import_and_found_by_the_header(on_desk: Run, team: Path) -> None:
    words = (*MAPS, "--dates", "dmy", "--alias", "GitLab CSE=pse", "--save-profile", "Nordic team")
    first = on_desk("import", "roster", team, *words, "--json")
    assert (first.code, first.json["new"]) == (0, 1)
    again = on_desk("import", "roster", team, "--json")
    assert (again.code, again.json["same"], again.json["operation"]) == (0, 1, None)
    assert "read by the saved profile “Nordic team”" in again.err
    assert on_desk("profiles", "aliases", "--json").json == {"aliases": {"GitLab CSE": "pse"}}
    (profile,) = on_desk("profiles", "list", "--json").json["profiles"]
    assert (profile["name"], profile["kind"], profile["dates"]) == ("Nordic team", "roster", "dmy")
    on_desk("undo")
    assert on_desk("profiles", "list", "--json").json["profiles"] == []
    assert on_desk("profiles", "aliases", "--json").json == {"aliases": {}}


def test_a_profile_keeps_how_a_file_is_read_and_finds_it_so(on_desk: Run, tmp_path: Path) -> None:
    source = tmp_path / "team.csv"
    source.write_text(
        "Export,of,today\nfor,us,all\npartner,name,email\nNordlicht Systems,Ida Holm,i@x.example\n", "utf-8"
    )
    assert on_desk("import", "roster", source, "--dry-run").code == 1
    said = ("--header-row", "3", "--encoding", "utf-8", "--save-profile", "Third line")
    assert on_desk("import", "roster", source, *said).code == 0
    again = on_desk("import", "roster", source, "--json")
    assert (again.code, again.json["same"]) == (0, 1)
    assert "read by the saved profile “Third line”" in again.err
    assert on_desk("import", "roster", source, "--profile", "none").code == 1
    (profile,) = on_desk("profiles", "list", "--json").json["profiles"]
    assert profile["reading"] == {"encoding": "utf-8", "header_row": 3}
    assert "encoding utf-8, header row 3" in on_desk("profiles").out


def test_two_header_rows_are_read_by_choice_and_kept(on_desk: Run, tmp_path: Path) -> None:
    source = tmp_path / "team.csv"
    source.write_text("part,na,e-\nner,me,mail\nNordlicht Systems,Ida Holm,i@x.example\n", "utf-8")
    document = on_desk("read", source, "--header-rows", "2", "--json").json
    assert (document["columns"], document["header_rows"]) == (["part ner", "na me", "e- mail"], [1, 2])
    assert "header on lines 1 and 2" in on_desk("read", source, "--header-rows", "2").err
    assert on_desk("import", "roster", source, "--header-rows", "2", "--save-profile", "Two rows").code == 0
    again = on_desk("import", "roster", source, "--json")
    assert (again.code, again.json["same"]) == (0, 1)
    assert "2 header rows" in on_desk("profiles").out
    assert on_desk("read", source, "--header-rows", "3").code == 2


def test_what_a_profile_says_of_reading_can_be_found_out_instead(on_desk: Run, tmp_path: Path) -> None:
    source = tmp_path / "team.csv"
    source.write_text("Firma,Wer,E-mail\nNordlicht Systems,Zoé Holm,zoe@x.example\n", "utf-8")
    maps = ("--map", "Firma=partner", "--map", "Wer=name")
    said = ("--encoding", "windows-1252", "--header-row", "1", "--header-rows", "1", "--delimiter", ",", "--no-fill")
    assert on_desk("import", "roster", source, *maps, *said, "--save-profile", "Team", "--json").json["new"] == 1
    auto = ("--encoding", "auto", "--header-row", "AUTO", "--header-rows", "auto", "--quote", "auto", "--sheet", "auto")
    found = on_desk("import", "roster", source, *auto, "--fill", "--save-profile", "Team", "--json")
    assert "read by the saved profile “Team”" in found.err
    assert "the file says “Zoé Holm”" in found.err
    (profile,) = on_desk("profiles", "list", "--json").json["profiles"]
    assert (profile["reading"], profile["columns"]) == ({"delimiter": ","}, {"Firma": "partner", "Wer": "name"})
    for number in ("-1", "first", "9" * 20, "9" * 5_000):
        assert on_desk("import", "roster", source, "--header-row", number).code == 2
    assert on_desk("import", "roster", source, "--header-rows", "0").code == 2
    assert on_desk("read", source, "--encoding", "auto", "--delimiter", "auto").code == 0


def test_profiles_and_learnt_names_are_taken_away(on_desk: Run, team: Path) -> None:
    on_desk("import", "roster", team, *MAPS, "--dates", "dmy", "--alias", "GitLab CSE=pse", "--save-profile", "Team")
    assert "Team" in on_desk("profiles").out
    assert "GitLab CSE" in on_desk("profiles", "aliases").out
    assert on_desk("profiles", "delete", "TEAM").code == 0
    assert on_desk("profiles", "delete", "Team").code == 1
    assert on_desk("profiles", "forget", "gitlab cse").code == 0
    assert on_desk("profiles", "forget", "gitlab cse").code == 1
    assert "learnt no names" in on_desk("profiles", "aliases").out


def test_names_of_companies_are_learnt_listed_and_forgotten(on_desk: Run, tmp_path: Path) -> None:
    source = tmp_path / "team.csv"
    source.write_text("partner,name,email\nThe Nordics,Ida Holm,i@x.example\n", encoding="utf-8")
    assert on_desk("import", "roster", source, "--same", "The Nordics=Nordlicht Systems").code == 0
    assert on_desk("profiles", "aliases").out.split()[-5:] == ["The", "Nordics", "company", "Nordlicht", "Systems"]
    assert on_desk("profiles", "aliases", "--json").json == {
        "aliases": {},
        "same": {"The Nordics": "Nordlicht Systems"},
    }
    source.write_text("partner,name,email\nThe Nordics,Jo Holm,j@x.example\n", encoding="utf-8")
    again = on_desk("import", "roster", source, "--json", "--dry-run")
    assert again.json["recalled"] == [{"what": "partner", "text": "The Nordics", "other": "Nordlicht Systems"}]
    assert "“The Nordics”: taken for “Nordlicht Systems”, as in an earlier import" in again.err
    assert on_desk("import", "roster", source, "--same", "The Nordics=", "--dry-run").code == 4
    assert on_desk("profiles", "forget", "the nordics").code == 0
    assert on_desk("profiles", "forget", "the nordics").code == 1
    assert on_desk("import", "roster", source, "--dry-run").code == 4


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--save-profile", "credly"), "the name of a profile that the app brings"),
        (("--save-profile", " "), "Give the profile a name"),
        (("--alias", "X=warlock"), "“warlock” is not a credential"),
        (("--alias", "Sales Core=pse"), "names “Sales Core”"),
        (
            ("--same", "Elsewhere=Nowhere Ltd"),
            "“Nowhere Ltd”, which “Elsewhere” is said to be, is no company of the desk.",
        ),
        (("--profile", "credly"), "there is no column Badge Name"),
        (("--profile", "nobody"), "There is no import profile “nobody” for roster; there are: credly, lms, none"),
        (("--profile", "salesforce_bookings"), "is for bookings, not for roster"),
    ],
)
def test_what_cannot_be_is_refused(words: tuple[str, ...], message: str, on_desk: Run, team: Path) -> None:
    ran = on_desk("import", "roster", team, *MAPS, *words)
    assert (ran.code, ran.out) == (1, "")
    assert message in ran.err


def test_the_keys_that_a_name_can_stand_for_are_listed_and_told_where_they_are_needed(
    on_desk: Run, team: Path, tmp_path: Path
) -> None:
    document = on_desk("programs", "credentials", "--json").json
    assert document["edition"] == "2022-10-03"
    found = {each["key"]: each for each in document["credentials"]}
    assert found["pse"]["label"] == "Professional Services Engineer"
    assert "Certified Associate" in found["pse_associate"]["aliases"]
    assert found["certified_trainer:COURSE"]["family"] is True
    assert any(
        line.split()[:3] == ["pse", "Professional", "Services"]
        for line in on_desk("programs", "credentials").out.splitlines()
    )
    told = on_desk("import", "roster", team, *MAPS, "--alias", "X=pse_asociate", "--dry-run").err
    assert "“pse_associate”" in told.partition("Nearest: ")[2]
    assert "“programs credentials” lists the keys." in told
    source = tmp_path / "one.csv"
    rows = [f"Nordlicht Systems,Jo,jo@n.example,GitLab {name},2022-03-01\n" for name in ("CSE", "Wizard")]
    for text in (rows[0], "".join(rows)):
        source.write_text(f"partner,name,email,credential,earned\n{text}", encoding="utf-8")
        assert on_desk("import", "roster", source, "--dry-run").err.count("“programs credentials” lists the keys.") == 1


def test_what_is_to_do_is_told_once(on_desk: Run, tmp_path: Path) -> None:
    source = tmp_path / "many.csv"
    rows = (f"Nordlicht Systems,P{at},p{at}@nordlicht.example,GitLab CSE,0{at}/03/2022\n" for at in range(1, 5))
    source.write_text("partner,name,email,credential,earned\n" + "".join(rows), encoding="utf-8")
    todo = on_desk("import", "roster", source, "--json", "--dry-run").json["todo"]
    assert [(item["what"], item["text"], item["count"]) for item in todo] == [
        ("dates", "earned", 4),
        ("credential", "GitLab CSE", 4),
    ]
    ran = on_desk("import", "roster", source, "--dry-run")
    assert ran.err.count('--alias "GitLab CSE=KEY"') == 1


def test_who_is_missing_from_the_file_is_told(on_desk: Run, tmp_path: Path) -> None:
    source = tmp_path / "one.csv"
    source.write_text("partner,name,email\nNordlicht Systems,Ida,ida@nordlicht.example\n", encoding="utf-8")
    leavers = on_desk("import", "roster", source, "--json").json["leavers"]
    assert {leaver["partner"] for leaver in leavers} == {"Nordlicht Systems"}
    assert "nobody is removed" in on_desk("import", "roster", source).err


def test_an_export_of_a_preset_reads_plainly_when_told(on_desk: Run, tmp_path: Path) -> None:
    source = tmp_path / "badges.csv"
    source.write_text("Badge Name,Issued to Email,Issue Date\npse,ida@nordlicht.example,2022-01-01\n", encoding="utf-8")
    assert "Credly" in on_desk("import", "roster", source, "--dry-run").err
    assert "Credly" not in on_desk("import", "roster", source, "--profile", "none", "--dry-run").err
