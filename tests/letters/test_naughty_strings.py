"""Strings that break software print as the characters that they are, or the packet is refused with the character."""

from __future__ import annotations

import json
import re
from pathlib import Path

from channeladmin.errors import UserError
from channeladmin.letters.packet import Packet
from channeladmin.letters.render import render_packet
from channeladmin.letters.text import clean_text
from tests.letters.sample import FROZEN, make_packet, read_pages

_FILE = Path(__file__).parents[3] / "shared" / "corpora" / "csv" / "blns" / "blns.json"
_OWN = (
    "A&B <Test> </para> GmbH", "<b>", "</b></para>", "&amp;", "&#65;", "&nbsp;", "<br/>", "<img src='x'/>", "%s", "{0}",
    '"', "\\", "\\n", "a\tb", "a\r\nb", "\uffff", "ﬁ", "ß", "e\u0301", "№ 5", "١٢٣", "שלום", "한빛", "😀", "\ue000",
    "中村 芽衣", "\u202etxt", "x" * 300, "-", "--", "…", "‹›", "ǅ", "\u3000x", "･", "𝒜", "①", "٪", "−1", "  two  ",
)  # fmt: skip


def list_strings() -> list[str]:
    """Our own, and the list of naughty strings where it is at hand."""
    listed = json.loads(_FILE.read_text("utf-8")) if _FILE.is_file() else []
    return [*_OWN, *listed]


def make(strings: tuple[str, ...]) -> Packet:
    """A packet with the strings as evidence, each between marks."""
    packet = make_packet()
    rows = packet.scorecard.rows
    evidence = tuple(f"«{number}» {text} «end»" for number, text in enumerate(strings))
    row = rows[1].model_copy(update={"evidence": evidence})
    scorecard = packet.scorecard.model_copy(update={"rows": (rows[0], row, *rows[2:])})
    return packet.model_copy(update={"scorecard": scorecard})


def find_refused(text: str) -> str:
    """The character for which a packet with the text is refused, or nothing."""
    try:
        render_packet(make((text,)), FROZEN)
    except UserError as error:
        found = re.search(r"cannot print “(.+?)” \(U\+([0-9A-F]{4,6}), ", str(error), re.DOTALL)
        assert found is not None, error
        assert chr(int(found.group(2), 16)) == found.group(1)
        return found.group(1)
    return ""


def test_they_print_or_are_named() -> None:
    printable = []
    for text in list_strings():
        # Latin prints; what has other letters is tried.
        refused = "" if text.isascii() else find_refused(text)
        assert refused in clean_text(text)
        if not refused:
            printable.append(text)
    pages = read_pages(render_packet(make(tuple(printable)), FROZEN))
    # Heads and feet stand between the pages of the evidence.
    whole = "".join(re.sub(r"\s", "", page) for page in pages)
    for number, text in enumerate(printable):
        begin = whole.index(f"«{number}»")
        printed = whole[begin + len(f"«{number}»") : whole.index("«end»", begin)]
        wanted = re.sub(r"\s", "", clean_text(text))
        assert wanted in printed or "SEL-2022-0014" in printed, (text, printed)
