"""Properties of imports over random exports: the counts add up, and what went in goes in only once."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from channeladmin.rosters.mapping import MapOptions
from channeladmin.rosters.presets import list_presets
from channeladmin.rosters.profiles import Layout
from tests.rosters.paper_desk import PaperDesk, buckets

_PRESETS = {preset.key: preset for preset in list_presets()}
_PARTNERS = "partner,external_ref,region\nAcme,P-1,EMEA\nBirch,P-2,EMEA\n"

_START = datetime(2020, 1, 1)  # noqa: DTZ001 - a log says no zone
_days = st.dates(date(2020, 1, 1), date(2022, 10, 1))
_patterns = st.sampled_from(
    ["%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d-%b-%Y", "%b %d, %Y", "%Y%m%d", "%d.%m.%y", "serial"]
)
_GOOD_EMAILS = ["a@x.example", "A@x.example; a2@x.example", "Bo <b@x.example>", "b@x.example b3@x.example"]
_emails = st.sampled_from([*_GOOD_EMAILS * 3, "b@x.example c@x.example", "a2@x.example,c@x.example", "", "c"])
_GOOD_CREDENTIALS = ["Sales Core", "GitLab Certified Professional Services Engineer", "sa_core"]
_credentials = st.sampled_from([*_GOOD_CREDENTIALS * 4, "Wizard", ""])
_states = st.sampled_from([*["accepted", "pending", "revoked", "expired", ""] * 4, "rejected", "asleep"])
_companies = st.sampled_from([*["Acme", "BIRCH"] * 6, "Nobody Ltd", ""])
_blanks = st.sampled_from(["", "TBD", "n/a", "-"])


def write(rows: Sequence[Mapping[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def show(day: date, pattern: str) -> str:
    return str((day - date(1899, 12, 30)).days) if pattern == "serial" else day.strftime(pattern)


@st.composite
def _rosters(draw: st.DrawFn) -> str:
    pattern = draw(_patterns)
    cells = _days.map(lambda day: show(day, pattern))
    ends = st.dates(date(2023, 1, 1), date(2024, 1, 1)).map(lambda day: show(day, pattern))
    row = st.fixed_dictionaries(
        {
            "Company": _companies, "First Name": st.sampled_from(["Ann", "Bo"]), "Last Name": st.just("Lee"),
            "Email Address": _emails, "Certification": _credentials,
            "Issue Date": st.one_of(cells, cells, cells, st.just("soon")),
            "Expiry Date": st.one_of(_blanks, ends, st.just("never")),
            "Status": _states, "Start Date": st.one_of(_blanks, cells),
        }
    )  # fmt: skip
    return write(draw(st.lists(row, min_size=1, max_size=8)))


@st.composite
def _logs(draw: st.DrawFn) -> str:
    moments = st.integers(0, 10**6).map(lambda minutes: (_START + timedelta(minutes=minutes)).isoformat())
    row = st.fixed_dictionaries(
        {
            "Email": st.sampled_from([*["a@x.example", "b@x.example"] * 4, ""]), "Panorama Name": _companies,
            "Content Type": st.just("course"), "Content Title": _credentials,
            "Type": st.sampled_from(["enrollment", "status_change", "revoked_access", "certificate_grant"]),
            "Source": st.sampled_from(["completed", "started", ""]), "Timestamp": moments,
        }
    )  # fmt: skip
    return write(draw(st.lists(row, min_size=1, max_size=8)))


_badges = st.lists(
    st.fixed_dictionaries(
        {
            "Badge Name": _credentials, "Issued to First Name": st.sampled_from(["Ann", ""]),
            "Issued to Last Name": st.sampled_from(["Lee", ""]), "Issued to Email": _emails,
            "Region": st.just("Europe"),
            "Status": _states, "Expired": st.sampled_from(["", "Expired"]), "Issue Date": _days.map(str),
        }
    ),
    min_size=1,
    max_size=8,
).map(write)  # fmt: skip


def check(text: str, layout: Layout | None = None, options: MapOptions | None = None) -> None:
    """Whatever a file holds: every row is in one bucket, and once all is in that can go in, nothing changes."""
    desk = PaperDesk()
    desk.bring("partners", _PARTNERS)
    first = desk.bring("roster", text, layout=layout, options=options)
    counts = first.counts
    assert counts.rows == text.count("\n") - 1
    assert counts.rows == counts.new + counts.changed + counts.same + counts.duplicates + counts.rejected
    assert {row.bucket.value for row in first.rows if row.errors} <= {"rejected", "duplicate"}
    second = desk.bring("roster", text, layout=layout, options=options)
    if "rejected" not in buckets(first) and "duplicate" not in buckets(first):
        assert (second.writes, set(buckets(second))) == ((), {"same"})
    # What could not go in before other rows had may go in now; from then on nothing changes.
    for _ in first.rows:
        second = desk.bring("roster", text, layout=layout, options=options)
    assert second.writes == ()
    assert not {"new", "changed"} & set(buckets(second))


@settings(max_examples=150, deadline=None)
@given(_rosters())
def test_rosters_settle(text: str) -> None:
    check(text)


@settings(max_examples=100, deadline=None)
@given(_logs())
def test_action_logs_settle(text: str) -> None:
    check(text, Layout(None, _PRESETS["lms"]))


@settings(max_examples=100, deadline=None)
@given(_badges)
def test_badges_settle(text: str) -> None:
    check(text, Layout(None, _PRESETS["credly"]), MapOptions(values={"partner": "Acme"}))


@settings(max_examples=100, deadline=None)
@given(_logs())
def test_of_a_log_only_the_last_certificate_is_kept(text: str) -> None:
    desk = PaperDesk()
    desk.bring("partners", _PARTNERS)
    desk.bring("roster", text, layout=Layout(None, _PRESETS["lms"]))
    kept: dict[tuple[Any, ...], int] = {}
    for award in desk.list("award"):
        key = (award["person_id"], award["credential"])
        kept[key] = kept.get(key, 0) + 1
    assert set(kept.values()) <= {1}
