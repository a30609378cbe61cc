"""One window for a data file: a second one brings up the first, which listens on a name made of the file's place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 500
_RAISE = b"raise\n"
_RAISED = b"raised\n"


def raise_other_window(path: Path) -> bool:
    """Bring up the window that has this file open; False if there is none."""
    socket = QLocalSocket()
    socket.connectToServer(_name(path))
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.write(_RAISE)
    # Only an answer counts: a process that hangs, or one that is just ending, brings up nothing.
    is_answered = socket.waitForReadyRead(_WAIT_MS) and socket.readAll().data() == _RAISED
    socket.disconnectFromServer()
    return is_answered


class OneWindow(QObject):
    """Listens for the data file that the window has open, for as long as it has it."""

    raised = Signal()
    """Another window was asked for on the same file."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def listen(self, path: Path) -> None:
        """Answer for this file from now on, and for no other."""
        self.stop()
        # What a window that was killed left of this name is replaced: whoever lives would have answered.
        self._server.listen(_name(path))

    def stop(self) -> None:
        """Answer for no file."""
        self._server.close()

    def _on_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._on_asked(socket))
        socket.disconnected.connect(socket.deleteLater)

    def _on_asked(self, socket: QLocalSocket) -> None:
        if socket.readAll().data() == _RAISE:
            socket.write(_RAISED)
            socket.flush()
            self.raised.emit()


def _name(path: Path) -> str:
    digest = QCryptographicHash.hash(str(path.resolve()).encode(), QCryptographicHash.Algorithm.Sha256)
    return f"channeladmin-{bytes(digest.data()).hex()[:24]}"
