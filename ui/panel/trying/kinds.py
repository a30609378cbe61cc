"""The kinds of change that can be tried: how each is called, what is entered for it, and what it begins with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from channeladmin.desk.tried_fields import (
    ApprovedFields,
    AttestedFields,
    BookedFields,
    EarnedFields,
    HeldFields,
    JoinedFields,
    LeftFields,
    MovedFields,
    ReportedFields,
    SignedFields,
    WaiverFields,
)
from channeladmin.desk.tried_words import find_open_quarter_day, name_people
from channeladmin.desk.trying import (
    ApprovePlan,
    AttestPractice,
    CloseBooking,
    EarnAward,
    HoldActivity,
    JoinCompany,
    LeaveCompany,
    ReportMetric,
    SignAgreement,
    Tried,
    WaiveRequirement,
    WorkHere,
)
from channeladmin.desk.waiving import name_requirements
from ui.kit.field_spec import FieldSpec

if TYPE_CHECKING:
    from pydantic import BaseModel

    from channeladmin.desk.desk import Desk
    from channeladmin.desk.evaluating import AgreementEvaluation
    from ui.kit.fields import Choice


@dataclass(frozen=True, slots=True)
class Scene:
    """What changes are tried on: the agreement as it would be by now, and the day."""

    desk: Desk
    evaluation: AgreementEvaluation
    on: date


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind; `specs` and `start` are worked out for the agreement when its form opens."""

    title: str
    tried: type[Tried]
    fields_type: type[BaseModel]
    specs: Callable[[Scene], tuple[FieldSpec, ...]]
    start: Callable[[Scene], dict[str, Any]]


def list_kinds(scene: Scene) -> Iterator[Kind]:
    """The kinds that make sense here: a number can be reported only where the edition declares metrics."""
    for kind in KINDS:
        if kind.tried is not ReportMetric or scene.desk.edition.metrics:
            yield kind


def get_kind(change: Tried) -> Kind:
    """The kind of a change."""
    return next(kind for kind in KINDS if kind.tried is type(change))


def _person(scene: Scene) -> FieldSpec:
    people = tuple(name_people(scene.evaluation.facts, scene.on).items())
    return FieldSpec("person_id", "Who", span=2, choices=lambda: people)


def _credential(scene: Scene) -> FieldSpec:
    known: tuple[Choice, ...] = tuple(
        (credential.key, credential.label) for credential in scene.desk.edition.credentials if not credential.family
    )
    return FieldSpec("credential", "Credential", span=2, choices=lambda: known)


def _requirement(scene: Scene) -> FieldSpec:
    known = tuple(name_requirements(scene.desk.edition).items())
    return FieldSpec("requirement", "Requirement", span=2, choices=lambda: known)


def _metric(scene: Scene) -> FieldSpec:
    known = tuple((metric.key, metric.label) for metric in scene.desk.edition.metrics)
    return FieldSpec("metric", "Metric", span=2, choices=lambda: known)


def _start_on(scene: Scene) -> dict[str, Any]:
    return {"on": scene.on}


def _start_activity(scene: Scene) -> dict[str, Any]:
    return {"on": find_open_quarter_day(scene.evaluation.facts, scene.desk.edition, scene.on)}


def _start_number(scene: Scene) -> dict[str, Any]:
    metrics = scene.desk.edition.metrics
    return {"on": scene.on, "metric": metrics[0].key if len(metrics) == 1 else None}


KINDS = (
    Kind(
        "Somebody earns an award",
        EarnAward,
        EarnedFields,
        lambda scene: (
            _person(scene),
            _credential(scene),
            FieldSpec("earned_on", "Earned on"),
            FieldSpec("edition", "Edition", hint="2021"),
        ),
        lambda scene: {"earned_on": scene.on},
    ),
    Kind(
        "Somebody new joins",
        JoinCompany,
        JoinedFields,
        lambda _scene: (
            FieldSpec("name", "Name", span=2),
            FieldSpec("email", "E-mail (needed to keep it)", span=2),
            FieldSpec("starts_on", "Employed from"),
        ),
        lambda scene: {"starts_on": scene.on},
    ),
    Kind(
        "Somebody leaves",
        LeaveCompany,
        LeftFields,
        lambda scene: (_person(scene), FieldSpec("last_day", "Last day")),
        lambda scene: {"last_day": scene.on},
    ),
    Kind(
        "Somebody works in this region",
        WorkHere,
        MovedFields,
        lambda scene: (_person(scene), FieldSpec("on", "On")),
        _start_on,
    ),
    Kind(
        "The agreement is signed",
        SignAgreement,
        SignedFields,
        lambda _scene: (FieldSpec("on", "Signed on"),),
        _start_on,
    ),
    Kind(
        "The plan is approved",
        ApprovePlan,
        ApprovedFields,
        lambda _scene: (
            FieldSpec("on", "Approved on"),
            FieldSpec("committed_cents", "Committed NetARR", hint="$300,000"),
            FieldSpec("sponsor", "Partner's sponsor", span=2),
        ),
        _start_on,
    ),
    Kind(
        "A practice is attested",
        AttestPractice,
        AttestedFields,
        lambda _scene: (FieldSpec("kind", "Kind of practice"), FieldSpec("on", "Attested on")),
        _start_on,
    ),
    Kind(
        "An activity is held",
        HoldActivity,
        HeldFields,
        lambda _scene: (FieldSpec("kind", "Kind"), FieldSpec("on", "Held on"), FieldSpec("title", "Title", span=2)),
        _start_activity,
    ),
    Kind(
        "A deal is booked",
        CloseBooking,
        BookedFields,
        lambda _scene: (
            FieldSpec("net_arr_cents", "Annual revenue"),
            FieldSpec("on", "Closed on"),
            FieldSpec("kind", "Kind"),
        ),
        _start_on,
    ),
    Kind(
        "A number is reported",
        ReportMetric,
        ReportedFields,
        lambda scene: (
            _metric(scene),
            FieldSpec("amount_hundredths", "Amount"),
            FieldSpec("on", "Reported on"),
        ),
        _start_number,
    ),
    Kind(
        "A requirement is waived",
        WaiveRequirement,
        WaiverFields,
        lambda scene: (
            _requirement(scene),
            FieldSpec("reason", "Reason", span=2, is_long=True),
            FieldSpec("since", "From"),
            FieldSpec("until", "Until (last day)"),
        ),
        lambda scene: {"since": scene.on},
    ),
)
"""All of them, in the order of the menu."""
