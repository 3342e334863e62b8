"""The one window: signing in to a unit, working at it, and leaving it in good order."""

# ruff: noqa: PLC0415 - what the sign-in does not need is loaded after it was painted

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from ipsdesk.ui.background import RunInBackground
from ipsdesk.ui.frame.dialogs import Dialogs
from ipsdesk.ui.frame.doors import Doors
from ipsdesk.ui.sign_in.page import SignIn
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Token
from ipsdesk.ui.widgets.painting import CENTRE
from ipsdesk.ui.widgets.text_styles import BODY
from ipsdesk.ui.widgets.words import Words

if TYPE_CHECKING:  # as in doors.py
    from ipsdesk.services.desk import Desk
    from ipsdesk.ui.actions import Actions
    from ipsdesk.ui.frame.alone import Alone
    from ipsdesk.ui.frame.desk_page import DeskPage
    from ipsdesk.ui.frame.guard import Guard
    from ipsdesk.ui.frame.leaving import Leaving, Left
    from ipsdesk.ui.frame.practice_frame import PracticeFrames

TITLE, LOCKING = "IPS Desk", "Locking…"
LOCKED, SAFE = "Locked.", "What was saved is safe."
DRAFTED = "What was not saved is kept as a draft, for whoever wrote it."
RECOVERED = "The new passphrase holds from now on. Sign in with it."
SIGN_IN_HELP = "sign-in"
GEOMETRY, LAST_TAB = "window/geometry", "window/tab"
USUAL, SMALLEST = QSize(1366, 768), QSize(640, 480)
Doers = Mapping[str, Callable[[], object]]


def locked_words(why: str, kept: int = 0, lost: int = 0) -> str:
    """What the sign-in begins with after locking; whose entries they were is not said in the open."""
    more = f" {DRAFTED}" if kept else ""
    if lost == 1:
        more = " 1 entry that could not be saved was not kept: type it again."
    elif lost:
        more = f" {lost} entries that could not be saved were not kept: type them again."
    return f"{why} {SAFE}{more}"


