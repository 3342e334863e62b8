"""The window: signing in, leaving in good order, and nothing of a unit left behind."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk, open_desk
from ipsdesk.ui.background import Background
from ipsdesk.ui.frame import leaving
from ipsdesk.ui.frame.desk_page import DeskPage
from ipsdesk.ui.frame.window import LOCKED, DeskWindow
from ipsdesk.ui.sign_in.new_unit import NewUnit
from ipsdesk.ui.sign_in.open_unit import OpenUnit
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade, Token
from tests.ui.frame.conftest import Outside
from tests.ui.frame.made_up_tabs import HoursTab, MadeUpTab, TodayTab
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import ACCOUNT, PASSPHRASE

CTRL = Qt.KeyboardModifier.ControlModifier


def page_of(window: DeskWindow) -> DeskPage:
    assert window.page is not None
    return window.page


def tabs_of(window: DeskWindow) -> tuple[HoursTab, TodayTab]:
    hours, today = page_of(window).tabs
    assert isinstance(hours, HoursTab)
    assert isinstance(today, TodayTab)
    return hours, today


def delete_later() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def all_words(window: QWidget) -> str:
    """Everything any widget or action of the window says or holds."""
    said = [window.windowTitle()]
    for one in [window, *window.findChildren(QWidget)]:
        said += [one.accessibleName(), one.accessibleDescription(), one.toolTip()]
        said += [str(one.property(name)) for name in ("text", "plainText", "currentText")]
    said += [action.text() for action in window.findChildren(QAction)]
    return "\n".join(said)


def is_open(unit: Path) -> bool:
    """Whether somebody has the unit open: nobody else may then."""
    try:
        open_desk(unit, ACCOUNT, PASSPHRASE).close()
    except Exception:  # noqa: BLE001 - whatever it is, it did not open
        return True
    return False


def test_the_sign_in_waits_for_nothing_heavy() -> None:
    """What opening a unit takes is loaded after the sign-in has been painted."""
    heavy = "sqlalchemy openpyxl alembic ipsdesk.services ipsdesk.storage ipsdesk.ui.frame.desk_page"
    code = f"import sys, ipsdesk.ui.frame.window; print({{*'{heavy}'.split()}} & {{*sys.modules}})"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"


def test_signing_in_shows_the_unit_and_remembers_it(window: DeskWindow, outside: Outside, unit: Path) -> None:
    assert window.windowTitle() == "Larkrise House - IPS Desk"
    assert outside.units == [unit]
    hours, today = tabs_of(window)
    assert hours.done == ["refresh"]
    assert today.done == []
    assert QApplication.focusWidget() is hours.field


def test_locking_leaves_nothing_of_the_unit(
    window: DeskWindow, unit: Path, theme: Theme, outside: Outside
) -> None:
    hours, _ = tabs_of(window)
    hours.field.setText("Callum Reid was here")
    hours.context.emit("Callum Reid")
    hours.waiting.emit(3, "Callum Reid to explain")
    dialog = QDialog(hours)
    dialog.setWindowTitle("Callum Reid")
    dialog.show()
    page_of(window).header.search.setText("Callum")
    assert is_open(unit)
    QTest.keyClick(window, Qt.Key.Key_L, CTRL)
    delete_later()
    assert not is_open(unit)
    assert hours.done == ["refresh", "leave"]
    assert window.page is None
    assert window.desk is None
    assert window.windowTitle() == "IPS Desk"
    left = all_words(window)
    assert LOCKED in left
    assert ACCOUNT in left
    for gone in ("Callum", "Larkrise House", PASSPHRASE):
        assert gone not in left
    assert window.findChildren(MadeUpTab) == []
    assert not any(one.isVisible() for one in window.findChildren(QDialog))


def test_a_long_name_of_a_unit_is_not_cut(
    make_window: Callable[..., DeskWindow], outside: Outside, unit: Path, theme: Theme
) -> None:
    theme.choose(Shade.LIGHT, 200)
    window = make_window()
    window.start(unit)
    desk = outside.open_desk(unit, ACCOUNT, PASSPHRASE)
    desk.unit_name = "Larkrise House and Hawthorn Cottage, locked rehabilitation, North and West"
    window.sign_in.opened.emit(desk)
    QTest.qWait(5)
    assert cut(page_of(window).header) == []


def test_locking_waits_for_what_is_on_its_way(window: DeskWindow, unit: Path) -> None:
    hours, today = tabs_of(window)
    hours.on_its_way = today.on_its_way = 1
    window.lock()
    assert hours.done[-1] == today.done[-1] == "leave"
    assert not hours.isVisible()
    assert is_open(unit)
    hours.settle()
    assert is_open(unit)
    today.settle()
    assert not is_open(unit)
    assert window.sign_in.isVisible()


def test_it_does_not_wait_for_ever(
    window: DeskWindow, unit: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(leaving, "LONGEST", 20)
    tabs_of(window)[0].on_its_way = 1
    window.lock()
    qtbot.waitUntil(window.sign_in.isVisible)
    assert not is_open(unit)


def test_closing_the_unit_comes_behind_saves_in_the_worker(
    make_window: Callable[..., DeskWindow],
    outside: Outside,
    unit: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    background = Background()
    window = make_window(background.run_in_background)
    window.start(unit)
    window.sign_in.opened.emit(outside.open_desk(unit, ACCOUNT, PASSPHRASE))
    order: list[str] = []
    closing = outside.desks[0].close

    def close() -> None:
        order.append("close")
        closing()

    monkeypatch.setattr(outside.desks[0], "close", close)
    hours, _ = tabs_of(window)
    background.run_in_background(lambda _: order.append("save"), hours.take, hours.take)
    assert window.close() is False
    assert window.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert order == ["save", "close"]
    background.finish()


def test_an_error_while_closing_still_locks(
    window: DeskWindow, outside: Outside, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    desk, closing = outside.desks[0], outside.desks[0].close

    def fail() -> None:
        closing()
        raise OSError("the disk is gone")

    with monkeypatch.context() as patch, qtbot.capture_exceptions() as caught:
        patch.setattr(desk, "close", fail)
        window.lock()
    assert [str(error) for _, error, _ in caught] == ["the disk is gone"]
    assert window.sign_in.isVisible()
    assert window.page is None


def test_closing_locks_and_keeps_the_size(
    window: DeskWindow, make_window: Callable[..., DeskWindow], unit: Path, qtbot: QtBot
) -> None:
    window.resize(777, 655)
    QTest.keyClick(window, Qt.Key.Key_Q, CTRL)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert not is_open(unit)
    again = make_window(size=None)
    assert (again.width(), again.height()) == (777, 655)


def test_another_unit_is_opened_only_after_this_one_is_locked(
    window: DeskWindow, unit: Path, empty_unit: Path
) -> None:
    page_of(window).actions_table["open-unit"].trigger()
    assert not is_open(unit)
    (dialog,) = window.findChildren(OpenUnit)
    assert dialog.isVisible()
    dialog.chosen.emit(empty_unit)
    assert window.windowTitle() == "IPS Desk"
    assert LOCKED not in all_words(window.sign_in)


def test_a_new_unit_is_asked_for_and_then_signed_in_to(window: DeskWindow, tmp_path: Path) -> None:
    page_of(window).actions_table["new-unit"].trigger()
    (dialog,) = window.findChildren(NewUnit)
    dialog.made.emit(tmp_path / "Hawthorn.ipsdesk", "Tom Ellery")
    words = all_words(window.sign_in)
    assert "Hawthorn" in words
    assert "Tom Ellery" in words


def test_while_a_unit_is_being_opened_no_other_is_asked_for(
    make_window: Callable[..., DeskWindow], unit: Path, qtbot: QtBot
) -> None:
    background = Background()
    window = make_window(background.run_in_background)
    window.start(unit, ACCOUNT, PASSPHRASE)
    window.sign_in.card.asking.give()
    assert window.sign_in.is_busy()
    window.sign_in_actions["new-unit"].trigger()
    window.sign_in_actions["open-unit"].trigger()
    assert not window.findChildren(QDialog)
    qtbot.waitUntil(lambda: window.page is not None)
    window.lock()
    qtbot.waitUntil(lambda: window.page is None)
    background.finish()


def test_what_changed_reaches_the_tab_on_screen_and_marks_the_others(
    window: DeskWindow, outside: Outside, qtbot: QtBot
) -> None:
    hours, today = tabs_of(window)
    bar = page_of(window).tab_bar
    bar.setCurrentIndex(1)
    bar.setCurrentIndex(0)
    hours.done.clear()
    today.done.clear()
    desk: Desk = outside.desks[0]
    thread = Thread(target=desk.changes.announce, args=(frozenset({"contacts", "hours"}),))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: hours.done == ["refresh"])
    assert today.done == []
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    assert today.done == ["refresh"]
    QTest.keyClick(window, Qt.Key.Key_1, CTRL)
    assert hours.done == ["refresh"]
    desk.changes.announce(frozenset({"contracts"}))
    qtbot.wait(5)
    assert hours.done == today.done == ["refresh"]


def test_a_change_after_locking_reaches_nobody(window: DeskWindow, outside: Outside, qtbot: QtBot) -> None:
    window.lock()
    delete_later()
    outside.desks[0].changes.announce(frozenset({"hours"}))
    qtbot.wait(5)


def test_a_practice_copy_has_its_frame_in_every_state_and_on_every_dialog(
    make_window: Callable[..., DeskWindow], outside: Outside, unit: Path, theme: Theme, qtbot: QtBot
) -> None:
    outside.practice = True
    window = make_window()
    window.start(unit, ACCOUNT, PASSPHRASE, practice=True)
    assert framed(window, theme)
    window.sign_in.opened.emit(outside.open_desk(unit, ACCOUNT, PASSPHRASE))
    assert framed(window, theme)
    assert outside.units == []
    assert any(one.accessibleName().startswith("Practice copy") for one in window.findChildren(QWidget))
    window.about()
    dialog = window.findChildren(QDialog)[0]
    QTest.qWaitForWindowActive(dialog)
    qtbot.waitUntil(lambda: "Practice" in dialog.windowTitle())
    assert framed(dialog, theme)
    theme.choose(Shade.DARK, 200)
    QTest.qWait(5)
    assert framed(dialog, theme)
    assert framed(window, theme)
    window.lock()
    assert framed(window, theme)
    window.start(None)
    assert not framed(window, theme)


def framed(window: QWidget, theme: Theme) -> bool:
    """Whether its edges have the colour of practice."""
    picture, colour = window.grab().toImage(), theme.colour(Token.WARN_FILL)
    right, foot = picture.width() - 2, picture.height() - 2
    edges = ((1, 1), (right, foot // 2), (right // 2, foot))
    return all(picture.pixelColor(*edge) == colour for edge in edges)


@pytest.mark.parametrize(
    ("size", "width", "height"), [(100, 1366, 768), (200, 1366, 768), (100, 1024, 700), (200, 1024, 700)]
)
def test_everybody_can_use_it(window: DeskWindow, theme: Theme, size: int, width: int, height: int) -> None:
    hours, today = tabs_of(window)
    theme.choose(Shade.LIGHT, size)
    window.resize(width, height)
    hours.waiting.emit(3, "3 weeks to explain")
    today.waiting.emit(12, "12 waiting")
    hours.context.emit("Week 4 to 10 May 2026 · 8 people in work · 1 week over, 2 to finish")
    QTest.qWait(5)
    assert (window.width(), window.height()) == (width, height)
    assert unnamed(window) == []
    assert too_small(window) == []
    assert out_of_keyboards_reach(window) == []
    assert cut(window) == []


def test_walking_with_the_search_and_the_drawer_open(window: DeskWindow, theme: Theme) -> None:
    theme.choose(Shade.LIGHT, 200)
    hours, _ = tabs_of(window)
    hours.panel.toggle()
    page_of(window).start_search()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "a")
    QTest.qWait(5)
    assert unnamed(window) == []
    assert out_of_keyboards_reach(window) == []
    assert cut(window) == []
