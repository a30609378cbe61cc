"""The columns of the partners list, and the pill that says how an agreement stands."""

from __future__ import annotations

from channeladmin.desk.listing import AgreementRow, Gap
from channeladmin.desk.values import SELECT, AgreementStatus, Measure, Status
from channeladmin.desk.wording import format_date, format_hundredths, format_money, word_passing, word_status
from ui.kit.chips import Pill, Tone
from ui.kit.record_model import Column
from ui.kit.status_tones import TONES
from ui.kit.words import word_of

NOTHING = "—"
_IN_HUNDREDTHS = frozenset({Measure.UNITS, Measure.PERCENT, Measure.POINTS})


def word_standing(row: AgreementRow) -> str:
    """“met”, “unmet: 1 of 2 sales verified”, or that there is no agreement."""
    if row.standing is None:
        return "no agreement"
    if row.gap is None:
        return word_passing(row.standing, row.waived)
    return f"{word_status(row.standing)}: {_word_gap(row.gap)}"


def _word_gap(gap: Gap) -> str:
    """“1 of 2 sales verified”; yes and no need no count."""
    if gap.measure is Measure.YES_NO or not gap.need:
        return gap.label
    if gap.measure is Measure.CENTS:
        return f"{format_money(gap.have)} of {format_money(gap.need)}"
    if gap.measure in _IN_HUNDREDTHS:
        return f"{format_hundredths(gap.have)} of {format_hundredths(gap.need)} {gap.label[:1].lower()}{gap.label[1:]}"
    return f"{gap.have} of {gap.need} {gap.label[:1].lower()}{gap.label[1:]}"


def _standing_pill(row: AgreementRow) -> Pill:
    tone = Tone.NEUTRAL if row.standing is None else TONES[row.standing]
    return Pill(word_standing(row), tone)


def _track(row: AgreementRow) -> str:
    if row.status is None or row.status is AgreementStatus.AUTHORIZED:
        return row.track_word or NOTHING
    return word_of(row.status)


def _select(row: AgreementRow) -> str:
    if row.select_total is None:
        return NOTHING
    if row.track == SELECT:
        return "member"
    if row.select_status == Status.MET:
        return "eligible"
    return f"{row.select_met} of {row.select_total}"


COLUMNS: tuple[Column[AgreementRow], ...] = (
    Column("partner", "Partner", lambda row: row.partner, 168, least=120),
    Column("region", "Region", lambda row: row.region.value if row.region else NOTHING, 74),
    Column("track", "Track", _track, 80),
    Column("standing", "Standing on its track", word_standing, 214, pill=_standing_pill, least=108),
    Column("select", "Select", _select, 74, has_figures=True),
    Column(
        "holds_until",
        "Next date",
        lambda row: format_date(row.holds_until) if row.holds_until else NOTHING,
        105,
        has_figures=True,
    ),
    Column("channel_manager", "Channel manager", lambda row: row.channel_manager or NOTHING, 124, least=80),
    Column("external_ref", "Reference", lambda row: row.external_ref or NOTHING, 96, is_shown=False),
    Column("country", "Country", lambda row: row.country or NOTHING, 96, is_shown=False),
)
