"""A person at the keyboard before somebody's page of risk, in the window as people have it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.ui.caseload.tab import CaseloadTab
from ipsdesk.ui.risk.page import RiskOfPerson
from ipsdesk.ui.theme import Theme
from tests.ui.at_the_window import AtTheWindow, Key
from tests.units import ACCOUNT, PASSPHRASE

CTRL = Qt.KeyboardModifier.ControlModifier
Dialog = TypeVar("Dialog", bound=QDialog)


class AtRisk:
    """Signs in, opens Annis's record, and goes about with Tab and the shortcuts."""

    def __init__(self, qtbot: QtBot, theme: Theme, folder: Path, unit: Path, today: date) -> None:
        self.person = AtTheWindow(qtbot, theme, folder, today)
        self.unit = unit

    @property
    def tab(self) -> CaseloadTab:
        """The caseload."""
        page = self.person.window.page
        assert page is not None
        return next(tab for tab in page.tabs if isinstance(tab, CaseloadTab))

    @property
    def page(self) -> RiskOfPerson:
        """The page of risk."""
        page = self.tab.record.pages.page
        assert isinstance(page, RiskOfPerson)
        return page

    def idle(self) -> None:
        """Wait until nothing is read or written any more."""
        self.person.wait(lambda: not self.person.background.busy)

    def sit_down(self) -> None:
        """Sign in, and open the record."""
        person, window = self.person, self.person.window
        window.start(self.unit)
        person.wait(lambda: QApplication.focusWidget() is not None)
        person.press(ACCOUNT, Key.Key_Tab, PASSPHRASE, Key.Key_Return)
        person.wait(lambda: window.page is not None and window.page.isVisible())
        window.activateWindow()
        person.wait(window.isActiveWindow)
        person.press(Key.Key_2, with_=CTRL)
        person.wait(lambda: self.tab.people is not None)
        self.tab.go_to(next(one.client for one in self.tab.people.people if one.name == "Annis Fold"))  # type: ignore[union-attr] # waited for
        person.wait(lambda: self.tab.record.shown is not None)
        self.idle()

    def turn_to_risk(self) -> None:
        """Ctrl+Page Down until the page of risk is there."""
        for _ in range(12):
            if isinstance(self.tab.record.pages.page, RiskOfPerson):
                break
            self.person.press(Key.Key_PageDown, with_=CTRL)
        self.person.wait(lambda: self.page.client is not None)
        self.idle()

    def tab_to(self, name: str, key: Key = Key.Key_Tab) -> None:
        """Tab, or Backtab, until a screen reader says this name."""
        for _ in range(120):
            focused = QApplication.focusWidget()
            if focused is not None and heard(focused) == name:
                return
            self.person.press(key)
        raise AssertionError(f"Tab never comes to {name}")

    def press(self, name: str) -> None:
        """A button, found with Tab."""
        self.tab_to(name)
        self.person.press(Key.Key_Return)

    def dialog(self, kind: type[Dialog]) -> Dialog:
        """The dialog that is open, ready to be used."""
        found: list[Dialog] = []

        def is_open() -> bool:
            found[:] = [
                one
                for one in self.person.window.findChildren(kind)
                if shiboken6.isValid(one) and one.isVisible()
            ]
            return bool(found) and not self.person.background.busy

        self.person.wait(is_open)
        found[0].activateWindow()  # a desktop would do so
        self.person.wait(lambda: QApplication.activeWindow() is found[0])
        self.person.wait(lambda: found[0].isAncestorOf(QApplication.focusWidget() or self.person.window))
        return found[0]

    def closed(self, dialog: QWidget) -> None:
        """Wait until it has gone and the record is read again."""
        self.person.wait(lambda: not (shiboken6.isValid(dialog) and dialog.isVisible()))
        self.person.window.activateWindow()
        self.person.wait(self.person.window.isActiveWindow)
        self.idle()

    def type_over(self, words: str) -> None:
        """Words in place of what stands in the field."""
        self.person.press(Key.Key_A, with_=CTRL)
        self.person.press(words)

    def leave(self) -> None:
        """Close the window."""
        self.person.leave()


def heard(widget: QWidget) -> str:
    """What a screen reader calls it."""
    return str(QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name))


def texts(window: QWidget) -> str:
    """All that stands on screen and in titles."""
    shown: Any = [one for one in window.findChildren(QWidget) if one.isVisible()]
    said = [str(one.text()) for one in shown if hasattr(one, "text") and callable(one.text)]
    said += [one.toPlainText() for one in shown if hasattr(one, "toPlainText")]
    said += [one.accessibleName() + one.accessibleDescription() + one.toolTip() for one in shown]
    titles = [one.windowTitle() for one in QApplication.topLevelWidgets()]
    return "\n".join([*said, *titles])
