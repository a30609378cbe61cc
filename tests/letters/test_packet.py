from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from channeladmin.letters.packet import digest_text, parse_packet, shorten_digest
from tests.letters.sample import make_packet


def test_the_canonical_form_reads_back_and_does_not_change() -> None:
    packet = make_packet()
    text = packet.to_json()
    assert parse_packet(text) == packet
    assert parse_packet(text).to_json() == text
    assert list(json.loads(text)) == sorted(json.loads(text))


def test_any_change_changes_the_digest() -> None:
    first, second = (digest_text(make_packet(partner=name).to_json()) for name in ("Acme", "Acme "))
    assert first != second
    assert shorten_digest("7f3a21c9" + "0" * 56) == "7f3a-21c9"


@pytest.mark.parametrize("text", ["{}", '{"number":"SEL-2022-0001","surprise":1}'])
def test_what_is_not_a_packet_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        parse_packet(text)
