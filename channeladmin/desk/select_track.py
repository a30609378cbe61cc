"""The Select track, which invitations are about: not every edition has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from channeladmin.desk.evaluating import evaluate_agreement
from channeladmin.errors import UserError
from channeladmin.program.vocabulary import SELECT

if TYPE_CHECKING:
    from datetime import date

    from channeladmin.desk.desk import Desk
    from channeladmin.evaluation.verdict import Verdict
    from channeladmin.program.edition import Edition


def has_select(edition: Edition) -> bool:
    """Whether an edition has a Select track."""
    return any(track.key == SELECT for track in edition.tracks)


def check_select(edition: Edition) -> None:
    """UserError where an edition has no Select track."""
    if not has_select(edition):
        raise UserError(f"The programme {edition.id} has no Select track; use an edition that has one.")


def evaluate_select(desk: Desk, agreement_id: int, on: date | None = None) -> Verdict:
    """The Select verdict of an agreement, today unless another day is given.

    UserError if the agreement is gone, or the edition in use has no Select track.
    """
    check_select(desk.edition)
    return evaluate_agreement(desk, agreement_id, on).get(SELECT)
