"""Files whose header shows only as a saved profile reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from channeladmin.rosters.profile_reading import choose_profile, find_profile
from channeladmin.rosters.profiles import Profile, read_profile
from channeladmin.rosters.reader import AS_FOUND, ReadOptions, read_source

PEOPLE = frozenset({"partner", "name", "email"})
LATER = ReadOptions(header_row=3)
TEXT = "region,since,by\nEMEA,2022,Ann\npartner,name,email\nAcme,Bo Lee,bo@acme.example\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "team.csv"
    path.write_text(TEXT, encoding="utf-8")
    return path


def choose_reading(source: Path, said: ReadOptions, told: str | None, profiles: list[Profile]) -> ReadOptions:
    profile = choose_profile(source, said, told, profiles)
    return said if profile is None else said.over(profile.reading)


def test_a_profile_knows_its_file_as_it_reads_it(source: Path) -> None:
    profile = Profile("Later", "roster", PEOPLE, reading=LATER)
    assert find_profile(source, AS_FOUND, [profile]) == profile
    assert choose_reading(source, AS_FOUND, None, [profile]) == LATER
    assert choose_reading(source, AS_FOUND, "none", [profile]) == AS_FOUND
    assert choose_reading(source, AS_FOUND, "LATER", [profile]) == LATER


def test_what_is_said_goes_over_what_a_profile_says(source: Path) -> None:
    profile = Profile("Later", "roster", PEOPLE, reading=LATER)
    assert choose_reading(source, ReadOptions("utf-8"), None, [profile]) == ReadOptions("utf-8", header_row=3)
    assert choose_reading(source, ReadOptions(header_row=1), None, [profile]) == ReadOptions(header_row=1)


def test_what_is_to_be_found_out_goes_over_what_a_profile_says_of_it(source: Path) -> None:
    profile = Profile("Later", "roster", PEOPLE, reading=ReadOptions("utf-8", ",", header_row=3))
    said = ReadOptions(found_out=frozenset({"header_row", "delimiter"}))
    assert choose_profile(source, said, None, [profile]) == profile
    reading = said.over(profile.reading)
    assert reading.settled == ReadOptions("utf-8")
    assert read_source(source, reading).columns == ("region", "since", "by")
    assert reading.to_document() == {"encoding": "utf-8"}


def test_what_is_to_be_found_out_holds_through_several_layers() -> None:
    said = ReadOptions(found_out=frozenset({"encoding"})).over(ReadOptions(header_row=2))
    assert said.over(ReadOptions("utf-8", ";", header_row=3)).settled == ReadOptions(delimiter=";", header_row=2)
    over = ReadOptions("utf-16").over(said)
    assert over.over(ReadOptions("utf-8")).settled == ReadOptions("utf-16", header_row=2)


def test_a_profile_that_needs_no_reading_comes_first(source: Path) -> None:
    plain = Profile("Plain", "roster", frozenset({"region", "since", "by"}))
    assert find_profile(source, AS_FOUND, [Profile("Later", "roster", PEOPLE, reading=LATER), plain]) == plain


def test_a_reading_that_does_not_fit_the_file_finds_nothing(source: Path) -> None:
    for reading in (ReadOptions(header_row=50), ReadOptions("utf-32"), ReadOptions(delimiter=";")):
        profile = Profile("Other", "roster", PEOPLE, reading=reading)
        assert find_profile(source, AS_FOUND, [profile]) is None
        assert choose_reading(source, AS_FOUND, None, [profile]) == AS_FOUND


@pytest.mark.parametrize("reading", [AS_FOUND, ReadOptions("utf-16", "\t", "", sheet="Two", header_row=0, fills=False)])
def test_a_reading_is_kept_in_the_document(reading: ReadOptions) -> None:
    profile = Profile("Later", "roster", PEOPLE, reading=reading)
    document = profile.to_document()
    assert ("reading" in document) is (reading != AS_FOUND)
    assert read_profile("Later", document) == profile
