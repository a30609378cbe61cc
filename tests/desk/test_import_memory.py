"""What an import remembers, and what it says about people and records that are there already."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from channeladmin.desk.desk import Desk
from channeladmin.desk.history import list_operations, undo
from channeladmin.desk.import_profiles import (
    Profile,
    delete_profile,
    forget_alias,
    learn_alias,
    list_aliases,
    list_profiles,
    save_profile,
)
from channeladmin.desk.importing import ImportOptions, ImportPlan, ReadOptions, apply_import, plan_import
from channeladmin.errors import UserError

HEADER = "partner,name,email,title\n"


def write(folder: Path, text: str, name: str = "team.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def bring(desk: Desk, kind: str, path: Path, options: ImportOptions | None = None) -> ImportPlan:
    plan = plan_import(desk, kind, [path], options or ImportOptions())
    apply_import(desk, plan)
    return plan


@pytest.fixture
def on_desk(desk: Desk, tmp_path: Path) -> Desk:
    bring(desk, "partners", write(tmp_path, "partner,region\nAcme GmbH,EMEA\nBirch,AMER\n", "partners.csv"))
    team = "Acme GmbH,Robert Müller,r@acme.example,Engineer\nAcme GmbH,Zoë Ray,z@acme.example,\n"
    bring(desk, "roster", write(tmp_path, HEADER + team))
    return desk


def test_a_profile_is_saved_replaced_found_and_deleted(desk: Desk) -> None:
    profile = Profile("Team", "roster", frozenset({"wer"}), {"Wer": "name"}, {"region": "EMEA"}, ("title",), "dmy")
    save_profile(desk, profile)
    assert list_profiles(desk) == (profile,)
    assert list_profiles(desk, "bookings") == ()
    other = Profile("TEAM", "roster", frozenset({"who"}))
    save_profile(desk, other)
    assert list_profiles(desk) == (other,)
    undo(desk)
    assert list_profiles(desk) == (profile,)
    delete_profile(desk, "team")
    assert list_profiles(desk) == ()
    assert list_operations(desk)[0].label == "Delete import profile Team"
    with pytest.raises(UserError, match="There is no import profile"):
        delete_profile(desk, "team")


def test_aliases_are_learnt_and_forgotten(desk: Desk) -> None:
    learn_alias(desk, "GitLab CSE", "Professional Services Engineer")
    learn_alias(desk, "gitlab-cse", "sa_core")
    assert list_aliases(desk) == {"gitlab-cse": "sa_core"}
    forget_alias(desk, "GITLAB CSE")
    assert list_aliases(desk) == {}
    with pytest.raises(UserError, match="has not learnt"):
        forget_alias(desk, "GITLAB CSE")


def test_a_learnt_name_is_read_by_the_next_import(on_desk: Desk, tmp_path: Path) -> None:
    badges = write(tmp_path, "partner,email,name,credential,earned\nAcme GmbH,r@acme.example,,Wizard,2022-01-01\n")
    plan = plan_import(on_desk, "roster", [badges], ImportOptions())
    assert [(item.what, item.text, item.count) for item in plan.todo] == [("credential", "Wizard", 1)]
    told = ImportOptions(aliases={"Wizard": "pse"})
    assert bring(on_desk, "roster", badges, told).counts.new == 1
    again = bring(on_desk, "roster", badges)
    assert (again.counts.same, again.todo) == (1, ())


def test_only_a_profile_is_an_act_of_its_own(on_desk: Desk, tmp_path: Path) -> None:
    team = tmp_path / "team.csv"
    bring(on_desk, "roster", team, ImportOptions(save_profile="Team", sets={"region": ""}))
    assert list_operations(on_desk)[0].label == "Save import profile Team"
    operations = list_operations(on_desk)
    bring(on_desk, "roster", team, ImportOptions(save_profile="Team", sets={"region": ""}))
    assert list_operations(on_desk) == operations


def test_a_profile_remembers_the_preset_beneath_it(on_desk: Desk, tmp_path: Path) -> None:
    source = write(
        tmp_path,
        "Badge Name,Issued to Email,Issue Date,Team\npse,r@acme.example,2022-01-01,Acme GmbH\n",
    )
    plan = bring(on_desk, "roster", source, ImportOptions(maps={"Team": "partner"}, save_profile="Our badges"))
    assert plan.counts.new == 1
    (profile,) = list_profiles(on_desk)
    assert (profile.preset, dict(profile.columns)) == ("credly", {"Team": "partner"})
    assert bring(on_desk, "roster", source).counts.same == 1


def test_leavers_are_those_of_the_companies_in_the_file(on_desk: Desk, tmp_path: Path) -> None:
    plan = plan_import(on_desk, "roster", [write(tmp_path, HEADER + "Birch,Bo,bo@birch.example,\n")], ImportOptions())
    assert plan.plan.leavers == ()
    rows = "Acme GmbH,Robert Müller,r@acme.example,\nAcme GmbH,,nobody,\n"
    plan = plan_import(on_desk, "roster", [write(tmp_path, HEADER + rows)], ImportOptions())
    assert [(each.person, each.email, each.partner) for each in plan.plan.leavers] == [
        ("Zoë Ray", "z@acme.example", "Acme GmbH")
    ]
    assert plan.counts.rejected == 1
    rejected = "partner,name,email,employed_from\nAcme GmbH,Bo,r@acme.example,soon\nAcme GmbH,Zoë,z@acme.example,soon\n"
    assert plan_import(on_desk, "roster", [write(tmp_path, rejected)], ImportOptions()).plan.leavers == ()


def test_whoever_a_log_names_in_any_event_is_no_leaver(on_desk: Desk, tmp_path: Path) -> None:
    log = write(
        tmp_path,
        "Email,Panorama Name,Content Title,Type,Timestamp\n"
        "r@acme.example,Acme GmbH,Sales Core,certificate_grant,2022-03-01\n"
        "r@acme.example,Acme GmbH,Sales Core,enrollment,2022-04-01\n",
        "log.csv",
    )
    others = write(tmp_path, HEADER + "Acme GmbH,Ann Ray,ann@acme.example,CTO\n", "team.csv")
    alone = plan_import(on_desk, "roster", [others], ImportOptions()).plan.leavers
    assert "r@acme.example" in {leaver.email for leaver in alone}
    both = plan_import(on_desk, "roster", [log, others], ImportOptions()).plan.leavers
    assert "r@acme.example" not in {leaver.email for leaver in both}


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Bob Müller", "a short form of the name"),
        ("robert muller", "the same name but for accents"),
        ("Müller, Robert", "the same names in another order"),
        ("ROBERT MÜLLER", "the same name"),
        ("Robert J. Müller", "the same first and last name"),
    ],
)
def test_people_who_may_be_one_are_hinted_at_with_why(name: str, why: str, on_desk: Desk, tmp_path: Path) -> None:
    text = f'{HEADER}Acme GmbH,"{name}",other@acme.example,\nBirch,"{name}",birch@acme.example,\n'
    plan = plan_import(on_desk, "roster", [write(tmp_path, text)], ImportOptions())
    (hint,) = plan.plan.hints
    assert (hint.what, hint.name, hint.other, hint.why) == ("person", name, "Robert Müller", why)
    assert hint.sentence in plan.warnings
    assert plan.counts.new == 2


def test_people_who_are_numbered_are_not_alike(on_desk: Desk, tmp_path: Path) -> None:
    people = "".join(f"Acme GmbH,Trainer {number},t{number}@acme.example,\n" for number in (1, 2, 12))
    plan = plan_import(on_desk, "roster", [write(tmp_path, HEADER + people)], ImportOptions())
    assert plan.plan.hints == ()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Acme Inc.", "legal form only"),
        ("Acmé GmbH", "accents only"),
        ("ACME-GmbH", "punctuation only"),
    ],
)
def test_companies_that_may_be_one(name: str, why: str, on_desk: Desk, tmp_path: Path) -> None:
    plan = plan_import(on_desk, "partners", [write(tmp_path, f"partner,region\n{name},APAC\n")], ImportOptions())
    (hint,) = plan.plan.hints
    assert (hint.what, hint.other, why in hint.why) == ("company", "Acme GmbH", True)


def test_a_slip_of_the_pen_is_a_hint_and_another_number_is_not(on_desk: Desk, tmp_path: Path) -> None:
    text = "partner,region\nNordlicht Systeme 1,EMEA\nNordlicht Systems 1,EMEA\nNordlicht Systems 2,EMEA\n"
    plan = plan_import(on_desk, "partners", [write(tmp_path, text)], ImportOptions())
    assert {(hint.name[-1], hint.other[-1]) for hint in plan.plan.hints} == {("1", "1")}


def test_an_older_export_says_what_it_would_overwrite(on_desk: Desk, tmp_path: Path) -> None:
    old = write(tmp_path, HEADER + "Acme GmbH,Robert Müller,r@acme.example,Trainee\n", "team-2022-09-01.csv")
    plan = plan_import(on_desk, "roster", [old], ImportOptions())
    assert plan.counts.changed == 1
    (warning,) = (each for each in plan.warnings if "exported on 2022-09-01" in each)
    assert "line 2" in warning
    assert "2022-10-10" in warning
    filling = write(tmp_path, HEADER + "Acme GmbH,Zoë Ray,z@acme.example,Trainee\n", "team-2022-09-01.csv")
    assert not any("exported" in each for each in plan_import(on_desk, "roster", [filling], ImportOptions()).warnings)
    today = ImportOptions(exported_on=date(2022, 10, 10))
    assert not any("exported" in each for each in plan_import(on_desk, "roster", [old], today).warnings)


def test_a_file_whose_days_are_all_older_says_so_too(on_desk: Desk, tmp_path: Path) -> None:
    header = "partner,email,title,employed_from\n"
    old = write(tmp_path, header + "Acme GmbH,r@acme.example,Trainee,\nBirch,z@acme.example,,2022-08-01\n")
    plan = plan_import(on_desk, "roster", [old], ImportOptions())
    assert any("of 2022-08-01 by its newest day" in warning for warning in plan.warnings)


def test_the_profile_that_reads_a_file_maps_it_too(on_desk: Desk, tmp_path: Path) -> None:
    header = frozenset({"partner", "one", "two", "email"})
    first = {"one": "name", "two": "title"}
    second = {"one": "title", "two": "name"}
    save_profile(on_desk, Profile("A third line", "roster", header, first, reading=ReadOptions(header_row=3)))
    save_profile(on_desk, Profile("B second line", "roster", header, second, reading=ReadOptions(header_row=2)))
    text = "an,export,of,today\npartner,one,two,email\nAcme GmbH,Trainer,Bo Lee,bo@acme.example\n"
    plan = plan_import(on_desk, "roster", [write(tmp_path, text)], ImportOptions())
    assert plan.known_as[0].startswith("team.csv: read by the saved profile “B second line”")
    assert {mapped.title: mapped.column.name for mapped in plan.mappings[0].fields}["two"] == "name"
    told = plan_import(on_desk, "roster", [tmp_path / "team.csv"], ImportOptions(reading=ReadOptions(header_row=2)))
    assert told.counts.new == 1


def test_a_file_is_known_by_its_profile_though_something_is_to_be_found_out(on_desk: Desk, tmp_path: Path) -> None:
    columns = {"Wer": "name", "Wo": "partner"}
    reading = ReadOptions("windows-1252", ",")
    save_profile(on_desk, Profile("Team", "roster", frozenset({"wo", "wer", "email"}), columns, reading=reading))
    source = write(tmp_path, "Wo,Wer,Email\nAcme GmbH,Zoé Ray,zoe@acme.example\n")
    assert plan_import(on_desk, "roster", [source], ImportOptions()).rows[0].cells[1] == "ZoÃ© Ray"
    said = ReadOptions(found_out=frozenset({"encoding"}))
    plan = bring(on_desk, "roster", source, ImportOptions(reading=said, save_profile="Team"))
    assert (plan.rows[0].cells[1], plan.counts.new) == ("Zoé Ray", 1)
    (profile,) = list_profiles(on_desk)
    assert (profile.reading, dict(profile.columns)) == (ReadOptions(delimiter=","), columns)
