"""Watches over an open unit: locks it when nobody is there, and keeps what is being written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ipsdesk.errors import CannotRun, DeskError
from ipsdesk.services.drafts import KeptDraft
from ipsdesk.services.roles import STAFF
from ipsdesk.services.settings import CHANGED, Choices
from ipsdesk.ui.background import Progress, RunInBackground
from ipsdesk.ui.frame.countdown import Countdown
from ipsdesk.ui.frame.desk_page import Bell, DeskPage
from ipsdesk.ui.frame.idle import Idle
from ipsdesk.ui.frame.session_watch import SessionWatch
from ipsdesk.ui.frame.writing import Writing
from ipsdesk.ui.theme import Theme

if TYPE_CHECKING:
    from ipsdesk.services.desk import Desk

UNKNOWN = "This version of the program has no such form. What was typed is still kept."


class Guard(QObject):
    """``lock_wanted`` carries the sentence that says why."""

    lock_wanted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        run: RunInBackground,
        desk: Desk,
        page: DeskPage,
        windows: Callable[[], Iterable[QWidget]],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._theme, self._run, self._desk, self._page, self._window = theme, run, desk, page, window
        self._minutes = Choices().lock_minutes
        self._countdown: Countdown | None = None
        self._watches = False
        self.idle, self.session = Idle(self), SessionWatch(window, self)
        self.writing = Writing(run, desk, lambda: [*page.tabs_there, *windows()], self)
        self._bell = Bell()  # outlives this: the desk announces to whoever once listened
        self._wire()

    def _wire(self) -> None:
        self.idle.counting.connect(self._count)
        self.idle.stayed.connect(self._stayed)
        self.idle.over.connect(self._over)
        self.session.lock_wanted.connect(self.lock_wanted)
        self._page.offer.kept.connect(self._take_up)
        self._page.offer.discarded.connect(self._discard)
        self._bell.rang.connect(self._heard, Qt.ConnectionType.QueuedConnection)
        self._desk.changes.listen(self._bell.ring)

    def begin(self) -> None:
        """From now on; what this needs from the file is read."""
        self.watch()
        self._run(self._read, self._know, self._failed)

    def watch(self) -> None:
        """Go on after `stop`."""
        self.idle.begin(self._minutes)
        self.session.begin()
        self.writing.begin()
        self._watches = True

    def stop(self) -> None:
        """The unit is being left: nothing more is read from it."""
        self._watches = False
        self.idle.stop()
        self.session.stop()
        self.writing.stop()
        self._stayed()

    # ---- what is in the file ------------------------------------------------------------------------

    def _read(self, _progress: Progress) -> tuple[Choices, list[KeptDraft]]:
        desk = self._desk
        mine = desk.drafts.mine() if desk.workspace.actor.role in STAFF else []
        return desk.settings.choices(), mine

    def _know(self, known: tuple[Choices, list[KeptDraft]]) -> None:
        choices, drafts = known
        self._choose(choices)
        self._page.offer.show_drafts(drafts, self._desk.workspace.now())

    def _choose(self, choices: Choices) -> None:
        self._minutes = choices.lock_minutes
        self.idle.set_minutes(choices.lock_minutes)

    def _heard(self, kinds: frozenset[str]) -> None:
        if CHANGED in kinds and self._watches:
            self._run(lambda _: self._desk.settings.choices(), self._choose, self._failed)

    def _failed(self, error: BaseException) -> None:
        raise error

    # ---- nobody there -------------------------------------------------------------------------------

    def _count(self, seconds: int) -> None:
        if self._countdown is None:
            active = QApplication.activeWindow()
            self._countdown = Countdown(self._theme, active or self._window, seconds)
        elif isValid(self._countdown):
            self._countdown.say(seconds)

    def _stayed(self) -> None:
        if self._countdown is not None and isValid(self._countdown):
            self._countdown.hide()
            self._countdown.deleteLater()
        self._countdown = None

    def _over(self) -> None:
        minutes = self._minutes
        self.lock_wanted.emit(f"Locked: nobody was here for {minutes} minute{'' if minutes == 1 else 's'}.")

    # ---- drafts of before ---------------------------------------------------------------------------

    def _take_up(self, draft: KeptDraft) -> None:
        """Open its form again; where that can't be, the draft stays and the strip says why."""
        reopen = self._page.reopener(draft.note.kind)
        try:
            if reopen is None:
                raise CannotRun(UNKNOWN)
            reopen(draft.note)
        except DeskError as error:
            self._page.offer.refuse(draft.id, str(error))
        else:
            self._page.offer.drop(draft.id)
            self.writing.take_up(draft.id)

    def _discard(self, draft: KeptDraft) -> None:
        self._page.offer.drop(draft.id)
        self._run(partial(self._throw_away, draft.id), self._thrown_away, self._failed)

    def _throw_away(self, draft: int, _progress: Progress) -> None:
        self._desk.drafts.discard(draft)

    def _thrown_away(self, _nothing: None) -> None:
        return
