"""Undo for the whole window: the line of the menu says what it would take back, and takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction

from ipsdesk.errors import DeskError
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk

if TYPE_CHECKING:
    from ipsdesk.services.records import Done, Undoable
    from ipsdesk.ui.frame.desk_page import DeskPage
    from ipsdesk.ui.frame.status_bar import StatusBar

UNDO, NOT_UNDONE = "undo", "Not undone"
SOON = 120
"""Milliseconds in which changes that come together are asked about once."""


class UndoLine(QObject):
    """Asks on the worker after each change what would be undone next; off where nothing would be."""

    rang = Signal()

    def __init__(self, at: AtDesk, *, may: bool) -> None:
        super().__init__(at.page)
        self._at, self._may = at, may
        self._action: QAction | None = None
        self._status: StatusBar | None = None
        self._asking = False
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._ask)
        # Queued: a change is announced on the thread that made it.
        self.rang.connect(self._changed, Qt.ConnectionType.QueuedConnection)

    def begin(self, page: DeskPage) -> None:
        """The line is there from now on."""
        if self._may:
            self._action, self._status = page.actions_table[UNDO], page.status_bar
            self._at.desk.changes.listen(self._heard)
            self._reword(None)
            self._soon.start()

    def _heard(self, _kinds: frozenset[str]) -> None:
        self.rang.emit()

    def _changed(self) -> None:
        """On at once, for whoever is quicker than the answer."""
        if self._action is not None:
            self._action.setEnabled(True)
        if not self._soon.isActive():
            self._soon.start()

    # ---- what would be undone -----------------------------------------------------------------------

    def _ask(self) -> None:
        """Not while the unit is being closed: its page is hidden then, and asking would be too late."""
        if self._asking or not self._at.page.isVisible():
            self._soon.start()
        else:
            self._asking = True
            self._at.run(self._next, self._reword, self._failed)

    def _next(self, _progress: Progress) -> Undoable | None:
        return self._at.desk.records.next_undo()

    def _reword(self, undoable: Undoable | None) -> None:
        self._asking = False
        if self._action is not None:
            self._action.setText(f"&Undo: {undoable.words.replace('&', '&&')}" if undoable else "&Undo")
            self._action.setEnabled(undoable is not None)

    def _failed(self, error: BaseException) -> None:
        self._asking = False
        if not isinstance(error, DeskError):
            raise error

    # ---- undoing ------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back one's own last saved change, after all that waits to be saved."""
        self._at.run(self._take_back, self._undone, self._refused)

    def _take_back(self, _progress: Progress) -> Done:
        return self._at.desk.records.undo_last()

    def _undone(self, done: Done) -> None:
        if self._status is not None:
            self._status.show_done(f"Undone: {done.words.removeprefix('Undo: ')}")

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        from ipsdesk.ui.notice import Notice  # noqa: PLC0415 - only where it is needed

        self._at.open(Notice(self._at.theme, NOT_UNDONE, str(error), parent=self._at.page))
        self._changed()
