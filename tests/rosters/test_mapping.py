"""Columns find their fields by name or as told; nothing is lost without a word."""

from __future__ import annotations

import pytest

from channeladmin.errors import UserError
from channeladmin.rosters.columns import KINDS, get_kind
from channeladmin.rosters.mapping import ColumnMap, MapOptions, check_needs, map_columns
from channeladmin.rosters.reader import read_table


def map_header(header: str, kind: str = "roster", options: MapOptions | None = None) -> ColumnMap:
    table = read_table(f"{header}\n{','.join('x' * (header.count(',') + 1))}\n".encode(), source="r.csv")
    mapping = map_columns(table, get_kind(kind), options or MapOptions())
    check_needs(mapping, get_kind(kind), "r.csv")
    return mapping


def places(mapping: ColumnMap) -> dict[str, int | None]:
    return {mapped.column.name: mapped.position for mapped in mapping.fields}


@pytest.mark.parametrize("kind", KINDS)
def test_canonical_columns_map_by_themselves(kind: str) -> None:
    names = [column.name for column in get_kind(kind).columns]
    assert places(map_header(",".join(names), kind)) == {name: at for at, name in enumerate(names)}


def test_case_blanks_and_signs_aside() -> None:
    assert places(map_header(" PARTNER ,E-Mail,Learner ID,employed from")) == {
        "partner": 0,
        "email": 1,
        "learner_id": 2,
        "employed_from": 3,
    }


def test_aliases_give_way_to_the_name() -> None:
    mapping = map_header("Company,partner,email")
    assert places(mapping) == {"partner": 1, "email": 2}
    assert [title for title, _ in mapping.unknown] == ["Company"]


def test_an_unknown_column_is_named_with_the_nearest_fields() -> None:
    ((title, message),) = map_header("partner,email,Creden").unknown
    assert title == "Creden"
    assert "“Creden”" in message
    assert "“credential”" in message


def test_what_the_user_maps_wins() -> None:
    options = MapOptions(columns={"Account Ref": "external_ref", "email": "other_emails"})
    assert places(map_header("Account Ref,email", options=options)) == {"external_ref": 0, "other_emails": 1}


@pytest.mark.parametrize(
    ("header", "options", "message"),
    [
        ("email,name", MapOptions(), "no column partner or external_ref"),
        ("partner,name", MapOptions(), "no column email or other_emails or learner_id"),
        (
            "partner,email",
            MapOptions(columns={"email": "credentials"}),
            "“credentials” is not a field of roster.*“credential”",
        ),
        ("partner,email", MapOptions(values={"regoin": "EMEA"}), "“regoin” is not a field.*“region”"),
        ("partner,email", MapOptions(columns={"Emial": "email"}), "no column “Emial”.*“email”"),
        ("partner,Partner,email", MapOptions(), "two columns for partner"),
        ("a,b,email", MapOptions(columns={"a": "partner", "b": "partner"}), "Two columns are mapped to partner"),
        ("partner,email", MapOptions(clear=["title"]), "No column of the file fills title"),
        ("partner,email", MapOptions(clear=["email"]), "email cannot be cleared"),
        ("partner,email", MapOptions(clear=["nonsense"]), "“nonsense” is not a field"),
    ],
)
def test_what_cannot_be_is_refused(header: str, options: MapOptions, message: str) -> None:
    with pytest.raises(UserError, match=message):
        map_header(header, options=options)


def test_columns_without_a_name() -> None:
    blank = read_table(b"partner,email,\nAcme,a@b.c,\n", source="r.csv")
    assert map_columns(blank, get_kind("roster"), MapOptions()).unknown == ()
    assert [title for title, _ in map_header("partner,email,").unknown] == [""]


def test_an_unknown_kind() -> None:
    with pytest.raises(UserError, match="use partners, roster, plans, bookings, activities"):
        get_kind("people")
