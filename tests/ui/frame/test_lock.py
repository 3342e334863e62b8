"""The window locks by itself: when nobody is there, when the computer sleeps, when its screen is locked."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import timeit
from collections.abc import Callable, Iterator
from ctypes import wintypes
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtGui import QClipboard, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from ipsdesk.services.drafts import DraftNote
from ipsdesk.services.settings import Choices
from ipsdesk.ui.background import Background
from ipsdesk.ui.frame import guard as guards
from ipsdesk.ui.frame.copied import forget_copied
from ipsdesk.ui.frame.countdown import Countdown
from ipsdesk.ui.frame.idle import Idle
from ipsdesk.ui.frame.session_linux import SessionBus, session_path
from ipsdesk.ui.frame.session_watch import SCREEN_LOCKED, SLEPT, SessionWatch
from ipsdesk.ui.frame.session_windows import (
    PBT_APMSUSPEND,
    WM_POWERBROADCAST,
    WM_WTSSESSION_CHANGE,
    WTS_SESSION_LOCK,
    SessionMessages,
)
from ipsdesk.ui.frame.window import DeskWindow
from tests.ui.frame.conftest import Outside
from tests.ui.frame.made_up_tabs import HoursTab
from tests.units import ACCOUNT, PASSPHRASE

NOTE = DraftNote("form", None, "half a sentence", {"text": "He said"})


@dataclass
class Clock:
    """Shows what it is set to."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Sat:
    """Somebody signed in, and the clocks that are looked at."""

    window: DeskWindow
    idle: Clock
    wall: Clock
    monotonic: Clock = field(default_factory=Clock)

    @property
    def guard(self) -> guards.Guard:
        """What watches."""
        assert self.window.guard is not None
        return self.window.guard

    def wait(self, seconds: float) -> None:
        """Nobody does anything for so long."""
        self.idle.now += seconds
        self.guard.idle.tick()

    def countdown(self) -> Countdown | None:
        """What is counted down, if anything is."""
        return next((one for one in self.window.findChildren(Countdown) if one.isVisible()), None)

    @property
    def is_locked(self) -> bool:
        """Whether the sign-in is on screen again."""
        return self.window.page is None and self.window.sign_in.isVisible()

    def said(self) -> str:
        """All words on screen."""
        return "\n".join(one.text() for one in self.window.findChildren(QLabel) if one.isVisible())


@pytest.fixture
def at(
    monkeypatch: pytest.MonkeyPatch, make_window: Callable[..., DeskWindow], outside: Outside, unit: Path
) -> Sat:
    idle, wall, monotonic = Clock(), Clock(), Clock()
    monkeypatch.setattr(guards, "Idle", partial(Idle, clock=idle))
    monkeypatch.setattr(guards, "SessionWatch", partial(SessionWatch, clocks=(wall, monotonic)))
    window = make_window()
    window.start(unit, ACCOUNT, PASSPHRASE)
    window.sign_in.opened.emit(outside.open_desk(unit, ACCOUNT, PASSPHRASE))
    QTest.qWaitForWindowActive(window)
    return Sat(window, idle, wall, monotonic)


# ---- nobody there ----


def test_it_locks_after_five_minutes_and_counts_the_last_seconds_down(at: Sat) -> None:
    focus = QApplication.focusWidget()
    at.wait(269)
    assert at.countdown() is None
    at.wait(3)
    assert "Locking in 28 seconds.\nPress any key or move the mouse to stay." in at.said()
    assert QApplication.focusWidget() is focus
    at.wait(27)
    assert "Locking in 1 second.\n" in at.said()
    assert not at.is_locked
    at.wait(1)
    assert at.is_locked
    assert "Locked: nobody was here for 5 minutes. What was saved is safe." in at.said()