class DeskWindow(QWidget):
    """Shows the sign-in, or the unit that is open; nothing of a unit stays in it once that is locked."""

    def __init__(self, theme: Theme, run: RunInBackground, doors: Doors, settings: QSettings) -> None:
        super().__init__()
        self._theme, self._run, self._doors, self._settings = theme, run, doors, settings
        self._folder: Path | None = None
        self._account = ""
        self._why = self._words = LOCKED
        self._frames: PracticeFrames | None = None
        self._leaving: Leaving | None = None
        self.guard: Guard | None = None
        self.alone: Alone | None = None
        self._then: Sequence[Callable[[], object]] = ()
        self.desk: Desk | None = None
        self.page: DeskPage | None = None
        self.dialogs = Dialogs(theme, run, doors, self)
        self.sign_in = SignIn(theme, run, doors.open_desk)
        self._build()
        self._wire()
        self._recall()

    def _build(self) -> None:
        self.setWindowTitle(TITLE)
        self.setMinimumSize(SMALLEST)
        self._blank = Words(self._theme, LOCKING, BODY.coloured(Token.TEXT2))
        self._blank.setAlignment(CENTRE)
        self._states = QStackedLayout(self)
        self._states.addWidget(self.sign_in)
        self._states.addWidget(self._blank)

    def _wire(self) -> None:
        self.sign_in.opened.connect(self._opened)
        self.sign_in.new_unit.connect(self.new_unit)
        self.sign_in.other_unit.connect(self.open_unit)
        self.dialogs.made.connect(self.start)
        self.dialogs.chosen.connect(self.start)
        self.sign_in.forgotten.connect(self._forgot)
        self.dialogs.recovered.connect(self._recovered)
        self.sign_in.restore.connect(self._restore)
        self.sign_in.card.painted.connect(self._listen_to_keys, Qt.ConnectionType.QueuedConnection)

    def _listen_to_keys(self) -> None:
        """From the first painting on; nobody is quicker with a shortcut."""
        self.sign_in_actions  # noqa: B018 - made by being asked for

    @cached_property
    def sign_in_actions(self) -> Actions:
        """What can be done while no unit is open."""
        from ipsdesk.ui.actions import Actions
        from ipsdesk.ui.frame.menus import sign_in_table

        table, doers = sign_in_table(), self._doers()
        return Actions(self._theme, table, {row.key: doers[row.key] for row in table}, self.sign_in)

    def _doers(self) -> Doers:
        """What the window itself does, whatever tabs there are."""
        from ipsdesk.ui.frame.menus import LARGER, SMALLER

        return {
            "new-unit": self.new_unit,
            "open-unit": self.open_unit,
            "lock": self.lock,
            "quit": self.close,
            "appearance": self.dialogs.appearance,
            LARGER: self.dialogs.larger,
            SMALLER: self.dialogs.smaller,
            "help": self.help,
            "shortcuts": self.shortcuts,
            "about": self.about,
        }

    def _recall(self) -> None:
        kept = self._settings.value(GEOMETRY)
        if kept is None or not self.restoreGeometry(kept):
            self.resize(USUAL.boundedTo(self.screen().availableSize()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._frames is not None:
            self._frames.cover(event.size())

    # ---- signing in -----------------------------------------------------------------------------

    def start(
        self, folder: Path | None, account: str = "", passphrase: str = "", *, practice: bool = False
    ) -> None:
        """Ask for account and passphrase of the unit in ``folder``; None: there is no unit yet."""
        self._ask(folder, account, passphrase, practice=practice)

    def _ask(
        self,
        folder: Path | None,
        account: str = "",
        passphrase: str = "",
        words: str = "",
        *,
        practice: bool = False,
    ) -> None:
        self._folder, self._account = folder, account
        self._mark_practice(on=practice)
        self.setWindowTitle(TITLE)
        self._states.setCurrentWidget(self.sign_in)
        self.sign_in.ask(folder, account, passphrase, practice=practice, words=words)

    def _ask_again(self) -> None:
        self._listen_to_keys()
        self._ask(
            self._folder,
            self._account,
            words=self._words,
            practice=self._frames is not None and self._frames.are_on,
        )

    def _forgot(self, account: str) -> None:
        if self._folder is not None:
            self.dialogs.forgotten_passphrase(self._folder, account)

    def _restore(self) -> None:
        if not self.sign_in.is_busy():
            self.dialogs.restore_unit(self._folder)

    def _recovered(self, account: str) -> None:
        self._ask(self._folder, account, words=RECOVERED)

    def _mark_practice(self, *, on: bool) -> None:
        if on and self._frames is None:
            from ipsdesk.ui.frame.practice_frame import PracticeFrames

            self._frames = PracticeFrames(self._theme, self)
        if self._frames is not None:
            self._frames.turn(on=on)

    def _opened(self, desk: Desk) -> None:
        try:
            self._show_desk(desk)
        except BaseException:
            desk.close()
            raise

    def _show_desk(self, desk: Desk) -> None:
        from ipsdesk.ui.frame.alone import Alone
        from ipsdesk.ui.frame.desk_page import DeskPage
        from ipsdesk.ui.frame.guard import Guard

        page = DeskPage(self._theme, desk, self._doors, self._doers())
        self.desk, self.page, self._account = desk, page, desk.workspace.actor.name
        self._states.addWidget(page)
        self._states.setCurrentWidget(page)
        self._name_window()
        self._mark_practice(on=desk.is_practice)
        page.begin(str(self._settings.value(LAST_TAB, "")))
        self.alone = alone = Alone(self, self._states, page, self.dialogs, self._doers())
        alone.turned.connect(self._name_window)
        self.guard = Guard(self._theme, self._run, desk, page, alone.places, self)
        self.guard.lock_wanted.connect(self.lock_because)
        page.restoring.connect(self._restoring)
        page.restored.connect(self._restored)
        self.guard.begin()
        if self._folder is not None and not desk.is_practice:
            self._doors.remember_unit(self._folder)

    def _name_window(self) -> None:
        """By the unit; while a view has the window to itself by the program alone."""
        is_named = self.desk is not None and (self.alone is None or self.alone.view is None)
        self.setWindowTitle(f"{self.desk.unit_name} - {TITLE}" if self.desk and is_named else TITLE)

    # ---- leaving --------------------------------------------------------------------------------

    def lock(self) -> None:
        """Close the records and ask for the passphrase again."""
        self.lock_because(LOCKED)

    def lock_because(self, why: str) -> None:
        """The same; the sign-in says why."""
        self._why = why
        self._leave(self._ask_again, asks=False)

    def new_unit(self) -> None:
        """Make a new unit, once none is open."""
        self._leave_for(self.dialogs.new_unit)

    def open_unit(self) -> None:
        """Open another unit, once none is open."""
        self._leave_for(self.dialogs.open_unit)

    def _leave_for(self, another: Callable[[], object]) -> None:
        if self.page is not None:
            self._leave(self._ask_again, another)
        elif not self.sign_in.is_busy():
            another()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave the unit first, then close."""
        if self.page is not None:
            event.ignore()
            self._leave(self._close_soon)
            return
        self._settings.setValue(GEOMETRY, self.saveGeometry())
        self.dialogs.close_all()
        super().closeEvent(event)

    def _close_soon(self) -> None:
        # A window that is being closed does not hear that it is to be closed.
        QTimer.singleShot(0, self.close)

    def _leave(self, *then: Callable[[], object], asks: bool = True) -> None:
        """Have everything typed saved, close the unit and forget it; then do these.

        Where something is not saved, the person is asked first; locking does not wait for an answer.
        """
        if self._leaving and not asks:
            self._leaving.ask_no_more()
            return
        self._then = then
        if self.page and self.desk and self.guard and not self._leaving:
            self._begin_leaving(self.page, self.desk, self.guard, asks=asks)

    def _begin_leaving(self, page: DeskPage, desk: Desk, guard: Guard, *, asks: bool) -> None:
        from ipsdesk.ui.frame.copied import forget_copied
        from ipsdesk.ui.frame.leaving import Leaving

        if (current := page.current_tab()) is not None:
            self._settings.setValue(LAST_TAB, current.title)
        guard.stop()
        page.hand_over()
        self.dialogs.blank()
        self.setWindowTitle(TITLE)
        self._states.setCurrentWidget(self._blank)
        forget_copied(QGuiApplication.clipboard())
        self._leaving = Leaving(self._run, desk, page.tabs_there, guard.writing, self, asks=asks)
        self._leaving.done.connect(self._left)
        self._leaving.stopped.connect(self._stay)
        self._leaving.begin()

    def _stay(self, places: list[str]) -> None:
        """Something is not saved: back to it, or away all the same."""
        if self.alone is None or self._leaving is None or self.guard is None:
            return
        self._leaving.deleteLater()
        self._leaving = None
        self.alone.show()
        self.guard.watch()
        self.dialogs.show_again()
        self.dialogs.unsaved(places, self._leave_without)

    def _leave_without(self) -> None:
        self._leave(*self._then, asks=False)

    def _restoring(self, under_way: bool) -> None:  # noqa: FBT001 - the signal's own shape
        """Nobody locks the unit while a backup takes its place, and no draft goes to it."""
        if self.guard is not None:
            self.guard.stop() if under_way else self.guard.watch()

    def _restored(self, words: str) -> None:
        """The unit is closed already, with all that was to be saved."""
        from ipsdesk.ui.frame.copied import forget_copied
        from ipsdesk.ui.frame.leaving import Left

        forget_copied(QGuiApplication.clipboard())
        self._then = (self._ask_again,)
        self._left(Left(0, 0), words)

    def _left(self, left: Left, words: str = "") -> None:
        """Nothing is open any more. What could not be kept is told, even to whoever was about to close."""
        self.dialogs.close_all()
        if self.alone is not None:
            self.alone.clear()
        for gone in (self.page, self._leaving, self.guard, self.alone):
            if gone is not None:
                gone.deleteLater()
        self.page = self.desk = self._leaving = self.guard = self.alone = None
        self._words, self._why = words or locked_words(self._why, left.kept, left.lost), LOCKED
        for do in (self._ask_again,) if left.lost and self._ask_again not in self._then else self._then:
            do()
        if left.error is not None:
            raise left.error

    # ---- help and the like ----------------------------------------------------------------------

    def help(self) -> None:
        """Show the help page of what is on screen."""
        tab = self.page.current_tab() if self.page else None
        self.dialogs.help(tab.help_page if tab else SIGN_IN_HELP)

    def shortcuts(self) -> None:
        """Show every shortcut."""
        actions = self.page.actions_table if self.page else self.sign_in_actions
        self.dialogs.shortcuts(actions.table)

    def about(self) -> None:
        """Show version and folder."""
        self.dialogs.about(self._folder)
