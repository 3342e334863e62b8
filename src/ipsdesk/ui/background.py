"""Slow work away from the interface thread, one piece at a time, and its twin that does it at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from ipsdesk.errors import DeskError

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

Result = TypeVar("Result")


class Cancelled(DeskError):
    """The person stopped the work before it was done."""

    def __init__(self) -> None:
        super().__init__("Stopped, as you asked.")


class Progress:
    """What the work says of itself while it runs, and how it learns that it is to stop."""

    def __init__(self, report: Callable[[float, str], None]) -> None:
        self._report = report
        self._stop = threading.Event()

    def report(self, share: float, doing: str = "") -> None:
        """Say how far the work is (0 to 1) and what it is doing; raises `Cancelled` if it is to stop."""
        self.check()
        self._report(share, doing)

    def check(self) -> None:
        """Raise `Cancelled` if the work is to stop."""
        if self._stop.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the work to stop at its next report or check; work already done is still handed over."""
        self._stop.set()


Work = Callable[[Progress], Result]


class RunInBackground(Protocol):
    """How work is given away.

    Exactly one of ``on_done`` (with the result) and ``on_error`` (with the exception) is called, on the
    interface thread; neither if the object they belong to is gone by then. Both, and ``on_progress`` (share,
    words), are bound methods of a ``QObject``: Qt then knows the thread they belong to and whether they
    still exist. The returned `Progress` cancels.
    """

    def __call__(
        self,
        work: Work[Result],
        on_done: Callable[[Result], None],
        on_error: Callable[[BaseException], None],
        on_progress: Callable[[float, str], None] | None = None,
    ) -> Progress: ...


class _Courier(QObject):
    """Carries what happened in the worker back to the thread it was made on."""

    done = Signal(object)
    failed = Signal(object)
    progressed = Signal(float, str)

    def __init__(self, on_done: Callable[..., None], on_error: Callable[..., None]) -> None:
        super().__init__()
        _connect(self.done, on_done)
        _connect(self.failed, on_error)

    def carry(self, work: Work[Any], progress: Progress) -> None:
        """Do the work and send its outcome; nothing it raises gets any further."""
        try:
            progress.check()
            result = work(progress)
        except BaseException as error:  # noqa: BLE001 - whatever it is belongs to on_error
            self.failed.emit(error)
        else:
            self.done.emit(result)


def _connect(signal: Any, method: Callable[..., None]) -> None:
    if not isinstance(getattr(method, "__self__", None), QObject):
        raise TypeError("Give a bound method of a QObject: Qt must know where it lives and when it is gone.")
    signal.connect(method, Qt.ConnectionType.QueuedConnection)


class Background(QObject):
    """One worker thread, its work waiting in line; `finish` before the program ends."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._under_way: dict[_Courier, Progress] = {}

    @cached_property
    def _worker(self) -> ThreadPoolExecutor:
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")

    def run_in_background(
        self,
        work: Work[Result],
        on_done: Callable[[Result], None],
        on_error: Callable[[BaseException], None],
        on_progress: Callable[[float, str], None] | None = None,
    ) -> Progress:
        """See `RunInBackground`."""
        courier = _Courier(on_done, on_error)
        courier.done.connect(self._delivered, Qt.ConnectionType.QueuedConnection)
        courier.failed.connect(self._delivered, Qt.ConnectionType.QueuedConnection)
        if on_progress is not None:
            _connect(courier.progressed, on_progress)
        progress = self._under_way[courier] = Progress(courier.progressed.emit)
        self._worker.submit(courier.carry, work, progress)
        return progress

    def _delivered(self) -> None:
        courier = self.sender()
        if isinstance(courier, _Courier):
            del self._under_way[courier]

    @property
    def busy(self) -> bool:
        """Whether any work is running, waiting, or not yet handed over."""
        return bool(self._under_way)

    def finish(self) -> None:
        """Ask everything to stop and wait until it has."""
        for progress in self._under_way.values():
            progress.cancel()
        self._worker.shutdown(wait=True)


def run_now(
    work: Work[Result],
    on_done: Callable[[Result], None],
    on_error: Callable[[BaseException], None],
    on_progress: Callable[[float, str], None] | None = None,
) -> Progress:
    """The twin of `Background.run_in_background` for tests: all is done before it returns."""
    progress = Progress(on_progress or _nobody)
    for method in (on_done, on_error):
        if not isinstance(getattr(method, "__self__", None), QObject):
            raise TypeError("Give a bound method of a QObject.")
    try:
        result = work(progress)
    except BaseException as error:  # noqa: BLE001 - as above
        on_error(error)
    else:
        on_done(result)
    return progress


def _nobody(_share: float, _doing: str) -> None:
    return