@pytest.mark.parametrize("sign", ["key", "move", "press"])
def test_any_sign_of_life_ends_the_countdown_and_counts_anew(at: Sat, sign: str) -> None:
    at.wait(280)
    assert at.countdown() is not None
    handle = at.window.windowHandle()
    if sign == "key":
        QTest.keyClick(handle, Qt.Key.Key_Shift)
    elif sign == "move":
        QTest.mouseMove(handle, QPoint(60, 60))
        QTest.mouseMove(handle, QPoint(64, 60))
    else:
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5))
    assert at.countdown() is None
    at.wait(269)
    assert at.countdown() is None
    assert not at.is_locked


def test_a_key_in_a_window_beside_counts_too(at: Sat, qtbot: QtBot) -> None:
    at.window.help()
    (other,) = at.window.dialogs.opened()
    qtbot.waitUntil(other.isActiveWindow)
    at.wait(285)
    (countdown,) = other.findChildren(Countdown)  # it is shown where somebody would look
    assert countdown.isVisible()
    QTest.keyClick(other.windowHandle(), Qt.Key.Key_Down)
    assert other.findChildren(Countdown) == [] or not countdown.isVisible()
    at.wait(269)
    assert not at.is_locked


def test_how_long_is_the_units_choice_and_holds_at_once(at: Sat, qtbot: QtBot, outside: Outside) -> None:
    outside.desks[0].settings.change(Choices(lock_minutes=1))
    qtbot.wait(5)
    at.wait(31)
    assert at.countdown() is not None
    at.wait(30)
    assert at.is_locked
    assert "for 1 minute." in at.said()


def test_a_key_costs_microseconds(at: Sat) -> None:
    """What the watch adds to a key is small beside the 16 ms a key may take."""
    idle, handle = at.guard.idle, at.window.windowHandle()
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    rounds = 2000
    seconds = min(timeit.repeat(lambda: idle.eventFilter(handle, event), number=rounds, repeat=5)) / rounds
    assert seconds < 50e-6


def test_locking_comes_behind_what_the_worker_does(
    make_window: Callable[..., DeskWindow], outside: Outside, unit: Path, qtbot: QtBot
) -> None:
    background = Background()
    window = make_window(background.run_in_background)
    window.start(unit)
    window.sign_in.opened.emit(outside.open_desk(unit, ACCOUNT, PASSPHRASE))
    qtbot.waitUntil(lambda: not background.busy)
    order, is_blank = list[str](), Event()
    page, desk = window.page, outside.desks[0]
    assert page is not None
    (hours, *_) = page.tabs
    assert isinstance(hours, HoursTab)

    def slow(_progress: object) -> None:
        with desk.workspace.transactions.begin():
            assert is_blank.wait(5)
        order.append("written")

    background.run_in_background(slow, hours.take, hours.take)
    window.lock_because(SLEPT)
    assert not page.isVisible()
    order.append("blank")
    is_blank.set()
    qtbot.waitUntil(window.sign_in.isVisible)
    assert order == ["blank", "written"]
    background.finish()


def test_a_lock_does_not_wait_for_the_question_of_one_who_leaves(at: Sat) -> None:
    hours = at.window.page.tabs[0] if at.window.page else None
    assert isinstance(hours, HoursTab)
    hours.on_its_way = 1
    hours.unsaved = lambda: ["A cell"]  # type: ignore[method-assign] # of a made-up tab
    at.window.open_unit()
    at.guard.session.lock_wanted.emit(SLEPT)
    hours.settle()
    assert at.is_locked


class MadeUpForm(QDialog):
    """Opened over a list, with half a sentence in it."""

    def drafts(self) -> list[DraftNote]:
        return [NOTE]


def test_a_form_over_another_dialog_is_kept_and_a_draft_nobody_can_open_stays(
    at: Sat, outside: Outside, unit: Path
) -> None:
    over = QDialog(at.window.page)
    over.open()
    form = MadeUpForm(over)
    form.open()
    at.guard.session.lock_wanted.emit(SCREEN_LOCKED)
    assert at.is_locked
    assert "is kept as a draft" in at.said()
    assert at.window.dialogs.opened() == []
    at.window.sign_in.opened.emit(outside.open_desk(unit, ACCOUNT, PASSPHRASE))
    assert at.window.page is not None
    assert "You were writing half a sentence at " in at.said()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert guards.UNKNOWN in at.said()
    (draft,) = outside.desks[-1].drafts.mine()
    assert draft.note == NOTE


