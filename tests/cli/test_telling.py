"""What an import tells of rows that it does not take: each reason once, with its lines and what can be done."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run

CREDLY = (
    "Badge Name,Badge Template ID,Issued to First Name,Issued to Middle Name,Issued to Last Name,Issued to Email,"
    "Country,State,Region,Status,Expired,Issue Date\n"
)
HEADER = "partner,region,name,email,other_emails\n"


def write_badges(path: Path, count: int) -> Path:
    rows = (
        f"Sales Core,t,Ann,,No{number},p{number}@far{number % 3}.example,FR,,Europe,accepted,,2022-05-12\n"
        for number in range(count)
    )
    path.write_text(CREDLY + "".join(rows), encoding="utf-8")
    return path


def test_a_reason_of_very_many_rows_is_told_once_with_the_first_lines(on_desk: Run, tmp_path: Path) -> None:
    source = write_badges(tmp_path / "badges.csv", 150)
    ran = on_desk("import", "roster", source, "--dry-run")
    assert ran.code == 4
    assert ran.out.startswith("150 rows: 0 new, 0 changed, 0 same, 0 held as possible duplicates, 150 rejected")
    told = [line for line in ran.err.splitlines() if "Nobody in the desk has this address" in line]
    assert len(told) == 1
    assert told[0].startswith("badges.csv, 150 rows (lines 2, 3, 4, 5, 6, …), Issued to Email: Nobody in the desk")
    assert told[0].endswith("the file names no company. Say where they work.")
    assert "more; --json" not in ran.err


def test_all_rows_stay_in_the_document_and_in_the_file_of_those_rejected(on_desk: Run, tmp_path: Path) -> None:
    source, rejects = write_badges(tmp_path / "badges.csv", 150), tmp_path / "rejected.csv"
    ran = on_desk("import", "roster", source, "--dry-run", "--json", "--rejects", rejects)
    assert (ran.code, len(ran.json["errors"])) == (4, 150)
    assert [error["row"] for error in ran.json["errors"]] == list(range(1, 151))
    assert set(ran.json["errors"][0]) == {"source", "row", "line", "column", "value", "message"}
    assert len(rejects.read_text(encoding="utf-8-sig").splitlines()) == 151


def test_a_value_that_is_the_same_in_all_lines_is_shown(on_desk: Run, tmp_path: Path) -> None:
    source = tmp_path / "team.csv"
    source.write_text(f"{HEADER}Nobody Ltd,,Ann,ann@x.example,\nNobody Ltd,,Bo,bo@x.example,\n", encoding="utf-8")
    ran = on_desk("import", "roster", source, "--dry-run")
    assert ran.err.count("There is no company") == 1
    assert "team.csv, 2 rows (lines 2, 3), partner “Nobody Ltd”: There is no company" in ran.err


def test_of_very_many_reasons_the_first_are_told_and_the_cells_of_the_others_counted(
    on_desk: Run, tmp_path: Path
) -> None:
    source = tmp_path / "team.csv"
    rows = (f"Nobody {number // 2},,Ann,ann{number}@x.example,\n" for number in range(120))
    source.write_text(HEADER + "".join(rows), encoding="utf-8")
    ran = on_desk("import", "roster", source, "--dry-run")
    assert ran.err.count("There is no company") == 50
    assert "… and 20 more; --json lists all, --rejects writes the rows to a file." in ran.err


def test_a_held_row_says_what_can_be_done(on_desk: Run, tmp_path: Path) -> None:
    people, source = tmp_path / "people.csv", tmp_path / "team.csv"
    company = "Nordlicht Systems,EMEA"
    people.write_text(f"{HEADER}{company},Ida Holm,ida@n.example,\n{company},Kai Orr,kai@n.example,\n", "utf-8")
    assert on_desk("import", "roster", people).code == 0
    source.write_text(HEADER + f"{company},Ida Holm,ida@n.example,kai@n.example\n" * 3, encoding="utf-8")
    ran = on_desk("import", "roster", source, "--dry-run")
    assert (ran.code, "3 held as possible duplicates" in ran.out) == (4, True)
    lines = ran.err.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("team.csv, 3 rows (lines 2, 3, 4), "))
    assert lines[at + 1].startswith(
        "  What to do: If the row is of “Ida Holm” or “Kai Orr” alone: correct the file, so that it names nobody else."
    )
    assert ran.err.count("What to do") == 1


def test_what_things_to_do_have_in_common_is_said_once(on_desk: Run, tmp_path: Path) -> None:
    ran = on_desk("import", "roster", write_badges(tmp_path / "badges.csv", 6), "--dry-run")
    lines = ran.err.splitlines()
    at = lines.index(
        "  domain: The desk does not know these people, and the file names no company. Say where they work; a company "
        "that the desk lacks is added first, or imported with a file of partners."
    )
    assert lines[at + 1 : at + 4] == [
        f'    “@far{number}.example” (2 rows) (--same "@far{number}.example=NAME")' for number in range(3)
    ]


def test_a_needed_field_with_a_suggested_column_alone_has_an_option_to_copy(on_desk: Run, tmp_path: Path) -> None:
    source = tmp_path / "badges.csv"
    row = "Nordlicht Systems;Ann Lee;ann@n.example;Sales Core;2022-03-05\n"
    source.write_text(f"Firma;Name;E-Mail;Zertifikat;Datum\n{row}", encoding="utf-8")
    ran = on_desk("import", "roster", source, "--dry-run")
    (told,) = (line for line in ran.err.splitlines() if line.startswith("  column “earned” (1 row): "))
    assert told.endswith('(--map "Datum=earned")')
    assert on_desk("import", "roster", source, "--dry-run", "--map", "Datum=earned").code == 0
    source.write_text(f"Firma;Name;E-Mail;Zertifikat;Datum;Date\n{row[:-1]};2022-03-05\n", encoding="utf-8")
    told = on_desk("import", "roster", source, "--dry-run").err
    assert '(--map "Datum=earned") Or: “Date”.' in told


def test_a_missing_column_is_told_with_the_one_that_it_may_be(on_desk: Run, tmp_path: Path) -> None:
    source = tmp_path / "deals.csv"
    source.write_text("Firma;Datum;net_arr\nNordlicht Systems;2022-03-05;45000\n", encoding="utf-8")
    ran = on_desk("import", "bookings", source, "--dry-run")
    assert ran.code == 1
    assert 'It may be “Datum”: say --map "Datum=closed".' in ran.err
