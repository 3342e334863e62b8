"""A forgotten passphrase at the real window: the printed key, a new passphrase, and in."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.errors import WaitFirst
from ipsdesk.services.desk import Desk, offer_recovery_key
from ipsdesk.services.recovering import recover_account
from ipsdesk.ui.background import run_now
from ipsdesk.ui.sign_in.asking import SIGN_IN
from ipsdesk.ui.sign_in.forgotten import ForgottenPassphrase
from ipsdesk.ui.sign_in.page import SignIn
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from ipsdesk.ui.widgets.breakable import MAY_BREAK
from tests.ui.at_the_window import AtTheWindow, Key
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import ACCOUNT, CHEAP, PASSPHRASE, TODAY, copy_unit, sit_down

NEW = "meadow anchor pepper violin candle"


def words_on(page: QWidget) -> str:
    words = "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())
    return words.replace(MAY_BREAK, "")


def test_the_printed_key_gives_an_account_a_new_passphrase_that_opens_the_unit(
    qtbot: QtBot, theme: Theme, empty_unit: Path, tmp_path: Path
) -> None:
    unit, printed = copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk"), offer_recovery_key()
    with sit_down(unit) as desk:
        desk.accounts.cost = CHEAP
        desk.accounts.set_recovery_key(printed, printed)
    person = AtTheWindow(qtbot, theme, tmp_path, TODAY)
    person.window.start(unit)
    person.wait(lambda: QApplication.focusWidget() is not None)
    person.press(ACCOUNT)
    person.window.sign_in.card.asking.forgotten.click()
    (dialog,) = person.window.findChildren(ForgottenPassphrase)
    person.wait(dialog.isActiveWindow)
    assert dialog.step.given[1] == ACCOUNT
    person.press("ABCD")
    for row in ("passphrase", "again"):
        dialog.step.rows[row].editor.setFocus()
        person.press(NEW)
    person.press(Key.Key_Return)
    person.wait(lambda: "A recovery key has 33 letters and digits" in words_on(dialog))
    dialog.step.rows["key"].editor.show_value(printed.lower())
    dialog.next.click()
    person.wait(lambda: not any(one.isVisible() for one in person.window.findChildren(QDialog)))
    assert "Sign in with it" in words_on(person.window)
    person.window.activateWindow()
    person.wait(person.window.isActiveWindow)
    person.press(NEW, Key.Key_Return)
    person.wait(lambda: person.window.page is not None and person.window.page.isVisible())
    person.leave()


@pytest.mark.parametrize("text", [100, 200])
def test_the_dialog_can_be_used_by_keyboard_and_ear(qtbot: QtBot, theme: Theme, text: int) -> None:
    theme.choose(Shade.LIGHT, text)
    dialog = ForgottenPassphrase(theme, run_now, partial(recover_account, cost=CHEAP), Path(), ACCOUNT)
    qtbot.addWidget(dialog)
    dialog.open()
    QTest.qWaitForWindowActive(dialog)
    found = [unnamed(dialog), too_small(dialog), out_of_keyboards_reach(dialog), cut(dialog)]
    assert found == [[], [], [], []]


def test_after_wrong_passphrases_the_card_counts_down_and_then_lets_one_try(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    asked: list[str] = []

    def wait(_folder: Path, _account: str, passphrase: str) -> Desk:
        asked.append(passphrase)
        raise WaitFirst("Several wrong passphrases were typed.", 2)

    page = SignIn(theme, run_now, wait)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    page.ask(tmp_path, ACCOUNT, PASSPHRASE)
    asking = page.card.asking
    asking.give()
    assert "Several wrong passphrases were typed." in words_on(page)
    assert (asking.button.text(), asking.button.isEnabled()) == ("Wait 0:02", False)
    asking.give()
    assert len(asked) == 1
    qtbot.waitUntil(asking.button.isEnabled, timeout=5000)
    assert asking.button.text() == SIGN_IN
    assert "Several wrong passphrases" not in words_on(page)
