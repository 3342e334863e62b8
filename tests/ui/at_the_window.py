"""A person at the real window, with nothing but the keyboard and what a screen reader says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.app import make_more, make_tabs
from ipsdesk.services.desk import Desk, Made, make_unit, open_desk
from ipsdesk.ui.background import Background
from ipsdesk.ui.frame.doors import Doors
from ipsdesk.ui.frame.window import DeskWindow
from ipsdesk.ui.hours.tab import HoursTab
from ipsdesk.ui.more_actions import AtDesk, MoreActions
from ipsdesk.ui.tab import LaterTab
from ipsdesk.ui.theme import Theme
from tests.units import ACCOUNT, CHEAP, PASSPHRASE

Key = Qt.Key
PATIENCE = 20_000


def _make_unit(folder: Path, name: str, account: str, passphrase: str) -> Made:
    return make_unit(folder, name, account, passphrase, cost=CHEAP)


class AtTheWindow:
    """Sits before the window as the program puts it together, worker thread included."""

    def __init__(self, qtbot: QtBot, theme: Theme, folder: Path, today: date) -> None:
        self._qtbot, self._theme, self._today = qtbot, theme, today
        self.background = Background()
        self._settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        self.remembered: list[Path] = []
        doors = Doors(self._open, self._tabs, _make_unit, self.remembered.append, lambda *_: None, self._more)
        self.window = DeskWindow(theme, self.background.run_in_background, doors, self._settings)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        QTest.qWaitForWindowActive(self.window)

    def _open(self, folder: Path, account: str, passphrase: str) -> Desk:
        return open_desk(folder, account, passphrase, today=lambda: self._today)

    def _tabs(self, desk: Desk) -> Sequence[LaterTab]:
        return make_tabs(self._theme, self.background.run_in_background, desk, self._settings)

    def _more(self, desk: Desk, page: QWidget) -> MoreActions:
        return make_more(AtDesk(self._theme, self.background.run_in_background, desk, self._settings, page))

    # ---- keys ---------------------------------------------------------------------------------------

    def press(self, *keys: Key | str, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Words are typed, keys are pressed, wherever the keyboard is."""
        for key in keys:
            if isinstance(key, str):
                for letter in key:
                    QTest.keyClicks(self._keyboard(), letter, with_)
            else:
                QTest.keyClick(self._keyboard(), key, with_)

    def _keyboard(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def wait(self, is_so: Callable[[], bool | None]) -> None:
        """Until something is so, or no longer fails."""
        self._qtbot.waitUntil(is_so, timeout=PATIENCE)

    # ---- signing in and leaving ---------------------------------------------------------------------

    def sign_in(self, unit: Path) -> HoursTab:
        """Type account and passphrase, and go to the weekly hours; gives their tab, its week read."""
        self.window.start(unit)
        self.wait(lambda: QApplication.focusWidget() is not None)
        self.press(ACCOUNT, Key.Key_Tab, PASSPHRASE, Key.Key_Return)
        self.wait(lambda: self.window.page is not None and self.window.page.isVisible())
        self.press(Key.Key_3, with_=Qt.KeyboardModifier.ControlModifier)
        self.wait(lambda: self.tab.grid.week is not None)
        return self.tab

    @property
    def tab(self) -> HoursTab:
        """The tab of weekly hours."""
        assert self.window.page is not None
        return next(tab for tab in self.window.page.tabs if isinstance(tab, HoursTab))

    def leave(self) -> None:
        """Close the window, and wait until nothing is on its way to the file any more."""
        self.window.activateWindow()  # as a desktop does when a dialog has closed
        self.wait(self.window.isActiveWindow)
        self.press(Key.Key_Q, with_=Qt.KeyboardModifier.ControlModifier)
        self.wait(lambda: not self.window.isVisible() and not self.background.busy)
        self.background.finish()

    # ---- the grid -----------------------------------------------------------------------------------

    def heard(self, index: QModelIndex | None = None) -> str:
        """What a screen reader says of a cell, of the current one unless another is given."""
        cell = self.tab.grid.currentIndex() if index is None else index
        return str(cell.data(Qt.ItemDataRole.AccessibleTextRole))

    def go_to(self, *words: str) -> None:
        """Walk with the arrow keys to the cell of which all these words are said."""
        grid = self.tab.grid
        self.press(Key.Key_Home, with_=Qt.KeyboardModifier.ControlModifier)
        for _ in range(grid.model().rowCount() + 1):
            self.press(Key.Key_Home)
            for _ in range(grid.model().columnCount()):
                if all(part in self.heard() for part in words):
                    return
                self.press(Key.Key_Right)
            self.press(Key.Key_Down)
        raise AssertionError(f"no cell says {words}; the last one said {self.heard()!r}")

    def said_saved(self) -> bool:
        """Whether the status bar says that something was saved."""
        assert self.window.page is not None
        return any(label.text().startswith("Saved ") for label in self.window.page.findChildren(QLabel))
