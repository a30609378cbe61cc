"""People found by what rosters know them by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from channeladmin.errors import UserError
from channeladmin.records import EmailAddress, Person, fold
from channeladmin.storage.reading import table_of

if TYPE_CHECKING:
    from sqlalchemy import Connection


def get_person_id(connection: Connection, known_as: str) -> int:
    """The one person with this learner id, e-mail address or name; `UserError` if nobody or several have it."""
    person, email = table_of(Person), table_of(EmailAddress)
    key = fold(known_as.strip())
    by_address = select(email.c.person_id).where(email.c.address_key == key)
    for condition in (or_(person.c.learner_id_key == key, person.c.id.in_(by_address)), person.c.name_key == key):
        found = connection.execute(select(person.c.id).where(condition)).scalars().all()
        if len(found) == 1:
            return int(found[0])
        if found:
            raise UserError(f"“{known_as}” is the name of {len(found)} people. Name the one by e-mail address.")
    raise UserError(f"Nobody here is known by “{known_as}”. Give the e-mail address, the learner id or the name.")
