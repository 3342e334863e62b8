"""The dialogs of the window, each loaded when it is first asked for."""

# ruff: noqa: PLC0415 - none of them is needed to paint the sign-in

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ipsdesk.ui.background import RunInBackground
from ipsdesk.ui.drafts import Writes
from ipsdesk.ui.frame.doors import Doors
from ipsdesk.ui.theme import Theme

if TYPE_CHECKING:
    from ipsdesk.ui.actions import ActionRow
    from ipsdesk.ui.help.window import HelpWindow


class Dialogs(QObject):
    """Opens them over the window, and closes whatever is open over it.

    ``made`` carries folder and account of a new unit, ``chosen`` the folder of another one, ``recovered`` the
    account that has a new passphrase.
    """

    made = Signal(object, str)
    chosen = Signal(object)
    recovered = Signal(str)

    def __init__(self, theme: Theme, run: RunInBackground, doors: Doors, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._run, self._doors, self._window = theme, run, doors, window
        self._help: HelpWindow | None = None
        self._hidden: list[QWidget] = []

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def new_unit(self) -> None:
        """Make a new unit."""
        from ipsdesk.ui.sign_in.new_unit import NewUnit

        dialog = NewUnit(self._theme, self._run, self._doors.make_unit, self._window)
        dialog.made.connect(self.made)
        self._open(dialog)

    def open_unit(self) -> None:
        """Choose another unit."""
        from ipsdesk.ui.sign_in.open_unit import OpenUnit

        dialog = OpenUnit(self._theme, self._window)
        dialog.chosen.connect(self.chosen)
        self._open(dialog)

    def forgotten_passphrase(self, folder: Path, account: str) -> None:
        """A new passphrase, by the printed recovery key."""
        from ipsdesk.ui.sign_in.forgotten import ForgottenPassphrase

        recover = self._doors.recover_account
        dialog = ForgottenPassphrase(self._theme, self._run, recover, folder, account, self._window)
        dialog.recovered.connect(self.recovered)
        self._open(dialog)

    def restore_unit(self, beside: Path | None) -> None:
        """A unit out of a backup, in a folder of its own."""
        from ipsdesk.ui.backups.restore_unit import RestoreUnit

        dialog = RestoreUnit(self._theme, self._run, self._doors.restore_unit, beside, self._window)
        dialog.restored.connect(self.chosen)
        self._open(dialog)

    def appearance(self) -> None:
        """Choose colours and text size."""
        from ipsdesk.ui.frame.appearance import Appearance

        self._open(Appearance(self._theme, self._doors.remember_look, self._window))

    def larger(self) -> None:
        """All text a step larger."""
        from ipsdesk.ui.frame.appearance import step_text

        step_text(self._theme, 1, self._doors.remember_look)

    def smaller(self) -> None:
        """All text a step smaller."""
        from ipsdesk.ui.frame.appearance import step_text

        step_text(self._theme, -1, self._doors.remember_look)

    def shortcuts(self, table: Sequence[ActionRow]) -> None:
        """Every shortcut of a table."""
        from ipsdesk.ui.shortcut_sheet import ShortcutSheet

        self._open(ShortcutSheet(self._theme, table, self._window))

    def about(self, folder: Path | None) -> None:
        """Version and folder."""
        from ipsdesk.ui.frame.about import About

        self._open(About(self._theme, folder, self._window))

    def help(self, page: str) -> None:
        """A page of the help, in a window beside this one that stays while one works."""
        from ipsdesk.ui.help.window import HelpWindow

        if self._help is None or not shiboken6.isValid(self._help):
            self._help = HelpWindow(self._theme, page, self._window)
        self._help.show_page(page)
        self._help.show()
        self._help.raise_()
        self._help.activateWindow()

    def unsaved(self, places: Sequence[str], go_on: Callable[[], object]) -> None:
        """What is not saved, before the unit is left; ``go_on`` leaves it all the same."""
        from ipsdesk.ui.frame.unsaved import Unsaved

        dialog = Unsaved(self._theme, places, self._window)
        dialog.go_on.connect(go_on)
        self._open(dialog)

    # ---- what is open --------------------------------------------------------------------------

    def opened(self) -> list[QWidget]:
        """The windows over this one, those that `blank` has hidden included."""
        windows = (one for one in QApplication.topLevelWidgets() if self._window in _above(one))
        return [one for one in windows if one.isVisible() or one in self._hidden]

    def blank(self) -> None:
        """Nothing but the window is on screen any more; what writes stays hidden until its draft is kept."""
        while popup := QApplication.activePopupWidget():
            popup.close()
        for one in QApplication.topLevelWidgets():
            if one.windowType() is Qt.WindowType.ToolTip:
                one.hide()
        opened = self.opened()
        writing = [one for one in opened if isinstance(one, Writes)]
        needed = [*writing, *(above for one in writing for above in _above(one))]
        for one in opened:
            if one in needed:
                self._hidden.append(one)
                one.hide()
            elif shiboken6.isValid(one):
                self._close(one)

    def show_again(self) -> None:
        """What `blank` has hidden, for whoever stays after all."""
        for one in (one for one in self._hidden if shiboken6.isValid(one)):
            one.open() if isinstance(one, QDialog) else one.show()
        self._hidden = []

    def close_all(self) -> None:
        """Close everything that is open over the window, whatever is typed in it, and let it go."""
        self.blank()
        for one in self.opened():
            if shiboken6.isValid(one):
                self._close(one)
        self._hidden = []

    def _close(self, one: QWidget) -> None:
        # Not close(): a dialog may ask whether it is to be closed, and locking does not wait for an answer.
        if isinstance(one, QDialog):
            one.done(QDialog.DialogCode.Rejected)
        one.hide()
        one.deleteLater()


def _above(one: QWidget) -> list[QWidget]:
    """What it belongs to, up to the window it was opened over."""
    above = one.parentWidget()
    return [above, *_above(above)] if above is not None else []
