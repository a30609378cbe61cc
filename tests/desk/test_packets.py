"""Packets of a real desk: frozen at approval, marked while they are drafts, written whole or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from channeladmin.desk.agreements import AgreementFields, add_agreement
from channeladmin.desk.desk import Desk, FixedClock
from channeladmin.desk.inviting import draft_invitation, get_invitation, take_step
from channeladmin.desk.packets import build_packet, write_packet, write_packets
from channeladmin.desk.partners import PartnerFields, add_partner, edit_partner
from channeladmin.desk.people import delete_person, edit_employment, list_people
from channeladmin.desk.values import EmploymentFields, Region
from channeladmin.desk.waiving import WaiverFields, grant_waiver
from channeladmin.errors import EnvironmentProblem, UserError
from channeladmin.records import Invitation
from tests.desk.select_partner import SelectPartner, enter_select_partner
from tests.letters.sample import read_pages

HOSTILE = "A&B <Test> </para> GmbH"


@pytest.fixture
def partner(desk: Desk) -> SelectPartner:
    return enter_select_partner(desk)


@pytest.fixture
def number(desk: Desk, partner: SelectPartner) -> str:
    return draft_invitation(desk, partner.agreement_id).number


def test_a_waived_requirement_is_printed_as_waived_by_whom_and_why(desk: Desk, partner: SelectPartner) -> None:
    delete_person(desk, partner.people["Kwame Adebayo"])
    with pytest.raises(UserError, match="does not meet 2 of the 9"):
        draft_invitation(desk, partner.agreement_id)
    for requirement in ("professional_services", "solution_architect_verified"):
        waiver = WaiverFields(
            requirement=requirement,
            since=date(2022, 10, 1),
            until=date(2023, 3, 31),
            reason="An engineer starts in spring",
            granted_by="D. Head",
        )
        grant_waiver(desk, partner.agreement_id, waiver)
    number = draft_invitation(desk, partner.agreement_id).number
    letter, scorecard, *_ = read_pages(build_packet(desk, number))
    assert "meets 7 of the 9 requirements for consideration in the Select track and 2 are waived" in letter
    assert "7 of 9 requirements of the Select track are met as of 10 October 2022, 2 are waived." in scorecard
    assert "◆ 0" in scorecard
    assert "Waived by D. Head until 31 Mar 2023: An engineer starts in spring" in scorecard


def test_the_packet_says_everything_that_the_records_say(desk: Desk, number: str) -> None:
    take_step(desk, number, "approve")
    letter, scorecard, plan, benefits, acceptance = read_pages(build_packet(desk, number))
    for text in (
        "GitLab Channel Partner Program",
        "Partner Operations, EMEA",
        "Letter SEL-2022-0001 10 October 2022",
        "Lumière Conseil SAS Attn. Renée Brontë, Directrice générale 12 rue des Archives 75004 Paris France",
        "Since March 2021 Lumière Conseil SAS",
        "your FY23 plan commits $420,000",
        "return it by 9 November 2022.",
        "M. Okafor Channel Manager, EMEA",
    ):
        assert text in letter
    assert "All 9 requirements of the Select track are met as of 10 October 2022." in scorecard
    for text in (
        "Ana Ruiz",
        "Jürgen Çelik",
        "Eva Brandt",
        "Mei Nakamura",
        "Kwame Adebayo",
        "3 Feb 2023",
        "12 Mar 2022",
    ):
        assert text in scorecard
    assert "inferred" in scorecard
    assert "$300,000 ● $420,000" in scorecard
    for text in (
        "FY23, 1 Feb 2022 to 31 Jan 2023",
        "signed 20 Feb 2022",
        "FY23-Q2 $110,000 4 Aug 2022",
        "Ten new logos",
    ):
        assert text in plan
    for text in (
        "Proposal Based MDF yes (Through Distribution) yes",
        "GitLab.com Listing yes yes (featured)",
        "Leads – yes",
    ):
        assert text in benefits
    assert "Priority Position in the GitLab Partner Locator" in benefits
    assert "invitation SEL-2022-0001 of 10 October 2022" in acceptance
    mark = get_invitation(desk, number).evidence_mark
    for page in (letter, scorecard, plan, benefits, acceptance):
        assert f"SEL-2022-0001 · evidence {mark} frozen 10 Oct 2022 by J. Lind" in page
        assert "DRAFT" not in page


def test_a_draft_is_of_today_and_marked_on_every_page(desk: Desk, partner: SelectPartner, number: str) -> None:
    pages = read_pages(build_packet(desk, number))
    assert all("DRAFT" in page and "draft, not approved" in page for page in pages)
    edit_partner(desk, partner.partner_id, PartnerFields(name=HOSTILE))
    assert HOSTILE in read_pages(build_packet(desk, number))[0]


def test_after_approval_neither_records_nor_days_change_the_packet(
    desk: Desk, partner: SelectPartner, number: str
) -> None:
    take_step(desk, number, "approve")
    frozen = build_packet(desk, number)
    edit_partner(desk, partner.partner_id, PartnerFields(name=HOSTILE))
    delete_person(desk, partner.people["Ana Ruiz"])
    desk.database.clock = FixedClock(date(2022, 11, 1))
    take_step(desk, number, "sent")
    assert build_packet(desk, number) == frozen


@pytest.mark.parametrize("steps", [("withdraw",), ("approve", "withdraw")])
def test_a_withdrawn_invitation_says_so_on_every_page(desk: Desk, number: str, steps: tuple[str, ...]) -> None:
    for step in steps:
        take_step(desk, number, step)
    assert all("WITHDRAWN" in page for page in read_pages(build_packet(desk, number)))


def test_a_name_full_of_markup_prints_exactly_so(desk: Desk) -> None:
    partner = enter_select_partner(desk, HOSTILE)
    number = draft_invitation(desk, partner.agreement_id).number
    take_step(desk, number, "approve")
    assert all(HOSTILE in page for page in read_pages(build_packet(desk, number)))


def test_an_agreement_without_plan_or_people_has_a_packet_too(desk: Desk) -> None:
    partner_id = add_partner(desk, PartnerFields(name="Bare Ltd")).id
    signed = AgreementFields(region=Region.APAC, signed_on=date(2022, 10, 1))
    agreement_id = add_agreement(desk, partner_id, signed).id
    number = draft_invitation(desk, agreement_id, exception_reason="A <b>strategic</b> market").number
    take_step(desk, number, "approve")
    letter, scorecard, plan, *_ = read_pages(build_packet(desk, number))
    assert "Dear colleagues at Bare Ltd," in letter
    assert "Exception: A <b>strategic</b> market" in scorecard
    assert "○ 0 not met" in scorecard
    assert "No joint business plan is recorded for this fiscal year." in plan
    assert "None" not in letter + scorecard + plan


def test_a_file_is_written_whole_and_for_its_owner(desk: Desk, number: str, tmp_path: Path) -> None:
    out = tmp_path / "packet.pdf"
    out.write_bytes(b"an older one")
    assert write_packet(desk, number, out) == out
    assert out.read_bytes() == build_packet(desk, number)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert not list(tmp_path.glob(".packet*"))


def test_a_file_that_cannot_be_written_says_why_and_leaves_nothing(desk: Desk, number: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"missing.*does not exist"):
        write_packet(desk, number, tmp_path / "missing" / "packet.pdf")
    folder = tmp_path / "packet.pdf"
    folder.mkdir()
    with pytest.raises(UserError, match="is a folder"):
        write_packet(desk, number, folder)
    assert not list(tmp_path.glob(".packet*"))


def test_a_folder_of_packets(desk: Desk, number: str, tmp_path: Path) -> None:
    out = tmp_path / "letters" / "2022"
    with pytest.raises(UserError, match="There is no approved invitation; nothing was written"):
        write_packets(desk, out, approved_only=True)
    other = draft_invitation(desk, enter_select_partner(desk, "Acme GmbH").agreement_id).number
    gone = draft_invitation(desk, enter_select_partner(desk, "Zenith").agreement_id).number
    take_step(desk, gone, "withdraw")
    take_step(desk, number, "approve")
    assert write_packets(desk, out, approved_only=True) == (out / f"{number}.pdf",)
    written = write_packets(desk, out, approved_only=False)
    assert written == (out / f"{number}.pdf", out / f"{other}.pdf", out / f"{gone}.pdf")
    assert sorted(entry.name for entry in out.iterdir()) == [path.name for path in written]


def test_a_folder_that_cannot_be_made_says_why(desk: Desk, number: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match=r"file” is a file, so nothing can lie in it\. Choose a folder\."):
        write_packets(desk, tmp_path / "file" / "letters", approved_only=False)


def test_importing_the_job_does_not_import_reportlab() -> None:
    code = "import sys, channeladmin.desk.packets; sys.exit('reportlab' in sys.modules or 'jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, env=dict(os.environ)).returncode == 0


def test_evidence_that_was_altered_is_not_printed(desk: Desk, number: str) -> None:
    take_step(desk, number, "approve")
    invitation = get_invitation(desk, number).invitation
    forged = (invitation.fields.evidence or "").replace("420,000", "920,000")
    with desk.database.act("Forge") as act:
        act.update(Invitation, invitation.id, {"evidence": forged})
    with pytest.raises(EnvironmentProblem, match="no longer as it was approved"):
        build_packet(desk, number)


def test_a_row_that_is_not_met_names_who_falls_short_and_who_left_is_not_shown(
    desk: Desk, partner: SelectPartner
) -> None:
    desk.database.clock = FixedClock(date(2023, 3, 1))
    number = draft_invitation(desk, partner.agreement_id, exception_reason="Year of the merger").number
    _, scorecard, plan, *_ = read_pages(build_packet(desk, number))
    assert "Sales verified Sales Core 4 ○ 3 not met" in scorecard
    assert "Not counted: Jürgen Çelik, expired 3 Feb 2023" in scorecard
    assert "What we have agreed for FY23" in plan, "the latest plan stands in for a year without one"
    edit_employment(
        desk,
        list_people(desk, partner.partner_id)[_position(desk, partner, "Jürgen Çelik")].employments[0].id,
        EmploymentFields(region=Region.EMEA, starts_on=date(2020, 1, 1), ends_on=date(2023, 2, 1)),
    )
    assert "Jürgen Çelik" not in read_pages(build_packet(desk, number))[1]


def _position(desk: Desk, partner: SelectPartner, name: str) -> int:
    return [view.person.fields.name for view in list_people(desk, partner.partner_id)].index(name)
