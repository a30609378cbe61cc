"""Which benefits an agreement earns on the day of its verdicts, and which its track offers but withholds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from channeladmin.evaluation.verdict import Status, Verdict
from channeladmin.program.benefit import Benefit
from channeladmin.program.edition import Edition
from channeladmin.program.vocabulary import AgreementStatus, TrackKey


class BenefitState(StrEnum):
    """Earned; offered by the track but withheld until its terms are met; or not offered by the track."""

    EARNED = "earned"
    WITHHELD = "withheld"
    NOT_OFFERED = "not_offered"


@dataclass(frozen=True, slots=True)
class BenefitStanding:
    """A benefit, its state, and the qualifier with which the granted track offers it."""

    benefit: Benefit
    state: BenefitState
    qualifier: str


def judge_benefits(edition: Edition, entry_verdict: Verdict) -> tuple[BenefitStanding, ...]:
    """Every benefit of the edition, in its order, for the track that is granted on the verdict's day.

    `entry_verdict` is that of the entry track. Nothing is earned without an authorized agreement and a granted track; a
    partner of the entry track earns only while its verdict is met (seed page, line 29), save what one holder unlocks
    where a switch says so.
    """
    return tuple(_judge(benefit, entry_verdict) for benefit in edition.benefits)


def _judge(benefit: Benefit, verdict: Verdict) -> BenefitStanding:
    track = verdict.granted_track
    if track is None or track not in benefit.offered:
        return BenefitStanding(benefit, BenefitState.NOT_OFFERED, "")
    state = BenefitState.EARNED if _is_earned(benefit, verdict, track) else BenefitState.WITHHELD
    return BenefitStanding(benefit, state, benefit.offered[track])


def _is_earned(benefit: Benefit, verdict: Verdict, track: TrackKey) -> bool:
    if verdict.agreement_status is not AgreementStatus.AUTHORIZED:
        return False
    if track != verdict.track or verdict.status is Status.MET:
        return True
    return benefit.one_holder_suffices and any(
        row.key == benefit.unlocked_by and row.have > 0 for row in verdict.requirements
    )
