"""The invitations page: every invitation with its state, and the packet of the one that is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from channeladmin.desk.inviting import list_invitations
from channeladmin.desk.packets import write_packets
from channeladmin.desk.values import InvitationStatus
from ui.invitations.list_view import InvitationTable
from ui.invitations.packet_page import PacketPage
from ui.kit.buttons import make_button
from ui.kit.empty import EmptyState
from ui.kit.file_dialog import FileDialog
from ui.kit.text import make_label
from ui.kit.words import word_count
from ui.session import DeskSession

if TYPE_CHECKING:
    from channeladmin.desk.values import Changes
    from ui.kit.jobs import JobRunner


class InvitationsPage(QStackedWidget):
    """The list, and over it the packet."""

    described = Signal(str)
    """What is shown, in words."""

    def __init__(self, session: DeskSession, jobs: JobRunner) -> None:
        super().__init__()
        self._session = session
        self._jobs = jobs
        self._is_stale = True
        self._counted = ""
        self.table = InvitationTable()
        self.facts = make_label("", "muted")
        self.none = EmptyState(
            "No invitations yet", "Open a partner and choose “Invite to Select…” to see how they stand and draft one."
        )
        self.save_all = make_button("Save approved as PDFs…", self.ask_folder, icon="download")
        self.packet = PacketPage(session, jobs)
        self.dialog: FileDialog | None = None
        self._list_page = self._build_list_page()
        self.addWidget(self._list_page)
        self.addWidget(self.packet)
        self.table.opened.connect(self.open_number)
        self.packet.closed.connect(self.show_list)
        self.packet.shown.connect(self._describe)
        self.currentChanged.connect(lambda _index: self._describe())
        session.changed.connect(self._on_changed)

    def open_number(self, number: str) -> None:
        """Show the packet of an invitation."""
        self.packet.open_number(number)
        self.setCurrentWidget(self.packet)
        self.packet.viewer.view.setFocus()

    def show_list(self) -> None:
        """Back to the list."""
        self.setCurrentWidget(self._list_page)
        self.table.setFocus()

    def focus_list(self) -> None:
        """Put the keyboard where it is of use on the page that is shown."""
        (self.table if self.currentWidget() is self._list_page else self.packet.viewer.view).setFocus()

    def reload(self) -> None:
        """Read the invitations again."""
        self._is_stale = False
        views = list_invitations(self._session.desk)
        self.table.list.show(views)
        waiting = sum(view.status is InvitationStatus.DRAFTED for view in views)
        words = [word_count(len(views), "invitation"), f"{waiting} to approve" if waiting else ""]
        self._counted = " · ".join(filter(None, words))
        self.facts.setText(self._counted)
        self.table.setVisible(bool(views))
        self.none.setVisible(not views)
        self._describe()
        self.save_all.setEnabled(any(view.status is InvitationStatus.APPROVED for view in views))

    def ask_folder(self) -> None:
        """Ask for the folder that the approved packets go to."""
        dialog = FileDialog(self, "Save the approved packets in")
        dialog.setFileMode(FileDialog.FileMode.Directory)
        dialog.setOption(FileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda path: self.save_in(Path(path)))
        self.dialog = dialog
        dialog.open()

    def save_in(self, folder: Path) -> None:
        """Save the packets of all approved invitations in a folder."""
        desk = self._session.desk
        self._jobs.run(
            "Save the approved packets",
            lambda _progress: write_packets(desk, folder, approved_only=True),
            lambda paths: self.facts.setText(f"{len(paths)} saved in {folder}"),
        )

    def _describe(self) -> None:
        is_list = self.currentWidget() is self._list_page
        self.described.emit(self._counted if is_list else self.packet.describe())

    def _build_list_page(self) -> QWidget:
        page = QWidget()
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(make_label("Invitations", "title"))
        names.addWidget(self.facts)
        top = QHBoxLayout()
        top.addLayout(names, 1)
        top.addWidget(self.save_all)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.none, 1)
        return page

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another page was shown."""
        super().showEvent(event)
        if self._is_stale:
            self.reload()

    def _on_changed(self, changes: Changes) -> None:
        if "invitation" in changes.rows or changes.agreement_ids or changes.partner_ids:
            self._is_stale = True
            if self.isVisible():
                self.reload()
