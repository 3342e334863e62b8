"""A person at the real window with the dialog about backups open, and words on screen."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk, offer_recovery_key
from ipsdesk.services.records import RecordRef
from ipsdesk.ui.backups.dialog import BackupsDialog
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.breakable import MAY_BREAK
from tests.services.backed_up import add_second
from tests.services.hours_books import a_unit_at_work, key_of
from tests.ui.at_the_window import AtTheWindow, Key
from tests.ui.importing.at_the_dialog import fill, tab_to
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import CHEAP, TODAY, copy_unit, sit_down

CTRL = Qt.KeyboardModifier.ControlModifier


def a_unit_backed_up(empty: Path, folder: Path) -> Path:
    """A closed unit with three people at work, a second account, and a backup of all that."""
    unit = copy_unit(empty, folder / "Larkrise.ipsdesk")
    with sit_down(unit) as desk:
        a_unit_at_work(desk, folder)
        add_second(desk)
        desk.backups.back_up("asked for")
    return unit


def print_new_key(unit: Path) -> str:
    """A new recovery key for a closed unit, which renews its keys: backups made before have an older one."""
    printed = offer_recovery_key()
    with sit_down(unit) as desk:
        desk.accounts.cost = CHEAP
        desk.accounts.set_recovery_key(printed, printed)
    return printed


def remove(unit: Path, reference: str) -> None:
    """Remove a client of a closed unit with all that belongs to them."""
    with sit_down(unit) as desk:
        desk.records.remove(RecordRef("client", key_of(desk, reference, "clients")), "entered twice")


def words_on(widget: QWidget) -> str:
    """All words on screen."""
    words = "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())
    return words.replace(MAY_BREAK, "")


def faults(dialog: QDialog) -> list[str]:
    """Everything about a dialog that a person could not use."""
    return [*unnamed(dialog), *too_small(dialog), *out_of_keyboards_reach(dialog), *cut(dialog)]


class AtBackups(AtTheWindow):
    """Signs in, opens the dialog with its key, and walks it by Tab."""

    def __init__(self, qtbot: QtBot, theme: Theme, folder: Path, today: date = TODAY) -> None:
        super().__init__(qtbot, theme, folder, today)

    def _keyboard(self) -> QWidget:
        """A list that has sprung up has it before anything else."""
        return QApplication.activePopupWidget() or super()._keyboard()

    @property
    def desk(self) -> Desk:
        """The open one."""
        assert self.window.desk is not None
        return self.window.desk

    @property
    def dialog(self) -> BackupsDialog:
        """The one on screen."""
        return next(one for one in self.window.findChildren(BackupsDialog) if one.isVisible())

    def open_backups(self) -> BackupsDialog:
        """With its key, and wait for the list."""
        self.press(Key.Key_B, with_=CTRL)
        self.wait(lambda: bool(self.dialog.overview.panel.model.rows))
        self.rest()
        return self.dialog

    def rest(self) -> None:
        """Until nothing is done any more, and what was done is shown."""
        self.wait(lambda: not self.background.busy)
        if QApplication.activeWindow() is None:  # a desktop gives it to the topmost when one has closed
            dialogs = [one for one in self.window.findChildren(QDialog) if one.isVisible()]
            [self.window, *dialogs][-1].activateWindow()
        self.wait(lambda: QApplication.focusWidget() is not None)

    def push(self, name: str) -> None:
        """Walk to a button, press it, and wait for what it does."""
        tab_to(name)
        self.press(Key.Key_Return)
        self.rest()

    def choose(self, reason: str) -> None:
        """Put the cursor on the newest backup made for this reason."""
        panel = self.dialog.overview.panel
        place = next(at for at, line in enumerate(panel.model.shown) if line.reason == reason)
        tab_to("Backups")
        self.press(Key.Key_Home, with_=CTRL)
        for _ in range(place):
            self.press(Key.Key_Down)

    def hears(self, *words: str) -> None:
        """Wait until all of these are on screen."""
        for one in words:
            self.wait(partial(self._sees, one))

    def _sees(self, words: str) -> bool:
        return words in words_on(self.window)

    def type_at(self, name: str, words: str) -> None:
        """Walk to a field and type over what is in it."""
        fill(name, words)
