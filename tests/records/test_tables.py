"""Every record has a STRICT table whose columns are its fields, its keys and their folded forms."""

from __future__ import annotations

import pytest
from sqlalchemy import Boolean, CheckConstraint, Enum
from sqlmodel import SQLModel

from channeladmin import records
from channeladmin.program.vocabulary import PartnerKind
from channeladmin.records.columns import KeyText, WordList
from channeladmin.records.folded import FOLDED
from channeladmin.storage.sqlite.dialect import StrictDialect

MODELS = [
    model
    for name in records.__all__
    if isinstance(model := getattr(records, name), type) and issubclass(model, SQLModel) and hasattr(model, "__table__")
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_columns_are_the_fields_and_the_keys(model: type[SQLModel]) -> None:
    table = SQLModel.metadata.tables[str(model.__tablename__)]
    assert table.dialect_options["sqlite"]["strict"]
    fields = getattr(records, f"{model.__name__}Fields", None)
    if fields is None:
        assert model.__name__ in {"Setting", "Standing"}
        return
    keys = {"id"} | {column.name for column in table.columns if column.foreign_keys}
    folded = set(FOLDED.get(table.name, {}).values())
    assert set(table.columns.keys()) == set(fields.model_fields) | keys | folded


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_words_and_truth_are_checked_by_the_data_file(model: type[SQLModel]) -> None:
    table = SQLModel.metadata.tables[str(model.__tablename__)]
    closed = [column for column in table.columns if isinstance(column.type, Enum | Boolean | KeyText)]
    checks = [constraint for constraint in table.constraints if isinstance(constraint, CheckConstraint)]
    assert len(checks) == len(closed)
    assert all(constraint.name for constraint in checks)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_references_go_with_their_parent_and_are_indexed(model: type[SQLModel]) -> None:
    table = SQLModel.metadata.tables[str(model.__tablename__)]
    for column in table.columns:
        for reference in column.foreign_keys:
            assert reference.ondelete == "CASCADE"
            assert column.index or column.primary_key


def test_several_words_are_kept_in_the_order_of_their_set() -> None:
    words, dialect = WordList(PartnerKind), StrictDialect()
    assert words.process_bind_param(["msp", PartnerKind.RESELLER], dialect) == "reseller;msp"
    assert words.process_bind_param(None, dialect) == ""
    assert words.process_result_value("reseller;msp", dialect) == (PartnerKind.RESELLER, PartnerKind.MSP)
    assert words.process_result_value("", dialect) == words.process_result_value(None, dialect) == ()
