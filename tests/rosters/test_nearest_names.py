"""The nearest of many names, for very many texts."""

from __future__ import annotations

from channeladmin.rosters.hints import NearestNames, find_nearest

NAMES = ("Acme GmbH", "Bolt Systems", "Straße 9 Software")


def test_they_are_those_of_a_single_look() -> None:
    names = NearestNames(NAMES)
    for text in ("ACME", "Bolt System", "STRASSE 9 software", "Zzz", ""):
        assert names.find(text) == names.find(text) == find_nearest(text, NAMES)
    assert names.find("Bolt System") == ("Bolt Systems",)


def test_only_the_first_texts_are_looked_up() -> None:
    names = NearestNames(NAMES)
    found = [names.find(f"Bolt Systems {number}") for number in range(301)]
    assert found[299] == ("Bolt Systems",)
    assert found[300] == ()
    assert names.find("Bolt Systems 7") == ("Bolt Systems",)
