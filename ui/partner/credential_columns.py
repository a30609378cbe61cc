"""Which credentials of the programme are columns of the people matrix, and their short heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from channeladmin.desk.asked_credentials import list_asked_credentials
from ui.partner.people_matrix import Column

if TYPE_CHECKING:
    from channeladmin.desk.desk import Desk


def list_columns(desk: Desk) -> tuple[tuple[Column, ...], tuple[Column, ...]]:
    """The credentials that a requirement asks for or that build on another one; then the other ones."""
    edition = desk.edition
    asked = {key for keys in list_asked_credentials(edition).values() for key in keys}
    main: list[Column] = []
    others: list[Column] = []
    for credential in edition.credentials:
        column = Column(credential.key, _shorten(credential.label), credential.label)
        (main if credential.key in asked or credential.prerequisite else others).append(column)
    return tuple(main), tuple(others)


def _shorten(label: str) -> str:
    """“Sales Specialist in DevOps Platform” is “DevOps Platform”, in two lines where it is long."""
    words = label.rpartition(" in ")[2].replace(":", "").split()
    lines = [" ".join(words[:at]) + "\n" + " ".join(words[at:]) for at in range(1, len(words))]
    whole = " ".join(words)
    return whole if len(whole) <= 10 else min(lines, key=lambda text: max(map(len, text.split("\n"))), default=whole)
