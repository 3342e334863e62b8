"""A dialog that does slow work in sight: a bar, words for what is being done, and Cancel, which stops it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.ui.background import Cancelled, Progress, RunInBackground, Work
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.busy_bar import BusyBar
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.step_page import RING_ROOM
from ipsdesk.ui.widgets.text_styles import SECOND
from ipsdesk.ui.widgets.words import Words

STOPPING = "Stopping…"
SCREEN_SHARE = 0.94


class WorkingDialog(QDialog):
    """Lays its content over a foot of Back, what is being done, Cancel and the next action.

    One piece of work at a time: ``begin`` it, and its result goes to ``on_done``; `refused` hears what kept
    it from being done. While it runs the content and the other buttons are off, and closing stops it.
    """

    def __init__(self, theme: Theme, run: RunInBackground, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._run = theme, run
        self._on_done: Callable[[Any], None] | None = None
        self._progress: Progress | None = None
        self._focus: QWidget | None = None
        self.setWindowTitle(title)
        self.content = QWidget()
        self.back, self.cancel = Button(theme, "Back"), Button(theme, "Cancel")
        self.next = Button(theme, "Next", Rank.PRIMARY)
        self.next.setDefault(True)
        self.doing, self._bar = Words(theme, style=SECOND, wraps=True), BusyBar(theme)
        self.inside = QVBoxLayout(self.content)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(Space.FIELD)
        self.cancel.clicked.connect(self.reject)

    def lay_out(self) -> None:
        """Put the content, filled by now, over the foot: Tab goes through them in this order."""
        buttons = QHBoxLayout()
        buttons.setContentsMargins(RING_ROOM, 0, RING_ROOM, 0)
        buttons.setSpacing(Space.SNUG)
        buttons.addWidget(self.back)
        buttons.addWidget(self.doing, 1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.next)
        layout = QVBoxLayout(self)
        edge = Space.CARD - RING_ROOM
        layout.setContentsMargins(edge, Space.CARD, edge, Space.FIELD)
        layout.setSpacing(Space.STEP)
        layout.addWidget(self.content, 1)
        layout.addWidget(self._bar)
        layout.addLayout(buttons)

    def fit(self, width: int, height: int) -> None:
        """So large at 100 % text, within the screen."""
        room = self.screen().availableSize() * SCREEN_SHARE
        self.resize(min(self._theme.px(width), room.width()), min(self._theme.px(height), room.height()))

    # ---- work ---------------------------------------------------------------------------------------

    @property
    def is_working(self) -> bool:
        """Whether something is being done."""
        return self._on_done is not None

    def begin(self, work: Work[Any], on_done: Callable[[Any], None], doing: str) -> None:
        """Do this in the background, saying so."""
        self._on_done = on_done
        focus = QApplication.focusWidget()
        self._focus = focus if focus is not None and self.isAncestorOf(focus) else None
        self._show_working(doing)
        announce(self, doing)
        self._progress = self._run(work, self._finished, self._failed, self._say)

    def _say(self, _share: float, doing: str) -> None:
        if self.is_working and self.doing.text() != STOPPING:
            self.doing.setText(doing)

    def _end(self) -> Callable[[Any], None] | None:
        on_done, self._on_done = self._on_done, None
        self._show_working("")
        if self._focus is not None and self.isAncestorOf(self._focus):
            self._focus.setFocus()
        self._focus = None
        return on_done

    def _finished(self, result: object) -> None:
        on_done = self._end()
        if on_done is not None:
            on_done(result)

    def _failed(self, error: BaseException) -> None:
        self._end()
        if not isinstance(error, DeskError):
            raise error
        if isinstance(error, Cancelled):
            self.stopped(str(error))
        else:
            self.refused(error)

    def _show_working(self, doing: str) -> None:
        self.doing.setText(doing)
        self._bar.set_moving(bool(doing))
        for one in (self.content, self.back, self.next):
            one.setEnabled(not doing)
        self.cancel.setEnabled(True)
        if doing:
            self.cancel.setFocus()

    def refused(self, error: DeskError) -> None:
        """Say what kept the work from being done."""
        raise NotImplementedError

    def stopped(self, sentence: str) -> None:
        """Say that it was stopped."""
        self.doing.setText(f"{sentence} Nothing was changed.")
        announce(self, self.doing.text())

    # ---- leaving ------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Cancel, Esc and the window's cross stop what is being done; where nothing is, they close."""
        if not self.is_working:
            super().reject()
        elif self._progress is not None:
            self._progress.cancel()
            self.doing.setText(STOPPING)
            self.cancel.setEnabled(False)

    def done(self, result: int) -> None:
        """Whoever closes it: work that can still be stopped is."""
        if self.is_working and self._progress is not None:
            self._progress.cancel()
        super().done(result)
