"""Workbooks made for tests, also such as no program writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

_SHEET = (
    '<?xml version="1.0"?>{before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "{head}<sheetData>{rows}</sheetData></worksheet>"
)
_ODS = (
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="A">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
)
_MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def make_xlsx(**sheets: Callable[[xlsxwriter.Workbook, Worksheet], object]) -> bytes:
    """A workbook whose sheets are filled by functions."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name, fill in sheets.items():
            fill(book, book.add_worksheet(name))
    return out.getvalue()


def make_bare_xlsx(rows: str, before: str = "", head: str = "") -> bytes:
    """A workbook of one sheet with these rows as XML."""
    return replace_parts(
        make_xlsx(A=lambda _book, _sheet: None),
        {"xl/worksheets/sheet1.xml": _SHEET.format(before=before, head=head, rows=rows)},
    )


def make_ods(rows: str) -> bytes:
    """An OpenDocument sheet with these rows as XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", _ODS.format(rows=rows))
    return out.getvalue()


def replace_parts(data: bytes, parts: Mapping[str, str]) -> bytes:
    """An archive with some members written anew."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name) or old.read(name))
    return out.getvalue()


def make_zip(members: Mapping[str, bytes]) -> bytes:
    """An archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()
