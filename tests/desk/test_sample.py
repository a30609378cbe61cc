from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from channeladmin.desk.checking import check
from channeladmin.desk.desk import Desk, FixedClock, open_desk
from channeladmin.desk.evaluating import Wanted, evaluate_desk
from channeladmin.desk.history import list_operations, list_row_changes
from channeladmin.desk.inviting import list_invitations
from channeladmin.desk.packets import build_packet
from channeladmin.desk.sample import make_sample
from channeladmin.desk.sample.cast import load_companies, make_plain
from channeladmin.desk.sample.stories import STORIES
from channeladmin.errors import UserError
from channeladmin.program.vocabulary import OPEN, SELECT, InvitationStatus

ON = date(2022, 10, 31)
MakeDesk = Callable[..., Desk]

# Per story: the verdict on Open, the verdict on Select, and the first gap that Select names.
EXPECTED = {
    "prospect": ("unmet", "unmet", "partner_agreement"),
    "prospect_trained": ("unmet", "unmet", "partner_agreement"),
    "denied": ("unmet", "unmet", "partner_agreement"),
    "suspended": ("unmet", "unmet", "partner_agreement"),
    "ended": ("unmet", "unmet", "partner_agreement"),
    "agreement_ended": ("unmet", "unmet", "partner_agreement"),
    "starts_later": ("unmet", "unmet", "partner_agreement"),
    "open_met": ("met", "unmet", "sales_professional"),
    "open_bare": ("unmet", "unmet", "sales_verified"),
    "open_unmet_sales": ("unmet", "unmet", "sales_verified"),
    "open_unmet_architect": ("unmet", "unmet", "sales_verified"),
    "open_review": ("review", "unmet", "sales_verified"),
    "open_expired_awards": ("unmet", "unmet", "sales_verified"),
    "open_revoked": ("unmet", "unmet", "sales_verified"),
    "open_leavers": ("unmet", "unmet", "sales_verified"),
    "open_other_region": ("unmet", "unmet", "sales_verified"),
    "open_future_award": ("unmet", "unmet", "sales_verified"),
    "open_near_services": ("met", "unmet", "professional_services"),
    "open_near_sales": ("met", "unmet", "sales_verified"),
    "open_composite": ("met", "met", None),
    "eligible": ("met", "met", None),
    "invitation_exception": ("met", "unmet", "program_revenue"),
    "select": ("met", "met", None),
    "select_losing_award": ("met", "met", None),
    "select_losing_person": ("met", "met", None),
    "select_losing_agreement": ("met", "met", None),
    "select_lost_engineer": ("met", "unmet", "professional_services"),
    "select_without_plan": ("met", "unmet", "business_plan"),
    "select_draft_plan": ("met", "unmet", "business_plan"),
    "select_unsigned_plan": ("met", "unmet", "business_plan"),
    "select_small_commitment": ("met", "unmet", "program_revenue"),
    "select_missing_quarter": ("met", "unmet", "demand_generation"),
    "select_without_practice": ("met", "unmet", "dedicated_practice"),
    "select_new_agreement": ("met", "review", "demand_generation"),
}


@pytest.fixture
def make_desk(tmp_path: Path) -> Iterator[MakeDesk]:
    opened: list[Desk] = []

    def make(on: date = ON, *, seed: int = 1, partners: int = 60, fast: bool = False) -> Desk:
        path = tmp_path / f"sample-{len(opened)}.channeladmin"
        make_sample(path, on=on, seed=seed, partners=partners, fast=fast)
        opened.append(open_desk(path, clock=FixedClock(on)))
        return opened[-1]

    yield make
    for desk in opened:
        desk.close()


def dump(desk: Desk) -> list[object]:
    """Everything that was ever written, in order, with its keys."""
    operations = list_operations(desk, limit=None)
    return [(operation, list_row_changes(desk, operation.id)) for operation in operations]


