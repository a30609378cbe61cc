"""The window: it shows at once, and is filled when its data file has been opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMessageBox, QStackedWidget, QVBoxLayout, QWidget

from channeladmin import __version__
from ui.kit.dropped_files import list_files
from ui.kit.jobs import JobRunner
from ui.kit.theme import Scheme, Theme
from ui.window.exchange import DeskExchange
from ui.window.files import DeskFiles
from ui.window.menus import WindowMenus
from ui.window.one_window import OneWindow
from ui.window.rail import PageEntry, Rail
from ui.window.status_line import StatusLine
from ui.window.threshold import Threshold
from ui.window.top_bar import TopBar
from ui.window.undo_keys import UndoKeys
from ui.window.wiring import WindowParts, wire_window, wire_workspace

if TYPE_CHECKING:
    from channeladmin.desk.desk import Clock, Desk
    from ui.window.workspace import Workspace

PAGES = (
    PageEntry("partners", "Partners", "building"),
    PageEntry("invitations", "Invitations", "mail"),
    PageEntry("rosters", "Rosters", "download"),
    PageEntry("history", "History", "history"),
    PageEntry("backups", "Backups", "archive"),
    PageEntry("programme", "Programme", "list-checks"),
)
NARROW_BELOW = 1180


class MainWindow(QMainWindow):
    """Menus, bar, rail and status line around the workspace of the open desk."""

    painted = Signal()
    """The window has been seen for the first time."""
    desk_shown = Signal()
    """The pages of a desk that was opened are there."""

    def __init__(
        self, *, theme: Theme, settings: QSettings, actor: str | None = None, clock: Clock | None = None
    ) -> None:
        super().__init__()
        self._theme = theme
        self._settings = settings
        self._has_painted = False
        self._question: QMessageBox | None = None
        self.workspace: Workspace | None = None
        self.jobs = JobRunner(self)
        self.files = DeskFiles(self, jobs=self.jobs, settings=settings, actor=actor, clock=clock)
        self.exchange = DeskExchange(self, self.jobs)
        self.threshold = Threshold(self.files, self.jobs, self)
        self.one_window = OneWindow(self)
        self.menus = WindowMenus(PAGES, self)
        self.bar = TopBar(self.menus.programme)
        self.rail = Rail(PAGES)
        self.status = StatusLine(self.jobs)
        self._parts = WindowParts(
            self.menus, self.bar, self.rail, self.status, self.files, self.exchange, lambda: self.workspace
        )
        self._stack = QStackedWidget()
        self._undo_keys = UndoKeys(self)
        self._lay_out()
        self._connect()
        wire_window(self._parts)
        self._restore()

    def _lay_out(self) -> None:
        self.setWindowTitle("Channel Admin")
        self.setMinimumSize(900, 560)
        self.setAcceptDrops(True)
        self.setMenuBar(self.menus)
        self._nothing = QWidget()
        self._stack.addWidget(self._nothing)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.rail)
        body.addWidget(self._stack, 1)
        central = QWidget()
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addLayout(body, 1)
        layout.addWidget(self.status)
        self.setCentralWidget(central)
        self.rail.setEnabled(False)
        self.bar.search.setEnabled(False)

    def _connect(self) -> None:
        menus, files = self.menus, self.files
        menus.new_desk.triggered.connect(files.ask_new)
        menus.open_desk.triggered.connect(files.ask_open)
        menus.open_sample.triggered.connect(files.open_sample)
        menus.recent.aboutToShow.connect(lambda: files.fill_recent(menus.recent))
        menus.quit.triggered.connect(self.close)
        menus.find_text.triggered.connect(lambda _on: self.bar.focus_search())
        menus.about.triggered.connect(self._on_about)
        menus.password.triggered.connect(lambda _on: self._on_password_asked())
        for scheme, action in menus.themes.items():
            action.triggered.connect(lambda _on, scheme=scheme: self._on_theme(scheme))
        menus.themes[self._theme.scheme].setChecked(True)
        files.opening.connect(self._on_opening)
        files.opened.connect(self._on_opened)
        files.failed.connect(self._on_open_failed)
        self.threshold.page_made.connect(self._on_threshold)
        for part in (files, self.exchange):
            part.told.connect(self.status.tell)
        files.warned.connect(self.status.warn)
        self.exchange.failed.connect(self.status.warn)
        self.one_window.raised.connect(self._come_up)

    def _restore(self) -> None:
        geometry = self._settings.value("geometry")
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            self.resize(QSize(1440, 900).boundedTo(self.screen().availableSize()))

    def _on_opening(self, path: Path) -> None:
        """The open desk is opened again: to look into its file now would drop the locks that keep others off it."""
        if self.workspace is not None and self.workspace.session.holds(path):
            self._leave_desk()
            self._nothing = QWidget()
            self._show(self._nothing)

    def _on_opened(self, desk: Desk) -> None:
        from ui.session import DeskSession
        from ui.window.workspace import Workspace

        self._leave_desk()
        workspace = Workspace(DeskSession(desk), self.jobs)
        workspace.session.setParent(workspace)
        self.workspace = workspace
        wire_workspace(self._parts, workspace)
        self._show(workspace)
        self.rail.setEnabled(True)
        self.bar.search.setEnabled(True)
        self.menus.set_has_desk(has_desk=True)
        self.setWindowTitle(f"{desk.path.name} – Channel Admin")
        self.setWindowFilePath(str(desk.path))
        self.menus.set_file_name(f"{desk.path.name}{' (for reading only)' if desk.is_read_only else ''}")
        self.one_window.listen(desk.path)
        workspace.start()
        workspace.partners.table.restore_columns(self._settings.value("partners/columns"))
        self.desk_shown.emit()

    def _on_open_failed(self, sentence: str) -> None:
        self.status.warn(sentence)
        if self._stack.currentWidget() is self._nothing:
            self._on_threshold(self.threshold.make_empty())

    def _on_threshold(self, page: QWidget) -> None:
        self._leave_desk()
        self._show(page)
        page.setFocus()

    def _on_password_asked(self) -> None:
        assert self.workspace is not None
        self.threshold.ask_new_password(self.workspace.session.desk)

    def _come_up(self) -> None:
        """The same file was to be opened in a second window: here is the first."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _show(self, widget: QWidget) -> None:
        old = self._stack.currentWidget()
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()

    def _leave_desk(self) -> None:
        if self.workspace is not None:
            self._store_typing()
            self._settings.setValue("partners/columns", self.workspace.partners.table.save_columns())
            self.status.clear_message()
            self.rail.set_count("invitations", 0)
            self.jobs.drop_waiting()
            self.workspace.close_desk()
            self.workspace = None
            self.one_window.stop()
        self.rail.setEnabled(False)
        self.bar.search.clear()
        self.bar.search.setEnabled(False)
        self.bar.set_programme("")
        self.menus.set_file_name("")
        self.menus.set_has_desk(has_desk=False)
        self.status.describe("")
        self.status.saved.setText("")
        self.status.set_undo("")

    def _store_typing(self) -> None:
        """A form stores what was typed when its field is left."""
        focus = self.focusWidget()
        if focus is not None:
            focus.clearFocus()

    def _on_theme(self, scheme: Scheme) -> None:
        self._settings.setValue("theme", scheme.value)
        self._theme.use(scheme)

    def _on_about(self) -> None:
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle("About Channel Admin")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(f"Channel Admin {__version__}")
        box.setInformativeText("The desk of a channel partner programme. Offline: nothing leaves this machine.")
        box.open()

    def paintEvent(self, event: QPaintEvent) -> None:
        """After the first one, the data file may be opened."""
        super().paintEvent(event)
        if not self._has_painted:
            self._has_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rail keeps only its icons where the window is narrow."""
        super().resizeEvent(event)
        self.rail.set_narrow(self.width() < NARROW_BELOW)

    def changeEvent(self, event: QEvent) -> None:
        """A desk that was left over midnight shows the new day when the window is used again."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.workspace is not None:
            self.workspace.follow_clock()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere."""
        if self.workspace is not None and list_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A desk is opened, everything else goes to the roster assistant."""
        paths = list_files(event.mimeData())
        if not paths or self.workspace is None:
            return
        event.acceptProposedAction()
        if paths[0].suffix == ".channeladmin":
            self.files.open_path(paths[0])
        else:
            self.workspace.import_files(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is typed is stored first; running work is stopped only if the user says so."""
        self._store_typing()
        if self.jobs.is_busy:
            event.ignore()
            self._ask_stop()
            return
        self._settings.setValue("geometry", self.saveGeometry())
        self._leave_desk()
        super().closeEvent(event)

    def _ask_stop(self) -> None:
        if self._question is not None:
            return
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle("Work is running")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(f"“{self.jobs.title}” is not done yet.")
        box.setInformativeText("Stop it and close? Nothing half done will stay.")
        stop = box.addButton("Stop and close", QMessageBox.ButtonRole.AcceptRole)
        box.addButton("Go on working", QMessageBox.ButtonRole.RejectRole)
        box.finished.connect(lambda _code: self._on_answered(is_stop=box.clickedButton() is stop))
        self._question = box
        box.open()

    def _on_answered(self, *, is_stop: bool) -> None:
        self._question = None
        if not is_stop:
            return
        if self.jobs.is_busy:
            self.jobs.finished.connect(self.close, Qt.ConnectionType.QueuedConnection)
            self.jobs.stop_all()
        else:
            self.close()
