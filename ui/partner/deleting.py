"""Removing a partner or one agreement, with a sentence that says what went and how to bring it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from channeladmin.desk.agreements import AgreementView, delete_agreement
from channeladmin.desk.partners import PartnerView, delete_partner, load_partner
from channeladmin.progress import Progress
from ui.kit.jobs import JobRunner
from ui.kit.text import shorten
from ui.kit.words import word_count
from ui.session import DeskSession

if TYPE_CHECKING:
    from channeladmin.desk.values import Changes

_BACK = "Ctrl+Z brings everything back."


def start_removing_partner(
    session: DeskSession, jobs: JobRunner, partner_id: int, on_done: Callable[[], object]
) -> None:
    """Delete a company in the background, since a backup is made before, and say so in the status line."""
    desk = session.desk
    partner = session.act(lambda: load_partner(desk, partner_id))
    if partner is None:
        return
    name, count = shorten(partner.partner.fields.name), len(partner.agreements)

    def work(progress: Progress) -> Changes:
        return delete_partner(desk, partner_id, progress=progress)

    def tell(changes: Changes) -> None:
        session.announce(changes)
        under = f" with {word_count(count, 'agreement')} and all that belongs to {'it' if count == 1 else 'them'}"
        session.told.emit(f"Deleted partner {name}{under if count else ''}; its people stay on file. {_BACK}")
        on_done()

    jobs.run(f"Deleting {name}", work, tell, session.failed.emit, is_act=True)


def remove_agreement(session: DeskSession, partner: PartnerView, agreement: AgreementView) -> None:
    """Delete one agreement and say so in the status line."""
    desk, agreement_id = session.desk, agreement.agreement.id
    if session.act(lambda: delete_agreement(desk, agreement_id)) is not None:
        name = shorten(partner.partner.fields.name)
        session.told.emit(
            f"Deleted the {agreement.agreement.fields.region} agreement of {name} with its plans, activities, "
            f"bookings, reported metrics, waivers and invitations. {_BACK}"
        )