# The ends of fiscal years and quarters, a leap day, and a day in the middle of nothing.
@pytest.mark.parametrize(
    "on", [ON, date(2024, 2, 1), date(2024, 2, 29), date(2026, 1, 31), date(2025, 7, 17)], ids=date.isoformat
)
def test_every_partner_is_in_the_state_that_its_story_tells(make_desk: MakeDesk, on: date) -> None:
    desk = make_desk(on)
    found = {(verdict.partner, verdict.region, verdict.track): verdict for verdict in evaluate_desk(desk, on=on)}
    for company in load_companies():
        for region, story in company.stories.items():
            verdicts = [found[company.name, region, track] for track in (OPEN, SELECT)]
            gap = verdicts[1].first_gap
            told = (*(verdict.status.value for verdict in verdicts), gap.key if gap else None)
            assert told == EXPECTED.get(story, ("met", "met", None)), (company.name, region, story)


def test_every_story_is_told_and_checked() -> None:
    told = {story for company in load_companies() for story in company.stories.values()}
    assert told == set(STORIES)
    assert {story for story in STORIES if not story.startswith("invitation")} <= set(EXPECTED)


def test_there_are_sixty_partners_and_an_invitation_in_each_state(make_desk: MakeDesk) -> None:
    desk = make_desk()
    assert len({verdict.partner for verdict in evaluate_desk(desk, on=ON)}) == 60
    assert {invitation.status for invitation in list_invitations(desk)} == set(InvitationStatus)


def test_every_invitation_prints(make_desk: MakeDesk) -> None:
    desk = make_desk()
    for invitation in list_invitations(desk):
        assert build_packet(desk, invitation.number).startswith(b"%PDF")


def test_the_data_file_is_sound(make_desk: MakeDesk) -> None:
    assert check(make_desk()) == ()


def test_members_at_risk_say_whose_date_it_is(make_desk: MakeDesk) -> None:
    names = ("Cascadia Pipeline Group", "Ölberg Technik", "Tamarind Softworks")
    found = evaluate_desk(make_desk(), Wanted(partners=names, track=SELECT), on=ON)
    causes = {verdict.partner: verdict.outlook.ends_by for verdict in found if verdict.granted_track == SELECT}
    assert causes == dict(zip(names, ("award", "employment", "agreement"), strict=True))


def test_the_same_seed_makes_the_same_desk(make_desk: MakeDesk) -> None:
    first, second, other = make_desk(seed=7), make_desk(seed=7), make_desk(seed=8)
    assert dump(first) == dump(second)
    assert dump(first) != dump(other)


def test_larger_and_smaller_desks(make_desk: MakeDesk) -> None:
    for partners, fast in ((1, False), (75, True), (260, False)):
        desk = make_desk(partners=partners, fast=fast)
        assert len({verdict.partner for verdict in evaluate_desk(desk, on=ON)}) == partners


def test_a_fast_desk_has_no_history_of_its_records_and_is_sound(make_desk: MakeDesk) -> None:
    desk = make_desk(fast=True)
    assert [each.label for each in list_operations(desk, limit=None) if each.label == "Sample desk"] == []
    assert check(desk) == ()


def test_what_is_invented_beyond_the_sixty_has_ten_people_each(make_desk: MakeDesk) -> None:
    desk = make_desk(partners=64)
    people = [
        row for row in list_row_changes(desk, list_operations(desk, limit=None)[-1].id) if row.table == "employment"
    ]
    per_partner: dict[object, int] = {}
    for row in people:
        assert row.after is not None
        per_partner[row.after["partner_id"]] = per_partner.get(row.after["partner_id"], 0) + 1
    assert sorted(per_partner.values())[-4:] == [10, 10, 10, 10]


def test_a_file_of_that_name_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "mine.channeladmin"
    path.write_bytes(b"years of work")
    with pytest.raises(UserError, match="exists already"):
        make_sample(path, on=ON)
    assert path.read_bytes() == b"years of work"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Łukasz Żuławski", "lukasz.zulawski"),
        ("Søren Ærøe", "soren.aeroe"),
        ("Þórunn Ægisdóttir", "thorunn.aegisdottir"),
        ("Işıl Yıldırım", "isil.yildirim"),
        ("Seán O’Sullivan", "sean.osullivan"),
        ("Jürgen Groß", "jurgen.gross"),
        ("Đức Nguyễn", "duc.nguyen"),
    ],
)
def test_addresses_are_plain(name: str, plain: str) -> None:
    assert make_plain(name, ".") == plain
