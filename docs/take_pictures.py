"""The pictures of the README and the guide, taken of the sample desk on a fixed day (`make pictures`)."""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QSize, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from channeladmin.desk.desk import Desk, FixedClock, open_desk
from channeladmin.desk.inviting import list_invitations
from channeladmin.desk.listing import AgreementRow, find_rows, get_rows
from channeladmin.desk.packets import write_packet
from channeladmin.desk.sample import make_sample
from ui.app import build_app
from ui.kit.theme import Scheme, Theme
from ui.window.main_window import MainWindow

OUT = Path("docs/pictures")
ON = date(2022, 10, 31)
SIZE = QSize(1440, 900)
PARTNER = "Nordlicht Systems"
INVITED = "Weißdorn Software"
SETTLE_MS = 400
PAGE_WIDTH = 700


def main() -> int:
    """Take every picture anew."""
    OUT.mkdir(parents=True, exist_ok=True)
    app = build_app()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Sample desk.channeladmin"
        make_sample(path, on=ON)
        settings = QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat)
        _take_window(app, path, settings)
        _take_packet(path, Path(folder) / "packet.pdf")
    return 0


def _take_window(app: QApplication, path: Path, settings: QSettings) -> None:
    theme = Theme(app, Scheme.LIGHT)
    window = MainWindow(theme=theme, settings=settings, actor="Rosalind Achterberg", clock=FixedClock(ON))
    window.resize(SIZE)
    window.show()
    _settle()
    loop = QEventLoop()
    window.desk_shown.connect(loop.quit)
    window.files.open_path(path)
    loop.exec()
    workspace = window.workspace
    assert workspace is not None
    _save(window, "partners-light.png")
    workspace.open_programme("2025-08")
    _save(window, "programme-light.png")
    row = _find_row(workspace.session.desk, PARTNER)
    workspace.open_partner(row.partner_id, row.agreement_id)
    workspace.partner.show_tab("People & certifications")
    _save(window, "partner-light.png")
    theme.use(Scheme.DARK)
    _save(window, "partner-dark.png")
    window.close()


def _take_packet(path: Path, packet: Path) -> None:
    """The first two pages of an approved packet, side by side."""
    desk = open_desk(path, clock=FixedClock(ON))
    number = next(view.number for view in list_invitations(desk) if view.partner == INVITED)
    write_packet(desk, number, packet)
    desk.close()
    document = QPdfDocument()
    document.load(str(packet))
    ratio = document.pagePointSize(0).height() / document.pagePointSize(0).width()
    page = QSize(PAGE_WIDTH, round(PAGE_WIDTH * ratio))
    picture = QImage(page.width() * 2 + 60, page.height() + 40, QImage.Format.Format_RGB32)
    picture.fill(0xFFE6E8EB)
    painter = QPainter(picture)
    for index in range(2):
        left = 20 + index * (page.width() + 20)
        painter.fillRect(left, 20, page.width(), page.height(), 0xFFFFFFFF)
        painter.drawImage(left, 20, document.render(index, page))
    painter.end()
    picture.save(str(OUT / "packet.png"))
    document.close()


def _find_row(desk: Desk, text: str) -> AgreementRow:
    return get_rows(desk, find_rows(desk, text=text)[:1])[0]


def _save(window: MainWindow, name: str) -> None:
    _settle()
    window.grab().save(str(OUT / name))


def _settle() -> None:
    """Let queued work and repaints come through."""
    loop = QEventLoop()
    QTimer.singleShot(SETTLE_MS, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
