"""Finds the agreement that somebody names by its partner, and by its region where the partner has several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from channeladmin.errors import UserError
from channeladmin.program.vocabulary import Region
from channeladmin.records import Agreement, AgreementFields, Partner, PartnerFields, fold
from channeladmin.storage.reading import find_records

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from channeladmin.desk.desk import Desk

__all__ = ["get_agreement_id", "get_partner_id", "list_agreement_ids"]


def get_agreement_id(desk: Desk, partner: str, region: Region | None = None) -> int:
    """The one agreement of a partner, by name or external reference; UserError where there is none, or several."""
    with desk.database.read() as connection:
        owner = get_partner_id(connection, partner)
        where = {} if region is None else {"region": region}
        found = find_records(connection, Agreement, AgreementFields, order_by=("region",), partner_id=owner, **where)
    if not found:
        raise UserError(f"{partner} has no such agreement; add it first, or name another region.")
    if len(found) > 1:
        regions = ", ".join(agreement.fields.region.value for agreement in found)
        raise UserError(f"{partner} has several agreements ({regions}); say which with --region.")
    return found[0].id


def list_agreement_ids(desk: Desk, partner: str) -> frozenset[int]:
    """All agreements of a partner, by name or external reference; UserError where there is no such partner."""
    with desk.database.read() as connection:
        owner = get_partner_id(connection, partner)
        found = find_records(connection, Agreement, AgreementFields, partner_id=owner)
    return frozenset(agreement.id for agreement in found)


def get_partner_id(connection: Connection, text: str) -> int:
    """The key of the partner with that name or external reference; UserError names the nearest."""
    key = fold(text.strip())
    found = find_records(connection, Partner, PartnerFields, name_key=key)
    found = found or find_records(connection, Partner, PartnerFields, external_ref_key=key)
    if found:
        return found[0].id
    names = [partner.fields.name for partner in find_records(connection, Partner, PartnerFields)]
    raise UserError(f"There is no partner “{text}” in this file. {_suggest(text, names)}")


def _suggest(text: str, names: Sequence[str]) -> str:
    from rapidfuzz import fuzz, process, utils

    near = process.extract(text, names, scorer=fuzz.WRatio, processor=utils.default_process, limit=3, score_cutoff=60)
    if not near:
        return "Give a name as the list of partners has it, or an external reference."
    return f"Did you mean {' or '.join(f'“{name}”' for name, _, _ in near)}?"
