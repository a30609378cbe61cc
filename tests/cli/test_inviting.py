from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from channeladmin.desk.sample import make_sample
from tests.cli.conftest import Run


@pytest.fixture
def today_desk(run: Run, tmp_path: Path) -> Run:
    """A sample desk of the present day: invitations are made today."""
    path = tmp_path / "today.channeladmin"
    make_sample(path, on=datetime.now(UTC).astimezone().date())
    return lambda *words: run("--file", path, "--by", "Ada", *words)


def test_from_a_draft_to_an_answer(today_desk: Run, tmp_path: Path) -> None:
    drafted = today_desk("invite", "Meridian Release Partners")
    assert drafted.code == 0
    number = drafted.out.strip()
    draft = tmp_path / "draft.pdf"
    assert today_desk("packet", number, "--out", draft).out == f"{draft}\n"
    assert all("DRAFT" in page.extract_text() for page in PdfReader(draft).pages)
    for step, state in (("approve", "approved"), ("print", "printed"), ("sent", "sent"), ("accept", "accepted")):
        ran = today_desk("invitation", number, step)
        assert ran.code == 0, ran.err
        assert f"State     {state}" in ran.out
    granted = today_desk("evaluate", "Meridian Release Partners", "--track", "select", "--json").json
    assert granted["evaluations"][0]["granted_track"] == "select"
    packet = tmp_path / "packet.pdf"
    today_desk("packet", number, "--out", packet)
    assert not any("DRAFT" in page.extract_text() for page in PdfReader(packet).pages)


def test_gaps_need_an_exception(today_desk: Run) -> None:
    refused = today_desk("invite", "Nordlicht Systems")
    assert (refused.code, refused.out) == (1, "")
    assert "Professional services" in refused.err
    drafted = today_desk("invite", "Nordlicht Systems", "--exception", "Engineer sits the exam next week")
    assert drafted.code == 0
    assert "Engineer sits the exam next week" in today_desk("invitation", drafted.out.strip()).out


def test_a_partner_with_two_agreements_needs_the_region(today_desk: Run) -> None:
    refused = today_desk("invite", "Capitol Ridge Integration", "--exception", "x")
    assert refused.code == 1
    assert "--region" in refused.err
    assert today_desk("invite", "Capitol Ridge Integration", "--region", "PUBSEC", "--exception", "x").code == 0
    assert today_desk("invite", "Capitol Ridge Integration", "--region", "APAC", "--exception", "x").code == 1


def test_a_step_out_of_turn_is_refused(today_desk: Run) -> None:
    number = today_desk("invite", "Étoile Conseil").out.strip()
    ran = today_desk("invitation", number, "accept")
    assert ran.code == 1
    assert "approve" in ran.err


def test_all_packets_that_matter(today_desk: Run, tmp_path: Path) -> None:
    everything = today_desk("packets", "--out", tmp_path / "all")
    approved = today_desk("packets", "--approved", "--out", tmp_path / "approved")
    assert (everything.code, approved.code) == (0, 0)
    written = set(everything.out.split())
    assert {str(path) for path in (tmp_path / "all").iterdir()} == written
    assert 0 < len(approved.out.split()) < len(written)


def test_an_unknown_number_is_said(today_desk: Run, tmp_path: Path) -> None:
    assert today_desk("invitation", "SEL-1999-0001").code == 1
    assert today_desk("packet", "SEL-1999-0001", "--out", tmp_path / "x.pdf").code == 1
    assert not (tmp_path / "x.pdf").exists()
