"""A person erased at the desk: found by what they are known by, and every copy that still holds them named."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from channeladmin.desk.backups import BackupReason, back_up, back_up_before
from channeladmin.desk.checking import check
from channeladmin.desk.desk import Desk, open_desk
from channeladmin.desk.erasing import erase_person, find_person
from channeladmin.desk.inviting import draft_invitation, take_step
from channeladmin.desk.packets import build_packet
from channeladmin.desk.password import change_password
from channeladmin.desk.people import PersonFields, add_person, list_people
from channeladmin.desk.values import EmploymentFields
from channeladmin.errors import UserError
from channeladmin.storage.sqlite.engine import connect_bare
from tests.desk.select_partner import SelectPartner, enter_select_partner
from tests.letters.sample import read_pages


@pytest.fixture
def partner(desk: Desk) -> SelectPartner:
    return enter_select_partner(desk)


def find_ana(desk: Desk, partner: SelectPartner) -> int:
    return next(
        view.person.id for view in list_people(desk, partner.partner_id) if view.person.fields.name == "Ana Ruiz"
    )


def test_a_person_is_found_by_address_learner_id_or_name(desk: Desk, partner: SelectPartner) -> None:
    ana = find_ana(desk, partner)
    person = PersonFields(name="Zoë Zbyszek", learner_id="L-9")
    zoe = add_person(desk, partner.partner_id, person, ("zoe@x.example",), EmploymentFields()).id
    assert find_person(desk, "ana RUIZ") == ana
    assert {find_person(desk, known_as) for known_as in ("ZOE@x.example", "l-9", "zoë zbyszek")} == {zoe}
    with pytest.raises(UserError, match="Nobody here is known by “nobody"):
        find_person(desk, "nobody@x.example")


def test_two_of_one_name_must_be_told_apart(desk: Desk, partner: SelectPartner) -> None:
    for number in range(2):
        person = PersonFields(name="Sam Lee")
        add_person(desk, partner.partner_id, person, (f"sam{number}@x.example",), EmploymentFields())
    with pytest.raises(UserError, match="the name of 2 people"):
        find_person(desk, "Sam Lee")


def test_the_frozen_packet_is_still_printed_and_does_not_name_her(desk: Desk, partner: SelectPartner) -> None:
    number = draft_invitation(desk, partner.agreement_id).number
    take_step(desk, number, "approve")
    assert "Ana Ruiz" in " ".join(read_pages(build_packet(desk, number)))
    erase_person(desk, find_ana(desk, partner))
    text = " ".join(read_pages(build_packet(desk, number)))
    assert "Ana Ruiz" not in text
    assert "(erased)" in text
    assert "Jürgen Çelik" in text
    assert check(desk) == ()


def test_copies_that_still_hold_her_are_named(desk: Desk, partner: SelectPartner) -> None:
    before = back_up(desk)
    ana = find_ana(desk, partner)
    erased = erase_person(desk, ana)
    assert (erased.holding, erased.unread) == ((before,), ())
    after = back_up(desk)
    assert after != before
    eva = next(view.person.id for view in list_people(desk, partner.partner_id))
    assert set(erase_person(desk, eva).holding) == {before, after}


def test_a_damaged_copy_is_named_as_not_looked_into(desk: Desk, partner: SelectPartner) -> None:
    damaged = desk.path.with_name(f"{desk.path.stem} 2022-10-01 120000.damaged")
    damaged.write_bytes(b"no desk any more" * 300)
    assert erase_person(desk, find_ana(desk, partner)).unread == (damaged,)


def test_text_that_still_names_her_is_pointed_out(desk: Desk, partner: SelectPartner) -> None:
    person = PersonFields(name="Renée Brontë")
    person_id = add_person(desk, partner.partner_id, person, ("renee@x.example",), EmploymentFields()).id
    assert erase_person(desk, person_id).mentions == ("business plan “2023”, partner sponsor",)


def test_copies_that_a_password_change_encrypted_are_looked_into(desk: Desk, partner: SelectPartner) -> None:
    backup = back_up(desk)
    desk.close()
    for old, new in ((None, "sésame"), ("sésame", "second"), ("second", None), (None, "second"), ("second", "second")):
        change_password(desk.path, old=old, new=new)
        if new is None:
            continue
        again = open_desk(desk.path, password=new, clock=desk.database.clock)
        assert back_up_before(again, BackupReason.BEFORE_TRIM) == backup, "it is known to hold the same"
        again.close()
    again = open_desk(desk.path, password="second", clock=desk.database.clock)
    erased = erase_person(again, find_ana(again, partner))
    again.close()
    assert (erased.holding, erased.unread) == ((backup,), ())


def test_what_lies_beside_a_copy_is_looked_into_too(desk: Desk, partner: SelectPartner) -> None:
    back_up(desk).unlink()
    kept = desk.path.with_name("test 2022-10-10 120000.damaged")
    person = PersonFields(name="Zoë Zbyszek")
    with closing(connect_bare(desk.path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    zoe = add_person(desk, partner.partner_id, person, ("zoe@x.example",), EmploymentFields()).id
    for suffix in ("", "-wal"):
        shutil.copyfile(f"{desk.path}{suffix}", f"{kept}{suffix}")
    assert "Zoë".encode() not in kept.read_bytes()
    before = Path(f"{kept}-wal").read_bytes()
    erased = erase_person(desk, zoe)
    assert (erased.holding, erased.unread) == ((kept,), ())
    assert Path(f"{kept}-wal").read_bytes() == before


def test_a_copy_whose_log_cannot_be_brought_in_is_named_as_not_looked_into(desk: Desk, partner: SelectPartner) -> None:
    ana = find_ana(desk, partner)
    copy = desk.path.with_name("test 2022-10-10 120000.damaged")
    desk.close()
    shutil.copyfile(desk.path, copy)
    again = open_desk(desk.path, clock=desk.database.clock)
    erase_person(again, ana)
    zoe = add_person(again, partner.partner_id, PersonFields(name="Zoë"), ("a@x.example",), EmploymentFields()).id
    for damage in (b"\xff" * 4096, b"Ana Ruiz" * 1000):
        Path(f"{copy}-wal").write_bytes(damage)
        erased = erase_person(again, zoe)
        assert (erased.holding, erased.unread) == ((), (copy,))
        zoe = add_person(again, partner.partner_id, PersonFields(name="Zoë"), ("b@x.example",), EmploymentFields()).id
    again.close()


def test_a_damaged_copy_that_does_not_show_her_may_hold_her_still(desk: Desk, partner: SelectPartner) -> None:
    desk.close()
    copy = desk.path.with_name("test 2022-10-10 120000.damaged")
    content = bytearray(desk.path.read_bytes())
    content[8192 : len(content) - 4096] = bytes(len(content) - 4096 - 8192)
    copy.write_bytes(content)
    again = open_desk(desk.path, clock=desk.database.clock)
    erased = erase_person(again, find_ana(again, partner))
    assert (erased.holding, erased.unread) == ((), (copy,))
    again.close()
