from __future__ import annotations

from typing import Any

import pytest

from channeladmin.letters.packet import BenefitGroup, BenefitRow, Labelled, Packet, PlanObjective, Seal
from channeladmin.letters.render import render_packet
from tests.letters.sample import FROZEN, make_packet, read_pages

WORDS = "verbose " * 1200
SOLID = "x" * 6000


def _change(path: str, **changes: object) -> Packet:
    packet = make_packet()
    part: Any = getattr(packet, path)
    return packet.model_copy(update={path: part.model_copy(update=changes)})


def _with_row(**changes: object) -> Packet:
    rows = make_packet().scorecard.rows
    return _change("scorecard", rows=(*rows[:2], rows[2].model_copy(update=changes), *rows[3:]))


@pytest.mark.parametrize(
    ("packet", "verbose"),
    [
        (_change("plan", goals=(Labelled(label="Growth", text=WORDS),)), 1200),
        (_change("plan", facts=(Labelled(label="Title", text=SOLID),)), 0),
        (_change("plan", goals=(Labelled(label="Growth", text="verbose\n" * 300),)), 300),
        (_change("plan", objectives=(PlanObjective(title=WORDS, target=SOLID),)), 1200),
        (_change("scorecard", exception=WORDS), 1200),
        (_with_row(evidence=("first", WORDS, "third", WORDS)), 2400),
        (_with_row(label=WORDS, note=WORDS, asked=SOLID), 2400),
        (make_packet(addressee=("verbose",) * 200), 200),
        (make_packet(signatory=(WORDS,)), 1200),
        (_change("acceptance", choices=(WORDS,)), 1200),
        (
            _change(
                "benefits",
                text_only=(WORDS,),
                groups=(BenefitGroup(title=WORDS, rows=(BenefitRow(label=WORDS, open="yes", select=SOLID),)),),
            ),
            3600,
        ),
    ],
)
def test_texts_longer_than_a_page_run_on_and_lose_nothing(packet: Packet, verbose: int) -> None:
    pages = read_pages(render_packet(packet, FROZEN))
    assert len(pages) > 5
    assert sum(page.count("verbose") for page in pages) == verbose
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]


@pytest.mark.parametrize("text", [WORDS, SOLID, "W" * 6000])
def test_heads_and_feet_are_cut_and_the_letter_has_all_of_it(text: str) -> None:
    packet = make_packet(partner=text, programme=text, office=text)
    pages = read_pages(render_packet(packet, Seal(note=text, mark="WITHDRAWN")))
    whole = "".join(pages).replace(" ", "")
    assert whole.count(text[:8].strip()) >= 3 * text.count(text[:8])
    assert all("…" in page and "WITHDRAWN" in page for page in pages)
