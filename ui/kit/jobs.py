"""Long work off the window's thread: one job at a time, with progress, Cancel, and a word when it ends."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from channeladmin.errors import Cancelled, EnvironmentProblem, UserError
from channeladmin.progress import Progress
from ui.kit.collecting import Collecting

_log = logging.getLogger(__name__)

Work = Callable[[Progress], Any]


@dataclass(frozen=True, slots=True)
class _Job:
    title: str
    work: Work
    on_done: Callable[[Any], object]
    on_failed: Callable[[str], object] | None
    is_quiet: bool
    is_act: bool


class JobRunner(QObject):
    """Runs jobs one after the other on a worker thread; callbacks come back on the window's thread."""

    started = Signal(str, bool)
    """The title, and whether nobody asked for it."""
    progressed = Signal(object, object)
    """Done and total; total 0 where it is not known."""
    stage_entered = Signal(str)
    """What the running work is at; how far it is with that begins anew."""
    finished = Signal()
    act_changed = Signal(str)
    """The title of the act that runs or waits; empty once there is none."""
    cancelled = Signal(str)
    """The title of an act that was cancelled: nothing of it is stored."""
    failed = Signal(str)
    """A sentence, for jobs that do not take their failures themselves."""
    broke = Signal(object)
    """An exception that is a bug of the program."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        Collecting(self)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._waiting: deque[_Job] = deque()
        self._running: _Worker | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something runs or waits."""
        return self._running is not None or bool(self._waiting)

    @property
    def title(self) -> str:
        """What runs now, or nothing."""
        return self._running.job.title if self._running is not None else ""

    @property
    def act_title(self) -> str:
        """The act that runs or waits to be run, or nothing: another one should not be begun before its end."""
        jobs = [self._running.job] if self._running is not None else []
        return next((job.title for job in (*jobs, *self._waiting) if job.is_act), "")

    def run(
        self,
        title: str,
        work: Work,
        on_done: Callable[[Any], object],
        on_failed: Callable[[str], object] | None = None,
        *,
        is_quiet: bool = False,
        is_act: bool = False,
    ) -> None:
        """Queue `work(progress)`; then `on_done(result)`, or `on_failed(sentence)`. A cancelled job calls neither.

        `is_quiet` is for what nobody asked for: what was told before stays to be read. `is_act` is for what writes
        into the desk: until it has ended, undo would take back what was done before it.
        """
        self._waiting.append(_Job(title, work, on_done, on_failed, is_quiet, is_act))
        if is_act:
            self.act_changed.emit(self.act_title)
        if self._running is None:
            self._start_next()

    def cancel(self) -> None:
        """Ask the running job to stop at its next report of progress; nothing half done stays."""
        if self._running is not None:
            self._running.stop.set()

    def drop_waiting(self) -> None:
        """Forget what has not begun: what it was to work on goes."""
        self._waiting.clear()
        self.act_changed.emit(self.act_title)

    def stop_all(self) -> None:
        """Drop what waits and ask what runs to stop; `finished` tells when it has."""
        self.drop_waiting()
        self.cancel()

    def wait(self) -> None:
        """Block until what runs has ended; for the end of the program."""
        self._pool.waitForDone()

    def _start_next(self) -> None:
        if not self._waiting:
            return
        worker = _Worker(self._waiting.popleft())
        self._running = worker
        queued = Qt.ConnectionType.QueuedConnection
        worker.signals.progressed.connect(self.progressed, queued)
        worker.signals.stage_entered.connect(self.stage_entered, queued)
        worker.signals.ended.connect(self._on_ended, queued)
        self.started.emit(worker.job.title, worker.job.is_quiet)
        self._pool.start(worker)

    def _on_ended(self, result: object, problem: object) -> None:
        worker = self._running
        assert worker is not None
        self._running = None
        self.finished.emit()
        if worker.job.is_act:
            self.act_changed.emit(self.act_title)
        if problem is None:
            worker.job.on_done(result)
        elif isinstance(problem, (UserError, EnvironmentProblem)):
            (worker.job.on_failed or self.failed.emit)(str(problem))
        elif not isinstance(problem, Cancelled):
            self.broke.emit(problem)
        elif worker.job.is_act:
            self.cancelled.emit(worker.job.title)
        if self._running is None:
            self._start_next()


class _WorkerSignals(QObject):
    progressed = Signal(object, object)
    stage_entered = Signal(str)
    ended = Signal(object, object)


class _Worker(QRunnable):
    """One job on the pool's thread; catches everything, for an exception must not die with the thread."""

    def __init__(self, job: _Job) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.job = job
        self.stop = Event()
        self.signals = _WorkerSignals()

    def run(self) -> None:
        """Called by the pool."""
        try:
            result = self.job.work(_Report(self))
        except (Cancelled, UserError, EnvironmentProblem) as problem:
            self.signals.ended.emit(None, problem)
        except Exception as bug:
            _log.exception("The work “%s” broke.", self.job.title)
            self.signals.ended.emit(None, bug)
        else:
            self.signals.ended.emit(result, None)


class _Report:
    """The progress that a job is given: it tells the window, and ends the work that was cancelled."""

    def __init__(self, worker: _Worker) -> None:
        self._worker = worker

    def __call__(self, done: int, total: int) -> None:
        """How far it is."""
        if self._worker.stop.is_set():
            raise Cancelled
        self._worker.signals.progressed.emit(done, total)

    def enter(self, stage: str) -> None:
        """What it is at."""
        self._worker.signals.stage_entered.emit(stage)
