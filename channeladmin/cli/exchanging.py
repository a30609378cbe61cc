"""`read`, `import`, `export`: files in and out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Protocol

import typer

from channeladmin.cli.exit_code import SOME_REJECTED
from channeladmin.cli.output import say, word_count, write, write_json_lines, write_table
from channeladmin.cli.parsing import parse_day, parse_pairs
from channeladmin.cli.reading import (
    Delimiter,
    Encoding,
    Fill,
    HeaderRow,
    HeaderRows,
    Quote,
    Sheet,
    build_reading,
)
from channeladmin.cli.session import get_session
from channeladmin.cli.telling import tell_errors, tell_leavers, tell_todo, word_taken
from channeladmin.errors import UserError

if TYPE_CHECKING:
    from channeladmin.desk.importing import ImportPlan, RawTable

KindKey = Literal["partners", "roster", "plans", "bookings", "activities", "metrics"]
Kind = Annotated[
    KindKey, typer.Argument(metavar="KIND", help="partners, roster, plans, bookings, activities or metrics.")
]


class _Told(Protocol):
    """What has a document of its own."""

    def to_document(self) -> dict[str, object]:
        """As the command line prints it."""
        ...


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("read")(read)
    app.command("import")(import_sources)
    app.command("export")(export)


def read(
    source: Annotated[Path, typer.Argument(metavar="SOURCE", help="The file.")],
    encoding: Encoding = None,
    delimiter: Delimiter = None,
    quote: Quote = None,
    sheet: Sheet = None,
    header_row: HeaderRow = None,
    header_rows: HeaderRows = None,
    fill: Fill = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show a table as it was read, before any column is understood."""
    from channeladmin.desk.importing import read_source

    said = build_reading(encoding, delimiter, quote, sheet, header_row=header_row, header_rows=header_rows, fill=fill)
    table = read_source(source, said)
    if as_json:
        write_json_lines(table.describe(), {"rows": (row.cells for row in table.rows)})
        return
    say(_word_table(table))
    for warning in table.warnings:
        say(warning)
    width = len(table.columns)
    write_table(("Line#", *table.columns), lambda: ((str(row.line), *row.cells[:width]) for row in table.rows))


