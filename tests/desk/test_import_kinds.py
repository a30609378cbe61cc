"""Files of several kinds in one import: what those of one kind add is there for those of the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from channeladmin.desk.desk import Desk
from channeladmin.desk.history import list_operations, undo
from channeladmin.desk.import_profiles import list_profiles
from channeladmin.desk.importing import (
    Asked,
    Bucket,
    ImportOptions,
    ImportPlan,
    apply_import,
    map_kinds,
    plan_files,
    preview_files,
    read_sources,
)
from channeladmin.desk.listing import find_rows, get_rows
from channeladmin.desk.people import list_people
from channeladmin.errors import UserError

FILES = {
    "people.csv": "partner,name,email,title\nAcme,Ana Ruiz,ana@acme.example,CTO\nAcmee,Bo,bo@acme.example,\n",
    "numbers.csv": "partner,region,closed,net_arr\nAcme,EMEA,2022-03-01,100\n",
    "partners.csv": "partner,region,agreement_signed\nAcme,EMEA,2022-01-01\n",
    "plans.csv": "partner,fiscal_year,title,committed_net_arr\nAcme,FY23,Growth,300000\n",
}
KINDS = {"people.csv": "roster", "numbers.csv": "bookings", "partners.csv": "partners", "plans.csv": "plans"}


@pytest.fixture
def sources(tmp_path: Path) -> dict[str, Path]:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return {name: tmp_path / name for name in FILES}


def plan(desk: Desk, sources: dict[str, Path], options: ImportOptions) -> ImportPlan:
    asked = [
        Asked(KINDS[name], read_sources(desk, KINDS[name], [path], options), options) for name, path in sources.items()
    ]
    return plan_files(desk, map_kinds(desk, asked))


def test_companies_come_before_their_people_and_all_are_one_act(desk: Desk, sources: dict[str, Path]) -> None:
    before = len(list_operations(desk))
    found = plan(desk, sources, ImportOptions())
    assert found.sources == ("partners.csv", "people.csv", "plans.csv", "numbers.csv")
    assert [(row.source, row.bucket) for row in found.rows] == [
        ("partners.csv", Bucket.NEW),
        ("people.csv", Bucket.NEW),
        ("people.csv", Bucket.REJECTED),
        ("plans.csv", Bucket.NEW),
        ("numbers.csv", Bucket.NEW),
    ]
    (todo,) = found.todo
    assert (todo.what, todo.text, todo.nearest) == ("partner", "Acmee", ("Acme",))
    report = apply_import(desk, found)
    assert [operation.label for operation in list_operations(desk)[: -before or None]] == ["Import 4 files (4 rows)"]
    (row,) = get_rows(desk, find_rows(desk))
    assert [each.person.fields.name for each in list_people(desk, row.partner_id)] == ["Ana Ruiz"]
    assert plan(desk, sources, ImportOptions()).counts.same == 4
    assert report.operation_id is not None
    undo(desk, report.operation_id)
    assert not find_rows(desk)


def test_a_title_means_what_its_kind_has_of_it(desk: Desk, sources: dict[str, Path]) -> None:
    """A person's title and a plan's are two fields."""
    found = plan(desk, {name: sources[name] for name in ("partners.csv", "people.csv", "plans.csv")}, ImportOptions())
    filled = [[mapped.column.record for mapped in each.fields if mapped.title == "title"] for each in found.mappings]
    assert [len(each) for each in filled] == [0, 1, 1]
    assert filled[1] != filled[2]


def test_what_is_remembered_of_several_kinds_has_several_names(desk: Desk, sources: dict[str, Path]) -> None:
    two = {name: sources[name] for name in ("partners.csv", "people.csv")}
    apply_import(desk, plan(desk, two, ImportOptions(save_profile="Monthly")))
    assert [(profile.name, profile.kind) for profile in list_profiles(desk)] == [
        ("Monthly", "partners"),
        ("Monthly 2", "roster"),
    ]


def test_a_missing_column_of_one_kind_stops_all(desk: Desk, sources: dict[str, Path]) -> None:
    sources["people.csv"].write_text("name,learner_id\nAna Ruiz,L-1\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"“people\.csv” has no column partner or external_ref, which roster need"):
        plan(desk, sources, ImportOptions())


def test_files_of_one_name_and_several_kinds_are_told_apart(desk: Desk, tmp_path: Path) -> None:
    paths = []
    for name in ("partners.csv", "people.csv"):
        folder = tmp_path / name.removesuffix(".csv")
        folder.mkdir()
        paths.append(folder / "export.csv")
        paths[-1].write_text(FILES[name], encoding="utf-8")
    options = ImportOptions()
    kinds = [preview.kind for preview in preview_files(desk, paths)]
    assert kinds == ["partners", "roster"]
    asked = [
        Asked(kind, read_sources(desk, kind, [path], options), options) for kind, path in zip(kinds, paths, strict=True)
    ]
    found = plan_files(desk, map_kinds(desk, asked))
    assert found.sources == tuple(map(str, paths))


def test_a_file_that_cannot_be_read_does_not_hide_the_others(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    (tmp_path / "good.csv").write_text(FILES["partners.csv"], encoding="utf-8")
    for bad in (tmp_path / "empty.csv", tmp_path / f"{'x' * 300}.csv"):
        (none, guess, _), (table, kind, _) = preview_files(desk, [bad, tmp_path / "good.csv"])
        assert (none, guess, kind) == (None, "roster", "partners")
        assert table is not None


def test_of_several_files_those_that_can_be_read_are_named(desk: Desk, tmp_path: Path) -> None:
    names = ("one.csv", "empty.csv", "two.csv", "void.csv")
    paths = [tmp_path / name for name in names]
    for path in paths:
        path.write_text(FILES["people.csv"] if path.stem in ("one", "two") else "", encoding="utf-8")
    one, empty, two, void = paths
    sentences = {
        (one, empty): "Leave out “empty.csv” to import “one.csv”.",
        (empty, one, two): "Leave out “empty.csv” to import the other 2 files.",
        (one, empty, void): "Leave out “empty.csv” and “void.csv” to import “one.csv”.",
        (one, tmp_path / "none.csv"): "Leave out “none.csv” to import “one.csv”.",
    }
    for sources, sentence in sentences.items():
        with pytest.raises(UserError, match=f" {sentence}$"):
            read_sources(desk, "roster", sources, ImportOptions())
    for alone in ([empty], [empty, void]):
        with pytest.raises(UserError) as refused:
            read_sources(desk, "roster", alone, ImportOptions())
        assert "Leave out" not in str(refused.value)
