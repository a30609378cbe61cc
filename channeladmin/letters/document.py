"""The pages around the text: head, footer with page numbers, and the mark across pages that are not firm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate, Table

from channeladmin.letters import styles
from channeladmin.letters.fonts import BOLD, REGULAR
from channeladmin.letters.packet import Seal
from channeladmin.letters.paragraph import write_text

_HEAD_TOP = 56.0
_HEAD_TO_RULE = 13.0
_RULE_TO_TEXT = 22.0
_TEXT_TO_FOOTER = 14.0
_LONGEST = 300


@dataclass(frozen=True)
class Section:
    """A part of the packet that begins on its own page; its head is repeated on every page that it runs over."""

    title: str
    subtitle: str
    aside: tuple[str, ...]
    story: Sequence[Flowable]


@dataclass(frozen=True)
class Sheet:
    """What is the same on all pages; `titles` go into the file's properties."""

    number: str
    seal: Seal
    document_title: str
    author: str


def build_document(sections: Sequence[Section], sheet: Sheet) -> bytes:
    """The PDF: the same sections and sheet give the same bytes."""
    out = BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=styles.PAGE,
        invariant=1,
        initialFontName=REGULAR,
        title=sheet.document_title,
        author=sheet.author,
        subject=sheet.seal.note,
        creator="channeladmin",
        lang="en",
    )
    story: list[Flowable] = []
    for position, section in enumerate(sections):
        document.addPageTemplates(_SectionPage(str(position), section, sheet))
        if position:
            story += [NextPageTemplate(str(position)), PageBreak()]
        story += section.story
    document.build(story, canvasmaker=lambda *args, **kwargs: _CountingCanvas(sheet, *args, **kwargs))
    return out.getvalue()


class _SectionPage(PageTemplate):  # type: ignore[misc]  # ReportLab has no types
    """The page of one section; its first page has the plain title, the others say that it goes on."""

    def __init__(self, key: str, section: Section, sheet: Sheet) -> None:
        self._heads = [_Head(section, title) for title in (section.title, f"{section.title}, continued")]
        self._seal = sheet.seal
        top = styles.PAGE[1] - _HEAD_TOP - max(head.height for head in self._heads) - _HEAD_TO_RULE - _RULE_TO_TEXT
        bottom = styles.FOOTER_RULE_AT + _TEXT_TO_FOOTER
        no_padding = {f"{side}Padding": 0 for side in ("left", "right", "top", "bottom")}
        frame = Frame(styles.MARGIN, bottom, styles.TEXT_WIDTH, top - bottom, id=key, **no_padding)
        super().__init__(id=key, frames=[frame], pagesize=styles.PAGE)

    def beforeDrawPage(self, canv: Canvas, doc: BaseDocTemplate) -> None:  # noqa: N802  # ReportLab's name
        """Draw what stands under the text: the mark first, so that everything stays legible over it."""
        del doc
        if self._seal.mark:
            _draw_mark(canv, self._seal.mark)
        self._heads[0].draw(canv)
        del self._heads[:-1]


class _Head:
    """Title and subtitle on the left, two quiet lines on the right, a rule below; long names wrap."""

    def __init__(self, section: Section, title: str) -> None:
        left = [write_text(_shorten(title), styles.TITLE), write_text(_shorten(section.subtitle), styles.SUBTITLE)]
        right = [write_text(_shorten(line), styles.ASIDE) for line in section.aside]
        self._table = Table(
            [[left, right]],
            colWidths=[styles.TEXT_WIDTH * 0.66, styles.TEXT_WIDTH * 0.34],
            style=[("FONTNAME", (0, 0), (-1, -1), REGULAR), ("VALIGN", (0, 0), (-1, -1), "TOP"), *_NO_PADDING],
        )
        self.height: float = self._table.wrap(styles.TEXT_WIDTH, styles.PAGE[1])[1]

    def draw(self, canvas: Canvas) -> None:
        bottom = styles.PAGE[1] - _HEAD_TOP - self.height
        self._table.wrapOn(canvas, styles.TEXT_WIDTH, styles.PAGE[1])
        self._table.drawOn(canvas, styles.MARGIN, bottom)
        canvas.setStrokeColor(styles.ACCENT)
        canvas.setLineWidth(1.3)
        canvas.line(styles.MARGIN, bottom - _HEAD_TO_RULE, styles.PAGE[0] - styles.MARGIN, bottom - _HEAD_TO_RULE)


class _CountingCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A canvas that keeps its pages back until their number is known, and then writes the footers."""

    def __init__(self, sheet: Sheet, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._sheet = sheet
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802  # ReportLab's name
        """Keep the page for later."""
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Write all pages, each with its footer."""
        pages = self._pages
        for position, page in enumerate(pages, start=1):
            self.__dict__.update(page)
            self._draw_footer(position, len(pages))
            super().showPage()
        super().save()

    def _draw_footer(self, position: int, count: int) -> None:
        self.setStrokeColor(styles.HAIR)
        self.setLineWidth(0.6)
        self.line(styles.MARGIN, styles.FOOTER_RULE_AT, styles.PAGE[0] - styles.MARGIN, styles.FOOTER_RULE_AT)
        note = write_text(_shorten(f"{self._sheet.number} · {self._sheet.seal.note}"), styles.FOOTER)
        pages = write_text(f"Page {position} of {count}", styles.FOOTER_RIGHT)
        for paragraph, left, width in (
            (note, styles.MARGIN, styles.TEXT_WIDTH * 0.8),
            (pages, styles.MARGIN + styles.TEXT_WIDTH * 0.8, styles.TEXT_WIDTH * 0.2),
        ):
            height = paragraph.wrapOn(self, width, styles.FOOTER_RULE_AT)[1]
            paragraph.drawOn(self, left, styles.FOOTER_RULE_AT - 7 - height)


def _shorten(text: str) -> str:
    """Head and foot must leave room for the page; what stands there is in full on the letter or in the records."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _draw_mark(canvas: Canvas, mark: str) -> None:
    canvas.saveState()
    canvas.setFillColor(styles.MARKING)
    size = min(150.0, 660.0 / (0.66 * len(mark)))
    canvas.setFont(BOLD, size)
    canvas.translate(styles.PAGE[0] / 2, styles.PAGE[1] / 2)
    canvas.rotate(52)
    canvas.drawCentredString(0, -size * 0.36, mark)
    canvas.restoreState()


_NO_PADDING = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
