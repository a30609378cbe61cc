from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

from channeladmin.desk import importing
from channeladmin.errors import UserError
from tests.cli.conftest import Run

ROSTER = """partner,region,name,email,credential,earned
Nordlicht Systems,EMEA,Wiebke Hansen,wiebke@nordlicht.example,Professional Services Engineer,2022-05-12
Nordlicht Systems,EMEA,Jörg Petersen,joerg@nordlicht.example,Sales Core,2022-13-45
Nobody Ltd,EMEA,Ann Onymous,ann@nobody.example,Sales Core,2022-05-12
"""


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER, encoding="utf-8")
    return path


def test_read_gives_the_table_as_it_stands(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "odd.csv"
    source.write_bytes("Name;Größe\n Zoë ;=1+1\n".encode("cp1252"))
    ran = run("read", source, "--json")
    assert ran.code == 0
    assert ran.json["delimiter"] == ";"
    assert ran.json["columns"] == ["Name", "Größe"]
    assert ran.json["rows"] == [[" Zoë ", "=1+1"]]
    assert set(ran.json) == {"encoding", "delimiter", "quote", "header_row", "columns", "rows", "warnings"}


def test_read_takes_what_is_told_about_a_file(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "told.csv"
    source.write_text("Title\nCompany,Name,'Note'\nAcme,Ann,'a,b'\n,Bo,'c'\n,Cy,'d'\nBirch,Di,'e'\n", encoding="utf-8")
    told = run("read", source, "--json", "--header-row", "2", "--quote", "'", "--no-fill")
    assert told.json["header_row"] == 2
    assert told.json["rows"][:2] == [["Acme", "Ann", "a,b"], ["", "Bo", "c"]]
    assert told.json["skipped"] == [{"line": 1, "text": "Title", "why": "preamble"}]
    assert run("read", source, "--json").json["rows"][1][0] == "Acme"
    bare = run("read", source, "--json", "--header-row", "0")
    assert (bare.json["header_row"], bare.json["columns"][0]) == (0, "column_1")
    assert run("read", source, "--quote", "ab").code == 1


def test_read_takes_a_sheet_of_a_workbook(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(source) as book:
        for name in ("One", "Two"):
            book.add_worksheet(name).write_column(0, 0, ("partner", name))
    document = run("read", source, "--json", "--sheet", "two").json
    assert (document["sheet"], document["sheets"], document["rows"]) == ("Two", ["One", "Two"], [["Two"]])
    assert (document["encoding"], document["delimiter"], document["quote"]) == (None, None, None)
    assert "sheet Two, header on row 1" in run("read", source, "--sheet", "2").err


def test_read_refuses_what_is_no_table(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "empty.csv"
    source.touch()
    ran = run("read", source, "--json")
    assert ran.code == 1
    assert ran.json["error"]["kind"] == "user"


def test_an_import_says_what_it_did_and_ends_with_4(on_desk: Run, roster: Path) -> None:
    ran = on_desk("import", "roster", roster, "--json")
    assert ran.code == 4
    keys = ["rows", "new", "changed", "same", "duplicates", "rejected", "errors", "operation"]
    assert list(ran.json)[: len(keys)] == keys
    assert set(ran.json) - set(keys) == {"todo", "leavers"}, "only what there is"
    assert [ran.json[key] for key in ("rows", "new", "changed", "same", "duplicates", "rejected")] == [3, 1, 0, 0, 0, 2]
    assert isinstance(ran.json["operation"], str)
    date_error, partner_error = ran.json["errors"]
    assert date_error == {
        "source": "roster.csv",
        "row": 2,
        "line": 3,
        "column": "earned",
        "value": "2022-13-45",
        "message": date_error["message"],
    }
    assert partner_error["line"] == 4
    assert on_desk("history", "--json").json["operations"][0]["operation"] == ran.json["operation"]


def test_the_second_time_nothing_is_stored(on_desk: Run, roster: Path) -> None:
    on_desk("import", "roster", roster)
    ran = on_desk("import", "roster", roster, "--json")
    assert (ran.json["same"], ran.json["operation"]) == (1, None)


def test_a_dry_run_stores_nothing(on_desk: Run, roster: Path) -> None:
    before = on_desk("history", "--json").out
    ran = on_desk("import", "roster", roster, "--dry-run", "--json")
    assert (ran.code, ran.json["new"], ran.json["operation"]) == (4, 1, None)
    assert on_desk("history", "--json").out == before


def test_a_report_says_what_would_be_stored_and_a_day_to_come_is_told(on_desk: Run, tmp_path: Path) -> None:
    source, out = tmp_path / "roster.csv", tmp_path / "report.csv"
    source.write_text(
        "partner,name,email,credential,earned\n"
        "Nordlicht Systems,Ann Ray,ann@nordlicht.example,GitLab Verified Sales Core Associate,13/04/2031\n",
        encoding="utf-8",
    )
    before = on_desk("history", "--json").out
    ran = on_desk("import", "roster", source, "--dry-run", "--report", out, "--json")
    assert ran.code == 0
    assert "roster.csv: 1 new award is earned after today (that of line 2, 2031-04-13)" in ran.err
    told = out.read_text(encoding="utf-8")
    assert "partner:  -> Nordlicht Systems" in told
    assert "credential:  -> sales_core; earned:  -> 2031-04-13" in told
    assert on_desk("history", "--json").out == before


def test_strict_refuses_the_whole_file(on_desk: Run, roster: Path) -> None:
    before = on_desk("history", "--json").out
    ran = on_desk("import", "roster", roster, "--strict", "--json")
    assert (ran.code, ran.json["error"]["kind"]) == (1, "user")
    assert on_desk("history", "--json").out == before


def test_rejected_rows_can_be_written_out(on_desk: Run, roster: Path, tmp_path: Path) -> None:
    out = tmp_path / "rejected.csv"
    assert on_desk("import", "roster", roster, "--rejects", out).code == 4
    lines = out.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 3
    assert "Nobody Ltd" in lines[2]


def test_rejected_rows_are_guarded_or_exact(on_desk: Run, tmp_path: Path) -> None:
    source, out = tmp_path / "p.csv", tmp_path / "rejected.csv"
    source.write_text("partner,region,address\n=Sum,XX,'=x\n", encoding="utf-8")
    for words, cells in (((), "'=Sum,XX,''=x,"), (("--lossless",), '"=Sum","XX","\'=x",')):
        assert on_desk("import", "partners", source, "--rejects", out, *words).code == 4
        assert out.read_text(encoding="utf-8").splitlines()[1].startswith(cells)


def test_columns_can_be_mapped_and_fields_set(on_desk: Run, tmp_path: Path) -> None:
    source = tmp_path / "export.csv"
    source.write_text("Full=Name;Mail\nIda Holm;ida@nordlicht.example\n", encoding="utf-8")
    ran = on_desk(
        "import", "roster", source, "--delimiter", ";", "--map", "Full=Name=name", "--map", "Mail=email",
        "--set", "partner=Nordlicht Systems", "--set", "region=EMEA", "--json",
    )  # fmt: skip
    assert (ran.code, ran.json["new"]) == (0, 1)


def test_on_a_terminal_the_rejected_cells_are_messages(on_desk: Run, roster: Path) -> None:
    ran = on_desk("import", "roster", roster)
    assert ran.out == "3 rows: 1 new, 0 changed, 0 same, 0 held as possible duplicates, 2 rejected\n"
    assert "roster.csv, line 3, earned “2022-13-45”" in ran.err
    assert "partner “Nobody Ltd” (1 row): Add the company first" in ran.err


def test_two_names_are_said_to_be_one_company(on_desk: Run, tmp_path: Path) -> None:
    source = tmp_path / "team.csv"
    source.write_text("partner,name,email\nNordlicht,Ida Holm,ida@nordlicht.example\n", "utf-8")
    first = on_desk("import", "roster", source, "--dry-run")
    assert (first.code, '--same "Nordlicht=NAME"' in first.err) == (4, True)
    again = on_desk("import", "roster", source, "--same", "Nordlicht=Nordlicht Systems", "--json")
    assert (again.code, again.json["new"]) == (0, 1)


@pytest.mark.parametrize("words", [("--profile", "Credly"), ("--map", "No such column=name")])
def test_what_is_not_there_is_said(words: tuple[str, ...], on_desk: Run, roster: Path) -> None:
    ran = on_desk("import", "roster", roster, *words)
    assert (ran.code, ran.out) == (1, "")


def test_an_import_makes_the_data_file_and_other_commands_do_not(run: Run, tmp_path: Path) -> None:
    desk, source = tmp_path / "new.channeladmin", tmp_path / "p.csv"
    source.write_text("partner,region\nAcme,EMEA\n", encoding="utf-8")
    assert run("--file", desk, "evaluate").code == 1
    assert not desk.exists()
    ran = run("--file", desk, "import", "partners", source)
    assert (ran.code, desk.exists()) == (0, True)
    assert str(desk) in ran.err


@pytest.mark.parametrize("kind", ["partners", "roster", "plans", "bookings", "activities"])
def test_what_is_exported_comes_back_as_the_same(kind: str, on_desk: Run, tmp_path: Path) -> None:
    out = tmp_path / f"{kind}.csv"
    ran = on_desk("export", kind, out)
    assert (ran.code, ran.out) == (0, f"{out}\n")
    again = on_desk("import", kind, out, "--json")
    assert again.code == 0, again.json["errors"][:3]
    assert again.json["same"] == again.json["rows"] > 0
    assert again.json["operation"] is None


def test_export_knows_no_views_yet(on_desk: Run, tmp_path: Path) -> None:
    assert on_desk("export", "partners", tmp_path / "x.csv", "--view", "mine").code == 1
    assert not (tmp_path / "x.csv").exists()


def test_a_dry_run_on_a_desk_that_is_not_there_leaves_none(run: Run, tmp_path: Path) -> None:
    source, desk = tmp_path / "p.csv", tmp_path / "new.channeladmin"
    source.write_text("partner,region\nAlpha,EMEA\n", encoding="utf-8")
    document = run("--file", desk, "import", "partners", source, "--dry-run", "--json").json
    assert (document["new"], document["operation"]) == (1, None)
    assert not desk.exists()


def test_an_import_that_fails_leaves_no_new_desk(run: Run, tmp_path: Path) -> None:
    source, desk = tmp_path / "p.csv", tmp_path / "new.channeladmin"
    source.write_text("", encoding="utf-8")
    assert run("--file", desk, "import", "partners", source).code == 1
    assert not list(tmp_path.glob("*new*"))
    source.write_text("partner,region\nAlpha,EMEA\n", encoding="utf-8")
    assert run("--file", desk, "import", "partners", source).code == 0
    assert desk.exists()


_WORK = """
import sys
from pathlib import Path
from channeladmin.desk.desk import open_desk
from channeladmin.desk.partners import PartnerFields, add_partner
desk = open_desk(Path(sys.argv[1]), actor="m.okafor")
if sys.argv[2] == "acts":
    add_partner(desk, PartnerFields(name="Theirs"))
if sys.argv[3] == "stays":
    print("ready", flush=True)
    sys.stdin.readline()
desk.close()
"""


@pytest.mark.parametrize("words", [("acts", "leaves"), ("acts", "stays"), ("looks", "stays")])
def test_a_failed_first_import_leaves_the_desk_that_another_process_works_in(
    words: tuple[str, str], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, source = tmp_path / "new.channeladmin", tmp_path / "p.csv"
    source.write_text("partner,region\nAlpha,EMEA\n", encoding="utf-8")
    children = []

    def fail(*_: object) -> None:
        command = [sys.executable, "-c", _WORK, str(path), *words]
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        children.append(child)
        assert child.stdout is not None
        assert child.stdout.readline() == ("ready\n" if words[1] == "stays" else "")
        raise UserError("The import fails.")

    monkeypatch.setattr(importing, "plan_import", fail)
    ran = run("--file", path, "import", "partners", source)
    assert (ran.code, path.exists()) == (1, True)
    assert "others use it" in ran.err
    children[0].communicate("go on\n", timeout=60)
    assert children[0].returncode == 0
    if words[0] == "acts":
        assert run("--file", path, "export", "partners", tmp_path / "out.csv").code == 0
        assert "Theirs" in (tmp_path / "out.csv").read_text(encoding="utf-8")
