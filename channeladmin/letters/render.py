"""From a packet to paper: the five parts in their order, as one PDF."""

from __future__ import annotations

from channeladmin.letters.acceptance_page import build_acceptance_section
from channeladmin.letters.benefits_page import build_benefits_section
from channeladmin.letters.document import Sheet, build_document
from channeladmin.letters.letter_page import build_letter_section
from channeladmin.letters.packet import Packet, Seal
from channeladmin.letters.plan_page import build_plan_section
from channeladmin.letters.scorecard_page import build_scorecard_section
from channeladmin.letters.text import clean_text


def render_packet(packet: Packet, seal: Seal) -> bytes:
    """The PDF of a packet; the same packet and seal give the same bytes.

    UserError if a character is in none of the embedded fonts.
    """
    sections = [
        build_letter_section(packet),
        build_scorecard_section(packet),
        build_plan_section(packet),
        build_benefits_section(packet),
        build_acceptance_section(packet),
    ]
    title = clean_text(f"{packet.letter.heading}: {packet.partner} ({packet.number})")
    return build_document(
        sections, Sheet(packet.number, seal, title, clean_text(f"{packet.programme}, {packet.office}"))
    )
