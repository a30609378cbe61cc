"""Removing a partner or one agreement: at once, with a sentence that says what went and how to bring it back."""

from __future__ import annotations

from channeladmin.desk.agreements import AgreementView, delete_agreement
from channeladmin.desk.partners import PartnerView, delete_partner, load_partner
from ui.kit.text import shorten
from ui.kit.words import word_count
from ui.session import DeskSession

_BACK = "Ctrl+Z brings everything back."


def remove_partner(session: DeskSession, partner_id: int) -> bool:
    """Delete a company and say so in the status line; whether it was done."""
    desk = session.desk
    partner = session.act(lambda: load_partner(desk, partner_id))
    if partner is None or session.act(lambda: delete_partner(desk, partner_id)) is None:
        return False
    count = len(partner.agreements)
    under = f" with {word_count(count, 'agreement')} and all that belongs to {'it' if count == 1 else 'them'}"
    name = shorten(partner.partner.fields.name)
    session.told.emit(f"Deleted partner {name}{under if count else ''}; its people stay on file. {_BACK}")
    return True


def remove_agreement(session: DeskSession, partner: PartnerView, agreement: AgreementView) -> None:
    """Delete one agreement and say so in the status line."""
    desk, agreement_id = session.desk, agreement.agreement.id
    if session.act(lambda: delete_agreement(desk, agreement_id)) is not None:
        name = shorten(partner.partner.fields.name)
        session.told.emit(
            f"Deleted the {agreement.agreement.fields.region} agreement of {name} with its plans, activities, bookings "
            f"and invitations. {_BACK}"
        )
