"""Page one: the letter."""

from __future__ import annotations

from reportlab.platypus import Flowable, HRFlowable, KeepTogether, Spacer

from channeladmin.letters import styles
from channeladmin.letters.document import Section
from channeladmin.letters.packet import Packet
from channeladmin.letters.paragraph import write_text

_SIGNATURE_WIDTH = 196.0


def build_letter_section(packet: Packet) -> Section:
    """Head of the sender, address, heading, paragraphs with the reply-by date in bold, and the signature line."""
    letter = packet.letter
    story: list[Flowable] = [write_text(line, styles.ADDRESS) for line in packet.addressee]
    story += [
        write_text(letter.heading, styles.HEADING),
        write_text(letter.salutation, styles.BODY),
        *(write_text(paragraph, styles.BODY, strong=packet.reply_by) for paragraph in letter.paragraphs),
        KeepTogether(_build_signature(packet)),
    ]
    return Section(
        title=packet.programme,
        subtitle=packet.office,
        aside=(f"Letter {packet.number}", packet.dated),
        story=story,
    )


def _build_signature(packet: Packet) -> list[Flowable]:
    name, *roles = packet.signatory
    return [
        Spacer(0, 12),
        write_text(packet.letter.closing, styles.BODY),
        Spacer(0, 30),
        HRFlowable(width=_SIGNATURE_WIDTH, thickness=0.8, color=styles.INK, hAlign="LEFT", spaceBefore=0, spaceAfter=5),
        write_text(name, styles.STRONG),
        *(write_text(role, styles.QUIET_BODY) for role in roles),
    ]
