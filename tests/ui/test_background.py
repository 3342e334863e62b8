"""Background work: one callback each, on the interface thread, in order; none if nobody is left to tell."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread
from pytestqt.qtbot import QtBot

from ipsdesk.ui.background import Background, Cancelled, Progress, RunInBackground, run_now


class Listener(QObject):
    """Writes down what it is told and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[BaseException] = []
        self.heard: list[tuple[float, str]] = []
        self.threads: set[bool] = set()

    def done(self, result: object) -> None:
        self.results.append(result)
        self.threads.add(QThread.isMainThread())

    def failed(self, error: BaseException) -> None:
        self.errors.append(error)
        self.threads.add(QThread.isMainThread())

    def progressed(self, share: float, doing: str) -> None:
        self.heard.append((share, doing))


def _give(number: int, _: Progress) -> int:
    return number


def test_results_arrive_on_the_interface_thread_in_order(qtbot: QtBot, background: Background) -> None:
    listener = Listener()
    for number in range(50):
        background.run_in_background(partial(_give, number), listener.done, listener.failed)
    assert listener.results == []  # never before the caller is finished
    qtbot.waitUntil(lambda: not background.busy)
    assert listener.results == list(range(50))
    assert listener.errors == []
    assert listener.threads == {True}


@pytest.mark.parametrize("fault", [ValueError("no"), SystemExit(3), KeyboardInterrupt()])
def test_whatever_is_raised_reaches_on_error_once(
    qtbot: QtBot, background: Background, fault: BaseException
) -> None:
    listener = Listener()

    def work(_: Progress) -> None:
        raise fault

    background.run_in_background(work, listener.done, listener.failed)
    qtbot.waitUntil(lambda: not background.busy)
    assert listener.errors == [fault]
    assert listener.results == []


def test_progress_is_heard_and_cancel_stops_at_the_next_report(qtbot: QtBot, background: Background) -> None:
    listener, begun, go_on = Listener(), threading.Event(), threading.Event()

    def work(progress: Progress) -> str:
        progress.report(0.5, "Reading sheet 3 of 6")
        begun.set()
        go_on.wait(5)
        progress.report(1.0, "never said")
        return "never"

    progress = background.run_in_background(work, listener.done, listener.failed, listener.progressed)
    assert begun.wait(5)
    progress.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: not background.busy)
    assert listener.heard == [(0.5, "Reading sheet 3 of 6")]
    assert [type(error) for error in listener.errors] == [Cancelled]
    assert listener.results == []


def test_waiting_work_that_is_cancelled_never_begins(qtbot: QtBot, background: Background) -> None:
    listener, hold, begun = Listener(), threading.Event(), threading.Event()
    background.run_in_background(lambda _: hold.wait(5), listener.done, listener.failed)
    waiting = background.run_in_background(lambda _: begun.set(), listener.done, listener.failed)
    waiting.cancel()
    hold.set()
    qtbot.waitUntil(lambda: not background.busy)
    assert not begun.is_set()
    assert listener.results == [True]
    assert [type(error) for error in listener.errors] == [Cancelled]


def test_nobody_left_to_tell_is_no_fault(qtbot: QtBot, background: Background) -> None:
    listener, hold = Listener(), threading.Event()
    results = listener.results
    background.run_in_background(lambda _: hold.wait(5), listener.done, listener.failed)
    listener.deleteLater()
    QCoreApplication.sendPostedEvents(listener, QEvent.Type.DeferredDelete)
    hold.set()
    qtbot.waitUntil(lambda: not background.busy)
    assert results == []


def test_closing_stops_what_runs_and_what_waits(qtbot: QtBot) -> None:
    background, listener, begun = Background(), Listener(), threading.Event()

    def work(progress: Progress) -> None:
        begun.set()
        while True:
            progress.check()

    for _ in range(3):
        background.run_in_background(work, listener.done, listener.failed)
    assert begun.wait(5)
    background.finish()
    qtbot.waitUntil(lambda: not background.busy)
    assert len(listener.errors) == 3


@pytest.mark.parametrize("loose", [print, lambda _: None, [].append])
def test_only_methods_of_qobjects_are_called_back(background: Background, loose: Callable[..., None]) -> None:
    runners: list[RunInBackground] = [background.run_in_background, run_now]
    for run in runners:
        with pytest.raises(TypeError):
            run(lambda _: 1, loose, Listener().failed)


def test_the_twin_does_the_same_at_once(qapp: QCoreApplication) -> None:
    listener = Listener()

    def work(progress: Progress) -> int:
        progress.report(0.25, "Reading")
        return 7

    run_now(work, listener.done, listener.failed, listener.progressed)
    run_now(lambda _: 1 // 0, listener.done, listener.failed)
    assert listener.results == [7]
    assert listener.heard == [(0.25, "Reading")]
    assert [type(error) for error in listener.errors] == [ZeroDivisionError]


def test_none_is_not_worn_away(qtbot: QtBot, background: Background) -> None:
    """PySide6 6.12.0 lost a reference to None with each void call and aborted after some 5,000."""
    listener = Listener()
    gc.collect()  # what earlier tests left behind holds None too, and may be freed at any moment
    before = sys.getrefcount(None)
    for number in range(20_000):
        listener.setObjectName(str(number))
    background.run_in_background(lambda _: None, listener.done, listener.failed)
    qtbot.waitUntil(lambda: not background.busy)
    assert sys.getrefcount(None) > before - 10_000