def import_sources(
    context: typer.Context,
    kind: Kind,
    sources: Annotated[list[Path], typer.Argument(metavar="SOURCE...", help="The files; all are one operation.")],
    profile: Annotated[
        str | None,
        typer.Option(
            metavar="P",
            help="A saved profile, a preset, or “none”; else found by the header.",
        ),
    ] = None,
    save_profile: Annotated[
        str | None, typer.Option("--save-profile", metavar="NAME", help="Keep what is said here for such files.")
    ] = None,
    aliases: Annotated[
        list[str] | None,
        typer.Option(
            "--alias",
            metavar='"Name=KEY"',
            help="The desk learns this name of a credential; “programs credentials” lists the keys.",
        ),
    ] = None,
    same: Annotated[
        list[str] | None,
        typer.Option(
            "--same",
            metavar='"Name=other"',
            help="Two names of one company, two addresses of one person, or “@domain=company”; companies are learnt.",
        ),
    ] = None,
    exported_on: Annotated[
        date | None, typer.Option("--exported-on", parser=parse_day, metavar="DATE", help="The day of the export.")
    ] = None,
    maps: Annotated[
        list[str] | None,
        typer.Option("--map", metavar='"Column=field"', help="This column fills that field; none: “Column=”."),
    ] = None,
    sets: Annotated[
        list[str] | None, typer.Option("--set", metavar="field=value", help="The field has this value in every row.")
    ] = None,
    clear: Annotated[
        list[str] | None, typer.Option(metavar="COLUMN", help="An empty cell of this column clears what is stored.")
    ] = None,
    encoding: Encoding = None,
    delimiter: Delimiter = None,
    quote: Quote = None,
    sheet: Sheet = None,
    header_row: HeaderRow = None,
    header_rows: HeaderRows = None,
    fill: Fill = None,
    dates: Annotated[Literal["dmy", "mdy", "ymd"] | None, typer.Option(help="The order of numbers in dates.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Any rejected row refuses everything.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; store nothing.")] = False,
    rejects: Annotated[
        Path | None, typer.Option(metavar="OUT.csv", help="Write the rejected and held rows to this file.")
    ] = None,
    lossless: Annotated[
        bool, typer.Option("--lossless", help="In that file quote nothing that a spreadsheet would take for a formula.")
    ] = False,
    report: Annotated[
        Path | None, typer.Option(metavar="OUT.csv", help="Write what becomes of every row, and what is stored of it.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Bring files into the desk; what is wrong is told cell by cell, the valid rows go in as one operation."""
    from channeladmin.desk.exporting import export_rejected, export_report
    from channeladmin.desk.importing import ImportOptions, apply_import, plan_import

    options = ImportOptions(
        dates=dates,
        maps=parse_pairs(maps or (), "--map", at_last=True),
        sets=parse_pairs(sets or (), "--set"),
        clear=tuple(clear or ()),
        strict=strict,
        profile=profile,
        exported_on=exported_on,
        save_profile=save_profile,
        aliases=parse_pairs(aliases or (), "--alias", at_last=True),
        same=parse_pairs(same or (), "--same"),
        reading=build_reading(
            encoding, delimiter, quote, sheet, header_row=header_row, header_rows=header_rows, fill=fill
        ),
    )
    with get_session(context).open_desk(may_make=True, is_reading=dry_run) as desk:
        plan = plan_import(desk, kind, sources, options)
        if rejects is not None:
            export_rejected(plan, rejects, lossless=lossless)
        if report is not None:
            export_report(plan, report)
        operation = None if dry_run else apply_import(desk, plan).operation_id
    _report(plan, operation, as_json=as_json, is_dry_run=dry_run)
    if plan.counts.rejected or plan.counts.duplicates:
        raise typer.Exit(SOME_REJECTED)


def export(
    context: typer.Context,
    kind: Kind,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A .csv or .xlsx file.")],
    view: Annotated[str | None, typer.Option(metavar="V", help="A saved view.")] = None,
    lossless: Annotated[
        bool, typer.Option("--lossless", help="Do not quote what a spreadsheet would take for a formula.")
    ] = False,
) -> None:
    """Write records in the columns that “import” takes."""
    from channeladmin.desk.exporting import export_kind

    if view is not None:
        raise UserError(f"There is no saved view “{view}” in this data file; leave --view out for all records.")
    with get_session(context).open_desk(is_reading=True) as desk:
        count = export_kind(desk, kind, out, lossless=lossless)
    write(str(out))
    say(f"{word_count(count, 'row')} written.")


def _word_table(table: RawTable) -> str:
    lines = " and ".join(map(str, table.header_rows))
    where = "lines" if len(table.header_rows) > 1 else "line"
    header = f"header on {where} {lines}" if lines else "no header"
    if table.sheet is not None:
        return f"sheet {table.sheet}, {header.replace('line', 'row')}"
    delimiter = {"\t": "tab", " ": "blank"}.get(table.delimiter, table.delimiter)
    return f"{table.encoding}, delimiter {delimiter}, quote {table.quote or 'none'}, {header}"


def _report(plan: ImportPlan, operation: int | None, *, as_json: bool, is_dry_run: bool) -> None:
    for warning in (*plan.known_as, *map(word_taken, plan.recalled), *plan.warnings):
        say(warning)
    if as_json:
        done = None if operation is None else str(operation)
        lists: dict[str, Sequence[_Told]] = {
            "errors": plan.errors,
            "todo": plan.todo,
            "hints": plan.plan.hints,
            "leavers": plan.plan.leavers,
            "recalled": plan.recalled,
        }
        write_json_lines(
            {**asdict(plan.counts), "errors": (), "operation": done},
            {
                name: (entry.to_document() for entry in entries)
                for name, entries in lists.items()
                if entries or name == "errors"
            },
        )
        return
    tell_errors(plan.errors)
    counts = plan.counts
    write(
        f"{word_count(counts.rows, 'row')}: {counts.new} new, {counts.changed} changed, {counts.same} same, "
        f"{counts.duplicates} held as possible duplicates, {counts.rejected} rejected"
    )
    tell_todo(plan.todo)
    tell_leavers(plan.plan.leavers)
    if is_dry_run:
        say("Nothing was stored (dry run).")
