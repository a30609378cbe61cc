"""Many rows in one act: the same values as single writes, and nothing if one row has changed meanwhile."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from channeladmin.errors import UserError
from channeladmin.program.vocabulary import PartnerKind, Region
from channeladmin.records import Agreement, AgreementFields, Partner, PartnerFields, RowInsert, RowInserts, RowUpdate
from channeladmin.storage.database import Database
from channeladmin.storage.reading import find_records
from tests.storage.company import add_company, dump, query


def test_bulk_rows_are_what_single_writes_store(database: Database) -> None:
    partner = PartnerFields(name="Łódź", external_ref="ß1", kinds=(PartnerKind.RESELLER, PartnerKind.MSP))
    agreement = AgreementFields(region=Region.APAC, signed_on=date(2022, 1, 2))
    with database.act("Single") as act:
        single = act.insert(Partner, partner)
        act.insert(Agreement, agreement, partner_id=single)
    stored = dump(database)
    with database.act("Remove") as act:
        act.delete(Partner, [single])
    agreement_id = stored["agreement"][0][-2]
    with database.act("Bulk") as act:
        act.write_many(
            (
                RowInsert("partner", single, {"name": "Łódź", "external_ref": "ß1", "kinds": partner.kinds}),
                RowInsert("agreement", agreement_id, {**agreement.model_dump(), "partner_id": single}),
            )
        )
    assert dump(database) == stored


def test_rows_given_by_column_are_what_single_rows_store(database: Database) -> None:
    values: list[dict[str, object]] = [
        {"name": "Łódź", "external_ref": None, "kinds": (PartnerKind.MSP,)},
        {"name": "Beta", "external_ref": "ß1", "kinds": ()},
    ]
    with database.act("Rows") as act:
        ids = act.new_ids(2)
        act.write_many(tuple(RowInsert("partner", key, row) for key, row in zip(ids, values, strict=True)))
    stored = dump(database)
    with database.act("Remove") as act:
        act.delete(Partner, ids)
    with database.act("Columns") as act:
        rows = RowInserts("partner", {"id": ids, **{name: [row[name] for row in values] for name in values[0]}})
        act.write_many((rows,))
        assert (len(rows), rows.cut(1, 2).columns["name"]) == (2, ["Beta"])
    assert dump(database) == stored


def test_changed_columns_are_written_with_their_folded_forms(database: Database) -> None:
    acme, beta = add_company(database, "Acme"), add_company(database, "Beta")
    with database.act("Import") as act:
        act.write_many(
            (
                RowUpdate("partner", acme.partner_id, {"name": "Acme"}, {"name": "ACME AG"}),
                RowUpdate("partner", beta.partner_id, {"name": "Beta"}, {"name": "Beta AG"}),
                RowUpdate("agreement", acme.agreement_id, {"ends_on": None}, {"ends_on": date(2023, 1, 1)}),
            )
        )
    assert act.changes is not None
    assert act.changes.agreement_ids == {acme.agreement_id, beta.agreement_id}
    assert query(database, "SELECT name, name_key FROM partner ORDER BY id") == [
        ("ACME AG", "acme ag"), ("Beta AG", "beta ag"),
    ]  # fmt: skip
    with database.read() as connection:
        [stored] = find_records(connection, Agreement, AgreementFields, id=acme.agreement_id)
    assert stored.fields.ends_on == date(2023, 1, 1)


@pytest.mark.parametrize("before", [{"name": "Other"}, {"name": "Acme", "country": "DE"}])
def test_a_row_that_changed_since_the_plan_refuses_the_whole(database: Database, before: dict[str, str]) -> None:
    acme = add_company(database, "Acme")
    stored = dump(database)
    after = dict.fromkeys(before, "Changed")
    with pytest.raises(UserError, match="changed since"), database.act("Import") as act:
        act.write_many((RowInsert("person", act.new_id(), {"name": "A"}),))
        act.write_many((RowUpdate("partner", acme.partner_id, before, after),))
    assert dump(database) == stored


def test_an_update_of_a_row_that_is_gone_refuses_the_whole(database: Database) -> None:
    with pytest.raises(UserError, match="changed since"), database.act("Import") as act:
        act.write_many((RowUpdate("partner", 1, {}, {"name": "A"}),))


def test_a_word_out_of_its_set_is_refused_by_the_data_file(database: Database) -> None:
    acme = add_company(database, "Acme")
    with pytest.raises(IntegrityError, match="CHECK"), database.act("Import") as act:
        act.write_many((RowInsert("agreement", act.new_id(), {"partner_id": acme.partner_id, "region": "MOON"}),))


def test_more_rows_than_a_portion_are_all_there(database: Database) -> None:
    with database.act("Import") as act:
        ids = act.new_ids(4500)
        act.write_many(tuple(RowInsert("person", key, {"name": f"P{key}"}) for key in ids))
    assert act.changes is not None
    assert act.changes.rows == {"person": frozenset(ids)}
    assert query(database, "SELECT count(*) FROM person") == [(4500,)]
