"""A small programme of another vendor: three tracks, none of them called as ours are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from channeladmin.program.loading import parse_edition
from channeladmin.program.vocabulary import TrackKey

if TYPE_CHECKING:
    from pathlib import Path

SILVER, GOLD, PLATINUM = TrackKey("silver"), TrackKey("gold"), TrackKey("platinum_plus")

TEXT = """
id = "metals"
title = "Metal partners"
vendor = "Smelters"
effective_on = 2022-01-01
source = "none"
currency = "USD"

[fiscal]
first_month = 1

[rules]
sharing = "allowed"
unknown_region = "review"
composite_may_infer = true
grace = "none"

[[regions]]
key = "EMEA"
label = "Europe"

[[regions]]
key = "APAC"
label = "Asia"

[[regions]]
key = "AMER"
label = "America"

[[regions]]
key = "PUBSEC"
label = "Public"

[[credentials]]
key = "sales_core"
label = "Sales Core"

[[metrics]]
key = "points"
label = "Partner points"
unit = "points"

[[metrics]]
key = "cloud_share"
label = "Share of cloud"
unit = "per cent"

[[tracks]]
key = "silver"
label = "Silver"
line = 1

[[tracks]]
key = "gold"
label = "Solid Gold"
line = 2

[[tracks]]
key = "platinum_plus"
label = "Platinum & more"
line = 3

[[requirements]]
kind = "agreement"
key = "contract"
label = "Contract"
wording = "Contract"
line = 4
need = { silver = 1, gold = 1, platinum_plus = 1 }

[[requirements]]
kind = "people"
key = "sellers"
label = "Sellers"
wording = "Sellers"
line = 5
need = { silver = 1, gold = 2, platinum_plus = 3 }
credentials = ["sales_core"]

[[requirements]]
kind = "each_quarter"
key = "events"
label = "Events"
wording = "Events"
line = 6
need = { gold = 1 }
quarters = 2
activity_kinds = ["webinar"]

[[requirements]]
kind = "any_of"
key = "sales_or_team"
label = "Sales, or a team"
wording = "Sales, or a team"
need = { platinum_plus = 1 }

[[requirements.of]]
kind = "amount"
key = "sales"
label = "Sales"
wording = "Sales"
need = { platinum_plus = 100 }
basis = "booked"

[[requirements.of]]
kind = "people"
key = "team"
label = "A team"
wording = "A team"
need = { platinum_plus = 9 }
credentials = ["sales_core"]

[[benefit_groups]]
key = "all"
label = "All"
line = 7

[[benefits]]
key = "logo"
group = "all"
label = "The logo"
wording = "The logo"
line = 8
offered = { silver = "small", gold = "", platinum_plus = "large" }
"""

METALS = parse_edition(TEXT, "metals.toml")


def write_metals(folder: Path) -> Path:
    """The programme as a file that a desk can add."""
    path = folder / "metals.toml"
    path.write_text(TEXT, encoding="utf-8")
    return path
