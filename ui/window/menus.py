"""The menu bar: every action of the window with its words and keys; what each does is connected by the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from ui.kit.text import keep_ampersands, make_label, shorten
from ui.kit.theme import Scheme
from ui.kit.tips import plain_tip
from ui.window.menu_action import MenuAction
from ui.window.rail import PageEntry

EXPORTS = (
    ("partners", "Partners…"),
    ("roster", "People and certifications…"),
    ("plans", "Business plans…"),
    ("bookings", "Bookings…"),
    ("activities", "Activities…"),
    ("metrics", "Reported metrics…"),
)
PASSWORD_KEPT = "The desk is open for reading only, so it keeps the password that it has."
_SCHEMES = ((Scheme.SYSTEM, "As the system"), (Scheme.LIGHT, "Light"), (Scheme.DARK, "Dark"))


class WindowMenus(QMenuBar):
    """The menus; `set_has_desk` enables what needs an open data file."""

    refused = Signal(str)
    """The keys of an entry that is withheld were pressed: why nothing happens."""

    def __init__(self, pages: Sequence[PageEntry], parent: QWidget) -> None:
        super().__init__(parent)
        self._needs_desk: list[MenuAction] = []
        self._build_file()
        self._build_edit()
        self._build_view(pages)
        partner = self.addMenu("&Partner")
        self.new_partner = self._add(partner, "&New partner…", "Ctrl+Shift+N")
        self.invite = self._add(partner, "&Invite to Select…", "Ctrl+Shift+I")
        self.try_changes = self._add(partner, "&Try changes", "Ctrl+T")
        partner.addSeparator()
        self.delete_partner = self._add(partner, "&Delete partner")
        partner.addSeparator()
        self.back = self._add(partner, "&Back to the list", "Alt+Left")
        self.programme = self.addMenu("P&rogramme")
        self.about = self._add(self.addMenu("&Help"), "&About Channel Admin", needs_desk=False)
        self.file_name = make_label("", "muted")
        self.file_name.setFixedHeight(28)
        self.setCornerWidget(self.file_name, Qt.Corner.TopRightCorner)
        self.set_has_desk(has_desk=False)

    def set_has_desk(self, *, has_desk: bool) -> None:
        """Enable or disable what needs an open data file."""
        for action in self._needs_desk:
            action.setEnabled(has_desk)
        self.programme.setEnabled(has_desk)
        if not has_desk:
            self.set_undo("", "")
            self.withhold_writing("")
            self.withhold_undo("")
            self.back_up.withhold("")

    def set_file_name(self, name: str) -> None:
        """Show which data file is open, at the right end."""
        self.file_name.setText(shorten(name, 40))
        self.file_name.setToolTip(plain_tip(name))
        self.file_name.adjustSize()
        # Qt lays a menu bar's corner out again only when the widget is set anew.
        self.setCornerWidget(self.file_name, Qt.Corner.TopRightCorner)
        self.file_name.show()

    def set_undo(self, undo_label: str, redo_label: str) -> None:
        """Name the acts that undo and redo would take; an empty label disables."""
        for action, word, label in ((self.undo, "Undo", undo_label), (self.redo, "Redo", redo_label)):
            action.setText(keep_ampersands(f"{word} “{shorten(label)}”") if label else f"&{word}")
            action.setEnabled(bool(label))

    def withhold_writing(self, reason: str) -> None:
        """Withhold what writes into the open desk; an empty reason gives it back."""
        for action in (self.import_roster, self.new_partner, self.invite, self.delete_partner):
            action.withhold(reason)
        self.password.withhold(PASSWORD_KEPT if reason else "")

    def withhold_undo(self, reason: str) -> None:
        """Withhold undo and redo; an empty reason gives them back."""
        for action in (self.undo, self.redo):
            action.withhold(reason)

    def _build_file(self) -> None:
        menu = self.addMenu("&File")
        self.new_desk = self._add(menu, "&New desk…", "Ctrl+N", needs_desk=False)
        self.open_desk = self._add(menu, "&Open…", "Ctrl+O", needs_desk=False)
        self.recent = menu.addMenu("Open &Recent")
        self.open_sample = self._add(menu, "Open the Sa&mple Desk", needs_desk=False)
        menu.addSeparator()
        self.save_copy = self._add(menu, "&Save a Copy…", "Ctrl+Shift+S")
        self.back_up = self._add(menu, "&Back Up Now")
        self.check = self._add(menu, "&Check the Desk")
        self.password = self._add(menu, "Set &Password…")
        menu.addSeparator()
        self.import_roster = self._add(menu, "&Import roster…", "Ctrl+I")
        export = menu.addMenu("&Export")
        self.exports = {kind: self._add(export, title) for kind, title in EXPORTS}
        self.export_list = self._add(menu, "Export this &list…", "Ctrl+Shift+E")
        menu.addSeparator()
        self.quit = self._add(menu, "&Quit", "Ctrl+Q", needs_desk=False)

    def _build_edit(self) -> None:
        menu = self.addMenu("&Edit")
        self.undo = self._add(menu, "&Undo", "Ctrl+Z")
        self.redo = self._add(menu, "&Redo", "Ctrl+Shift+Z")
        menu.addSeparator()
        self.find_text = self._add(menu, "&Find", "Ctrl+F")

    def _build_view(self, pages: Sequence[PageEntry]) -> None:
        menu = self.addMenu("&View")
        self.pages = {
            page.key: self._add(menu, page.title, f"Ctrl+{number}") for number, page in enumerate(pages, start=1)
        }
        menu.addSeparator()
        self.panel = self._add(menu, "&Evaluation panel", "F9")
        self.panel.setCheckable(True)
        self.panel.setChecked(True)
        themes = menu.addMenu("&Theme")
        group = QActionGroup(self)
        self.themes: dict[Scheme, MenuAction] = {}
        for scheme, title in _SCHEMES:
            action = self._add(themes, title, needs_desk=False)
            action.setCheckable(True)
            group.addAction(action)
            self.themes[scheme] = action

    def _add(self, menu: QMenu, text: str, keys: str = "", *, needs_desk: bool = True) -> MenuAction:
        action = MenuAction(text, keys, self)
        action.refused.connect(self.refused)
        if needs_desk:
            self._needs_desk.append(action)
        menu.addAction(action)
        menu.setToolTipsVisible(True)
        return action