# ---- the computer ----


def test_a_gap_in_either_clock_is_a_sleep(at: Sat) -> None:
    at.wall.now += 5
    at.monotonic.now += 5
    at.guard.session.look()
    at.wall.now -= 365 * 86_400  # set back by somebody
    at.guard.session.look()
    assert not at.is_locked
    at.wall.now += 61
    at.guard.session.look()
    assert at.is_locked
    assert SLEPT in at.said()


def test_what_windows_says_of_its_session_locks() -> None:
    told: list[str] = []
    messages = SessionMessages(told.append)
    unlocked, a_key = (WM_WTSSESSION_CHANGE, 0x8), (0x0100, WTS_SESSION_LOCK)
    locked, sleeps = (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK), (WM_POWERBROADCAST, PBT_APMSUSPEND)
    for kind, detail in (unlocked, locked, a_key, sleeps):
        message = wintypes.MSG(message=kind, wParam=detail)
        assert messages.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(message)) == (False, 0)
    assert messages.nativeEventFilter(b"xcb_generic_event_t", 0) == (False, 0)
    assert told == [SCREEN_LOCKED, SLEPT]


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    """A message bus of the test's own."""
    program = shutil.which("dbus-daemon")
    if program is None:
        pytest.skip("dbus-daemon is not installed, so nothing can be sent over a bus")
    address = f"unix:path={tmp_path / 'bus'}"
    command = [program, "--session", "--nofork", "--nopidfile", "--address", address, "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        daemon.stdout.readline()
        yield address
        daemon.terminate()


def test_what_the_linux_desktop_says_of_its_session_locks(
    bus: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_SESSION_ID", "2")
    told: list[str] = []
    heard = SessionBus(told.append)
    listening, sending = (QDBusConnection.connectToBus(bus, name) for name in ("listening", "sending"))
    heard.listen_for_screen(listening)
    heard.listen_for_sleep(listening)
    # The bus answers in turn, so by now it knows what is listened to.
    itself = "org.freedesktop.DBus"
    listening.call(QDBusMessage.createMethodCall(itself, "/", itself, "GetId"))

    def send(path: str, interface: str, name: str, *arguments: object) -> None:
        message = QDBusMessage.createSignal(path, interface, name)
        message.setArguments(list(arguments))
        assert sending.send(message)

    for covered in (False, True):
        send("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", covered)
    send("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", True)
    send(session_path("3"), "org.freedesktop.login1.Session", "Lock")  # of somebody else
    send(session_path("2"), "org.freedesktop.login1.Session", "Lock")
    qtbot.waitUntil(lambda: len(told) == 3)
    assert told == [SCREEN_LOCKED, SLEPT, SCREEN_LOCKED]
    for name in ("listening", "sending"):
        QDBusConnection.disconnectFromBus(name)


def test_without_a_bus_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    assert SessionBus(print, QObject()).begin() is not None


# ---- the clipboard ----


class FakeClipboard:
    """As the offscreen screen has none of its own."""

    def __init__(self, owner: bool) -> None:
        self._is_ours = owner
        self.cleared: list[QClipboard.Mode] = []

    def ownsClipboard(self) -> bool:
        return self._is_ours

    def ownsSelection(self) -> bool:
        return self._is_ours

    def supportsSelection(self) -> bool:
        return True

    def clear(self, mode: QClipboard.Mode) -> None:
        self.cleared.append(mode)


def test_what_the_program_copied_is_forgotten_and_what_others_copied_stays() -> None:
    ours, theirs = FakeClipboard(owner=True), FakeClipboard(owner=False)
    for clipboard in (ours, theirs):
        forget_copied(clipboard)  # type: ignore[arg-type] # a fake
    assert ours.cleared == [QClipboard.Mode.Clipboard, QClipboard.Mode.Selection]
    assert theirs.cleared == []
