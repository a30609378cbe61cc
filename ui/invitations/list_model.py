"""The invitations as a table."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from channeladmin.desk.inviting import InvitationView
from channeladmin.desk.wording import format_date
from ui.invitations.state_pill import build_state_pill, word_next
from ui.kit.chips import PILL_ROLE

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_HEADS = ("Number", "Partner", "Region", "State", "Since", "Next")
STATE = 3


class InvitationList(QAbstractTableModel):
    """A row for each invitation, the newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.views: tuple[InvitationView, ...] = ()

    def show(self, views: tuple[InvitationView, ...]) -> None:
        """Show these."""
        is_same = [view.number for view in views] == [view.number for view in self.views]
        if is_same:
            self.views = views
            if views:
                self.dataChanged.emit(self.index(0, 0), self.index(len(views) - 1, len(_HEADS) - 1))
            return
        self.beginResetModel()
        self.views = views
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The invitations."""
        return 0 if parent.isValid() else len(self.views)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The heads."""
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The heads, at the left."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return _HEADS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, and a pill for the state."""
        if not index.isValid():
            return None
        view = self.views[index.row()]
        if role == PILL_ROLE and index.column() == STATE:
            return build_state_pill(view)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        since = view.days[-1][1] if view.days else None
        stale = "the records have changed since" if view.is_stale else ""
        return (
            view.number,
            view.partner,
            view.region.value,
            view.status.value,
            format_date(since) if since else "",
            " · ".join(filter(None, (word_next(view), stale))),
        )[index.column()]
