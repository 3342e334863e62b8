"""The page everything begins on: which unit, who are you, and the passphrase that opens it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk import glance
from ipsdesk.errors import DeskError, WaitFirst, WrongPassphrase
from ipsdesk.ui.background import Cancelled, Progress, RunInBackground
from ipsdesk.ui.sign_in.card import SIDE
from ipsdesk.ui.sign_in.foot import backup_words
from ipsdesk.ui.sign_in.sign_in_card import SignInCard
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.breakable import breakable
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.painting import Way
from ipsdesk.ui.widgets.way_line import Step, WayLine

if TYPE_CHECKING:
    from ipsdesk.services.desk import Desk

CARD_WIDTH, WAY_WIDTH, LEAST_GAPS = 420, 1050, 3 * Space.STEP
STEPS = ("Referral", "First meeting", "First employer", "Job", "13 weeks")
PRACTICE = "Practice: everybody in it is fictional, and its passphrase is known to all."
GONE = (
    "There is no unit in {folder} at the moment. Nothing was changed. If it lies on another drive,"
    " connect it; if it was moved, choose Other unit…"
)


class _Seen(NamedTuple):
    """What a look at the unit's folder shows without its key."""

    folder: Path
    there: bool
    backup: datetime | None


class SignIn(FocusScroll):
    """Asks until a unit is open.

    ``opened`` carries the ``Desk``; ``new_unit``, ``other_unit``, ``restore`` and ``forgotten`` (with the
    account typed so far) say that the person wants that instead.
    """

    opened = Signal(object)
    new_unit = Signal()
    other_unit = Signal()
    restore = Signal()
    forgotten = Signal(str)

    def __init__(
        self, theme: Theme, run: RunInBackground, open_desk: Callable[[Path, str, str], Desk]
    ) -> None:
        super().__init__()
        self._theme, self._run, self._open_desk = theme, run, open_desk
        self._folder: Path | None = None
        self._busy, self._opening = False, Progress(_nobody)
        self.card = SignInCard(theme)
        self._way = WayLine(
            theme, "The way from referral to work", [Step(words, Way.AHEAD) for words in STEPS]
        )
        self._build()
        asking, first = self.card.asking, self.card.first_unit
        asking.given.connect(self._open)
        for button, wanted in (
            (asking.new_unit, self.new_unit),
            (first.new_unit, self.new_unit),
            (asking.other_unit, self.other_unit),
            (first.open_unit, self.other_unit),
            (asking.restore, self.restore),
            (first.restore, self.restore),
        ):
            button.clicked.connect(wanted)
        asking.forgotten.clicked.connect(self._forgot)
        self.card.painted.connect(self._look_at_folder, Qt.ConnectionType.QueuedConnection)
        theme.changed.connect(self._fit)

    def _build(self) -> None:
        self.setAccessibleName("Sign in")
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.card, self._way):
            layout.addStretch()
            row = QHBoxLayout()
            row.addStretch()
            row.addWidget(part)
            row.addStretch()
            layout.addLayout(row)
        layout.addStretch()
        self.setWidget(page)

    def ask(
        self,
        folder: Path | None,
        account: str = "",
        passphrase: str = "",
        *,
        practice: bool = False,
        words: str = "",
    ) -> None:
        """Ask who wants to open the unit in ``folder``; without one, offer to make or open a unit.

        Not while ``is_busy()``. ``words`` is a quiet sentence to begin with, such as "Locked. What was saved
        is safe."
        """
        card, self._folder = self.card, folder
        card.name_unit(glance.name_of(folder) if folder else "")
        card.asking.fill(account, passphrase)
        card.problem.show_problems({}, frozenset())
        said = "\n".join(part for part in (words, PRACTICE if practice else "") if part)
        card.hint.say(said)
        card.foot.wait() if folder else card.foot.say("")
        if said:
            announce(self, said)
        if folder is None:
            card.first_unit.new_unit.setFocus()
        else:
            card.asking.begin()
            self._look_at_folder()
        self._fit()

    def _forgot(self) -> None:
        self.forgotten.emit(self.card.asking.account)

    def is_busy(self) -> bool:
        """Whether a unit is being opened."""
        return self._busy

    # ---- what a look at the folder shows ----

    def _look_at_folder(self) -> None:
        folder = self._folder
        if folder is not None and self.card.is_painted:
            self._run(lambda _: _look(folder), self._seen, self._failed_to_look)

    def _seen(self, seen: _Seen) -> None:
        if seen.folder != self._folder:
            return
        self.card.foot.say(backup_words(seen.backup, datetime.now(UTC)) if seen.there else "")
        if not seen.there:
            self._say_problem(GONE.format(folder=seen.folder))
        self._fit()

    def _failed_to_look(self, error: BaseException) -> None:
        raise error

    # ---- opening ----

    def _open(self, account: str, passphrase: str) -> None:
        folder, open_desk = self._folder, self._open_desk
        if folder is None or self.is_busy():
            return

        def work(progress: Progress) -> Desk:
            desk = open_desk(folder, account, passphrase)
            try:
                progress.check()
            except Cancelled:
                desk.close()
                raise
            return desk

        self.card.problem.show_problems({}, frozenset())
        self._set_busy(busy=True)
        self._opening = self._run(work, self._opened, self._refused)

    def _opened(self, desk: Desk) -> None:
        self._set_busy(busy=False)
        self.card.asking.forget()
        self.opened.emit(desk)

    def _refused(self, error: BaseException) -> None:
        self._set_busy(busy=False)
        if isinstance(error, WrongPassphrase):
            self.card.asking.refuse_passphrase(str(error))
        elif isinstance(error, WaitFirst):
            self.card.asking.wait(str(error), error.seconds)
        elif not isinstance(error, DeskError):
            raise error
        elif not isinstance(error, Cancelled):
            self._say_problem(str(error))
        self._fit()

    def _say_problem(self, words: str) -> None:
        self.card.problem.show_problems({"": breakable(words)}, frozenset())

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.card.asking.set_busy(busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up waiting."""
        if event.key() == Qt.Key.Key_Escape and self.is_busy():
            self._opening.cancel()
        else:
            super().keyPressEvent(event)

    # ---- room ----

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """No wider than there is room; the way is left out where it would push the card out of sight."""
        # Not the viewport's: to give that to Python, Qt first looks through all its kinds of widget.
        room = self.maximumViewportSize()
        self.card.set_width(min(self._theme.px(CARD_WIDTH), room.width() - 2 * (SIDE + Space.SNUG)))
        self._way.setFixedWidth(min(self._theme.px(WAY_WIDTH), room.width() - 2 * Space.FIELD))
        card, way = (part.heightForWidth(part.width()) for part in (self.card, self._way))
        self._way.setVisible(card + way + LEAST_GAPS <= room.height())
        if self.card.problem.isHidden():
            self.show_focus()
        else:
            self.verticalScrollBar().setValue(0)


def _look(folder: Path) -> _Seen:
    return _Seen(folder, glance.is_unit(folder), glance.newest_backup(folder))


def _nobody(_share: float, _doing: str) -> None:
    return
