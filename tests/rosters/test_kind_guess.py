"""Which kind of file a table is."""

from __future__ import annotations

import pytest

from channeladmin.rosters.kind_guess import guess_kind
from channeladmin.rosters.profiles import Profile, list_titles
from channeladmin.rosters.reader import RawTable, read_table


def read(*columns: str) -> RawTable:
    return read_table(f"{','.join(columns)}\n{',' * (len(columns) - 1)}x\n".encode(), source="x.csv")


@pytest.mark.parametrize(
    ("columns", "kind"),
    [
        (("Partner", "Name", "E-mail", "Credential", "Earned"), "roster"),
        (("partner", "region", "held", "kind", "title", "status"), "activities"),
        (("Partner", "Region", "Closed", "Net ARR", "Kind"), "bookings"),
        (("partner", "region", "fiscal_year", "status", "q1", "q2"), "plans"),
        (("partner", "external_ref", "website", "region", "agreement_signed"), "partners"),
        (("partner", "region", "metric", "reported", "amount", "note"), "metrics"),
        (("Alpha", "Beta"), "roster"),
        (("Badge Name", "Issued to First Name", "Issued to Last Name", "Issued to Email", "Country", "State",
          "Region", "Status", "Expired", "Issue Date"), "roster"),
    ],
)  # fmt: skip
def test_the_kind_is_guessed_from_the_columns(columns: tuple[str, ...], kind: str) -> None:
    assert guess_kind(read(*columns)) == kind


def test_a_profile_that_knows_the_header_says_it() -> None:
    table = read("Alpha", "Beta")
    assert guess_kind(table, [Profile("mine", "bookings", list_titles(table))]) == "bookings"
