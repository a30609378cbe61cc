"""Printing a packet: the pages of the PDF, one after the other, without stopping the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QSize, QSizeF, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

RESOLUTION = 300
"""Dots per inch: sharp on paper, and a page stays within 40 MB."""


def build_printer(document: QPdfDocument, title: str) -> QPrinter:
    """A printer set to the packet's own paper size, without margins of its own."""
    printer = QPrinter()
    printer.setDocName(title)
    printer.setResolution(RESOLUTION)
    printer.setFullPage(True)
    size = document.pagePointSize(0)
    printer.setPageSize(QPageSize(QSizeF(size), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch))
    orientation = (
        QPageLayout.Orientation.Landscape if size.width() > size.height() else QPageLayout.Orientation.Portrait
    )
    printer.setPageOrientation(orientation)
    return printer


class PagePrinter(QObject):
    """Puts a document on a printer, a page at each turn of the event loop."""

    finished = Signal()
    failed = Signal(str)

    def __init__(self, document: QPdfDocument, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._printer = printer
        self._painter = QPainter()
        first = max(printer.fromPage(), 1)
        last = printer.toPage() or document.pageCount()
        self._pages = list(range(first - 1, min(last, document.pageCount())))
        self._printed = 0

    def start(self) -> None:
        """Begin; `finished` or `failed` follows."""
        if not self._pages:
            self.failed.emit("There is no page to print in that range; choose pages of the packet.")
        elif not self._painter.begin(self._printer):
            self.failed.emit("The printer did not take the job; check that it is on and that the file can be written.")
        else:
            QTimer.singleShot(0, self, self._print_next)

    def _print_next(self) -> None:
        if self._printed == len(self._pages):
            self._painter.end()
            self.finished.emit()
            return
        if self._printed and not self._printer.newPage():
            self._painter.end()
            self.failed.emit("The printer stopped; check it and print again.")
            return
        page = self._pages[self._printed]
        place = QRect(self._painter.viewport())
        points = self._document.pagePointSize(page)
        scale = min(place.width() / points.width(), place.height() / points.height())
        size = QSize(round(points.width() * scale), round(points.height() * scale))
        image = self._document.render(page, size)
        left = place.left() + (place.width() - size.width()) // 2
        top = place.top() + (place.height() - size.height()) // 2
        self._painter.fillRect(place, "white")
        self._painter.drawImage(left, top, image)
        self._printed += 1
        QTimer.singleShot(0, self, self._print_next)
