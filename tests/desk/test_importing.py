"""Files into a real desk: a preview that stores nothing, one act, and undo."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from channeladmin.desk.backups import BackupReason, back_up, list_backups
from channeladmin.desk.desk import Desk, open_desk
from channeladmin.desk.history import list_operations, undo
from channeladmin.desk.importing import (
    ImportOptions,
    ImportReport,
    ReadOptions,
    apply_import,
    list_columns,
    plan_import,
    read_source,
)
from channeladmin.desk.partners import PartnerFields, add_partner
from channeladmin.errors import Cancelled, EnvironmentProblem, UserError

FILES: Mapping[str, str] = {
    "partners": (
        "partner,external_ref,region,agreement_signed\n"
        "A&B <Test> </para> GmbH,P-1,EMEA,2021-01-01\n"
        "Łódź S.A.,P-2,APAC,\n"
    ),
    "roster": (
        "partner,name,email,credential,earned,Shoe size\n"
        "A&B <Test> </para> GmbH,Ann,ann@a.example,Sales Core,2022-01-01,38\n"
        "Nobody,Bob,bob@a.example,Sales Core,2022-01-01,44\n"
        "Łódź S.A.,Célia,célia@ł.example,PSE,soon,\n"
    ),
    "plans": "partner,fiscal_year,committed_net_arr\nŁódź S.A.,FY23,300000\n",
    "bookings": "partner,closed,net_arr\nŁódź S.A.,2022-03-01,-20.50\n",
    "activities": "partner,held,kind,title\nŁódź S.A.,2022-03-01,webinar,=Intro\n",
}


def write(folder: Path, kind: str, text: str | None = None) -> Path:
    path = folder / f"{kind}.csv"
    path.write_text(FILES[kind] if text is None else text, encoding="utf-8")
    return path


def bring(desk: Desk, kind: str, *paths: Path, options: ImportOptions | None = None) -> ImportReport:
    return apply_import(desk, plan_import(desk, kind, paths, options or ImportOptions()))


def test_all_five_kinds_go_in_and_the_second_time_change_nothing(desk: Desk, tmp_path: Path) -> None:
    paths = {kind: write(tmp_path, kind) for kind in FILES}
    for kind, path in paths.items():
        report = bring(desk, kind, path)
        assert report.counts.new >= 1
        assert report.operation_id is not None
    operations = list_operations(desk)
    assert operations[-1].label == "Import partners.csv (2 rows)"
    for kind, path in paths.items():
        report = bring(desk, kind, path)
        assert report.counts.same == report.counts.rows - report.counts.rejected
        assert (report.changes, report.operation_id) == (None, None)
    assert list_operations(desk) == operations


def test_bad_rows_are_named_and_the_good_one_goes_in(desk: Desk, tmp_path: Path) -> None:
    bring(desk, "partners", write(tmp_path, "partners"))
    report = bring(desk, "roster", write(tmp_path, "roster"))
    assert (report.counts.rows, report.counts.new, report.counts.rejected) == (3, 1, 2)
    assert [error.to_document() for error in report.errors] == [
        {"source": "roster.csv", "row": 0, "line": 1, "column": "Shoe size", "value": "",
         "message": report.errors[0].message},
        {"source": "roster.csv", "row": 2, "line": 3, "column": "partner", "value": "Nobody",
         "message": report.errors[1].message},
        {"source": "roster.csv", "row": 3, "line": 4, "column": "earned", "value": "soon",
         "message": "“soon” is not a date; write it as 2022-10-31."},
    ]  # fmt: skip
    assert "“Shoe size”" in report.errors[0].message


def test_undo_takes_the_whole_import_back(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path, "partners")
    bring(desk, "partners", path)
    undo(desk)
    assert plan_import(desk, "partners", [path], ImportOptions()).counts.new == 2


def test_a_plan_stores_nothing_and_a_stale_one_is_refused(desk: Desk, tmp_path: Path) -> None:
    plan = plan_import(desk, "partners", [write(tmp_path, "partners")], ImportOptions())
    assert list_operations(desk) == ()
    add_partner(desk, PartnerFields(name="Somebody"))
    with pytest.raises(UserError, match="has changed since"):
        apply_import(desk, plan)
    assert [operation.label for operation in list_operations(desk)] == ["Add partner Somebody"]


def test_strict_refuses_the_whole_file(desk: Desk, tmp_path: Path) -> None:
    bring(desk, "partners", write(tmp_path, "partners"))
    with pytest.raises(UserError, match=r"2 of 3 rows are rejected.*roster\.csv, line 3, partner"):
        bring(desk, "roster", write(tmp_path, "roster"), options=ImportOptions(strict=True))
    assert len(list_operations(desk)) == 1


def test_several_files_are_one_operation_and_see_each_other(desk: Desk, tmp_path: Path) -> None:
    bring(desk, "partners", write(tmp_path, "partners"))
    header = "partner,name,email,credential,earned\n"
    (tmp_path / "x").mkdir()
    one = write(tmp_path, "roster", header + "Łódź S.A.,Ann,ann@a.example,pse,2022-01-01\n")
    two = write(tmp_path / "x", "roster", header + "Łódź S.A.,Ann,ANN@a.example,pse,2022-01-01\nNone,B,b@b.example,,\n")
    report = bring(desk, "roster", one, two)
    assert (report.counts.new, report.counts.same, report.counts.rejected) == (1, 1, 1)
    assert (report.errors[0].source, report.errors[0].row) == (str(two), 2)
    assert list_operations(desk)[0].label == "Import 2 files (1 row)"


def test_who_stops_an_import_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    plan = plan_import(desk, "partners", [write(tmp_path, "partners")], ImportOptions())

    def stop_at_the_end(done: int, total: int) -> None:
        if done == total:
            raise Cancelled

    with pytest.raises(Cancelled):
        apply_import(desk, plan, stop_at_the_end)
    assert list_operations(desk) == ()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (ImportOptions(sets={"region": "XX"}), "region cannot be set"),
        (ImportOptions(sets={"regoin": "EMEA"}), "“regoin” is not a field"),
        (ImportOptions(maps={"partner": "company"}), "“company” is not a field"),
        (ImportOptions(reading=ReadOptions("klingon")), "not an encoding"),
        (ImportOptions(reading=ReadOptions(delimiter="ab")), "cannot be a delimiter"),
    ],
)
def test_wrong_options_are_refused(desk: Desk, tmp_path: Path, options: ImportOptions, message: str) -> None:
    with pytest.raises(UserError, match=message):
        plan_import(desk, "partners", [write(tmp_path, "partners")], options)


def test_no_file_an_empty_file_and_an_unknown_kind(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Name the file"):
        plan_import(desk, "roster", [], ImportOptions())
    with pytest.raises(UserError, match="is empty"):
        plan_import(desk, "roster", [write(tmp_path, "roster", "")], ImportOptions())
    with pytest.raises(UserError, match="is not a kind of file"):
        plan_import(desk, "people", [write(tmp_path, "roster")], ImportOptions())


def test_the_dates_option(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path, "partners", "partner;region;agreement_signed\nAcme;EMEA;05/12/2021\n")
    assert plan_import(desk, "partners", [path], ImportOptions()).counts.rejected == 1
    assert plan_import(desk, "partners", [path], ImportOptions(dates="dmy")).counts.new == 1


def test_the_table_as_it_was_read(tmp_path: Path) -> None:
    table = read_source(write(tmp_path, "plans"), ReadOptions())
    assert table.columns == ("partner", "fiscal_year", "committed_net_arr")
    assert list_columns("bookings") == ("partner", "region", "closed", "net_arr", "kind", "opportunity")


def test_an_import_into_a_desk_with_records_is_backed_up_first(desk: Desk, tmp_path: Path) -> None:
    bring(desk, "partners", write(tmp_path, "partners"))
    assert list_backups(desk.path) == (), "there was nothing to lose"
    bring(desk, "plans", write(tmp_path, "plans"))
    [backup] = list_backups(desk.path)
    assert backup.reason is BackupReason.BEFORE_IMPORT
    opened = open_desk(backup.path, clock=desk.database.clock)
    assert [operation.label for operation in list_operations(opened)] == ["Import partners.csv (2 rows)"]
    opened.close()
    bring(desk, "plans", write(tmp_path, "plans"))
    assert list_backups(desk.path) == (backup,), "nothing to store, nothing to save"
    undo(desk)
    back_up(desk)
    bring(desk, "plans", write(tmp_path, "plans"))
    assert len(list_backups(desk.path)) == 2, "the newest backup holds the desk as it is"


def test_an_import_that_cannot_be_backed_up_stores_nothing(desk: Desk, tmp_path: Path) -> None:
    bring(desk, "partners", write(tmp_path, "partners"))
    desk.path.with_name("test backups").write_text("in the way")
    with pytest.raises(EnvironmentProblem, match="cannot be"):
        bring(desk, "plans", write(tmp_path, "plans"))
    assert len(list_operations(desk)) == 1


def test_a_desk_for_reading_only_refuses_the_import_before_a_backup(desk: Desk, tmp_path: Path) -> None:
    bring(desk, "partners", write(tmp_path, "partners"))
    with closing(open_desk(desk.path, is_read_only=True)) as reader:
        desk.path.with_name("test backups").write_text("in the way")
        with pytest.raises(UserError, match="is open for reading only"):
            bring(reader, "roster", write(tmp_path, "roster"))


class _Stages:
    def __init__(self) -> None:
        self.told: list[tuple[str, int, int]] = []
        self._stage = ""

    def __call__(self, done: int, total: int) -> None:
        self.told.append((self._stage, done, total))

    def enter(self, stage: str) -> None:
        self._stage = stage


def test_an_import_names_its_stages_and_is_never_done_before_its_end(desk: Desk, tmp_path: Path) -> None:
    bring(desk, "partners", write(tmp_path, "partners"))
    stages = _Stages()
    apply_import(desk, plan_import(desk, "roster", [write(tmp_path, "roster")], ImportOptions()), stages)
    names = list(dict.fromkeys(stage for stage, _done, _total in stages.told))
    assert names == ["backing up", "writing", "sealing and working out standings"]
    assert stages.told[-1] == (names[-1], 0, 0)
    written = [(done, total) for stage, done, total in stages.told if stage == "writing" and total]
    assert written[0][0] == 0
    assert written[-1][0] == written[-1][1]
