"""What a packet rests on, as a digest of facts and not of words, so that only a changed fact makes a letter stale."""

from __future__ import annotations

import json

from channeladmin.desk.plans import PlanView
from channeladmin.evaluation.verdict import RequirementVerdict, Verdict
from channeladmin.letters.packet import digest_text
from channeladmin.records import AgreementFields, PartnerFields

_OF_PARTNER = ("name", "legal_name", "address", "country")
_OF_AGREEMENT = ("region", "signed_on", "starts_on", "ends_on", "channel_manager")


def digest_basis(verdict: Verdict, partner: PartnerFields, agreement: AgreementFields, plan: PlanView | None) -> str:
    """The digest of what a packet prints: the verdict's rows, the partner, the agreement and the plan."""
    basis = {
        "edition": verdict.edition,
        "rows": [_pick_row(row) for row in verdict.requirements],
        "partner": partner.model_dump(include=set(_OF_PARTNER)),
        "agreement": agreement.model_dump(include=set(_OF_AGREEMENT)),
        "plan": None if plan is None else plan.plan.fields.model_dump(),
        "objectives": [] if plan is None else [objective.fields.model_dump() for objective in plan.objectives],
    }
    return digest_text(json.dumps(basis, sort_keys=True, default=str))


def _pick_row(row: RequirementVerdict) -> dict[str, object]:
    picked: dict[str, object] = {
        "key": row.key,
        "status": row.status,
        "need": row.need,
        "have": row.have,
        "counted": [each._asdict() for each in row.counted],
        "quarters": [each._asdict() for each in row.quarters],
        "findings": [each._asdict() for each in row.findings],
    }
    if row.parts:
        picked["parts"] = [_pick_row(part) for part in row.parts]
    if row.waiver is not None:
        picked["waiver"] = row.waiver._asdict()
    return picked
