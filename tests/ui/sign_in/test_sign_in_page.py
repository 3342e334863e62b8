"""Signing in: what is typed opens the unit or is told why not, and nothing that was typed is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk, open_desk
from ipsdesk.ui.background import Background, run_now
from ipsdesk.ui.sign_in.asking import CAPS_LOCK, NO_ACCOUNT, NO_PASSPHRASE, OPENING, SIGN_IN, Asking
from ipsdesk.ui.sign_in.foot import backup_words, moment_words
from ipsdesk.ui.sign_in.page import PRACTICE, SignIn
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from ipsdesk.ui.widgets.breakable import MAY_BREAK
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import ACCOUNT, PASSPHRASE, copy_unit

OpenDesk = Callable[[Path, str, str], Desk]


@pytest.fixture
def unit(empty_unit: Path, tmp_path: Path) -> Path:
    return copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")


@pytest.fixture
def desks() -> Iterator[list[Desk]]:
    opened: list[Desk] = []
    yield opened
    for desk in opened:
        desk.close()


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, desks: list[Desk]) -> SignIn:
    return shown(qtbot, SignIn(theme, run_now, open_desk), desks)


def shown(qtbot: QtBot, page: SignIn, desks: list[Desk]) -> SignIn:
    qtbot.addWidget(page)
    page.opened.connect(desks.append)
    page.resize(1366, 768)
    page.show()
    QTest.qWaitForWindowActive(page)
    return page


def lines(page: SignIn) -> list[QLineEdit]:
    return [one for one in page.findChildren(QLineEdit) if one.isVisible()]


def type_in(*parts: str) -> None:
    """What a person types, Tab between the fields and Enter at the end."""
    for place, part in enumerate(parts):
        if place:
            QTest.keyClick(focused(), Qt.Key.Key_Tab)
        QTest.keyClicks(focused(), part)
    QTest.keyClick(focused(), Qt.Key.Key_Return)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def words_on(page: QWidget) -> str:
    words = "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())
    return words.replace(MAY_BREAK, "")


def test_account_and_passphrase_open_the_unit(page: SignIn, unit: Path, desks: list[Desk]) -> None:
    page.ask(unit)
    assert "Larkrise" in words_on(page)
    type_in(ACCOUNT, PASSPHRASE)
    assert [desk.folder for desk in desks] == [unit]
    assert [line.text() for line in lines(page)] == [ACCOUNT, ""]
    assert not page.is_busy()


def test_a_wrong_passphrase_is_said_at_the_field_and_can_be_typed_over(
    page: SignIn, unit: Path, desks: list[Desk]
) -> None:
    page.ask(unit, ACCOUNT)
    type_in("not the passphrase")
    account, passphrase = lines(page)
    assert "don't open the unit" in words_on(page)
    assert "don't open the unit" in passphrase.accessibleDescription()
    assert focused() is passphrase
    assert passphrase.selectedText()
    assert (account.text(), passphrase.text()) == (ACCOUNT, "not the passphrase")
    type_in(PASSPHRASE)
    assert len(desks) == 1
    assert "don't open the unit" not in words_on(page)


def test_a_unit_in_use_is_said_at_the_top(page: SignIn, unit: Path, desks: list[Desk]) -> None:
    page.ask(unit, ACCOUNT, PASSPHRASE)
    with open_desk(unit, ACCOUNT, PASSPHRASE):
        QTest.keyClick(focused(), Qt.Key.Key_Return)  # both are filled in: the button has the keyboard
        assert "open already" in words_on(page.card.problem)
    assert desks == []
    assert [line.text() for line in lines(page)] == [ACCOUNT, PASSPHRASE]
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert len(desks) == 1
    assert not page.card.problem.isVisible()


def test_what_is_missing_is_said_without_an_attempt(qtbot: QtBot, theme: Theme, unit: Path) -> None:
    attempts: list[str] = []

    def open_nothing(_folder: Path, account: str, _passphrase: str) -> Desk:
        attempts.append(account)
        raise AssertionError

    page = shown(qtbot, SignIn(theme, run_now, open_nothing), [])
    page.ask(unit)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert NO_ACCOUNT in words_on(page)
    assert NO_PASSPHRASE in words_on(page)
    QTest.keyClicks(focused(), "Priya")
    assert NO_ACCOUNT not in words_on(page)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is lines(page)[1]
    assert attempts == []


def test_a_fault_of_the_program_is_not_swallowed(qtbot: QtBot, theme: Theme, unit: Path) -> None:
    def fail(_folder: Path, _account: str, _passphrase: str) -> Desk:
        raise ZeroDivisionError

    page = shown(qtbot, SignIn(theme, run_now, fail), [])
    page.ask(unit, "Priya", "x")
    with qtbot.captureExceptions() as caught:
        page.card.asking.give()
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]
    assert not page.is_busy()


def test_waiting_is_shown_and_can_be_given_up(
    qtbot: QtBot, theme: Theme, unit: Path, background: Background, desks: list[Desk]
) -> None:
    go_on = threading.Event()

    def slowly(folder: Path, account: str, passphrase: str) -> Desk:
        assert go_on.wait(10)
        return open_desk(folder, account, passphrase)

    page = shown(qtbot, SignIn(theme, background.run_in_background, slowly), desks)
    page.ask(unit, ACCOUNT, PASSPHRASE)
    button = focused()
    QTest.keyClick(button, Qt.Key.Key_Return)
    asking = page.card.asking
    assert page.is_busy()
    assert all(line.isReadOnly() for line in lines(page))
    assert (asking.button.text(), asking.bar.is_moving()) == (OPENING, True)
    QTest.keyClick(button, Qt.Key.Key_Return)  # once is enough
    QTest.keyClick(button, Qt.Key.Key_Escape)
    go_on.set()
    qtbot.waitUntil(lambda: not page.is_busy())
    assert desks == []
    assert (asking.button.text(), asking.bar.is_moving()) == (SIGN_IN, False)
    assert not page.card.problem.isVisible()
    QTest.keyClick(focused(), Qt.Key.Key_Return)  # what had been opened was closed again
    qtbot.waitUntil(lambda: len(desks) == 1)


def test_without_a_unit_the_card_offers_to_make_or_open_one(qtbot: QtBot, page: SignIn) -> None:
    page.ask(None)
    assert lines(page) == []
    assert "No unit is known here yet" in words_on(page)
    with qtbot.waitSignal(page.new_unit):
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    with qtbot.waitSignal(page.other_unit):
        QTest.keyClick(focused(), Qt.Key.Key_Return)


def test_a_unit_that_is_gone_is_said_at_once(page: SignIn, tmp_path: Path) -> None:
    page.ask(tmp_path / "Moved.ipsdesk")
    assert f"There is no unit in {tmp_path / 'Moved.ipsdesk'}" in words_on(page.card.problem)
    assert "Encrypted" not in words_on(page)


def test_practice_and_quiet_words_stand_above_the_fields(page: SignIn, unit: Path) -> None:
    page.ask(unit, "practice", "a b", practice=True, words="Locked. What was saved is safe.")
    assert PRACTICE in words_on(page)
    assert "Locked. What was saved is safe." in words_on(page)
    assert "No backup yet." in words_on(page)
    page.ask(unit)
    assert PRACTICE not in words_on(page)


def test_the_way_of_the_tab_key(page: SignIn, unit: Path) -> None:
    page.ask(unit)
    names = []
    for _ in range(8):
        names.append(QAccessible.queryAccessibleInterface(focused()).text(QAccessible.Text.Name))
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    fields = ["Account", "Passphrase", "Show the passphrase"]
    assert names == [
        *fields,
        "Sign in",
        "Forgotten passphrase…",
        "New unit…",
        "Restore a backup…",
        "Other unit…",
    ]


def test_the_passphrase_can_be_shown_and_is_covered_the_next_time(page: SignIn, unit: Path) -> None:
    page.ask(unit, ACCOUNT, PASSPHRASE)
    passphrase = lines(page)[1]
    link = page.card.asking._passphrase.line.show_link
    link.click()
    assert passphrase.echoMode() is QLineEdit.EchoMode.Normal
    assert link.accessibleName() == "Hide the passphrase"
    page.ask(unit, ACCOUNT, PASSPHRASE)
    assert passphrase.echoMode() is QLineEdit.EchoMode.Password


def caps_lock_shown(asking: Asking) -> bool:
    return CAPS_LOCK in words_on(asking)


def press(line: QLineEdit, letter: str, *, shift: bool = False, key: Qt.Key = Qt.Key.Key_A) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(line, QKeyEvent(QKeyEvent.Type.KeyPress, key, modifier, letter))


def test_caps_lock_is_known_from_what_is_typed(page: SignIn, unit: Path) -> None:
    page.ask(unit, ACCOUNT)
    asking, line = page.card.asking, lines(page)[1]
    for letter, shift, on in (("a", False, False), ("A", False, True), ("7", False, True), ("a", True, True)):
        press(line, letter, shift=shift)
        assert caps_lock_shown(asking) is on
    press(line, "", key=Qt.Key.Key_CapsLock)
    assert not caps_lock_shown(asking)
    press(line, "A", shift=True)
    assert not caps_lock_shown(asking)


NOW = datetime(2026, 5, 12, 9, 5).astimezone()


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 5, 12, 0, 0), "today, 12:00am"),
        (datetime(2026, 5, 11, 17, 40), "yesterday, 5:40pm"),
        (datetime(2026, 5, 8, 12, 9), "Fri 8 May, 12:09pm"),
        (datetime(2025, 12, 31, 11, 59), "Wed 31 Dec 2025, 11:59am"),
    ],
)
def test_when_the_last_backup_was(at: datetime, said: str) -> None:
    assert moment_words(at.astimezone(), NOW) == said
    assert backup_words(at.astimezone(), NOW) == f"Encrypted. Last backup {said}, checked."


LOOKS = [(Shade.LIGHT, 100), (Shade.DARK, 100), (Shade.HIGH_CONTRAST, 100), (Shade.LIGHT, 200)]


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
@pytest.mark.parametrize("look", LOOKS)
def test_everybody_can_use_it(
    page: SignIn, unit: Path, theme: Theme, look: tuple[Shade, int], size: tuple[int, int]
) -> None:
    theme.choose(*look)
    page.resize(*size)
    for folder in (unit, unit.with_name("A very long name Larkrise" + "House" * 12 + ".ipsdesk"), None):
        page.ask(folder, ACCOUNT, practice=True, words="Locked. What was saved is safe.")
        page.card.asking.give()
        QTest.qWait(20)
        assert unnamed(page) == []
        assert too_small(page) == []
        assert out_of_keyboards_reach(page) == []
        assert cut_in(page) == []
        assert page.horizontalScrollBar().maximum() == 0
        assert page.verticalScrollBar().maximum() == 0 or look[1] == 200 or folder != unit


def cut_in(page: SignIn) -> list[str]:
    """The walk skips what can be scrolled; the card must hold what is in it all the same."""
    content = page.takeWidget()
    try:
        content.show()
        return cut(content)
    finally:
        page.setWidget(content)
