"""The rows of the partners list: found, sorted and filtered in SQL by key, and read in full a page at a time."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, case, func, select

from channeladmin.errors import UserError
from channeladmin.evaluation.verdict import Cause, Measure, Status
from channeladmin.program.vocabulary import SELECT, AgreementStatus, Region, TrackKey
from channeladmin.records import Agreement, Partner, Standing
from channeladmin.storage.reading import table_of
from channeladmin.storage.search import match_text
from channeladmin.storage.tables import search_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Connection, Row, Select

_partner, _agreement = table_of(Partner), table_of(Agreement)
_own = table_of(Standing).alias("own_standing")
_select = table_of(Standing).alias("select_standing")
_key = func.coalesce(_agreement.c.id, _partner.c.id)
_PAGE = 500

_SORTS: Mapping[str, ColumnElement[Any]] = {
    "partner": _partner.c.name_key,
    "external_ref": _partner.c.external_ref_key,
    "country": _partner.c.country,
    "region": _agreement.c.region,
    "status": _own.c.agreement_status,
    "track": _own.c.granted_track,
    "standing": case({"met": 0, "review": 1, "unmet": 2}, value=_own.c.status),
    "gap": _own.c.first_gap,
    "select": _select.c.met_count,
    "holds_until": _own.c.holds_until,
    "channel_manager": _agreement.c.channel_manager,
}
SORTS = tuple(_SORTS)
"""The names by which `find_row_keys` sorts."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The first requirement of its own track that is not met: its key and label; have and need in `measure`."""

    requirement: str
    label: str
    status: Status
    have: int
    need: int
    measure: Measure


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One agreement as the list shows it today, or a company that has none (then all but its names is None)."""

    key: int
    agreement_id: int | None
    partner_id: int
    partner: str
    external_ref: str | None
    country: str | None
    region: Region | None
    status: AgreementStatus | None
    track: TrackKey | None
    track_word: str | None
    standing: Status | None
    gap: Gap | None
    waived: int
    select_status: Status | None
    select_met: int | None
    select_total: int | None
    holds_until: date | None
    ends_by: Cause | None
    channel_manager: str | None


def find_row_keys(
    connection: Connection,
    *,
    text: str = "",
    where: Mapping[str, str | None],
    sort: str = "partner",
    descending: bool = False,
) -> array[int]:
    """The keys of the rows that match, in order: the agreement's, or the partner's where it has none.

    `where` maps `region`, `track`, `standing` and `status` to the word wanted; None is any. Empty cells come last
    either way; ties go by the partner's name, then region.
    """
    if sort not in _SORTS:
        raise UserError(f"The list cannot be sorted by “{sort}”. Sort by one of: {', '.join(SORTS)}.")
    conditions = {
        "region": _agreement.c.region,
        "track": _own.c.granted_track,
        "standing": _own.c.status,
        "status": _own.c.agreement_status,
    }
    wanted = {name: word for name, word in where.items() if word is not None}
    query = select(_key).select_from(_partner).outerjoin(_agreement, _agreement.c.partner_id == _partner.c.id)
    used = {sort, *wanted}
    if used & {"track", "standing", "status", "gap", "holds_until"}:
        query = _join_own(query)
    if "select" in used:
        query = _join_select(query)
    for name, word in wanted.items():
        query = query.where(conditions[name] == word)
    if text.strip():
        query = query.join(search_text, search_text.c.row_key == _key).where(match_text(text))
    order = _SORTS[sort]
    query = query.order_by(
        (order.desc() if descending else order.asc()).nulls_last(), _partner.c.name_key, _agreement.c.region, _key
    )
    return array("q", connection.execute(query).scalars())


def get_agreement_rows(
    connection: Connection, keys: Sequence[int], labels: Mapping[str, str], word_track: Callable[[TrackKey], str]
) -> tuple[AgreementRow, ...]:
    """The rows of these keys in their order; those that are gone are left out.

    `labels` names each requirement, `word_track` a track.
    """
    found: dict[int, AgreementRow] = {}
    for start in range(0, len(keys), _PAGE):
        portion = list(keys[start : start + _PAGE])
        for is_agreement in (True, False):
            missing = [key for key in portion if key not in found]
            query = _build_page_query(missing, is_agreement=is_agreement)
            found |= {row.key: _build_row(row, labels, word_track) for row in connection.execute(query)}
    return tuple(found[key] for key in keys if key in found)


def _build_page_query(keys: list[int], *, is_agreement: bool) -> Select[Any]:
    own, chosen = _own.c, _select.c
    query = select(
        _key.label("key"),
        _agreement.c.id.label("agreement_id"),
        _partner.c.id.label("partner_id"),
        _partner.c.name,
        _partner.c.external_ref,
        _partner.c.country,
        _agreement.c.region,
        _agreement.c.channel_manager,
        own.agreement_status,
        own.granted_track,
        own.status,
        own.first_gap,
        own.rows,
        own.holds_until,
        own.ends_by,
        chosen.status.label("select_status"),
        chosen.met_count,
        chosen.total_count,
    ).select_from(_partner)
    query = query.outerjoin(_agreement, _agreement.c.partner_id == _partner.c.id)
    of_page = _agreement.c.id.in_(keys) if is_agreement else _partner.c.id.in_(keys) & _agreement.c.id.is_(None)
    return _join_select(_join_own(query)).where(of_page)


def _join_own(query: Select[Any]) -> Select[Any]:
    return query.outerjoin(_own, (_own.c.agreement_id == _agreement.c.id) & _own.c.is_own)


def _join_select(query: Select[Any]) -> Select[Any]:
    is_select = _select.c.track == SELECT
    return query.outerjoin(_select, (_select.c.agreement_id == _agreement.c.id) & is_select)


def _build_row(row: Row[Any], labels: Mapping[str, str], word_track: Callable[[TrackKey], str]) -> AgreementRow:
    return AgreementRow(
        key=row.key,
        agreement_id=row.agreement_id,
        partner_id=row.partner_id,
        partner=row.name,
        external_ref=row.external_ref,
        country=row.country,
        region=row.region,
        status=row.agreement_status,
        track=row.granted_track,
        track_word=None if row.granted_track is None else word_track(row.granted_track),
        standing=None if row.status is None else Status(row.status),
        gap=None if row.first_gap is None else _find_gap(row.first_gap, row.rows, labels),
        waived=0 if row.rows is None else row.rows.count(f":{Status.WAIVED.value}:"),
        select_status=None if row.select_status is None else Status(row.select_status),
        select_met=row.met_count,
        select_total=row.total_count,
        holds_until=row.holds_until,
        ends_by=None if row.ends_by is None else Cause(row.ends_by),
        channel_manager=row.channel_manager,
    )


def _find_gap(requirement: str, rows: str, labels: Mapping[str, str]) -> Gap | None:
    for row in rows.split(";"):
        key, status, have, need, measure = row.split(":")
        if key == requirement:
            return Gap(key, labels.get(key, key), Status(status), int(have), int(need), Measure(measure))
    return None
