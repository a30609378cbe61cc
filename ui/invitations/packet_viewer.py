"""The pages of a packet as they will print, with page number and zoom."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QPointF, Signal
from PySide6.QtGui import QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.buttons import make_button
from ui.kit.text import make_label

_STEP = 1.25
_LEAST, _MOST = 0.25, 4.0
_WIDEST = 980
"""Beyond this a page that fits the width is larger than paper on a desk."""


class PacketViewer(QWidget):
    """Shows the bytes of a PDF."""

    shown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.document = QPdfDocument(self)
        self._buffer: QBuffer | None = None
        self.view = QPdfView(self)
        self.view.setAccessibleName("Packet as it will print")
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setMaximumWidth(_WIDEST)
        self.page = make_label("", "small")
        self.zoom = make_label("", "small")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(make_button("‹", self.go_back, name="Previous page"))
        row.addWidget(self.page)
        row.addWidget(make_button("›", self.go_on, name="Next page"))
        row.addStretch(1)
        row.addWidget(make_button("−", self.reduce, name="Smaller"))
        row.addWidget(self.zoom)
        row.addWidget(make_button("+", self.enlarge, name="Larger"))
        row.addWidget(make_button("Fit width", self.fit_width))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        centre = QHBoxLayout()
        centre.addWidget(self.view, 1)
        layout.addLayout(centre, 1)
        layout.addLayout(row)
        self._dress()
        self.view.pageNavigator().currentPageChanged.connect(lambda _page: self._tell())
        self.view.zoomFactorChanged.connect(lambda _factor: self._tell())

    def changeEvent(self, event: QEvent) -> None:
        """The desk under the pages is the page's ground, in both schemes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def show_bytes(self, content: bytes, *, keep_place: bool) -> None:
        """Show a PDF; `keep_place` stays where the reader was, for the same packet made again."""
        place = self.view.verticalScrollBar().value()
        self.document.close()
        buffer = QBuffer(self)
        buffer.setData(QByteArray(content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(buffer)
        if self._buffer is not None:
            self._buffer.deleteLater()
        self._buffer = buffer
        if keep_place:
            self.view.verticalScrollBar().setValue(place)
        else:
            self.view.pageNavigator().jump(0, QPointF(), 0)
        self._tell()
        self.shown.emit()

    def clear(self) -> None:
        """Show nothing."""
        self.document.close()
        self._tell()

    def go_on(self) -> None:
        """To the next page."""
        self._go(1)

    def go_back(self) -> None:
        """To the page before."""
        self._go(-1)

    def enlarge(self) -> None:
        """A step larger."""
        self._scale(_STEP)

    def reduce(self) -> None:
        """A step smaller."""
        self._scale(1 / _STEP)

    def fit_width(self) -> None:
        """As wide as the window."""
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._tell()

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Dark, palette.color(QPalette.ColorRole.Midlight))
        self.view.setPalette(palette)

    def _go(self, by: int) -> None:
        navigator = self.view.pageNavigator()
        page = min(max(navigator.currentPage() + by, 0), self.document.pageCount() - 1)
        if page >= 0:
            navigator.jump(page, QPointF(), 0)

    def _scale(self, by: float) -> None:
        if self.view.zoomMode() != QPdfView.ZoomMode.Custom:
            self.view.setZoomFactor(self._fitted_factor())
            self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(min(max(self.view.zoomFactor() * by, _LEAST), _MOST))
        self._tell()

    def _fitted_factor(self) -> float:
        """How large a page is while it fits the width (a point is 1/72 inch)."""
        width = self.document.pagePointSize(0).width() if self.document.pageCount() else 0
        margins = self.view.documentMargins()
        room = self.view.viewport().width() - margins.left() - margins.right()
        return max(room / (width * self.view.logicalDpiX() / 72), _LEAST) if width else 1.0

    def _tell(self) -> None:
        count = self.document.pageCount()
        self.page.setText(f"Page {self.view.pageNavigator().currentPage() + 1} of {count}" if count else "")
        is_fitted = self.view.zoomMode() != QPdfView.ZoomMode.Custom
        factor = self._fitted_factor() if is_fitted else self.view.zoomFactor()
        self.zoom.setText(f"{round(factor * 100)} %" if count else "")
