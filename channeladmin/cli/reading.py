"""How the command line says how a file is read; “auto” finds it out, also where a saved profile says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from channeladmin.desk.importing import ReadOptions

Encoding = Annotated[
    str | None,
    typer.Option(metavar="E", help="The text encoding; else found out (“auto”: though a profile says it; so below)."),
]
Delimiter = Annotated[str | None, typer.Option(metavar="D", help="What parts the cells, or “tab”; else found out.")]
Sheet = Annotated[str | None, typer.Option(metavar="S", help="A workbook's sheet by name or number; else the first.")]
HeaderRow = Annotated[
    str | None, typer.Option(metavar="N", help="The line of the column names, 0 for none; else found out.")
]
HeaderRows = Annotated[
    str | None, typer.Option(metavar="N", help="How many rows hold the column names, 1 or 2; else found out.")
]
Quote = Annotated[str | None, typer.Option(metavar="C", help="What quotes a cell, or “none”; else found out.")]
Fill = Annotated[
    bool | None, typer.Option("--fill/--no-fill", help="Whether a group's first row fills those below it (it does).")
]

_AUTO = "auto"
_MOST_FIGURES = 9


def build_reading(
    encoding: str | None,
    delimiter: str | None,
    quote: str | None,
    sheet: str | None,
    *,
    header_row: str | None,
    header_rows: str | None,
    fill: bool | None,
) -> ReadOptions:
    """What the options say; a usage error for a number that cannot be one."""
    from channeladmin.desk.importing import ReadOptions

    texts = {
        "encoding": encoding,
        "delimiter": delimiter,
        "quote": quote,
        "sheet": sheet,
        "header_row": header_row,
        "header_count": header_rows,
    }
    found = {name for name, text in texts.items() if text is not None and text.strip().casefold() == _AUTO}
    said = {name: None if name in found else text for name, text in texts.items()}
    return ReadOptions(
        encoding=said["encoding"],
        delimiter=said["delimiter"],
        quote=said["quote"],
        sheet=said["sheet"],
        header_row=_read_number(said["header_row"], "--header-row", least=0),
        header_count=_read_number(said["header_count"], "--header-rows", least=1, most=2),
        fills=fill is not False,
        found_out=frozenset({*found, "fills"} if fill else found),
    )


def _read_number(text: str | None, option: str, *, least: int, most: int | None = None) -> int | None:
    if text is None:
        return None
    figures = text.strip()
    is_number = figures.isascii() and figures.isdigit() and len(figures) <= _MOST_FIGURES
    number = int(figures) if is_number else -1
    if number < least or (most is not None and number > most):
        wanted = f"{least} or {most}" if most is not None else "a line's number, 0 for none"
        raise typer.BadParameter(f"“{text}” is not {wanted}, or “{_AUTO}”.", param_hint=option)
    return number
