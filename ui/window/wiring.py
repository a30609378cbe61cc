"""What the menus and the bar do to the open desk, and what its workspace tells the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from ui.kit.shown_list import find_list, read_list
from ui.kit.text import keep_ampersands

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from channeladmin.desk.values import Changes
    from ui.window.exchange import DeskExchange
    from ui.window.files import DeskFiles
    from ui.window.menus import WindowMenus
    from ui.window.rail import Rail
    from ui.window.status_line import StatusLine
    from ui.window.top_bar import TopBar
    from ui.window.workspace import Workspace


@dataclass(frozen=True, slots=True)
class WindowParts:
    """What stands around the workspace, and how to ask which workspace is open (None: no desk is)."""

    menus: WindowMenus
    bar: TopBar
    rail: Rail
    status: StatusLine
    files: DeskFiles
    exchange: DeskExchange
    find_workspace: Callable[[], Workspace | None]


def wire_window(window: WindowParts) -> None:
    """Connect menus, bar, rail and status line, once; each acts on whatever desk is open then."""
    menus, bar, exchange = window.menus, window.bar, window.exchange

    def on_desk(act: Callable[[Workspace], object]) -> Callable[..., None]:
        """A slot that takes no notice of what the signal carries."""

        def run(*_: object) -> None:
            workspace = window.find_workspace()
            if workspace is not None:
                act(workspace)

        return run

    def hand_on(act: Callable[[Workspace, Any], object]) -> Callable[[Any], None]:
        """A slot that hands on what the signal carries."""

        def run(given: Any) -> None:  # noqa: ANN401  # whatever the signal has
            workspace = window.find_workspace()
            if workspace is not None:
                act(workspace, given)

        return run

    menus.refused.connect(window.status.warn)
    menus.undo.triggered.connect(on_desk(lambda space: space.undoing.undo()))
    menus.redo.triggered.connect(on_desk(lambda space: space.undoing.redo()))
    menus.new_partner.triggered.connect(on_desk(lambda space: space.new_partner()))
    menus.delete_partner.triggered.connect(on_desk(lambda space: space.delete_partner()))
    menus.back.triggered.connect(on_desk(lambda space: space.show_page("partners")))
    menus.invite.triggered.connect(on_desk(lambda space: space.invite()))
    menus.try_changes.triggered.connect(on_desk(lambda space: space.try_changes()))
    menus.panel.toggled.connect(hand_on(lambda space, is_on: space.set_panel_wanted(is_wanted=is_on)))
    for key, action in menus.pages.items():
        action.triggered.connect(on_desk(partial(_show_page, key=key)))
    for kind, action in menus.exports.items():
        action.triggered.connect(on_desk(partial(_export, window=window, kind=kind)))
    menus.export_list.triggered.connect(on_desk(partial(_export_list, window=window)))
    menus.save_copy.triggered.connect(on_desk(lambda space: exchange.ask_copy(space.session.desk)))
    menus.back_up.triggered.connect(on_desk(lambda space: exchange.back_up(space.session.desk)))
    menus.check.triggered.connect(on_desk(lambda space: space.check()))
    menus.import_roster.triggered.connect(on_desk(lambda space: exchange.ask_rosters(space.import_files)))
    menus.programme.aboutToShow.connect(on_desk(lambda space: _fill_programme(menus.programme, space)))
    window.rail.chosen.connect(hand_on(lambda space, key: space.show_page(key)))
    window.status.undo_asked.connect(on_desk(lambda space: space.undoing.undo()))
    bar.searched.connect(hand_on(lambda space, text: space.search(text)))
    bar.search_left.connect(on_desk(lambda space: space.partners.focus_list()))
    bar.as_of.chosen.connect(hand_on(lambda space, day: space.show_day(day)))


def wire_workspace(window: WindowParts, space: Workspace) -> None:
    """Connect what the pages of a desk tell; the connections go with the workspace."""
    menus, bar, status = window.menus, window.bar, window.status
    space.page_shown.connect(window.rail.mark)
    space.described.connect(status.describe)
    space.typed.connect(bar.focus_search)
    space.search_cleared.connect(bar.search.clear)
    space.panel_toggled.connect(menus.panel.setChecked)
    space.sample_asked.connect(window.files.open_sample)
    space.import_asked.connect(lambda: window.exchange.ask_rosters(space.import_files))
    space.day_changed.connect(bar.as_of.start)
    space.anniversary_found.connect(bar.as_of.set_anniversary)
    space.undoing.changed.connect(menus.set_undo)
    space.undoing.changed.connect(lambda label, _redo: status.set_undo(label))
    space.undoing.withheld_changed.connect(menus.withhold_undo)
    space.undoing.withheld_changed.connect(status.withhold_undo)
    menus.withhold_writing(space.session.withheld)
    menus.back_up.withhold(space.backups.back_up_button.withheld)
    space.session.failed.connect(status.warn)
    space.session.told.connect(status.tell)
    space.session.changed.connect(lambda _changes: status.clear_message())
    bar.as_of.start(space.session.desk.today())
    bar.set_programme(space.session.desk.edition.id)
    space.session.changed.connect(lambda changes: _follow_programme(bar, space, changes))
    space.set_panel_wanted(is_wanted=menus.panel.isChecked())
    space.backups.back_up_asked.connect(lambda: window.exchange.back_up(space.session.desk))
    space.backups.restore_asked.connect(lambda backup: window.files.restore(space.session.desk.path, backup))
    space.saved_told.connect(status.saved.setText)
    space.waiting_counted.connect(lambda count: window.rail.set_count("invitations", count))
    status.saved.setToolTip("Every act is stored in the data file when it is done. File > Back Up Now makes a copy.")


def _follow_programme(bar: TopBar, space: Workspace, changes: Changes) -> None:
    """An undo, or somebody else, may have made the desk go by another edition."""
    if "setting" in changes.rows:
        bar.set_programme(space.session.desk.edition.id)


def _show_page(space: Workspace, *, key: str) -> None:
    space.show_page(key)


def _export(space: Workspace, *, window: WindowParts, kind: str) -> None:
    window.exchange.ask_export(space.session.desk, kind)


def _export_list(space: Workspace, *, window: WindowParts) -> None:
    view = find_list(space.pages[space.page_key])
    if view is None:
        space.session.failed.emit("There is no list on this page to export.")
    else:
        window.exchange.ask_list(space.session.desk, read_list(view))


def _fill_programme(menu: QMenu, space: Workspace) -> None:
    """List the editions, the one in use marked; each leads to the page that tells what it asks and would change."""
    from channeladmin.desk.programs import list_editions

    menu.clear()
    for edition in list_editions(space.session.desk):
        action = menu.addAction(keep_ampersands(f"{edition.id} · {edition.title}"))
        action.setCheckable(True)
        action.setChecked(edition.is_active)
        action.triggered.connect(lambda _on, edition_id=edition.id: space.open_programme(edition_id))
