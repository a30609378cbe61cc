from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from typing import Any

import pytest
from pypdf import PageObject, PdfReader
from reportlab import rl_config

from channeladmin.errors import UserError
from channeladmin.letters.packet import Packet, ScoreRow
from channeladmin.letters.render import render_packet
from tests.letters.sample import DRAFT, FROZEN, make_packet, read_pages

HOSTILE = "A&B <Test> </para> GmbH"


def _with_people(packet: Packet, count: int) -> Packet:
    row = ScoreRow(
        label="Sales verified",
        note="Sales Core",
        asked="4",
        held=str(count),
        mark="met",
        evidence=tuple(f"Person Number {each}, Sales Core, 3 Feb 2022" for each in range(1, count + 1)),
    )
    rows = (packet.scorecard.rows[0], row, *packet.scorecard.rows[2:])
    return packet.model_copy(update={"scorecard": packet.scorecard.model_copy(update={"rows": rows})})


def test_the_five_parts_are_five_pages_of_a4() -> None:
    pages = read_pages(render_packet(make_packet(), FROZEN))
    starts = ["GitLab Channel Program", "Requirement scorecard", "Plan summary", "Select benefits", "Acceptance form"]
    assert [page[: len(start)] for page, start in zip(pages, starts, strict=True)] == starts
    for position, page in enumerate(pages, start=1):
        assert f"Page {position} of 5" in page
        assert "SEL-2022-0014 · evidence 7f3a-21c9 frozen 10 Oct 2022 by J. Lind" in page
        assert "DRAFT" not in page
    box = PdfReader(BytesIO(render_packet(make_packet(), FROZEN))).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)


def test_accents_and_japanese_are_in_the_text() -> None:
    pages = read_pages(render_packet(make_packet(), FROZEN))
    for text in ("Lumière Conseil SAS", "Attn. Renée Brontë, Directrice générale", "return it by 9 November 2022."):
        assert text in pages[0]
    for text in (
        "Jürgen Çelik, Sales Core, 3 Feb 2022",
        "Søren Nowak",
        "Mei Nakamura (中村 芽衣), from SA Core (inferred)",
    ):
        assert text in pages[1]
    for text in ("● yes", "● 5", "○ 0 not met", "◇ 0 to be reviewed", "$300,000"):
        assert text in pages[1]
    for text in ("$420,000", "FY23-Q1 $80,000 5 May 2022", "Ten new logos Q2 10 7 40 %", "One public reference"):
        assert text in pages[2]
    for text in ("Marketing", "Through Distribution yes", "Leads – yes", "• Priority position in the GitLab"):
        assert text in pages[3]
    for text in ("□ We accept the invitation.", "Place and date", "Signature"):
        assert text in pages[4]


def test_a_draft_is_marked_on_every_page() -> None:
    pages = read_pages(render_packet(make_packet(), DRAFT))
    assert all("DRAFT" in page and "draft, evidence not frozen" in page for page in pages)


def test_every_font_is_embedded_and_none_is_helvetica() -> None:
    reader = PdfReader(BytesIO(render_packet(make_packet(), DRAFT)))
    fonts = {str(font["/BaseFont"]): font for page in reader.pages for font in _list_fonts(page)}
    assert {name.split("+")[1] for name in fonts} == {"Inter-Regular", "Inter-SemiBold", "NotoSansJP-Regular"}
    for font in fonts.values():
        assert "/FontFile2" in font["/FontDescriptor"].get_object()
        assert "/ToUnicode" in font


def _list_fonts(page: PageObject) -> list[Any]:
    resources: Any = page["/Resources"]
    return [font.get_object() for font in resources["/Font"].values()]


def test_a_name_full_of_markup_prints_exactly_so() -> None:
    pages = read_pages(render_packet(make_packet(partner=HOSTILE), FROZEN))
    assert f"{HOSTILE} Attn." in pages[0]
    assert f"Since March 2021 {HOSTILE} has worked with us" in pages[0]
    for page in pages[1:4]:
        assert f"{HOSTILE} · EMEA" in page
    assert f"{HOSTILE} and the Select track, EMEA" in pages[4]


def test_a_long_name_is_whole_on_every_page_that_has_it() -> None:
    name = "Donaudampfschifffahrtsgesellschaft" * 8
    pages = read_pages(render_packet(make_packet(partner=name), FROZEN))
    assert [name in page.replace(" ", "") for page in pages] == [True] * 5


def test_two_hundred_people_run_over_pages_with_the_head_repeated() -> None:
    pages = read_pages(render_packet(_with_people(make_packet(), 200), FROZEN))
    text = " ".join(pages)
    assert all(f"Person Number {each}, Sales Core" in text for each in range(1, 201))
    goes_on = [page for page in pages if page.startswith("Requirement scorecard, continued")]
    assert len(goes_on) >= 3
    for page in goes_on:
        assert "Requirement Asked Held Evidence" in page
        assert "Sales verified continued" in page
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]


def test_an_exception_is_named_on_the_scorecard() -> None:
    packet = make_packet()
    card = packet.scorecard.model_copy(update={"exception": "Exception: a <b>professional</b> is in training."})
    pages = read_pages(render_packet(packet.model_copy(update={"scorecard": card}), FROZEN))
    assert "Exception: a <b>professional</b> is in training." in pages[1]


def test_benefits_that_stand_in_no_table_have_none() -> None:
    packet = make_packet()
    benefits = packet.benefits.model_copy(update={"groups": (), "text_only": ("Shared leads",)})
    page = read_pages(render_packet(packet.model_copy(update={"benefits": benefits}), FROZEN))[3]
    assert "• Shared leads" in page
    assert "Benefit Open Select" not in page
    assert "Benefit Open Select" in read_pages(render_packet(packet, FROZEN))[3]


@pytest.mark.parametrize(
    "changes",
    [{"partner": "한빛"}, {"number": "SEL-한"}, {"signatory": ("한",)}, {"addressee": ("한",)}],
)
def test_a_character_without_a_font_refuses_the_packet_wherever_it_stands(changes: dict[str, object]) -> None:
    with pytest.raises(UserError, match=r"U\+D55C, HANGUL SYLLABLE HAN"):
        render_packet(make_packet(**changes), FROZEN)


def test_a_seal_is_checked_like_all_text() -> None:
    with pytest.raises(UserError, match=r"U\+D55C"):
        render_packet(make_packet(), FROZEN.model_copy(update={"note": "frozen by 한"}))


def test_the_same_packet_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import sys; from channeladmin.letters.render import render_packet;"
        "from tests.letters.sample import DRAFT, make_packet;"
        "sys.stdout.buffer.write(render_packet(make_packet(), DRAFT))"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    first = render_packet(make_packet(), DRAFT)
    assert first == render_packet(make_packet(), DRAFT)
    assert first == other.stdout


def test_nothing_is_fetched_or_evaluated_from_markup() -> None:
    render_packet(make_packet(), FROZEN)
    assert rl_config.trustedSchemes == []
    assert not rl_config.trustedHosts
    assert rl_config.toColorCanUse is None
