"""Small acts of the session: told to the pages, refused in the status line, or handed on to a form."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.partners import add_partner, edit_partner, load_partner
from channeladmin.desk.values import FieldRefused, PartnerFields
from channeladmin.errors import EnvironmentProblem, UserError
from ui.session import DeskSession


def test_an_act_tells_what_changed(qtbot: QtBot, session: DeskSession, desk: Desk) -> None:
    with qtbot.waitSignal(session.changed) as told:
        added = session.act(lambda: add_partner(desk, PartnerFields(name="Acme")))
    assert added is not None
    assert told.args is not None
    assert told.args[0].partner_ids == {added.id}
    assert load_partner(desk, added.id).partner.fields.name == "Acme"


def test_an_act_that_changes_nothing_tells_nothing(qtbot: QtBot, session: DeskSession, desk: Desk) -> None:
    fields = PartnerFields(name="Acme")
    added = add_partner(desk, fields)
    with qtbot.assertNotEmitted(session.changed):
        assert session.act(lambda: edit_partner(desk, added.id, fields)) is None


@pytest.mark.parametrize("problem", [UserError("Choose another name."), EnvironmentProblem("The disk is full.")])
def test_a_refusal_goes_to_the_status_line(qtbot: QtBot, session: DeskSession, problem: Exception) -> None:
    def refuse() -> None:
        raise problem

    with qtbot.waitSignal(session.failed) as told:
        assert session.act(refuse) is None
    assert told.args == [str(problem)]


def test_a_refusal_of_a_field_goes_to_its_form(qtbot: QtBot, session: DeskSession, desk: Desk) -> None:
    add_partner(desk, PartnerFields(name="Acme"))
    with qtbot.assertNotEmitted(session.failed), pytest.raises(FieldRefused) as refused:
        session.act(lambda: add_partner(desk, PartnerFields(name="ACME")))
    assert refused.value.field == "name"
